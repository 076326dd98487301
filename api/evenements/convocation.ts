/** §d.5: in Kairos, an organisme calls a candidate to an appointment: the positioning goes on there. */
import { z } from 'zod';
import { Modalite } from '../../domain/codes.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { trouverCreneau, trouverPositionnement } from '../receptions/references.ts';
import type { ARelayer } from '../receptions/types.ts';

const Id = z.string().min(1).max(120);
export const FORME_CONVOCATION = z.object({ positionnement: Id, creneau: Id });

export const convoquerCandidat = async (tx: HubTx, d: z.infer<typeof FORME_CONVOCATION>, date: string): Promise<ARelayer | 'EN_ATTENTE'> => {
  const [p, c] = [await trouverPositionnement(tx, d.positionnement), await trouverCreneau(tx, d.creneau)];
  if (!p || !c) return 'EN_ATTENTE';
  const { debut, fin } = { debut: c.debut.toISOString(), fin: c.fin.toISOString() };
  const donnees = { date, positionnement: p.id, parcours: p.parcours, creneau: c.id, modalite: Modalite.parse(c.modalite), debut, fin };
  return { type: 'positionnement.reporte', donnees };
};
