/** What the follow-up tools (OUIFORM, AUDEF) are told of one positioning (M4–M9, M12): only the fields that changed. */
import { z } from 'zod';
import { Outil, Presence, StatutPositionnement, Suite } from '../../domain/codes.ts';
import { Jour, operation, PersonneMessage, Recu } from './contrat.ts';

export const PositionnementMessage = z.object({
  positionnement: z.string(),
  parcours: z.string(),
  personne: PersonneMessage,
  session: z.string(),
  creneau: z.string(),
  outil: Outil,
  argumentaire: z.string().max(385).nullable(),
  /** What the tool in which it was made calls it; null: made in none. */
  reference: z.string().nullable().default(null),
});
export type PositionnementMessage = z.infer<typeof PositionnementMessage>;

export const SuiviMessage = z.object({
  positionnement: z.string(),
  parcours: z.string(),
  creneau: z.string().optional(),
  statut: StatutPositionnement.optional(),
  presence: Presence.optional(),
  suite: Suite.optional(),
  motif: z.string().nullable().optional(),
  inscription: Jour.optional(),
  entree: Jour.optional(),
  sortie: Jour.optional(),
  /** M13. */
  interruption: z.object({ debut: Jour, fin: Jour.nullable() }).optional(),
});
export type SuiviMessage = z.infer<typeof SuiviMessage>;

/** The follow-up of a positioning, told alike to OUIFORM and AUDEF. */
export const contratSuivi = {
  positionner: operation('/positionnements', PositionnementMessage, Recu),
  suivre: operation('/suivis', SuiviMessage, Recu),
};

/** What every tool where people are positioned refuses, Kairos as well; each says it in its own words. */
export const REFUS_OUTIL = [
  'SESSION_INCONNUE',
  'CRENEAU_INCONNU',
  'CRENEAU_ANNULE',
  'CRENEAU_PASSE',
  'COMPLET',
  'POSITIONNEMENT_INCONNU',
  'DEJA_INSCRIT',
  'RECRUTEMENT_FERME',
  'ORIGINE_REFUSEE',
  'ARGUMENTAIRE_TROP_LONG',
] as const;
/** OUIFORM and AUDEF. */
export const REFUS_SUIVI = [...REFUS_OUTIL, 'POSITIONNEMENT_CLOS'] as const;
