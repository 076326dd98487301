/** pe.fr, the DE's personal space: the appointment only, neither the sheet nor the argumentaire (R33). */
import { z } from 'zod';
import { Instant, Lieu, operation, Recu } from '../socle/contrat.ts';

export const REFUS_PEFR = ['DEMANDEUR_INCONNU', 'RENDEZ_VOUS_INCONNU', 'DEJA_RESERVE', 'RENDEZ_VOUS_CLOS', 'RENDEZ_VOUS_PASSE', 'ORIGINE_REFUSEE'] as const;

export const contratPefr = {
  notifierRendezVous: operation(
    '/rendez-vous',
    z.object({
      positionnement: z.string(),
      idDE: z.string(),
      session: z.string(),
      intitule: z.string(),
      debut: Instant,
      fin: Instant,
      lieu: Lieu.nullable(),
      /** What pe.fr called it when the DE booked it there. */
      reservation: z.string().nullable().default(null),
    }),
    Recu,
  ),
  changerRendezVous: operation(
    '/rendez-vous/statuts',
    z.object({ positionnement: z.string(), statut: z.enum(['REPORTE', 'ANNULE', 'HONORE', 'ABSENT']) }),
    Recu,
  ),
};
