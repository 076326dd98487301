/** What i-Milo keeps: the young people's files that the interconnection reaches. */
import { z } from 'zod';
import { StatutPositionnement, Suite } from '../../domain/codes.ts';
import { genre } from '../socle/pieces.ts';

/** Key: the dossier's number. */
export const Dossier = genre(
  'dossier',
  z.object({
    dossier: z.string(),
    idDE: z.string().nullable(),
    synchronise: z.boolean(),
    propositions: z.array(
      z.object({ positionnement: z.string(), session: z.string(), intitule: z.string(), statut: StatutPositionnement, suite: Suite.nullable() }),
    ),
    situation: z.string().nullable(),
  }),
);
