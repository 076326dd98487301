/** Finds one thing as this caller may see it: what is out of reach is not found (404), like what does not exist. */
import type { HubTx } from '../../prisma/hub.ts';
import { Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import { parcoursVisibles, sessionsVisibles } from '../lecture/perimetre.ts';
import { trouverCreneau, trouverParcours, trouverPositionnement } from '../receptions/references.ts';
import { refus } from '../socle/problemes.ts';

const sessionVisible = async (hub: HubTx, numero: string, appelant: Appelant): Promise<boolean> => {
  const [vue] = await hub.$queryRaw<unknown[]>`SELECT 1 FROM hub.session s WHERE s.numero = ${numero} AND ${sessionsVisibles(perimetre(appelant))}`;
  return vue !== undefined;
};
const parcoursVisible = async (hub: HubTx, id: string, session: string, appelant: Appelant): Promise<boolean> => {
  const [vu] = await hub.$queryRaw<unknown[]>`SELECT 1 WHERE ${parcoursVisibles(perimetre(appelant), Prisma.sql`${id}`, Prisma.sql`${session}`)}`;
  return vu !== undefined;
};

export const laSession = async (hub: HubTx, numero: string, appelant: Appelant) => {
  const session = await hub.session.findUnique({ where: { numero } });
  if (!session || !(await sessionVisible(hub, numero, appelant))) throw refus('session-introuvable');
  return session;
};

export const leCreneau = async (hub: HubTx, reference: string, appelant: Appelant) => {
  const creneau = await trouverCreneau(hub, reference);
  if (!creneau || !(await sessionVisible(hub, creneau.session, appelant))) throw refus('introuvable');
  return creneau;
};

export const lePositionnement = async (hub: HubTx, reference: string, appelant: Appelant) => {
  const positionnement = await trouverPositionnement(hub, reference);
  if (!positionnement || !(await parcoursVisible(hub, positionnement.parcours, positionnement.session, appelant))) throw refus('introuvable');
  return positionnement;
};

export const leParcours = async (hub: HubTx, reference: string, appelant: Appelant) => {
  const parcours = await trouverParcours(hub, reference);
  if (!parcours || !(await parcoursVisible(hub, parcours.id, parcours.session, appelant))) throw refus('introuvable');
  return parcours;
};

/** The reader is an OF: R29 hides which network follows a person. */
export const estOrganisme = (a: Appelant): boolean => a.sirets.length > 0;
