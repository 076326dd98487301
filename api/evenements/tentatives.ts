/** S6, G5: an adviser whom his own tool has refused (R27): what holds the person is told of it, nothing is positioned. */
import type { z } from 'zod';
import { numeroParcours } from '../../domain/processus.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { personneConnue } from '../receptions/personnes.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { noterTentative } from '../receptions/tentatives.ts';
import type { ARelayer } from '../receptions/types.ts';
import type { FORMES } from './formes.ts';

type Refuse = z.output<typeof FORMES.positionnement>;

export const lireTentative = async (tx: HubTx, d: Refuse, { source, id, date }: { source: string; id: string; date: string }): Promise<ARelayer> => {
  refuserNir(d);
  const connue = await personneConnue(tx, d.personne);
  const parcours = connue && numeroParcours(connue, d.session);
  const de = { source, id, motif: 'DEJA_INSCRITE', session: d.session, creneau: d.creneau, parcours } as const;
  await noterTentative(tx, { ...de, conseiller: d.prescripteur, maintenant: Date.parse(date) });
  return { type: 'tentative.notee', donnees: { date } };
};
