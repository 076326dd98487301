/** Routes of the parcours: list and detail. Nobody is searched by name: the address would keep it. */
import { z } from 'zod';
import { EtapeParcours } from '../../domain/codes.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { etapesDe, situationsDeParcours } from '../lecture/situations.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE, voitPersonnes } from './droits.ts';
import { nomCourt, nomsPersonnes } from './noms.ts';
import { lireDetail } from './parcours-detail.ts';

const ETIQUETTE = 'Tableau de bord : parcours';
type Dependances = { hub: Hub; horloge: Horloge; lienTemporal: (workflow: string) => string | null };

export const createRoutesParcours = ({ hub, horloge, lienTemporal }: Dependances): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/parcours',
    nom: 'listerParcoursAdmin',
    resume: 'Les parcours, bloqués ou non',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreParcours },
    reponses: { 200: { description: 'Une page de parcours, du plus récent au plus ancien.', schema: c.PageParcours } },
    traiter: async ({ query, appelant }) => ok(await lirePage(hub, horloge.maintenant(), query, voitPersonnes(appelant)), { 'Cache-Control': 'no-store' }),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/parcours/{id}',
    nom: 'lireParcoursAdmin',
    resume: 'Un parcours : situation, étapes, chronologie, matrice',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { params: z.object({ id: z.string() }) },
    reponses: { 200: { description: 'Tout ce que le hub sait de ce parcours.', schema: c.ParcoursDetail } },
    traiter: async ({ params, appelant }) => {
      const lu = await lireDetail({ hub, lienTemporal, maintenantMs: horloge.maintenant(), personnes: voitPersonnes(appelant) }, params.id);
      if (!lu) throw refus('introuvable');
      return ok(lu, { 'Cache-Control': 'no-store' });
    },
  }),
];

const filtrer = async (hub: Hub, f: c.FiltreParcours): Promise<Prisma.ParcoursWhereInput> => ({
  ...(f.etape && { etape: f.etape }),
  ...(f.session && { session: f.session }),
  AND: [
    f.recherche ? { OR: [{ session: { startsWith: f.recherche } }, { id: { startsWith: f.recherche } }] } : {},
    f.bloque === undefined ? {} : await bloques(hub, f.bloque),
  ],
});

/** Stuck by itself, or by its slot when the OF owes something about this very person (the same rule as its Situation). */
const bloques = async (hub: Hub, oui: boolean): Promise<Prisma.ParcoursWhereInput> => {
  const ouverts = await hub.blocage.findMany({
    where: { leveLe: null, type: { in: ['parcours', 'creneau'] } },
    select: { processus: true, creneau: true, cause: true },
    take: 5000,
  });
  const duCreneau = (...causes: string[]) => ({ in: ouverts.flatMap((b) => (b.creneau !== null && causes.includes(b.cause) ? [b.creneau] : [])) });
  const positionnements = await hub.positionnement.findMany({
    where: {
      OR: [
        { creneau: duCreneau('PRESENCE_NON_SAISIE', 'INSCRIPTION_BLOQUEE'), presence: null },
        { creneau: duCreneau('SUITE_NON_SAISIE'), presence: 'PRESENT', suite: null },
        { creneau: duCreneau('CANDIDATURE_SANS_REPONSE'), suite: null },
      ],
    },
    select: { id: true },
  });
  const siens = ouverts.flatMap(({ processus }) => (processus.startsWith('parcours:') ? [processus.slice('parcours:'.length)] : []));
  // SQL's NOT IN of an unknown is unknown: a parcours without positioning is said apart.
  const condition: Prisma.ParcoursWhereInput = {
    OR: [{ id: { in: siens } }, { AND: [{ positionnement: { not: null } }, { positionnement: { in: positionnements.map((p) => p.id) } }] }],
  };
  return oui ? condition : { NOT: condition };
};

const lirePage = async (hub: Hub, maintenantMs: number, f: c.FiltreParcours, personnes: boolean): Promise<z.infer<typeof c.PageParcours>> => {
  const where = await filtrer(hub, f);
  const [lignes, total] = await Promise.all([
    hub.parcours.findMany({ where, orderBy: [{ majLe: 'desc' }, { id: 'asc' }], skip: (f.page - 1) * f.taille, take: f.taille }),
    hub.parcours.count({ where }),
  ]);
  const [situations, sessions, noms] = await Promise.all([
    situationsDeParcours(hub, lignes, maintenantMs),
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
      situation,
    };
  });
  return { elements, total, maintenant: new Date(maintenantMs).toISOString() };
};
