/** Reminders sent and to come, and what each step of each ladder brings. */
import { z } from 'zod';
import { Instant, Nombre, OrganismeCite, PageParCle, pageParCle } from './commun.ts';

export const EtatRelance = z.enum(['PREVUE', 'EN_ENVOI', 'ENVOYEE', 'ECHEC']);

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
  par: z.enum(['cause', 'niveau', 'organisme']).default('cause'),
  depuis: z.iso.date().optional(),
  jusqua: z.iso.date().optional(),
  /** Followed: the awaited act came within so many hours. */
  heures: z.coerce.number().int().min(1).max(2000).default(72),
});
export type FiltreEffet = z.infer<typeof FiltreEffet>;

export const EffetRelances = z.object({
  heures: Nombre,
  lignes: z.array(
    z.object({
      cle: z.string(),
      libelle: z.string(),
      envoyees: Nombre,
      echecs: Nombre,
      suivies: Nombre,
      /** suivies / envoyees. */
      part: z.number().nullable(),
      /** Half of the acts that followed came sooner. */
      delaiMedianHeures: z.number().nullable(),
    }),
  ),
});
export type EffetRelances = z.infer<typeof EffetRelances>;
