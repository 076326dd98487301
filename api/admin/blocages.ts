/** Routes of « À traiter » and of its causes: counts, cards, list, and the acts. */
import { z } from 'zod';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import { type Perimetre, perimetre } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { blocagesOuverts } from '../lecture/filtre-blocages.ts';
import { organismesDe } from '../lecture/organismes.ts';
import { ecrireCsv, enTetesCsv, TYPE_CSV } from '../socle/csv.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { ok, type Route, route } from '../socle/route.ts';
import type { Agir } from './actions.ts';
import { lireConcernes } from './autre-creneau.ts';
import { expliquer } from './cause.ts';
import { lireCompteurs, titreDe } from './compteurs.ts';
import { AGIR, type Lecteur, lecteur, peutAgir, SUIVRE } from './droits.ts';
import { lireGroupes } from './groupes.ts';
import { enLignes, type LigneBlocage } from './lignes.ts';
import { lireSante } from './sante.ts';
import { lireTendance } from './tendance.ts';

const ETIQUETTE = 'Tableau de bord : à traiter';
type Dependances = { hub: Hub; horloge: Horloge; agir: Agir };

export const createRoutesBlocages = ({ hub, horloge, agir }: Dependances): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/compteurs',
    nom: 'lireCompteurs',
    resume: 'Combien de flux sont bloqués',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    entree: { query: z.object({ depuis: z.iso.datetime({ offset: true }).optional() }) },
    reponses: { 200: { description: 'Les nombres, et combien sont nouveaux depuis l’instant donné.', schema: c.Compteurs } },
    traiter: async ({ query, appelant }) => ok(await lireCompteurs(hub, horloge, perimetre(appelant), query.depuis)),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/a-traiter',
    nom: 'lireATraiter',
    resume: 'Ce qui est bloqué, par acteur et par cause',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    reponses: { 200: { description: 'Les causes ouvertes et la santé des systèmes.', schema: c.ATraiter } },
    traiter: async ({ appelant }) => {
      const p = perimetre(appelant);
      const maintenant = horloge.maintenant();
      const [compteurs, groupes, systemes, tendance] = await Promise.all([
        lireCompteurs(hub, horloge, p),
        lireGroupes(hub, maintenant, p, peutAgir(appelant)),
        lireSante(hub),
        lireTendance(hub, maintenant, p),
      ]);
      return ok({ compteurs, titre: titreDe(compteurs), groupes, systemes, tendance });
    },
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/blocages',
    nom: 'listerBlocagesAdmin',
    resume: 'Les blocages d’une cause',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    entree: { query: c.FiltreBlocages },
    reponses: { 200: { description: 'Une page de blocages ouverts.', schema: c.PageBlocages } },
    traiter: async ({ query, appelant }) => ok(await lirePage(hub, horloge.maintenant(), query, perimetre(appelant), lecteur(appelant))),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/blocages.csv',
    nom: 'exporterBlocagesAdmin',
    resume: 'La même liste, entière, en CSV',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    entree: { query: c.FiltreBlocages },
    reponses: { 200: { description: 'Un tableau ; personne n’y est nommé.', type: 'text/csv' } },
    traiter: ({ query, appelant }) => ({
      statut: 200,
      type: TYPE_CSV,
      entetes: enTetesCsv('blocages'),
      flux: ecrireCsv(COLONNES, exporter(hub, horloge.maintenant(), query, perimetre(appelant), lecteur(appelant))),
    }),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/blocages/{id}/concernes',
    nom: 'listerConcernes',
    resume: 'À qui un autre créneau peut être proposé',
    etiquette: ETIQUETTE,
    droits: AGIR,
    entree: { params: z.object({ id: z.string() }) },
    reponses: { 200: { description: 'Les personnes que ce blocage retient.', schema: c.Concernes } },
    traiter: async ({ params, appelant }) => ok(await lireConcernes(hub, params.id, lecteur(appelant)), { 'Cache-Control': 'no-store' }),
  }),
  route({
    methode: 'post',
    chemin: '/api/admin/blocages/{id}/actions/{code}',
    nom: 'agirSurBlocageAdmin',
    resume: 'Agir sur un blocage',
    etiquette: ETIQUETTE,
    droits: AGIR,
    entree: { params: z.object({ id: z.string(), code: c.CodeAction }), corps: c.DemandeAction },
    reponses: { 200: { description: 'L’action a eu lieu.', schema: c.ResultatAction } },
    refus: ['action-impossible', 'deja-fait', 'relance-recente', 'nir-refuse', 'creneau-introuvable', 'etape-incompatible', 'indisponible'],
    traiter: async ({ params, corps, appelant }) => ok(await agir(appelant, params.id, params.code, corps)),
  }),
];

