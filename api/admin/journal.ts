/** Route of the journal: who, when, what, why, before, after. Read by key, filtered, in words. */
import { z } from 'zod';
import { Systeme } from '../../domain/codes.ts';
import { direDetail, direFait } from '../../domain/journal.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE } from './droits.ts';
import { nomsActeurs } from './noms.ts';

export const createRoutesJournal = ({ hub }: { hub: Hub }): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/journal',
    nom: 'lireJournal',
    resume: 'Le journal, du plus récent au plus ancien',
    etiquette: 'Tableau de bord : journal',
    droits: LIRE,
    entree: { query: c.FiltreJournal },
    reponses: { 200: { description: 'Une page du journal ; les actes d’opérateurs avec leur motif, avant et après.', schema: c.PageJournal } },
    traiter: async ({ query }) => ok(await lire(hub, query), { 'Cache-Control': 'no-store' }),
  }),
];

type Ligne = {
  rang: bigint;
  date: Date;
  reelLe: Date;
  processus: string | null;
  parcours: string | null;
  acteur: string;
  systeme: string | null;
  fait: string;
  detail: string | null;
  acte: { motif: string | null; avant: unknown; apres: unknown; operation: string | null } | null;
};

const lire = async (hub: Hub, f: c.FiltreJournal): Promise<z.infer<typeof c.PageJournal>> => {
  const apres = lireCurseur(z.tuple([z.string().regex(/^\d{1,18}$/)]), f.apres);
  const conditions = [
    ...(f.processus ? [Prisma.sql`e.processus = ${f.processus}`] : []),
    ...(f.parcours ? [Prisma.sql`e.parcours = ${f.parcours}`] : []),
    ...(f.fait ? [Prisma.sql`e.fait = ${f.fait}`] : []),
    ...(f.acteur ? [Prisma.sql`e.acteur = ${f.acteur}`] : []),
    ...(f.systeme ? [Prisma.sql`e.systeme = ${f.systeme}`] : []),
    ...(f.depuis ? [Prisma.sql`e.date >= ${new Date(f.depuis)}`] : []),
    ...(f.jusqua ? [Prisma.sql`e.date < ${new Date(f.jusqua)}`] : []),
    ...(f.actes === undefined ? [] : [Prisma.sql`(e.acteur LIKE 'compte:%') = ${f.actes}`]),
    ...(apres ? [Prisma.sql`e.rang < ${BigInt(apres[0])}`] : []),
  ];
  const ou = conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`;
  // The key of an act's line is the act's own id.
  const lues = await hub.$queryRaw<Ligne[]>`
    SELECT e.*, CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('motif', a.motif, 'avant', a.avant, 'apres', a.apres, 'operation', a.operation) END AS acte
    FROM hub.evenement e LEFT JOIN hub.acte_operateur a ON a.id = e.cle ${ou} ORDER BY e.rang DESC LIMIT ${f.taille + 1}`;
  const { gardes, suivant } = couperPage(lues, f.taille, (l) => [String(l.rang)]);
  const actes = gardes.map((l) =>
    l.acte === null ? null : { ...l.acte, avant: c.Instantane.parse(l.acte.avant), apres: c.Instantane.nullable().parse(l.acte.apres) },
  );
  const noms = await nomsActeurs(hub, [...gardes.map((l) => l.acteur), ...actes.flatMap((a) => [...auteurs(a?.avant), ...auteurs(a?.apres)])]);
  const elements = gardes.map((l, n) => {
    const acte = actes[n] ?? null;
    const systeme = Systeme.safeParse(l.systeme);
    return {
      rang: String(l.rang),
      date: l.date.toISOString(),
      reelLe: l.reelLe.toISOString(),
      processus: l.processus,
      parcours: l.parcours,
      acteur: noms(l.acteur),
      systeme: systeme.success ? systeme.data : null,
      code: l.fait,
      fait: direFait(l.fait),
      detail: direDetail(l.detail),
      acte: acte && { ...acte, avant: nommer(acte.avant, noms), apres: acte.apres && nommer(acte.apres, noms) },
    };
  });
  return { elements, suivant };
};

/** Who took it, who cleared it: ids, read as names. */
const AUTEURS = ['priseEnChargePar', 'levePar'];
const auteurs = (i: c.Instantane | null | undefined): string[] => AUTEURS.map((cle) => i?.[cle]).filter((v) => typeof v === 'string');
const nommer = (i: c.Instantane, noms: (code: string) => string): c.Instantane =>
  Object.fromEntries(Object.entries(i).map(([cle, v]) => [cle, AUTEURS.includes(cle) && typeof v === 'string' ? noms(v) : v]));
