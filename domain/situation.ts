/** The Situation: the one sentence that screens, API and mails show alike. Instants are ISO 8601, business time. */
import { z } from 'zod';
import { ActeurType } from './codes.ts';

const Instant = z.string();

export const EtatSituation = z.enum(['en_cours', 'en_attente', 'bloque', 'termine', 'annule']);
export type EtatSituation = z.infer<typeof EtatSituation>;

export const Action = z.object({
  code: z.string(),
  libelle: z.string(),
  effet: z.string(),
  groupable: z.boolean(),
  indisponible: z.object({ motif: z.string(), jusqua: Instant.optional() }).optional(),
});
export type Action = z.infer<typeof Action>;

export const RelanceVue = z.object({
  niveau: z.number().int(),
  quand: Instant,
  a: z.string(),
  canal: z.enum(['COURRIEL', 'TABLEAU']),
  /** REBONDIE: it left, and the recipient's server sent it back. */
  etat: z.enum(['PREVUE', 'ENVOYEE', 'ECHEC', 'REBONDIE']),
});
export type RelanceVue = z.infer<typeof RelanceVue>;

export const Situation = z.object({
  etat: EtatSituation,
  cause: z.string().nullable(),
  phrase: z.string(),
  depuis: Instant,
  echeance: Instant.nullable(),
  gravite: z.enum(['a_temps', 'bientot', 'en_retard']),
  acteur: z.object({ type: ActeurType, libelle: z.string(), contact: z.string().nullable() }),
  suite: z.object({ quoi: z.string(), quand: Instant.nullable() }),
  actions: z.array(Action),
  relances: z.array(RelanceVue),
});
export type Situation = z.infer<typeof Situation>;
