/** All that an organisme is waited for within the reach of one link, and what each missing answer holds up (G14). Counts and tools, no names. */
import { z } from 'zod';
import { CAUSES, CodeCause, Sujet } from '../../../domain/causes.ts';
import { compter, duree, typo } from '../../../domain/francais.ts';
import { cheminDe, pageDe } from '../../../domain/pages-of.ts';
import { type Hub, Prisma } from '../../../prisma/hub.ts';
import type { Lien } from '../../../prisma/liens.ts';
import { sessionsDuLien } from '../acces.ts';
import { direOutil } from '../gens.ts';
import { CALCULEES, cleDe, type Du, lireFaits } from './faits.ts';
import { lireRappeles } from './rappeles.ts';

export type Attendu = {
  cause: CodeCause;
  chemin: string;
  /** What is asked. */
  demande: string;
  /** Who is held up, by which tool they came, since when. */
  retenus: string;
  /** What the absence of an answer costs. */
  effet: string;
};

/** The oldest first. */
export const attendusDuLien = async (hub: Hub, lien: Lien, maintenantMs: number): Promise<Attendu[]> => {
  const sessions = await sessionsDuLien(hub, lien, maintenantMs);
  const [faits, blocages, tentatives, rappele] = await Promise.all([
    lireFaits(hub, lien, sessions, maintenantMs),
    lireBlocages(
      hub,
      lien,
      sessions.map((s) => s.numero),
    ),
    lireTentatives(
      hub,
      sessions.map((s) => s.numero),
    ),
    lireRappeles(hub, lien, sessions),
  ]);
  const dus = new Map(faits.map((d) => [cleDe(d), d]));
  for (const b of blocages) {
    const du = dus.get(cleDe(b));
    if (du) du.depuis = Math.min(du.depuis, b.depuis);
    else if (!CALCULEES.has(b.cause)) dus.set(cleDe(b), b);
  }
  return [...dus.values()]
    .filter(rappele)
    .sort((a, b) => a.depuis - b.depuis)
    .map((d) => dire(d, tentatives(d), maintenantMs));
};

const lireBlocages = async (hub: Hub, lien: Lien, sessions: readonly string[]): Promise<Du[]> => {
  const sansSession = lien.creneau === null && lien.session === null ? [{ organisme: lien.organisme, session: null }] : [];
  const ou = lien.creneau === null ? [{ session: { in: [...sessions] } }, ...sansSession] : [{ creneau: lien.creneau }];
  const lus = await hub.blocage.findMany({ where: { leveLe: null, acteurType: 'OF', OR: ou }, orderBy: { depuis: 'asc' }, take: 300 });
  return lus.flatMap((b): Du[] => {
    const cause = CodeCause.safeParse(b.cause);
    const page = cause.success ? pageDe(cause.data) : null;
    if (!cause.success || page === null) return [];
    const { creneau: _, ...sujet } = Sujet.catch({}).parse(b.sujet);
    const ici = (page === 'PRESENCES' || page === 'CHANGEMENT') && b.creneau !== null ? { creneau: b.creneau } : {};
    return [{ cause: cause.data, sujet: { ...sujet, ...ici, ...(b.session !== null && { session: b.session }) }, depuis: b.depuis.getTime(), outils: {} }];
  });
};

const Tentatives = z.array(z.object({ session: z.string(), creneau: z.string().nullable(), nombre: z.number() }));
/** G5: how many advisers tried, and could not. */
const lireTentatives = async (hub: Hub, sessions: readonly string[]): Promise<(d: Du) => number> => {
  if (sessions.length === 0) return () => 0;
  const lues = Tentatives.parse(
    await hub.$queryRaw`
      SELECT session, creneau, count(DISTINCT auteur)::int AS nombre FROM hub.tentative WHERE session IN (${Prisma.join([...sessions])}) GROUP BY session, creneau`,
  );
  return ({ cause, sujet }) => {
    const page = pageDe(cause);
    if (page !== 'PRESENCES' && page !== 'CRENEAU') return 0;
    const creneau = page === 'PRESENCES' ? (sujet.creneau ?? '') : null;
    return lues.filter((t) => t.session === sujet.session && t.creneau === creneau).reduce((n, t) => n + t.nombre, 0);
  };
};

const dire = ({ cause: code, sujet, depuis, outils }: Du, essais: number, maintenantMs: number): Attendu => {
  const cause = CAUSES[code];
  const nombre = sujet.nombre ?? 0;
  const venues = Object.entries(outils).map(([outil, n]) => `${direOutil(outil)} (${n})`);
  const retenus = [
    depuis < maintenantMs ? `Depuis ${duree(depuis, maintenantMs)}` : "Depuis aujourd'hui",
    ...(nombre > 0 && venues.length > 0 ? [`${compter(nombre, 'personne attend, venue par', 'personnes attendent, venues par')} ${venues.join(', ')}`] : []),
    ...(essais > 0 ? [compter(essais, 'conseiller a essayé en vain', 'conseillers ont essayé en vain')] : []),
  ];
  return {
    cause: code,
    chemin: cheminDe(pageDe(code) ?? 'REPONSE', { creneau: sujet.creneau ?? null, session: sujet.session ?? null }, code),
    demande: cause.demande(sujet),
    retenus: typo(`${retenus.join(' · ')}.`),
    // The number of a rule says nothing to who reads this page.
    effet: cause.explication.replace(/\s*\(R\d+\w?\)/g, ''),
  };
};
