/**
 * The formation as Maillon keeps it, whatever the version it came from. Codes and dates stay as LHEO writes them (the tables are in
 * tables.ts, the dates in dates.ts); what Maillon does not interpret is kept in `autres` and given back on export.
 */
import { z } from 'zod';
import type { Element } from './arbre.ts';

const Autre: z.ZodType<Element> = z.lazy(() =>
  z.object({
    nom: z.string(),
    attributs: z.record(z.string(), z.string()).optional(),
    texte: z.string().optional(),
    enfants: z.array(Autre).optional(),
  }),
);
/** What every structural element carries. */
const commun = { attributs: z.record(z.string(), z.string()).default({}), autres: z.array(Autre).default([]) };
const textes = z.array(z.string()).default([]);
const texte = z.string().optional();

export const CodeRef = z.object({ code: z.string(), ref: texte, tag: texte });
export type CodeRef = z.infer<typeof CodeRef>;

export const Adresse = z.object({
  ...commun,
  denomination: texte,
  lignes: textes,
  codePostal: z.string(),
  ville: z.string(),
  departement: texte,
  codeInsee: texte,
  region: texte,
  pays: texte,
});
export type Adresse = z.infer<typeof Adresse>;

export const Coordonnees = z.object({
  ...commun,
  civilite: texte,
  nom: texte,
  prenom: texte,
  lignes: textes,
  adresse: Adresse.optional(),
  telephones: textes,
  portables: textes,
  courriel: texte,
  web: textes,
});
export const Contact = z.object({ ...commun, type: texte, coordonnees: Coordonnees });
export type Contact = z.infer<typeof Contact>;

export const Recrutement = z.object({
  ...commun,
  numero: texte,
  /** dict-modalite-recrutement: 9 ICO, 8 RDV, 7 candidature; the others are no slots (R14). */
  modalite: z.string(),
  aDistance: z.boolean().optional(),
  adresse: Adresse.optional(),
  url: texte,
  places: z.number().int().optional(),
  debut: texte,
  fin: texte,
  heureDebut: texte,
  heureFin: texte,
  commentaire: texte,
});
export type Recrutement = z.infer<typeof Recrutement>;

export const SessionLheo = z.object({
  ...commun,
  numero: z.string(),
  debut: z.string(),
  fin: z.string(),
  adresseInscription: Adresse,
  modalitesInscription: texte,
  inscriptionDebut: texte,
  inscriptionFin: texte,
  /** dict-etat-recrutement; absent: non renseigné (R18). */
  etatRecrutement: texte,
  recrutements: z.array(Recrutement).default([]),
  contacts: z.array(Contact).default([]),
});
export type SessionLheo = z.infer<typeof SessionLheo>;

export const Lieu = z.object({ ...commun, siret: texte, coordonnees: Coordonnees });
export const Formateur = z.object({ ...commun, siret: z.string(), raisonSociale: z.string().default(''), contacts: z.array(Contact).default([]) });
export type Formateur = z.infer<typeof Formateur>;
export const Financeur = z.object({ ...commun, code: z.string(), places: z.number().int().optional() });

export const ActionLheo = z.object({
  ...commun,
  /** The number of the fiche. */
  numero: z.string(),
  rythme: z.string(),
  publics: z.array(CodeRef),
  niveauEntreeObligatoire: z.boolean(),
  alternance: z.string(),
  /** dict-modalites-enseignement: 1 is mixed, where SMF says 2 (§c.3). */
  enseignement: z.string(),
  conditions: z.string(),
  priseEnChargeFrais: z.boolean(),
  lieux: z.array(Lieu).default([]),
  entreesSorties: z.string(),
  sessions: z.array(SessionLheo),
  adresseInformation: Adresse.optional(),
  datesInformation: textes,
  modalitesRecrutement: texte,
  heuresCentre: z.number().int().optional(),
  heuresEntreprise: z.number().int().optional(),
  heuresTotal: z.number().int().optional(),
  conventionnement: z.boolean().optional(),
  formateurs: z.array(Formateur).default([]),
  financeurs: z.array(Financeur).default([]),
});
export type ActionLheo = z.infer<typeof ActionLheo>;

export const OrganismeLheo = z.object({
  ...commun,
  numeroActivite: z.string(),
  siret: z.string(),
  nom: z.string(),
  raisonSociale: z.string(),
  coordonnees: Coordonnees,
  contacts: z.array(Contact),
});
export type OrganismeLheo = z.infer<typeof OrganismeLheo>;

export const Formation = z.object({
  ...commun,
  numero: texte,
  /** The principal one is tagged so, else it is the first. */
  formacodes: z.array(CodeRef).default([]),
  nsf: textes,
  rome: textes,
  intitule: z.string(),
  objectif: z.string(),
  resultats: z.string(),
  contenu: z.string(),
  certifiante: z.boolean(),
  contacts: z.array(Contact),
  parcours: z.string(),
  niveauEntree: z.string(),
  objectifGeneral: texte,
  niveauSortie: texte,
  actions: z.array(ActionLheo),
  organisme: OrganismeLheo,
});
export type Formation = z.infer<typeof Formation>;

/** One formation per action: what a fiche holds. */
export const parAction = (formation: Formation): Formation[] => formation.actions.map((action) => ({ ...formation, actions: [action] }));

export const formacodePrincipal = (formation: Formation): CodeRef | undefined =>
  formation.formacodes.find((f) => f.tag === 'principal') ?? formation.formacodes[0];
