/**
 * What a system holds of the hub's things, told the same way by all of them, so that the reconciliation can compare: by pages, or for a
 * few references. No name and no free text in it. `cle` orders the pages; `ageMs` is the real time since it was last written.
 */
import { z } from 'zod';
import { EtatFiche, EtatPublication, Fait, StatutDe } from '../../domain/codes.ts';
import { Detail } from '../../domain/rapprochement-details.ts';
import { ChampOffre } from '../../domain/rapprochement-offre.ts';
import { Instant } from './contrat.ts';

const Commun = { cle: z.string(), ageMs: z.number() };

export const FicheTenue = z.object({
  ...Commun,
  fiche: z.string(),
  etat: EtatFiche,
  /** The version that the Carif validated last. */
  valide: z.string().nullable(),
});
export type FicheTenue = z.infer<typeof FicheTenue>;

export const SessionTenue = z.object({
  ...Commun,
  session: z.string(),
  /** Each thing that it keeps of the session, as text; absent: it does not keep it. */
  offre: z.partialRecord(ChampOffre, z.string().nullable()),
  /** RCO alone: what became of the session there, and since when it is seen. */
  publication: EtatPublication.nullish(),
  visibleDepuis: Instant.nullish(),
});
export type SessionTenue = z.infer<typeof SessionTenue>;

export const CreneauTenu = z.object({
  ...Commun,
  /** The hub's id; null when it was made there and not named yet. */
  creneau: z.string().nullable(),
  reference: z.string(),
  session: z.string(),
  debut: Instant,
  fin: Instant,
  annule: z.boolean(),
  modalite: z.string(),
  lieu: z.string().nullable(),
  places: z.number().int(),
  /** null: seats are another system's. */
  libres: z.number().int().nullable(),
});
export type CreneauTenu = z.infer<typeof CreneauTenu>;

/** One positioning, or one path, as the system knows it: each fact with its value (a code, a day), absent when it was never told. */
export const CandidatTenu = z.object({
  ...Commun,
  positionnement: z.string().nullable(),
  parcours: z.string().nullable(),
  reference: z.string(),
  session: z.string(),
  faits: z.partialRecord(Fait, z.string()),
  /** What is kept beside them; texts as fingerprints. */
  details: z.partialRecord(Detail, z.string()).default({}),
});
export type CandidatTenu = z.infer<typeof CandidatTenu>;

/** The status of a person, as the one who decides of it knows it. */
export const DemandeurTenu = z.object({ ...Commun, idDE: z.string(), statut: StatutDe, depuis: Instant.nullable() });
export type DemandeurTenu = z.infer<typeof DemandeurTenu>;

export const DossierTenu = z.object({ ...Commun, dossier: z.string(), synchronise: z.boolean(), situation: z.string().nullable() });
export type DossierTenu = z.infer<typeof DossierTenu>;

export const ETATS = {
  fiches: FicheTenue,
  sessions: SessionTenue,
  creneaux: CreneauTenu,
  candidats: CandidatTenu,
  demandeurs: DemandeurTenu,
  dossiers: DossierTenu,
};
export type GenreEtat = keyof typeof ETATS;

/** `references`: the hub's ids or the system's own; for AUDE and pe.fr, which know people, the identifiants DE. */
export const DemandeEtat = z.union([
  z.strictObject({ references: z.array(z.string().min(1).max(200)).max(500) }),
  z.strictObject({ apres: z.string().max(400).default(''), taille: z.number().int().min(1).max(500).default(200) }),
]);
export type DemandeEtat = z.infer<typeof DemandeEtat>;
