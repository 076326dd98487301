/** Who is signed in. */
import { z } from 'zod';
import { RoleCompte } from '../../../domain/codes.ts';

export const Identifiants = z.strictObject({ courriel: z.string().trim().min(1), motDePasse: z.string().min(1) });
export type Identifiants = z.infer<typeof Identifiants>;

export const Moi = z.object({
  id: z.string(),
  courriel: z.string(),
  nom: z.string(),
  role: RoleCompte,
  /** The instance is a demonstration: outage switches and the calendar's jump are offered. */
  demonstration: z.boolean(),
});
export type Moi = z.infer<typeof Moi>;
