/** Routes of « À traiter » and of its causes: counts, cards, list, and the acts. */
import { z } from 'zod';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { majuscule } from '../../domain/francais.ts';
import { LIBELLE_ACTEUR } from '../../domain/situations/socle.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { organismesDe } from '../lecture/organismes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import type { Agir } from './actions.ts';
import { lireCompteurs } from './compteurs.ts';
import { AGIR, LIRE, voitPersonnes } from './droits.ts';
import { lireGroupes } from './groupes.ts';
import { enLignes } from './lignes.ts';
import { dansOnglet, deGravite, eveille, OUVERT } from './onglets.ts';
import { lireSante } from './sante.ts';

const ETIQUETTE = 'Tableau de bord : à traiter';
type Dependances = { hub: Hub; horloge: Horloge; agir: Agir };

export const createRoutesBlocages = ({ hub, horloge, agir }: Dependances): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/compteurs',
    nom: 'lireCompteurs',
    resume: 'Combien de flux sont bloqués',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: z.object({ depuis: z.iso.datetime({ offset: true }).optional() }) },
    reponses: { 200: { description: 'Les nombres, et combien sont nouveaux depuis l’instant donné.', schema: c.Compteurs } },
    traiter: async ({ query }) => ok(await lireCompteurs(hub, horloge, query.depuis)),
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/a-traiter',
    nom: 'lireATraiter',
    resume: 'Ce qui est bloqué, par acteur et par cause',
    etiquette: ETIQUETTE,
    droits: LIRE,
    reponses: { 200: { description: 'Les causes ouvertes et la santé des systèmes.', schema: c.ATraiter } },
    traiter: async () => {
      const [compteurs, groupes, systemes] = await Promise.all([
        lireCompteurs(hub, horloge, undefined),
        lireGroupes(hub, horloge.maintenant()),
        lireSante(hub),
      ]);
      return ok({ compteurs, groupes, systemes });
    },
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/blocages',
    nom: 'listerBlocagesAdmin',
    resume: 'Les blocages d’une cause',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreBlocages },
    reponses: { 200: { description: 'Une page de blocages ouverts.', schema: c.PageBlocages } },
    traiter: async ({ query, appelant }) => ok(await lirePage(hub, horloge.maintenant(), query, voitPersonnes(appelant))),
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
    refus: ['action-impossible', 'relance-recente', 'indisponible'],
    traiter: async ({ params, corps, appelant }) => ok(await agir(appelant, params.id, params.code, corps)),
  }),
];

const filtrer = (f: c.FiltreBlocages, maintenant: Date): Prisma.BlocageWhereInput => ({
  AND: [
    OUVERT,
    f.onglet ? dansOnglet(f.onglet, maintenant) : eveille(maintenant),
    { ...(f.cause && { cause: f.cause }), ...(f.acteur && { acteur: f.acteur }), ...(f.systeme && { systeme: f.systeme }) },
    f.gravite ? deGravite(f.gravite, maintenant) : {},
  ],
});

const lirePage = async (hub: Hub, maintenantMs: number, f: c.FiltreBlocages, personnes: boolean): Promise<c.PageBlocages> => {
  const sansOrganisme = filtrer(f, new Date(maintenantMs));
  const where = f.organisme ? { AND: [sansOrganisme, { organisme: f.organisme }] } : sansOrganisme;
  const [lignes, total, parOrganisme] = await Promise.all([
    hub.blocage.findMany({ where, orderBy: [{ depuis: 'asc' }, { id: 'asc' }], skip: (f.page - 1) * f.taille, take: f.taille }),
    hub.blocage.count({ where }),
    hub.blocage.groupBy({ by: ['organisme'], where: sansOrganisme, _count: { _all: true }, orderBy: { _count: { organisme: 'desc' } }, take: 100 }),
  ]);
  const presents = parOrganisme.flatMap((g) => (g.organisme === null ? [] : [{ siret: g.organisme, nombre: g._count._all }]));
  const [elements, noms] = await Promise.all([
    enLignes(hub, lignes, maintenantMs, personnes),
    organismesDe(
      hub,
      presents.map((o) => o.siret),
    ),
  ]);
  return {
    elements,
    total,
    maintenant: new Date(maintenantMs).toISOString(),
    cause: expliquer(f.cause),
    organismes: presents.map((o) => ({ ...o, nom: noms.get(o.siret)?.nom ?? o.siret })),
  };
};

const expliquer = (code: string | undefined): c.CauseExpliquee | null => {
  const connue = CodeCause.safeParse(code);
  if (!connue.success) return null;
  const { numero, intitule, explication, acteur, suite } = CAUSES[connue.data];
  return { code: connue.data, numero, titre: intitule, explication, acteur: LIBELLE_ACTEUR[acteur].replaceAll("'", '’'), suite: `${majuscule(suite)}.` };
};
