/** Routes of the parcours: list and detail. Nobody is searched by name: the address would keep it. */
import { z } from 'zod';
import { EtapeParcours } from '../../domain/codes.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Flux } from '../flux.ts';
import type { Horloge } from '../horloge.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { parcoursVisibles } from '../lecture/perimetre.ts';
import { etapesDe, situationsDeParcours } from '../lecture/situations.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { estOrganisme } from '../v1/acces.ts';
import { lecteur, SUIVRE } from './droits.ts';
import { offerte } from './lignes.ts';
import { nomCourt, nomsPersonnes } from './noms.ts';
import { lireDetail } from './parcours-detail.ts';

const ETIQUETTE = 'Tableau de bord : parcours';
type Dependances = { hub: Hub; flux: Pick<Flux, 'decrire'>; horloge: Horloge; lienTemporal: (workflow: string) => string | null };

export const createRoutesParcours = ({ hub, flux, horloge, lienTemporal }: Dependances): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/parcours',
    nom: 'listerParcoursAdmin',
    resume: 'Les parcours, bloqués ou non',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    entree: { query: c.FiltreParcours },
    reponses: { 200: { description: 'Une page de parcours, du plus récent au plus ancien.', schema: c.PageParcours } },
    traiter: async ({ query, appelant }) => ok(await lirePage(hub, horloge.maintenant(), query, appelant), { 'Cache-Control': 'no-store' }),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/parcours/{id}',
    nom: 'lireParcoursAdmin',
    resume: 'Un parcours : situation, étapes, chronologie, matrice',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    entree: { params: z.object({ id: z.string() }) },
    reponses: { 200: { description: 'Tout ce que le hub sait de ce parcours.', schema: c.ParcoursDetail } },
    traiter: async ({ params, appelant }) => {
      const lu = await lireDetail({ hub, flux, lienTemporal, maintenantMs: horloge.maintenant(), appelant }, params.id);
      if (!lu) throw refus('introuvable');
      return ok(lu, { 'Cache-Control': 'no-store' });
    },
  }),
];

/** Stuck by itself, by its person, or by its slot when the OF owes something about this very person (the same rule as its Situation). */
const bloque = (organisme: boolean): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM hub.blocage b WHERE b."leveLe" IS NULL ${organisme ? Prisma.sql`AND b."acteurType" <> 'PRESCRIPTEUR'` : Prisma.empty}
    AND b.processus IN ('parcours:' || p.id, 'demandeur:' || p.personne::text)
  UNION ALL
  SELECT 1 FROM hub.positionnement x JOIN hub.blocage b ON b.creneau = x.creneau AND b.type = 'creneau' AND b."leveLe" IS NULL
  WHERE x.parcours = p.id AND x.id::text = p.positionnement AND (
    (b.cause IN ('PRESENCE_NON_SAISIE', 'INSCRIPTION_BLOQUEE') AND x.presence IS NULL)
    OR (b.cause = 'SUITE_NON_SAISIE' AND x.presence = 'PRESENT' AND x.suite IS NULL)
    OR (b.cause = 'CANDIDATURE_SANS_REPONSE' AND x.suite IS NULL)))`;

const filtrer = (f: c.FiltreParcours, appelant: Appelant): Prisma.Sql =>
  Prisma.join(
    [
      parcoursVisibles(perimetre(appelant), Prisma.sql`p.id`, Prisma.sql`p.session`),
      ...(f.etape ? [Prisma.sql`p.etape = ${f.etape}`] : []),
      ...(f.session ? [Prisma.sql`p.session = ${f.session}`] : []),
      ...(f.recherche ? [Prisma.sql`(starts_with(p.session, ${f.recherche}) OR starts_with(p.id, ${f.recherche}))`] : []),
      ...(f.bloque === undefined ? [] : [f.bloque ? bloque(estOrganisme(appelant)) : Prisma.sql`NOT ${bloque(estOrganisme(appelant))}`]),
    ],
    ' AND ',
  );

const CURSEUR = z.tuple([z.iso.datetime(), z.string()]);

/** By number for the screens that count pages, by key (`apres`) for whoever reads them all. */
const lirePage = async (hub: Hub, maintenantMs: number, f: c.FiltreParcours, appelant: Appelant): Promise<z.infer<typeof c.PageParcours>> => {
  const ou = filtrer(f, appelant);
  const apres = lireCurseur(CURSEUR, f.apres);
  const suite = apres ? Prisma.sql`AND (p."majLe", p.id) < (${apres[0]}::timestamptz, ${apres[1]})` : Prisma.empty;
  const { personnes, remedes } = lecteur(appelant);
  const [lus, [compte]] = await Promise.all([
    hub.$queryRaw<Prisma.ParcoursGetPayload<object>[]>`
      SELECT p.* FROM hub.parcours p WHERE ${ou} ${suite} ORDER BY p."majLe" DESC, p.id DESC
      OFFSET ${apres ? 0 : (f.page - 1) * f.taille} LIMIT ${f.taille + 1}`,
    hub.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM hub.parcours p WHERE ${ou}`,
  ]);
  const { gardes: lignes, suivant } = couperPage(lus, f.taille, (l) => [l.majLe.toISOString(), l.id]);
  const [situations, sessions, noms] = await Promise.all([
    situationsDeParcours(hub, lignes, maintenantMs, { pourOrganisme: estOrganisme(appelant) }),
    hub.session.findMany({ where: { numero: { in: lignes.map((l) => l.session) } }, select: { numero: true, intitule: true, ofDispensateur: true } }),
    personnes
      ? nomsPersonnes(
          hub,
          lignes.map((l) => l.personne),
        )
      : new Map<string, never>(),
  ]);
  const organismes = await organismesDe(
    hub,
    sessions.map((s) => s.ofDispensateur),
  );
  const elements = lignes.flatMap((l) => {
    const situation = situations.get(l.id);
    const session = sessions.find((s) => s.numero === l.session);
    const personne = noms.get(l.personne);
    if (!situation) return [];
    return {
      id: l.id,
      personne: personne ? nomCourt(personne) : null,
      session: l.session,
      intitule: session?.intitule ?? l.session,
      organisme: session ? organismeDe(organismes, session.ofDispensateur).nom : '',
      etape: EtapeParcours.parse(l.etape),
      depuis: etapesDe(l).at(-1)?.date ?? l.creeLe.toISOString(),
      situation: offerte(situation, remedes),
    };
  });
  return {
    elements,
    total: compte?.total ?? 0,
    suivant,
    maintenant: new Date(maintenantMs).toISOString(),
  };
};
