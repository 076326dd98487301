/** The calendar as the database keeps it (one row). Real instants are epoch milliseconds. */
import { type Calendrier, maintenant, recaler } from '../domain/calendrier.ts';
import type { HubTx } from './hub.ts';

export const lireCalendrier = async (hub: HubTx): Promise<Calendrier> => {
  const ligne = await hub.calendrier.findUniqueOrThrow({ where: { id: 1 } });
  return { origine: ligne.origine.getTime(), vitesse: ligne.vitesse, avance: Number(ligne.avance) };
};

const ecrireCalendrier = async (hub: HubTx, cal: Calendrier, reel: number): Promise<Calendrier> => {
  const colonnes = { origine: new Date(cal.origine), vitesse: cal.vitesse, avance: BigInt(Math.round(cal.avance)), vuLe: new Date(reel) };
  await hub.calendrier.upsert({ where: { id: 1 }, create: { id: 1, ...colonnes }, update: colonnes });
  return cal;
};

/**
 * The calendar of a starting instance. In demonstration business time stops while the instance is stopped: it resumes where it was
 * last seen alive. In production (`vitesse` 1) it is real time, always.
 */
export const ouvrirCalendrier = async (hub: HubTx, vitesse: number, demonstration: boolean, reel: number): Promise<Calendrier> => {
  const ligne = await hub.calendrier.findUnique({ where: { id: 1 } });
  if (!demonstration) return ecrireCalendrier(hub, { origine: 0, vitesse: 1, avance: 0 }, reel);
  if (!ligne) return ecrireCalendrier(hub, recaler(reel, reel, vitesse), reel);
  const avant: Calendrier = { origine: ligne.origine.getTime(), vitesse: ligne.vitesse, avance: Number(ligne.avance) };
  return ecrireCalendrier(hub, recaler(reel, maintenant(avant, ligne.vuLe.getTime()), vitesse), reel);
};

/** Moves the business date forward by `duree` business milliseconds (demonstration only). */
export const avancerCalendrier = async (hub: HubTx, duree: number, reel: number): Promise<Calendrier> => {
  await hub.calendrier.update({ where: { id: 1 }, data: { avance: { increment: BigInt(Math.round(duree)) }, vuLe: new Date(reel) } });
  return lireCalendrier(hub);
};

export const marquerVivant = async (hub: HubTx, reel: number): Promise<void> => {
  await hub.calendrier.update({ where: { id: 1 }, data: { vuLe: new Date(reel) } });
};
