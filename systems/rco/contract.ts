/** RCO (Intercarif): the national aggregation between the regional base and PE; excludes what §b.3 says. */
import { z } from 'zod';
import { RaisonExclusion } from '../../domain/codes.ts';
import { operation, Recu } from '../socle/contrat.ts';
import { SessionMessage } from '../socle/offre.ts';

export const REFUS_RCO = ['SESSION_INCONNUE', 'SESSION_NON_EXPORTEE'] as const;

export const contratRco = {
  exporterSession: operation(
    '/sessions',
    SessionMessage.extend({ apprentissage: z.boolean() }),
    z.object({ reference: z.string(), etat: z.enum(['EXPORTEE', 'VISIBLE', 'EXCLUE']), raison: RaisonExclusion.nullable() }),
  ),
  retirerSession: operation('/sessions/retraits', z.object({ session: z.string(), motif: z.string() }), Recu),
};
