/** What an organisme says of its own address (S13), through whichever door. The address stays here: its flow hears that it changed, never which. */
import { createHash } from 'node:crypto';
import type { HubTx } from '../../prisma/hub.ts';
import type { ARelayer } from './types.ts';

/** As `Organisme.courrielRefuse` keeps it. */
export const empreinteAdresse = (courriel: string): string => createHash('sha256').update(courriel.toLowerCase()).digest('hex');

export const corrigerAdresse = async (tx: HubTx, organisme: string, courriel: string, date: string): Promise<ARelayer> => {
  await tx.organisme.update({ where: { siret: organisme }, data: { courriel, courrielRefuse: null } });
  return { type: 'organisme.adresse-changee', donnees: { date, organisme } };
};

/** Whoever read our mails has left: nothing more goes to that address, reminders take the next channel. */
export const signalerDepart = async (tx: HubTx, organisme: string, date: string): Promise<ARelayer> => {
  const { courriel } = await tx.organisme.findUniqueOrThrow({ where: { siret: organisme }, select: { courriel: true } });
  const courrielRefuse = courriel === null ? null : empreinteAdresse(courriel);
  await tx.organisme.update({ where: { siret: organisme }, data: { courrielRefuse } });
  return { type: 'organisme.adresse-invalide', donnees: { date, organisme } };
};
