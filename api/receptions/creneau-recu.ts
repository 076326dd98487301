/** A slot as the doors take it: the rules of its form alone (R19–R21). */
import { z } from 'zod';
import { Modalite } from '../../domain/codes.ts';

const Instant = z.iso.datetime({ offset: true });
export const LieuRecu = z.strictObject({
  nom: z.string().max(250).optional(),
  lignes: z.array(z.string().max(250)).max(4).optional(),
  codePostal: z.string().max(5).optional(),
  ville: z.string().max(100).optional(),
});
export const CreneauRecu = z.strictObject({
  session: z.string().min(1).max(60),
  modalite: Modalite,
  debut: Instant,
  fin: Instant,
  lieu: LieuRecu.nullish(),
  places: z.number().int().min(1).max(10_000),
  /** R20. */
  pieces: z.array(z.string().max(250)).max(3).nullish(),
  /** R19. */
  commentaire: z.string().max(500).nullish(),
});
export type CreneauRecu = z.infer<typeof CreneauRecu>;

export type OrigineCreneau = { id: string; origine: 'SMF' | 'KAIROS' | 'HUB'; reference?: string | null; date: string };
