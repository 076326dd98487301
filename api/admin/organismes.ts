/** Routes of the organismes: list, detail with the quality of their data, and the link to their page. */
import { z } from 'zod';
import { qualiteDe } from '../../domain/qualite.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { lireFaitsQualite } from '../lecture/qualite.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE, lecteur } from './droits.ts';
import { enLignes } from './lignes.ts';

const ETIQUETTE = 'Tableau de bord : organismes';

export const createRoutesOrganismes = ({ hub, horloge }: { hub: Hub; horloge: Horloge }): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/organismes',
    nom: 'listerOrganismes',
    resume: 'Les organismes, par nom',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreOrganismes },
    reponses: { 200: { description: 'Une page d’organismes.', schema: c.PageOrganismes } },
    traiter: async ({ query }) => ok(await lister(hub, query)),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/organismes/{siret}',
    nom: 'lireOrganismeAdmin',
    resume: 'Un organisme : qualité de ses données, blocages, créneaux et liens',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { params: z.object({ siret: z.string().regex(/^\d{14}$/) }) },
    reponses: { 200: { description: 'L’organisme.', schema: c.OrganismeDetail } },
    traiter: async ({ params: { siret }, appelant }) => {
      const lu = await detail(hub, siret, horloge.maintenant(), appelant);
      if (!lu) throw refus('introuvable');
      return ok(lu);
    },
  }),
];

type Ligne = { siret: string; nom: string; sessions: number; blocages: number; plusAncien: Date | null; derniereRelance: Date | null };

const lire = (hub: Hub, ou: Prisma.Sql, taille: number): Promise<Ligne[]> => hub.$queryRaw<Ligne[]>`
  SELECT o.siret, o.nom, (SELECT count(*)::int FROM hub.session s WHERE s."ofDispensateur" = o.siret) AS sessions,
         b.nombre AS blocages, b.ancien AS "plusAncien", b.relance AS "derniereRelance"
  FROM hub.organisme o, LATERAL (SELECT count(*)::int AS nombre, min(depuis) AS ancien, max("derniereRelance") AS relance
    FROM hub.blocage x WHERE x.organisme = o.siret AND x."leveLe" IS NULL) b
  WHERE ${ou} ORDER BY o.nom, o.siret LIMIT ${taille}`;

const vue = (l: Ligne): c.OrganismeLigne => ({
  ...l,
  plusAncien: l.plusAncien?.toISOString() ?? null,
  derniereRelance: l.derniereRelance?.toISOString() ?? null,
});

const lister = async (hub: Hub, f: c.FiltreOrganismes): Promise<z.infer<typeof c.PageOrganismes>> => {
  const apres = lireCurseur(z.tuple([z.string(), z.string()]), f.apres);
  const conditions = [
    Prisma.sql`TRUE`,
    ...(f.recherche ? [Prisma.sql`(starts_with(o.siret, ${f.recherche}) OR strpos(lower(o.nom), lower(${f.recherche})) > 0)`] : []),
    ...(f.bloques === undefined ? [] : [Prisma.sql`(b.nombre > 0) = ${f.bloques}`]),
    ...(apres ? [Prisma.sql`(o.nom, o.siret) > (${apres[0]}, ${apres[1]})`] : []),
  ];
  const { gardes, suivant } = couperPage(await lire(hub, Prisma.join(conditions, ' AND '), f.taille + 1), f.taille, (l) => [l.nom, l.siret]);
  return { elements: gardes.map(vue), suivant };
};

const detail = async (hub: Hub, siret: string, maintenantMs: number, appelant: Appelant): Promise<c.OrganismeDetail | null> => {
  const [[ligne], organisme] = await Promise.all([lire(hub, Prisma.sql`o.siret = ${siret}`, 1), hub.organisme.findUnique({ where: { siret } })]);
  if (!ligne || !organisme) return null;
  const [faits, blocages, creneaux] = await Promise.all([
    lireFaitsQualite(hub, siret, maintenantMs),
    hub.blocage.findMany({ where: { leveLe: null, organisme: siret }, orderBy: [{ depuis: 'asc' }, { id: 'asc' }], take: 200 }),
    hub.$queryRaw<{ id: string; session: string; debut: Date; statut: string; liens: number }[]>`
      SELECT c.id, c.session, c.debut, c.statut, (SELECT count(*)::int FROM hub.lien_of l
        WHERE l.organisme = ${siret} AND l.creneau = c.id AND l."revoqueLe" IS NULL AND l."expireLe" > ${new Date(maintenantMs)}) AS liens
      FROM hub.creneau c JOIN hub.session s ON s.numero = c.session AND s."ofDispensateur" = ${siret}
      WHERE c.statut <> 'ANNULE' ORDER BY c.debut DESC, c.id LIMIT 50`,
  ]);
  return {
    ...vue(ligne),
    numeroActivite: organisme.numeroActivite,
    courriel: appelant.role === 'REGION' ? null : organisme.courriel,
    telephone: appelant.role === 'REGION' ? null : organisme.telephone,
    qualite: qualiteDe(faits),
    bloquees: await enLignes(hub, blocages, maintenantMs, lecteur(appelant)),
    creneaux: creneaux.map((x) => ({ ...x, debut: x.debut.toISOString() })),
  };
};
