/** i-Milo, the missions locales' file: only OUIFORM positionings by an ML adviser on a synchronised dossier (R31). */
import { z } from 'zod';
import { StatutPositionnement, Suite } from '../../domain/codes.ts';
import { operation, Recu } from '../socle/contrat.ts';

export const REFUS_IMILO = ['DOSSIER_INCONNU', 'DOSSIER_NON_SYNCHRONISE', 'PROPOSITION_INCONNUE'] as const;

export const contratImilo = {
  proposer: operation(
    '/propositions',
    z.object({ dossier: z.string(), positionnement: z.string(), session: z.string(), intitule: z.string(), statut: StatutPositionnement }),
    Recu,
  ),
  suivre: operation(
    '/propositions/suivis',
    z.object({ dossier: z.string(), positionnement: z.string(), statut: StatutPositionnement.optional(), suite: Suite.optional() }),
    Recu,
  ),
  /** A retained candidate: the « situation formation » is made by the interconnection, nobody types it. */
  situer: operation('/situations', z.object({ dossier: z.string(), positionnement: z.string(), situation: z.enum(['Formation', 'Sortie']) }), Recu),
};
