/** What a whole instance does: candidate paths per second, how fast a positioning is answered, what a path costs. Each beside bare Temporal on the same server. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { lancerInstance, type Pilote } from '../cli/pilote.ts';
import { baseVide } from '../e2e/outils/base.ts';
import { createHub } from '../prisma/hub.ts';
import { type Chemins, mesurerChemins, positionner, preparerTerrain, type Regard } from './chemins.ts';
import { cadencer, centile } from './mesure.ts';
import { ouvrirPlancher, type Plancher } from './plancher.ts';
import type { Ligne, Mesure } from './rapport.ts';

const ENSEMBLE = 40;
/** Answers per second: what the answer is judged at, and what this machine can only queue. */
const CADENCE = 5;
const ECHAUFFEMENT = 20;
/** Paths whose history is read. */
const ECHANTILLON = 20;

export type TailleChaine = {
  /** Complete paths, growing. */
  chemins: readonly number[];
  /** Answers measured at the steady rate. */
  reponses: number;
  /** Answers per second, growing, and for how long. */
  cadences: readonly number[];
  secondes: number;
};

export const mesurerChaine = async (taille: TailleChaine): Promise<Mesure> => {
  const base = await baseVide();
  const hub = createHub(base.url);
  const pilote = await lancerInstance({ env: { DATABASE_URL: base.url, MAILLON_DEMO: '1', MAILLON_VITESSE: '1' } });
  const { temporal } = JSON.parse(readFileSync(path.join(pilote.dossier, 'ports.json'), 'utf8')) as { temporal: number };
  const address = `127.0.0.1:${temporal}`;
  const connection = await Connection.connect({ address });
  const plancher = await ouvrirPlancher(address);
  try {
    const regard = createRegard(hub, new Client({ connection }));
    // Paths first: their jumps of the calendar would wake every flow that the answers leave.
    const chemins = await mesurerGroupes(pilote, regard, plancher, taille.chemins);
    const reponse = await mesurerReponses(pilote, plancher, taille);
    return { lignes: [...chemins.lignes, ...reponse.lignes], croissance: [...chemins.croissance, ...reponse.croissance] };
  } finally {
    await plancher.fermer();
    await connection.close();
    await pilote.effacer();
    await hub.$disconnect();
    await base.close();
  }
};

const createRegard = (hub: ReturnType<typeof createHub>, temporal: Client): Regard => ({
  positionnes: (creneau) => hub.positionnement.findMany({ where: { creneau }, select: { id: true, parcours: true } }),
  compter: async (creneau, etape) => {
    const [ligne] = await hub.$queryRaw<
      { n: bigint }[]
    >`SELECT count(*) AS n FROM hub.parcours p JOIN hub.positionnement q ON q.id::text = p.positionnement WHERE q.creneau = ${creneau} AND p.etape = ${etape}`;
    return Number(ligne?.n ?? 0);
  },
  ecritures: async (parcours) => {
    const nombres = await Promise.all(
      parcours.slice(0, ECHANTILLON).map(async (p) => compterProjections(await temporal.workflow.getHandle(`parcours:${p}`).fetchHistory())),
    );
    return nombres.reduce((a, b) => a + b, 0) / nombres.length;
  },
  transitions: async (parcours) =>
    Number((await temporal.workflow.getHandle(`parcours:${parcours}`).describe()).raw.workflowExecutionInfo?.stateTransitionCount ?? 0),
});

/** Each turn that a flow wrote left the mark of its local activity. */
const compterProjections = (histoire: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>): number =>
  (histoire.events ?? []).filter((e) => {
    const donnees = e.markerRecordedEventAttributes?.details?.['data']?.payloads?.[0]?.data;
    return donnees != null && Buffer.from(donnees).includes('"projeter"');
  }).length;

