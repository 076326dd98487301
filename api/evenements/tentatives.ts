/** S6, G5: what advisers could not do in their own tools. */
import type { z } from 'zod';
import { numeroParcours } from '../../domain/processus.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { noterRegards } from '../receptions/consultations.ts';
import { personneConnue } from '../receptions/personnes.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { auteurDe, noterTentative } from '../receptions/tentatives.ts';
import type { ARelayer } from '../receptions/types.ts';
import type { FORMES } from './formes.ts';

type Refuse = z.output<typeof FORMES.positionnement>;
type Consultee = z.output<typeof FORMES.consultation>;

/** Refused by his tool (R27): what holds the person is told of it, nothing is positioned. */
export const lireTentative = async (tx: HubTx, d: Refuse, { source, id, date }: { source: string; id: string; date: string }): Promise<ARelayer> => {
  refuserNir(d);
  const connue = await personneConnue(tx, d.personne);
  const parcours = connue && numeroParcours(connue, d.session);
  const de = { source, id, motif: 'DEJA_INSCRITE', session: d.session, creneau: d.creneau, parcours } as const;
  await noterTentative(tx, { ...de, conseiller: d.prescripteur, maintenant: Date.parse(date) });
  return { type: 'tentative.notee', donnees: { date } };
};

/** S3: he looked at a session, and found no slot there. */
export const lireConsultation = async (tx: HubTx, d: Consultee, { source, date }: { source: string; date: string }): Promise<ARelayer | 'EN_ATTENTE'> => {
  const connue = await tx.session.findUnique({ where: { numero: d.session }, select: { etatRecrutement: true } });
  if (!connue) return 'EN_ATTENTE';
  const attendue = connue.etatRecrutement !== 'FERME' && connue.etatRecrutement !== 'SUSPENDU';
  if (d.disponibles === 0 && attendue) await noterRegards(tx, [d.session], auteurDe(source, d.prescripteur.structure, d.prescripteur.nom), Date.parse(date));
  return { type: 'tentative.notee', donnees: { date } };
};
