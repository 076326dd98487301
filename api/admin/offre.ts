/** Routes of the offer: sessions and slots, as lists. */
import type { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE } from './droits.ts';

const ETIQUETTE = 'Tableau de bord : offre';

export const createRoutesOffre = ({ hub }: { hub: Hub }): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/sessions',
    nom: 'listerSessionsAdmin',
    resume: 'Les sessions suivies',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreSessions },
    reponses: { 200: { description: 'Une page de sessions, par date de début.', schema: c.PageSessions } },
    traiter: async ({ query }) => ok(await lireSessions(hub, query)),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/creneaux',
    nom: 'listerCreneauxAdmin',
    resume: 'Les créneaux de recrutement',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreCreneaux },
    reponses: { 200: { description: 'Une page de créneaux, du plus récent au plus ancien.', schema: c.PageCreneaux } },
    traiter: async ({ query }) => ok(await lireCreneaux(hub, query)),
  }),
];

const lireSessions = async (hub: Hub, f: z.infer<typeof c.FiltreSessions>): Promise<z.infer<typeof c.PageSessions>> => {
  const where = {
    ...(f.etatRecrutement && { etatRecrutement: f.etatRecrutement }),
    ...(f.recherche && { OR: [{ numero: { startsWith: f.recherche } }, { intitule: { contains: f.recherche, mode: 'insensitive' as const } }] }),
  };
  const [lignes, total] = await Promise.all([
    hub.session.findMany({ where, orderBy: [{ debut: 'asc' }, { numero: 'asc' }], skip: (f.page - 1) * f.taille, take: f.taille, omit: { offre: true } }),
    hub.session.count({ where }),
  ]);
  const numeros = lignes.map((s) => s.numero);
  const [organismes, creneaux, blocages] = await Promise.all([
    organismesDe(
      hub,
      lignes.map((s) => s.ofDispensateur),
    ),
    hub.creneau.groupBy({ by: ['session'], where: { session: { in: numeros }, statut: { not: 'ANNULE' } }, _count: { _all: true } }),
    hub.blocage.groupBy({ by: ['session'], where: { leveLe: null, session: { in: numeros } }, _count: { _all: true } }),
  ]);
  const elements = lignes.map((s) => ({
    numero: s.numero,
    intitule: s.intitule,
    organisme: organismeDe(organismes, s.ofDispensateur).nom,
    debut: s.debut.toISOString().slice(0, 10),
    fin: s.fin?.toISOString().slice(0, 10) ?? null,
    ville: s.ville,
    etatRecrutement: s.etatRecrutement,
    placesTotales: s.placesTotales,
    placesDisponibles: s.placesDisponibles,
    creneaux: creneaux.find((x) => x.session === s.numero)?._count._all ?? 0,
    blocages: blocages.find((x) => x.session === s.numero)?._count._all ?? 0,
  }));
  return { elements, total };
};

const lireCreneaux = async (hub: Hub, f: z.infer<typeof c.FiltreCreneaux>): Promise<z.infer<typeof c.PageCreneaux>> => {
  const where = { ...(f.session && { session: f.session }), ...(f.statut && { statut: f.statut }), ...(f.modalite && { modalite: f.modalite }) };
  const [lignes, total] = await Promise.all([
    hub.creneau.findMany({ where, orderBy: [{ debut: 'desc' }, { id: 'asc' }], skip: (f.page - 1) * f.taille, take: f.taille }),
    hub.creneau.count({ where }),
  ]);
  const [sessions, blocages] = await Promise.all([
    hub.session.findMany({ where: { numero: { in: lignes.map((l) => l.session) } }, select: { numero: true, intitule: true, ofDispensateur: true } }),
    hub.blocage.groupBy({ by: ['creneau'], where: { leveLe: null, creneau: { in: lignes.map((l) => l.id) } }, _count: { _all: true } }),
  ]);
  const organismes = await organismesDe(
    hub,
    sessions.map((s) => s.ofDispensateur),
  );
  const elements = lignes.map((l) => {
    const session = sessions.find((s) => s.numero === l.session);
    return {
      id: l.id,
      session: l.session,
      intitule: session?.intitule ?? l.session,
      organisme: session ? organismeDe(organismes, session.ofDispensateur).nom : '',
      modalite: l.modalite,
      debut: l.debut.toISOString(),
      fin: l.fin.toISOString(),
      places: l.places,
      placesLibres: l.placesLibres,
      statut: l.statut,
      blocages: blocages.find((x) => x.creneau === l.id)?._count._all ?? 0,
    };
  });
  return { elements, total };
};
