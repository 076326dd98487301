/** Reminders sent and to come, and what each step of each ladder brings. */
import { z } from 'zod';
import { Instant, Nombre, OrganismeCite, PageParCle, pageParCle } from './commun.ts';

export const EtatRelance = z.enum(['PREVUE', 'EN_ENVOI', 'ENVOYEE', 'ECHEC', 'REBONDIE']);

export const FiltreRelances = PageParCle.extend({
  /** `envoyees`: the latest first. `a_venir`: the nearest first. */
  sens: z.enum(['envoyees', 'a_venir']).default('envoyees'),
  cause: z.string().max(60).optional(),
  organisme: z.string().max(14).optional(),
  etat: EtatRelance.optional(),
  niveau: z.coerce.number().int().min(0).max(4).optional(),
  /** Whether an act followed. */
  suivie: z.stringbool().optional(),
});
export type FiltreRelances = z.infer<typeof FiltreRelances>;

export const RelanceLigne = z.object({
  id: z.string(),
  blocage: z.string(),
  cause: z.string(),
  titre: z.string(),
  niveau: z.number().int(),
  organisme: OrganismeCite.nullable(),
  a: z.string(),
  canal: z.string(),
  objet: z.string().nullable(),
  etat: EtatRelance,
  prevueLe: Instant.nullable(),
  envoyeeLe: Instant.nullable(),
  /** Why it did not arrive. */
  echec: z.string().nullable(),
  /** The awaited act came so many hours after; null when it has not come. */
  suivieApresHeures: z.number().nullable(),
});
export type RelanceLigne = z.infer<typeof RelanceLigne>;
export const PageRelances = pageParCle(RelanceLigne).extend({ maintenant: Instant });

export const FiltreEffet = z.object({
  cause: z.string().max(60).optional(),
  organisme: z.string().max(14).optional(),
  /** One line per organisme too. */
  parOrganisme: z.stringbool().default(false),
  depuis: z.iso.date().optional(),
  jusqua: z.iso.date().optional(),
  /** Followed: the awaited act came within so many hours of the last reminder before it. */
  heures: z.coerce.number().int().min(1).max(2000).default(72),
});
export type FiltreEffet = z.infer<typeof FiltreEffet>;

/** The effect of each step of each ladder. */
export const EffetRelances = z.object({
  heures: Nombre,
  lignes: z.array(
    z.object({
      cause: z.string(),
      titre: z.string(),
      niveau: z.number().int(),
      a: z.string(),
      organisme: OrganismeCite.nullable(),
      envoyees: Nombre,
      rebondies: Nombre,
      suivies: Nombre,
      /** suivies / envoyees. */
      part: z.number().nullable(),
      /** Half of the acts that followed came sooner. */
      medianeHeures: z.number().nullable(),
    }),
  ),
});
export type EffetRelances = z.infer<typeof EffetRelances>;
