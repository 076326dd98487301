/** Routes of the demandeurs: status in AUDE, updates kept for the réinscription, paths. Found by the hub's own id, never by a name. */
import { z } from 'zod';
import { StatutDe } from '../../domain/codes.ts';
import { idDemandeur } from '../../domain/processus.ts';
import { situationDemandeur } from '../../domain/situations.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { completerBlocages } from '../lecture/blocages.ts';
import { situationsDeParcours } from '../lecture/situations.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE, lecteur, voitPersonnes } from './droits.ts';
import { enLignes } from './lignes.ts';
import { nomCourt, nomsPersonnes } from './noms.ts';

const ETIQUETTE = 'Tableau de bord : demandeurs';
const PRIVE = { 'Cache-Control': 'no-store' };
type Dependances = { hub: Hub; horloge: Horloge; lienTemporal: (workflow: string) => string | null };

export const createRoutesDemandeurs = ({ hub, horloge, lienTemporal }: Dependances): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/demandeurs',
    nom: 'listerDemandeurs',
    resume: 'Les demandeurs suivis',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreDemandeurs },
    reponses: { 200: { description: 'Une page, du changement de statut le plus récent au plus ancien.', schema: c.PageDemandeurs } },
    traiter: async ({ query, appelant }) => ok(await lister(hub, query, appelant), PRIVE),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/demandeurs/{id}',
    nom: 'lireDemandeurAdmin',
    resume: 'Un demandeur : statut, mises à jour conservées, parcours',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { params: z.object({ id: z.uuid() }) },
    reponses: { 200: { description: 'Le demandeur.', schema: c.DemandeurDetail } },
    traiter: async ({ params: { id }, appelant }) => {
      const [ligne] = await lire(hub, Prisma.sql`d.personne = ${id}::uuid`, 1);
      if (!ligne) throw refus('introuvable');
      const maintenant = horloge.maintenant();
      const [[vu], parcours, blocages, { differees }] = await Promise.all([
        decrire(hub, [ligne], appelant),
        hub.parcours.findMany({ where: { personne: id }, orderBy: { creeLe: 'desc' }, take: 100 }),
        hub.blocage.findMany({ where: { leveLe: null, processus: idDemandeur(id) }, orderBy: { depuis: 'asc' } }),
        hub.demandeur.findUniqueOrThrow({ where: { personne: id }, select: { differees: true } }),
      ]);
      const [situations, blocagesLus, sessions] = await Promise.all([
        situationsDeParcours(hub, parcours, maintenant),
        completerBlocages(hub, blocages),
        hub.session.findMany({ where: { numero: { in: parcours.map((p) => p.session) } }, select: { numero: true, intitule: true } }),
      ]);
      return ok(
        {
          ...vu,
          situation: situationDemandeur(ligne, blocagesLus, maintenant),
          differeesListees: Differees.parse(differees),
          parcoursListes: parcours.flatMap((p) => {
            const situation = situations.get(p.id);
            const intitule = sessions.find((s) => s.numero === p.session)?.intitule ?? p.session;
            return situation ? [{ id: p.id, session: p.session, intitule, etape: p.etape, situation }] : [];
          }),
          bloquees: await enLignes(hub, blocages, maintenant, lecteur(appelant)),
          lienTemporal: lienTemporal(idDemandeur(id)),
        },
        PRIVE,
      );
    },
  }),
];

const Differees = z.array(z.object({ rang: z.number().int(), parcours: z.string(), fait: z.string(), depuis: z.string() })).catch([]);
type Ligne = { personne: string; statut: StatutDe; depuis: Date; differees: number; parcours: number; blocages: number };

const lire = (hub: Hub, ou: Prisma.Sql, taille: number): Promise<Ligne[]> => hub.$queryRaw<Ligne[]>`
  SELECT d.personne, d.statut, d.depuis, jsonb_array_length(d.differees) AS differees,
         (SELECT count(*)::int FROM hub.parcours p WHERE p.personne = d.personne) AS parcours,
         (SELECT count(*)::int FROM hub.blocage b WHERE b."leveLe" IS NULL AND b.processus = 'demandeur:' || d.personne::text) AS blocages
  FROM hub.demandeur d WHERE ${ou} ORDER BY d.depuis DESC, d.personne DESC LIMIT ${taille}`;

const lister = async (hub: Hub, f: c.FiltreDemandeurs, appelant: Appelant): Promise<z.infer<typeof c.PageDemandeurs>> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.uuid()]), f.apres);
  const conditions = [
    Prisma.sql`TRUE`,
    ...(f.statut ? [Prisma.sql`d.statut = ${f.statut}`] : []),
    ...(f.differees === undefined ? [] : [Prisma.sql`(jsonb_array_length(d.differees) > 0) = ${f.differees}`]),
    ...(apres ? [Prisma.sql`(d.depuis, d.personne) < (${apres[0]}::timestamptz, ${apres[1]}::uuid)`] : []),
  ];
  const lues = await lire(hub, Prisma.join(conditions, ' AND '), f.taille + 1);
  const { gardes, suivant } = couperPage(lues, f.taille, (l) => [l.depuis.toISOString(), l.personne]);
  return { elements: await decrire(hub, gardes, appelant), suivant };
};

const decrire = async (hub: Hub, lignes: readonly Ligne[], appelant: Appelant): Promise<c.DemandeurLigne[]> => {
  const noms = voitPersonnes(appelant)
    ? await nomsPersonnes(
        hub,
        lignes.map((l) => l.personne),
      )
    : new Map<string, never>();
  return lignes.map(({ personne, ...l }) => {
    const connue = noms.get(personne);
    return {
      ...l,
      id: personne,
      personne: connue ? nomCourt(connue) : null,
      statut: StatutDe.catch('NON_INSCRIT').parse(l.statut),
      depuis: l.depuis.toISOString(),
    };
  });
};
