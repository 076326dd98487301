/** What a link opens: its slot, its session, or all the sessions of its organisme. Anything else is as if it did not exist. */
import type { Hub, Prisma } from '../../prisma/hub.ts';
import type { Lien } from '../../prisma/liens.ts';

export type Session = Prisma.SessionGetPayload<object>;
export type Creneau = Prisma.CreneauGetPayload<object>;

const duSien = (s: Session, lien: Lien): boolean => s.ofDispensateur === lien.organisme || s.ofResponsable === lien.organisme;

/** `nominatif`: the page shows people, so the link of one slot does not open it. */
export const sessionDuLien = async (hub: Hub, lien: Lien, numero: string | undefined, { nominatif = true } = {}): Promise<Session | null> => {
  if (numero === undefined || (lien.session !== null && lien.session !== numero)) return null;
  if (lien.creneau !== null && (nominatif || lien.session === null)) return null;
  const s = await hub.session.findUnique({ where: { numero } });
  return s && duSien(s, lien) ? s : null;
};

export const creneauDuLien = async (hub: Hub, lien: Lien, id: string | undefined): Promise<{ creneau: Creneau; session: Session } | null> => {
  if (id === undefined || (lien.creneau !== null && lien.creneau !== id)) return null;
  const creneau = await hub.creneau.findUnique({ where: { id } });
  if (!creneau || (lien.creneau === null && lien.session !== null && lien.session !== creneau.session)) return null;
  const session = await hub.session.findUnique({ where: { numero: creneau.session } });
  return session && duSien(session, lien) ? { creneau, session } : null;
};

/** Sessions a link speaks of, the latest first: those that ended long ago wait for nothing. */
export const sessionsDuLien = async (hub: Hub, lien: Lien, maintenantMs: number): Promise<Session[]> => {
  const siennes = { OR: [{ ofDispensateur: lien.organisme }, { ofResponsable: lien.organisme }] };
  const creneau = lien.creneau === null ? null : await hub.creneau.findUnique({ where: { id: lien.creneau }, select: { session: true } });
  const numero = lien.creneau === null ? lien.session : (creneau?.session ?? '');
  return hub.session.findMany({
    where: {
      ...siennes,
      ...(numero === null ? { AND: { OR: [{ fin: null }, { fin: { gt: new Date(maintenantMs - ANCIENNE) } }] } } : { numero }),
    },
    orderBy: [{ debut: 'desc' }, { numero: 'asc' }],
    take: SESSIONS_MAX,
  });
};
const ANCIENNE = 120 * 86_400_000;
const SESSIONS_MAX = 200;
