/** What RCO keeps: the sessions exported to it. */
import { z } from 'zod';
import { EtatPublication, RaisonExclusion } from '../../domain/codes.ts';
import { Instant } from '../socle/contrat.ts';
import { genre } from '../socle/pieces.ts';

/** Key: the session's number. Found by its state, in the column `session`: those that are to become visible are looked for. */
export const Session = genre(
  'session',
  z.object({
    numero: z.string(),
    etat: EtatPublication,
    raison: RaisonExclusion.nullable(),
    /** Business instants. */
    visibleLe: Instant.nullable(),
    visibleDepuis: Instant.nullable(),
    offre: z.json(),
  }),
);
export type Session = z.infer<(typeof Session)['schema']>;
