/** Reminder policies (f.2): read by those who follow, changed by administrators; each version is kept, and waits under way take it up. */
import { z } from 'zod';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { minuteries } from '../../domain/delais.ts';
import { lirePolitique, POLITIQUES_PAR_DEFAUT, Politique } from '../../domain/politiques.ts';
import { changementDit, differencesDePolitique, fautesDePolitique, PolitiqueSaisie } from '../../domain/politiques-saisie.ts';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { compterAttentes } from '../relances/politiques.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { Motif } from './formes.ts';

const PolitiqueVue = PolitiqueSaisie.extend({
  cause: CodeCause,
  intitule: z.string(),
  /** 0: nobody ever changed it. */
  version: z.number().int(),
  modifieePar: z.string().nullable(),
  modifieeLe: z.string().nullable(),
}).meta({ id: 'Politique' });
const PolitiqueDetaillee = PolitiqueVue.extend({
  attentes: z.number().int().meta({ description: 'Flux qui attendent aujourd’hui pour cette cause.' }),
  restants: z.number().int().meta({ description: 'Ceux qui n’ont pas encore pris la version en vigueur.' }),
  historique: z.array(z.object({ version: z.number().int(), par: z.string(), le: z.string(), motif: z.string().nullable(), changements: z.array(z.string()) })),
}).meta({ id: 'PolitiqueDetaillee' });

const { cause: _, ...EX_SAISIE } = POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE;
const EX_VUE = { ...EX_SAISIE, cause: 'PRESENCE_NON_SAISIE', intitule: CAUSES.PRESENCE_NON_SAISIE.intitule, version: 0, modifieePar: null, modifieeLe: null };
const Cause = z.object({ cause: CodeCause.meta({ description: 'Code de la cause.', example: 'PRESENCE_NON_SAISIE' }) });

type Ligne = { version: number; contenu: unknown; modifieePar: string | null; majLe: Date };

const lire = (cause: CodeCause, ligne: Pick<Ligne, 'contenu'> | null): Politique =>
  ligne ? lirePolitique(cause, ligne.contenu) : POLITIQUES_PAR_DEFAUT[cause];
const vue = (cause: CodeCause, ligne: Ligne | null) => ({
  ...lire(cause, ligne),
  intitule: CAUSES[cause].intitule,
  version: ligne?.version ?? 0,
  modifieePar: ligne?.modifieePar ?? null,
  modifieeLe: ligne?.majLe.toISOString() ?? null,
});