const mesurerReponses = async (p: Pilote, plancher: Plancher, { reponses, cadences, secondes }: TailleChaine): Promise<Mesure> => {
  const total = reponses + ECHAUFFEMENT + cadences.reduce((n, c) => n + nombreA(c, secondes), 0);
  const terrain = await preparerTerrain(p, total + 100);
  let suivant = 900_000;
  const positionnements = (nombre: number, parSeconde: number) => {
    const des = suivant;
    suivant += nombre;
    return cadencer(nombre, parSeconde, (i) => positionner(p, terrain, des + i));
  };
  await positionnements(ECHAUFFEMENT, CADENCE); // warm caches, as in a service that runs
  await plancher.reponses(ECHAUFFEMENT, CADENCE);
  const premier = suivant;
  const maillon = await positionnements(reponses, CADENCE);
  const nu = await plancher.reponses(reponses, CADENCE);
  const refus = await cadencer(Math.round(reponses / 3), CADENCE, (i) => refuser(p, terrain, premier + i));
  const croissance: { maillon: number[]; nu: number[] }[] = [];
  for (const c of cadences) {
    croissance.push({ maillon: await positionnements(nombreA(c, secondes), c), nu: await plancher.reponses(nombreA(c, secondes), c) });
    console.error(`réponses à ${c}/s mesurées`);
  }
  const face = (nom: string, valeurs: readonly number[], centiles: readonly number[]): Ligne[] =>
    centiles.map((c) => ({
      nom: `${nom} p${c} à ${CADENCE}/s`,
      valeur: centile(valeurs, c),
      plancher: centile(nu, c),
      unite: 'ms',
      but: '≤ 1,5',
      sens: 'moins',
    }));
  const charges = cadences.map((c) => `${String(c).replace('.', ',')}/s`);
  return {
    lignes: [...face('POST /positionnements', maillon, [50, 95, 99]), ...face('refus sans partenaire', refus, [50, 95])],
    croissance: [50, 95].flatMap((c) => [
      { nom: `POST /positionnements p${c} (ms)`, charges, valeurs: croissance.map((m) => centile(m.maillon, c)) },
      { nom: `update-with-start nu p${c} (ms)`, charges, valeurs: croissance.map((m) => centile(m.nu, c)) },
    ]),
  };
};

const nombreA = (parSeconde: number, secondes: number): number => Math.max(10, Math.round(parSeconde * secondes));

/** The same person on the same slot, by another request: R27 refuses from what the hub knows. */
const refuser = async (p: Pilote, terrain: Awaited<ReturnType<typeof preparerTerrain>>, i: number): Promise<void> => {
  const statut = await positionner(p, terrain, i, 'encore').then(
    () => 202,
    () => 409,
  );
  if (statut !== 409) throw new Error('Une personne a été positionnée deux fois.');
};

const mesurerGroupes = async (p: Pilote, regard: Regard, plancher: Plancher, tailles: readonly number[]): Promise<Mesure> => {
  const mesures: { chemins: Chemins; nu: number }[] = [];
  for (const [rang, n] of tailles.entries()) {
    const chemins = await mesurerChemins(p, regard, await preparerTerrain(p, n + 10, rang + 1), n, ENSEMBLE, rang * 100_000);
    const pas = Math.round(chemins.effets + chemins.ecritures);
    mesures.push({ chemins, nu: await plancher.suites(Math.max(n, 4), pas, ENSEMBLE) });
    console.error(`${n} chemins en ${chemins.secondes.toFixed(1)} s`);
  }
  const dernier = mesures.at(-1);
  if (!dernier) return { lignes: [], croissance: [] };
  const { chemins, nu } = dernier;
  const charges = tailles.map((n) => `${n} chemins`);
  return {
    lignes: [
      {
        nom: 'chemins complets par seconde',
        valeur: chemins.parSeconde,
        plancher: nu,
        unite: '/s',
        but: '> 1',
        sens: 'plus',
        detail: `${chemins.effets.toFixed(1)} effets + ${chemins.ecritures.toFixed(1)} écritures par chemin, ${ENSEMBLE} à la fois`,
      },
      { nom: 'transitions d’état par chemin', valeur: chemins.transitions, plancher: null, unite: '', but: 'exact', sens: 'moins' },
    ],
    croissance: [
      { nom: 'chemins complets par seconde', charges, valeurs: mesures.map((m) => m.chemins.parSeconde) },
      { nom: 'la même suite d’activités, Temporal nu (/s)', charges, valeurs: mesures.map((m) => m.nu) },
      { nom: 'transitions d’état par chemin', charges, valeurs: mesures.map((m) => m.chemins.transitions) },
    ],
  };
};
