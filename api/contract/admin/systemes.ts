/** The partner systems. */
import { z } from 'zod';
import { Systeme } from '../../../domain/codes.ts';
import { SanteSysteme } from './a-traiter.ts';
import { Instant, Nombre } from './commun.ts';

const Taux = z.number().min(0).max(1);
/** As each simulated partner keeps them. */
export const Reglages = z.object({
  latenceMs: z.number().int().min(0).max(60_000),
  tauxErreur: Taux,
  tauxRefus: Taux,
  perteApresEffet: Taux,
  indisponibleJusqua: z.string().nullable(),
  evenements: z.object({ doubles: Taux, retardMs: z.number().int().min(0), desordre: z.boolean().or(Taux) }),
});
export type Reglages = z.infer<typeof Reglages>;

/** What the demonstration may do to a partner; a jour names what is changed only. */
export const DemandeReglages = z.strictObject({
  enPanne: z.boolean().optional(),
  latenceMs: z.number().int().min(0).max(60_000).optional(),
  tauxErreur: Taux.optional(),
  tauxRefus: Taux.optional(),
});
export type DemandeReglages = z.infer<typeof DemandeReglages>;

export const SystemeDetail = SanteSysteme.extend({
  /** In one line, what it is for. */
  role: z.string(),
  dernierSucces: Instant.nullable(),
  dernierEchec: Instant.nullable(),
  motif: z.string().nullable(),
  /** How it answered over the last hour of real time. */
  mesure: z.object({ appels: Nombre, tauxErreur: Taux.nullable(), latenceMs: z.number().min(0).nullable() }),
  /** null when not in demonstration, or when the partner does not answer. */
  reglages: Reglages.nullable(),
});
export type SystemeDetail = z.infer<typeof SystemeDetail>;
export const ListeSystemes = z.object({ maintenant: Instant, systemes: z.array(SystemeDetail) });

/** What the partner's own users see: of a session, or of the person of a parcours (never named in the address). */
export const FiltreVue = z.object({ session: z.string().optional(), parcours: z.string().optional() });
export const VueSysteme = z.object({ systeme: Systeme, vues: z.array(z.object({ titre: z.string(), contenu: z.json() })) });
export type VueSysteme = z.infer<typeof VueSysteme>;

/** Why nobody speaks to a partner any more, or speaks to it again: asked for, and kept in the journal. */
export const DemandeSuspension = z.strictObject({ motif: z.string().trim().min(1).max(500) });
