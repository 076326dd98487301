/** Routes of the fiches: list by key, detail with its sessions and what holds it up. */
import { z } from 'zod';
import { EtatFiche } from '../../domain/codes.ts';
import { idFiche, idSession } from '../../domain/processus.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE, lecteur } from './droits.ts';
import { enLignes } from './lignes.ts';

const ETIQUETTE = 'Tableau de bord : fiches';
type Dependances = { hub: Hub; horloge: Horloge; lienTemporal: (workflow: string) => string | null };

export const createRoutesFiches = ({ hub, horloge, lienTemporal }: Dependances): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/fiches',
    nom: 'listerFichesAdmin',
    resume: 'Les fiches, par numéro',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreFiches },
    reponses: { 200: { description: 'Une page de fiches.', schema: c.PageFiches } },
    traiter: async ({ query }) => ok(await lister(hub, query)),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/fiches/{numero}',
    nom: 'lireFicheAdmin',
    resume: 'Une fiche : état, remarques, sessions, blocages',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { params: z.object({ numero: z.string().max(60) }) },
    reponses: { 200: { description: 'La fiche.', schema: c.FicheDetail } },
    traiter: async ({ params: { numero }, appelant }) => {
      const [lue] = await decrire(hub, await lire(hub, Prisma.sql`f.numero = ${numero}`, 1));
      if (!lue) throw refus('introuvable');
      const [fiche, sessions] = await Promise.all([
        hub.fiche.findUniqueOrThrow({
          where: { numero },
          select: { empreinte: true, validee: true, remarques: true, catalogue: true },
        }),
        hub.session.findMany({
          where: { fiche: numero },
          orderBy: { debut: 'asc' },
          take: 200,
          select: { numero: true, debut: true, fin: true, etatRecrutement: true },
        }),
      ]);
      const processus = [idFiche(numero), ...sessions.map((s) => idSession(s.numero))];
      const blocages = await hub.blocage.findMany({ where: { leveLe: null, processus: { in: processus } }, orderBy: { depuis: 'asc' }, take: 100 });
      return ok({
        ...lue,
        modifiee: fiche.validee !== null && fiche.validee !== fiche.empreinte,
        remarques: fiche.remarques,
        catalogue: fiche.catalogue,
        sessionsListees: sessions.map((s) => ({ ...s, debut: jour(s.debut), fin: s.fin && jour(s.fin) })),
        bloquees: await enLignes(hub, blocages, horloge.maintenant(), lecteur(appelant)),
        lienTemporal: lienTemporal(idFiche(numero)),
      });
    },
  }),
];

const jour = (d: Date): string => d.toISOString().slice(0, 10);
type Ligne = { numero: string; intitule: string; organisme: string; etat: string; valideeLe: Date | null; majLe: Date; sessions: number; blocages: number };

/** Without the formation itself, which is heavy. */
const lire = (hub: Hub, ou: Prisma.Sql, taille: number): Promise<Ligne[]> => hub.$queryRaw<Ligne[]>`
  SELECT f.numero, f.intitule, f.organisme, f.etat, f."valideeLe", f."majLe",
         (SELECT count(*)::int FROM hub.session s WHERE s.fiche = f.numero) AS sessions,
         (SELECT count(*)::int FROM hub.blocage b WHERE b."leveLe" IS NULL AND b.processus = 'fiche:' || f.numero) AS blocages
  FROM hub.fiche f WHERE ${ou} ORDER BY f.numero LIMIT ${taille}`;

const lister = async (hub: Hub, f: c.FiltreFiches): Promise<z.infer<typeof c.PageFiches>> => {
  const apres = lireCurseur(z.tuple([z.string()]), f.apres);
  const conditions = [
    Prisma.sql`TRUE`,
    ...(f.etat ? [Prisma.sql`f.etat = ${f.etat}`] : []),
    ...(f.organisme ? [Prisma.sql`f.organisme = ${f.organisme}`] : []),
    ...(f.recherche ? [Prisma.sql`(starts_with(f.numero, ${f.recherche}) OR strpos(lower(f.intitule), lower(${f.recherche})) > 0)`] : []),
    ...(apres ? [Prisma.sql`f.numero > ${apres[0]}`] : []),
  ];
  const { gardes, suivant } = couperPage(await lire(hub, Prisma.join(conditions, ' AND '), f.taille + 1), f.taille, (l) => [l.numero]);
  return { elements: await decrire(hub, gardes), suivant };
};

const decrire = async (hub: Hub, lignes: readonly Ligne[]): Promise<c.FicheLigne[]> => {
  const organismes = await organismesDe(
    hub,
    lignes.map((l) => l.organisme),
  );
  return lignes.map((l) => ({
    ...l,
    organisme: organismeDe(organismes, l.organisme),
    etat: EtatFiche.parse(l.etat),
    valideeLe: l.valideeLe?.toISOString() ?? null,
    majLe: l.majLe.toISOString(),
  }));
};
