/** What pe.fr keeps: the appointments of each DE's personal space; never the sheet nor the argumentaire (R33). */
import { z } from 'zod';
import { Instant, Lieu } from '../socle/contrat.ts';
import { genre } from '../socle/pieces.ts';

/** Key: the hub's positionnement, or pe.fr's own reference when the DE booked here. Found by idDE (`personne`) and session. */
export const RendezVous = genre(
  'rendezVous',
  z.object({
    reference: z.string(),
    positionnement: z.string().nullable(),
    idDE: z.string(),
    session: z.string(),
    intitule: z.string().nullable(),
    /** null: booked here, not yet confirmed with its date. */
    debut: Instant.nullable(),
    fin: Instant.nullable(),
    lieu: Lieu.nullable(),
    statut: z.enum(['DEMANDE', 'PREVU', 'REPORTE', 'ANNULE', 'HONORE', 'ABSENT']),
  }),
);
export type RendezVous = z.infer<(typeof RendezVous)['schema']>;