export const createRoutesPolitiques = ({ hub, horloge }: Pick<Deps, 'hub' | 'horloge'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/politiques',
    nom: 'listerPolitiques',
    resume: 'Lister les politiques de relance et les délais en vigueur',
    etiquette: 'Politiques',
    droits: { portee: 'suivi:lire' },
    reponses: {
      200: {
        description: 'Une politique par cause, et chaque délai par son nom.',
        schema: z.object({
          elements: z.array(PolitiqueVue),
          delais: z.array(z.object({ cle: z.string(), cause: CodeCause, intitule: z.string(), valeur: z.string().nullable() })),
        }),
        exemple: {
          elements: [EX_VUE],
          delais: [{ cle: 'ico.presence.first', cause: 'PRESENCE_NON_SAISIE', intitule: CAUSES.PRESENCE_NON_SAISIE.intitule, valeur: '4 heures' }],
        },
      },
    },
    traiter: async () => {
      const lignes = new Map((await hub.politique.findMany()).map((l) => [l.cause, l]));
      const elements = CodeCause.options.map((cause) => vue(cause, lignes.get(cause) ?? null));
      return ok({ elements, delais: minuteries((cause) => lire(cause, lignes.get(cause) ?? null)) });
    },
  }),
  route({
    methode: 'get',
    chemin: '/api/v1/politiques/{cause}',
    nom: 'lirePolitique',
    resume: 'Lire une politique, son histoire, et qui attend',
    etiquette: 'Politiques',
    droits: { portee: 'suivi:lire' },
    entree: { params: Cause },
    reponses: {
      200: { description: 'La politique en vigueur.', schema: PolitiqueDetaillee, exemple: { ...EX_VUE, attentes: 12, restants: 0, historique: [] } },
    },
    traiter: async ({ params: { cause } }) => ok(await detail(hub, cause)),
  }),
  route({
    methode: 'put',
    chemin: '/api/v1/politiques/{cause}',
    nom: 'modifierPolitique',
    resume: 'Modifier une politique de relance',
    description:
      'La version envoyée doit être celle qui a été lue. Les attentes en cours prennent la nouvelle politique, des plus anciennes aux plus récentes.',
    etiquette: 'Politiques',
    droits: { roles: ['ADMIN', 'DEMO'] },
    entree: { params: Cause, corps: PolitiqueSaisie.extend({ version: z.number().int().min(0), motif: Motif.optional() }) },
    exempleCorps: { ...EX_SAISIE, version: 0, motif: 'Décision du comité du 12/11' },
    reponses: {
      200: {
        description: 'La politique en vigueur.',
        schema: PolitiqueDetaillee,
        exemple: { ...EX_VUE, version: 1, attentes: 12, restants: 12, historique: [] },
      },
    },
    refus: ['version-depassee', 'nir-refuse'],
    traiter: async ({ params: { cause }, corps: { version, motif, ...saisie }, appelant }) => {
      refuserNir({ motif });
      const fautes = fautesDePolitique(cause, saisie);
      if (fautes.length > 0) throw refus('requete-invalide', { errors: fautes.map((f) => ({ pointer: `#/${f.chemin.join('/')}`, detail: f.message })) });
      const le = new Date(horloge.maintenant());
      await hub.$transaction((tx) => remplacer(tx, { cause, version, saisie, motif: motif ?? null, le, appelant }));
      return ok(await detail(hub, cause));
    },
  }),
];

type Changement = { cause: CodeCause; version: number; saisie: PolitiqueSaisie; motif: string | null; le: Date; appelant: Appelant };

const remplacer = async (tx: HubTx, { cause, version, saisie, motif, le, appelant }: Changement): Promise<void> => {
  // One change at a time per cause: the second reads what the first wrote.
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`politique:${cause}`}, 0))`;
  const ligne = await tx.politique.findUnique({ where: { cause } });
  if ((ligne?.version ?? 0) !== version)
    throw refus('version-depassee', { detail: `La version ${ligne?.version ?? 0} est en vigueur ; vous avez modifié la version ${version}.` });
  const avant = lire(cause, ligne);
  const apres = Politique.parse({ cause, ...saisie });
  if (differencesDePolitique(avant, apres).length === 0) return;
  const contenu = saisie;
  const suivante = version + 1;
  const { par } = appelant;
  if (version === 0) await tx.politiqueVersion.create({ data: { cause, version: 0, contenu: sansCause(avant), par: 'hub', le } });
  await tx.politiqueVersion.create({ data: { cause, version: suivante, contenu, par, motif, le } });
  const valeurs = { version: suivante, contenu, modifieePar: par, majLe: le };
  await tx.politique.upsert({ where: { cause }, create: { cause, ...valeurs }, update: valeurs });
  await tx.evenement.create({
    data: { cle: `politique:${cause}:${suivante}`, date: le, acteur: par, fait: 'POLITIQUE_MODIFIEE', detail: changementDit(avant, apres, suivante) },
  });
};

const sansCause = ({ cause: _cause, ...reste }: Politique) => reste;

const detail = async (hub: Hub, cause: CodeCause) => {
  const [ligne, versions] = await Promise.all([
    hub.politique.findUnique({ where: { cause } }),
    hub.politiqueVersion.findMany({ where: { cause }, orderBy: { version: 'desc' }, take: 51 }),
  ]);
  const historique = versions.slice(0, 50).map((v, i) => {
    const precedente = versions[i + 1];
    return {
      version: v.version,
      par: v.par,
      le: v.le.toISOString(),
      motif: v.motif,
      changements: precedente ? differencesDePolitique(lire(cause, precedente), lire(cause, v)) : [],
    };
  });
  return { ...vue(cause, ligne), ...(await compterAttentes(hub, cause, ligne?.version ?? 0)), historique };
};
