/** What people do in the partners, as the events tell it to the hub: the shapes that several systems share. */
import { z } from 'zod';
import { Modalite, Presence, Reseau, Suite } from '../../domain/codes.ts';
import { sansAccents } from '../../domain/francais.ts';
import { Instant, Jour, Lieu, type PersonneMessage } from './contrat.ts';

const Texte = z.string().trim().min(1).max(250);
/** The SIRET of the account that acts (R13), when it is said. */
const Auteur = { organisme: z.string().max(14).nullish() };

export const PersonneActe = z.object({
  idDE: z.string().max(20).nullish(),
  nom: Texte,
  prenom: Texte,
  courriel: z.string().max(160).nullish(),
  telephone: z.string().max(25).nullish(),
  adresse: z.object({ codePostal: z.string().max(10).optional(), ville: z.string().max(100).optional() }).nullish(),
  pic: z.boolean().nullish(),
});

/** R28. */
export const ARGUMENTAIRE_MAX = 385;

/** As `POST /positionnements` of the hub. */
export const PositionnementActe = z.object({
  personne: PersonneActe,
  session: Texte,
  creneau: Texte,
  /** R28: its length is each tool's to refuse. */
  argumentaire: z.string().max(5_000).nullish(),
  prescripteur: z.object({ reseau: Reseau, structure: z.string().max(250).nullish(), nom: z.string().max(250).nullish() }),
  dossierImilo: z.object({ id: Texte, synchronise: z.boolean() }).nullish(),
  ...Auteur,
});
export type PositionnementActe = z.infer<typeof PositionnementActe>;

/** An adviser looks at a session before positioning (R32). */
export const ConsultationActe = PositionnementActe.pick({ session: true, prescripteur: true });

/** R19. */
const COMMENTAIRE_MAX = 500;

/** As `POST /creneaux` of the hub (R19, R20). */
export const CreneauActe = z.object({
  session: Texte,
  modalite: Modalite,
  debut: Instant,
  fin: Instant,
  lieu: Lieu.nullish(),
  places: z.number().int().min(0).max(10_000),
  pieces: z.array(z.string().max(250)).max(3, 'Trois pièces au plus sont demandées aux candidats.').default([]),
  commentaire: z.string().max(COMMENTAIRE_MAX, `Le commentaire est limité à ${COMMENTAIRE_MAX} caractères.`).nullish(),
  ...Auteur,
});
export type CreneauActe = z.infer<typeof CreneauActe>;

export const CreneauModifieActe = z.object({ creneau: Texte, debut: Instant, fin: Instant, lieu: Lieu.nullish(), ...Auteur });
export const CreneauAnnuleActe = z.object({ creneau: Texte, motif: Texte, ...Auteur });
export const AnnulationActe = z.object({ positionnement: Texte, motif: Texte });

const Motif = z.string().max(1_000).nullish();
export const PresencesActe = z.object({
  creneau: Texte,
  presences: z
    .array(z.object({ positionnement: Texte, presence: Presence, motif: Motif }))
    .min(1)
    .max(500),
  ...Auteur,
});
export const SuitesActe = z.object({
  creneau: Texte,
  suites: z
    .array(z.object({ positionnement: Texte, suite: Suite, motif: Motif }))
    .min(1)
    .max(500),
  ...Auteur,
});

export const PlacesActe = z.object({ session: Texte, placesAchetees: z.number().int().min(0) });
export const InscriptionActe = z.object({ session: Texte, personne: PersonneActe, ...Auteur });
/** R39: met outside any slot and not retained; an empty list says that nobody else was met. */
export const NonRetenusActe = z.object({
  session: Texte,
  candidats: z.array(z.object({ personne: PersonneActe, motif: z.string().trim().min(1).max(1_000) })).max(50),
  ...Auteur,
});
export const InscriptionAnnuleeActe = z.object({ parcours: Texte, motif: Texte, ...Auteur });
export const EntreeActe = z.object({ parcours: Texte, date: Jour, ...Auteur });
const Interruption = { debut: Jour, fin: Jour.nullish(), motif: Texte, ...Auteur };
/** R42b: of one person, or of the whole session. */
export const InterruptionActe = z.union([z.object({ parcours: Texte, ...Interruption }), z.object({ session: Texte, ...Interruption })]);
export const SortieActe = z.object({ parcours: Texte, date: Jour, motif: Texte, bilan: z.string().max(3_000).nullish(), ...Auteur });

/** The person as systems keep it: what is not known is null. */
export const personneGardee = (p: z.infer<typeof PersonneActe>): PersonneMessage => ({
  idDE: p.idDE ?? null,
  nom: p.nom,
  prenom: p.prenom,
  courriel: p.courriel ?? null,
  telephone: p.telephone ?? null,
  adresse: p.adresse ?? null,
  ...(p.pic && { pic: true }),
});

/** Who is who inside one system: the identifiant DE, or name and contact of a person who has none (R25). */
export const clePersonne = (p: PersonneMessage): string =>
  p.idDE ?? [p.nom, p.prenom, p.courriel ?? p.telephone ?? ''].map((t) => sansAccents(t).toUpperCase().trim()).join('|');
