/** A fiche as SMF's seven screens hold it, once controlled (controle.ts). Codes are those of SMF's own tables. */
import { z } from 'zod';

const texte = z.string().optional();
const Adresse = z.object({ voie: z.string(), complement: texte, complement2: texte, cpVille: z.string() });
export type AdresseSmf = z.infer<typeof Adresse>;
const Lieu = Adresse.extend({ nom: z.string() });
export type LieuSmf = z.infer<typeof Lieu>;
const Duree = z.object({ h: z.number().int(), mn: z.number().int() });
const entier = z.number().int();

const Ico = Lieu.extend({
  places: entier,
  /** AAAA-MM-JJ, HH:MM. */
  date: z.string(),
  debut: z.string(),
  fin: z.string(),
  commentaire: texte,
});
export type IcoSmf = z.infer<typeof Ico>;

const Session = z.object({
  numero: z.string(),
  dureeTotale: Duree.optional(),
  dureeCentre: Duree.optional(),
  dureeEntreprise: Duree.optional(),
  hebdoCentre: Duree.optional(),
  hebdoEntreprise: Duree.optional(),
  entreesSorties: z.string(),
  debut: z.string(),
  fin: texte,
  enseignement: z.string(),
  dispensateur: z.object({ siret: z.string(), raisonSociale: z.string() }).optional(),
  lieu: Lieu.optional(),
  contact: z.object({ nom: z.string(), telephone: texte, courriel: texte }).optional(),
  inscription: Lieu,
  dispositifs: z.array(z.string()).default([]),
  financements: z.array(z.string()).default([]),
  placesTotales: entier.optional(),
  conventionnees: z.boolean().optional(),
  placesConventionnees: entier.optional(),
  disponibilite: texte,
  parcoursIndicatif: entier.optional(),
  commentairePlaces: texte,
  icos: z.array(Ico).default([]),
});
export type SessionSmf = z.infer<typeof Session>;

const Responsable = z.object({
  raisonSociale: z.string(),
  sigle: texte,
  siret: z.string(),
  numeroActivite: z.string(),
  adresse: Adresse.optional(),
  telephone: texte,
  courriel: texte,
});

export const FicheSmf = z.object({
  numero: z.string(),
  intitule: z.string(),
  motsCles: texte,
  metiers: texte,
  certifiante: z.boolean().default(false),
  responsable: Responsable,
  objectifGeneral: texte,
  objectifsPedagogiques: texte,
  modalitesPedagogiques: texte,
  contenu: z.string(),
  formacodePrincipal: z.string(),
  formacodes: z.array(z.string()).default([]),
  modalitesRecrutement: z.array(z.string()).default([]),
  sessions: z.array(Session).min(1),
});
export type FicheSmf = z.infer<typeof FicheSmf>;
