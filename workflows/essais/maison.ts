/** For the tests of flows: a real Temporal server, a real worker, and activities that a test scripts and reads back. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import type { BlocageLigne, EvenementLigne, Projection } from '../../activities/projection.ts';
import { trouverServeurDeTest, trouverTemporal } from '../../cli/services/binaires.ts';
import type { Calendrier } from '../../domain/calendrier.ts';
import { CodeCause } from '../../domain/causes.ts';
import { SYSTEMES } from '../../domain/codes.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { FILE_PROCESSUS, filePartenaire } from '../../domain/processus.ts';
import { ATTRIBUTS } from '../messages.ts';

export type Appel = { operation: string; cle: string; arg: unknown };
export type Relance = { blocage: string; niveau: number; destinataire: string; cle: string; maintenant: number };
type Activite = (...args: never[]) => Promise<unknown>;

/** What flows did, as their partners and PostgreSQL saw it. */
export const createScene = (plus: Record<string, Activite> = {}) => {
  const appels: Appel[] = [];
  const projections: Projection[] = [];
  const relances: Relance[] = [];
  const signaux: { processus: string; sujet: string; acte: { type: string } & Record<string, unknown> }[] = [];
  const ecouter = (operation: string): Activite =>
    (async (cle: string, arg: unknown) => {
      appels.push({ operation, cle, arg });
      return { reference: cle, placesLibres: 5 };
    }) as Activite;
  const interieur: Record<string, unknown> = {
    projeter: async (p: Projection) => {
      projections.push(p);
    },
    politique: async (cause: string) => POLITIQUES_PAR_DEFAUT[CodeCause.parse(cause)],
    envoyerRelance: async (r: Relance) => {
      relances.push(r);
      return { etat: 'ENVOYEE' };
    },
    demanderPresences: async () => ({ etat: 'ENVOYEE' }),
    convoquer: async () => ({ etat: 'ENVOYEE' }),
    signaler: async ({ envois }: { envois: typeof signaux }) => {
      signaux.push(...envois);
    },
  };
  const table = new Proxy({ ...interieur, ...plus } as Record<string, Activite>, {
    get: (t, nom: string) => t[nom] ?? (nom.includes('.') ? ecouter(nom) : undefined),
    has: () => true,
  });
  const blocages = (): BlocageLigne[] => projections.flatMap((p) => p.blocages ?? []);
  return {
    appels,
    projections,
    relances,
    signaux,
    activites: table,
    blocages,
    /** Names of what is up now, by the rows written last. */
    ouverts: (): string[] => [...new Map(blocages().map((b) => [b.id, b])).values()].filter((b) => b.leveLe === null).map((b) => b.cause),
    faits: (): string[] => projections.flatMap((p) => p.evenements ?? []).map((e: EvenementLigne) => e.fait),
    dernier: (): Projection | undefined => projections.at(-1),
  };
};
export type Scene = ReturnType<typeof createScene>;

let installe = false;
const installer = (): void => {
  if (!installe) Runtime.install({ logger: new DefaultLogger('ERROR') });
  installe = true;
};

export const lierFlux = (fichier: string): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ workflowsPath: createRequire(import.meta.url).resolve(fichier), logger: new DefaultLogger('ERROR') });

export type Maison = Awaited<ReturnType<typeof createMaison>>;

/** `temps: 'reel'` is the dev server; 'saute' is the time-skipping one, whose clock is one for all its flows. */
export const createMaison = async (temps: 'reel' | 'saute', workflowBundle: WorkflowBundle, extraArgs: string[] = []) => {
  installer();
  const env =
    temps === 'reel'
      ? await TestWorkflowEnvironment.createLocal({
          server: { executable: { type: 'existing-path', path: await trouverTemporal() }, extraArgs, searchAttributes: ATTRIBUTS },
        })
      : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: await trouverServeurDeTest() } } });
  if (temps === 'saute') await inscrire(env);
  return {
    env,
    client: env.client,
    /** Runs `histoire` while a worker serves the scene's activities. */
    jouer: async <T>(scene: Scene, histoire: () => Promise<T>): Promise<T> => {
      const commun = { connection: env.nativeConnection, namespace: env.namespace ?? 'default' };
      const noms = [...NOMS, ...Object.keys(scene.activites)];
      const activities = Object.fromEntries([...new Set(noms)].map((nom) => [nom, (...a: never[]) => (scene.activites[nom] as Activite)(...a)]));
      const workers = await Promise.all([
        Worker.create({ ...commun, taskQueue: FILE_PROCESSUS, workflowBundle, activities }),
        ...SYSTEMES.map((code) => Worker.create({ ...commun, taskQueue: filePartenaire(code), activities })),
      ]);
      const fins = workers.map((w) => w.run());
      try {
        return await histoire();
      } finally {
        for (const w of workers) w.shutdown();
        await Promise.all(fins);
      }
    },
    fermer: () => env.teardown(),
  };
};

const OPERATIONS = {
  kairos:
    'publierSession changerEtatRecrutement publierCreneau deplacerCreneau annulerCreneau positionner deplacerPositionnement annulerPositionnement saisirPresences saisirSuites inscrire annulerInscription attesterEntree terminer',
  ouiform: 'publierSession changerEtatRecrutement publierCreneau deplacerCreneau annulerCreneau positionner suivre',
  audef: 'publierSession changerEtatRecrutement publierCreneau deplacerCreneau annulerCreneau positionner suivre enregistrerAis retirerAis',
  aude: 'prescrire annulerPrescription genererAis annulerInscription enregistrerEntree enregistrerSortie',
  pefr: 'notifierRendezVous changerRendezVous',
  imilo: 'proposer suivre situer',
  smf: 'deposerFiche validerFiche retournerFiche archiverFiche',
  rco: 'exporterSession retirerSession',
};
const NOMS = Object.entries(OPERATIONS).flatMap(([code, noms]) => noms.split(' ').map((n) => `${code}.${n}`));

const inscrire = async (env: TestWorkflowEnvironment): Promise<void> => {
  const { INDEXED_VALUE_TYPE_DATETIME, INDEXED_VALUE_TYPE_KEYWORD } = temporal.api.enums.v1.IndexedValueType;
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.namespace ?? 'default',
    searchAttributes: Object.fromEntries(ATTRIBUTS.map((a) => [a.name, a.type === 'DATETIME' ? INDEXED_VALUE_TYPE_DATETIME : INDEXED_VALUE_TYPE_KEYWORD])),
  });
};

/** Real time from the start of the run: speed 1, no advance. */
export const CALENDRIER: Calendrier = { origine: 0, vitesse: 1, avance: 0 };
export const unId = (): string => randomUUID();

/** Polls until `fait` is true; fails with `quoi` after the deadline. */
export const jusque = async (quoi: string, fait: () => boolean | Promise<boolean>, delaiMs = 15_000): Promise<void> => {
  const fin = Date.now() + delaiMs;
  while (!(await fait())) {
    if (Date.now() > fin) throw new Error(`Jamais vu en ${delaiMs} ms : ${quoi}`);
    await new Promise((r) => setTimeout(r, 20));
  }
};