/** By number for the screens that count pages, by key (`apres`) for whoever reads them all. */
const lirePage = async (hub: Hub, maintenantMs: number, f: c.FiltreBlocages, p: Perimetre, vu: Lecteur): Promise<z.infer<typeof c.PageBlocages>> => {
  const maintenant = new Date(maintenantMs);
  const apres = lireCurseur(CURSEUR, f.apres);
  const suite = apres ? Prisma.sql`AND (b.depuis, b.id) > (${apres[0]}::timestamptz, ${apres[1]})` : Prisma.empty;
  const [lus, [compte], parOrganisme, cause] = await Promise.all([
    hub.$queryRaw<LigneBlocage[]>`
      SELECT b.* FROM hub.blocage b WHERE ${blocagesOuverts(f, maintenant, p)} ${suite}
      ORDER BY b.depuis, b.id OFFSET ${apres ? 0 : (f.page - 1) * f.taille} LIMIT ${f.taille + 1}`,
    hub.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM hub.blocage b WHERE ${blocagesOuverts(f, maintenant, p)}`,
    hub.$queryRaw<{ siret: string; nombre: number }[]>`
      SELECT b.organisme AS siret, count(*)::int AS nombre FROM hub.blocage b
      WHERE ${blocagesOuverts({ ...f, organisme: undefined }, maintenant, p)} AND b.organisme IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
    expliquer(hub, f.cause, maintenantMs, p),
  ]);
  const { gardes: lignes, suivant } = couperPage(lus, f.taille, (b) => [b.depuis.toISOString(), b.id]);
  const [elements, noms] = await Promise.all([
    enLignes(hub, lignes, maintenantMs, vu),
    organismesDe(
      hub,
      parOrganisme.map((o) => o.siret),
    ),
  ]);
  return {
    elements,
    total: compte?.total ?? 0,
    suivant,
    maintenant: maintenant.toISOString(),
    cause,
    organismes: parOrganisme.map((o) => ({ ...o, nom: noms.get(o.siret)?.nom ?? o.siret })),
  };
};

const CURSEUR = z.tuple([z.iso.datetime(), z.string()]);
const LOT = 500;
const COLONNES = [
  'Cause',
  'Numéro',
  'Gravité',
  'Depuis',
  'Situation',
  'Qui doit agir',
  'SIRET',
  'Organisme',
  'Session',
  'Relances',
  'Dernière relance',
  'Parcours',
];

/** The whole list, read by key so that memory stays flat. */
async function* exporter(hub: Hub, maintenantMs: number, f: c.FiltreBlocages, p: Perimetre, vu: Lecteur): AsyncGenerator<(string | number | null)[]> {
  let apres: string | null | undefined;
  do {
    const page = await lirePage(hub, maintenantMs, { ...f, taille: LOT, page: 1, apres: apres ?? undefined }, p, { ...vu, personnes: false });
    for (const b of page.elements)
      yield [
        b.titre,
        CAUSES[CodeCause.parse(b.cause)].numero,
        b.situation.gravite,
        b.situation.depuis,
        b.situation.phrase,
        b.situation.acteur.libelle,
        b.organisme?.siret ?? null,
        b.organisme?.nom ?? null,
        b.session,
        b.situation.relances.filter((r) => r.etat === 'ENVOYEE').length,
        b.derniereRelance,
        b.parcours,
      ];
    apres = page.suivant;
  } while (apres);
}
