/** For the tests of flows: a real Temporal server and a real worker, which serves the activities of the scene being played. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { activityInfo } from '@temporalio/activity';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { trouverServeurDeTest, trouverTemporal } from '../../cli/services/binaires.ts';
import { lierFlux as lier } from '../../cli/services/flux.ts';
import type { Calendrier } from '../../domain/calendrier.ts';
import { SYSTEMES } from '../../domain/codes.ts';
import { FILE_COURRIER, FILE_PROCESSUS, filePartenaire } from '../../domain/processus.ts';
import { BlocageLu } from '../../domain/situations.ts';
import { ATTRIBUTS } from '../messages.ts';
import type { Scene } from './scene.ts';

let installe = false;
const installer = (): void => {
  if (!installe) Runtime.install({ logger: new DefaultLogger('ERROR') });
  installe = true;
};

/** `fichier`: one of the house's, bundled once for all the tests; or, by its whole path, one of a copy that a test made. */
export const lierFlux = (fichier: string): Promise<WorkflowBundle> => {
  installer();
  if (path.isAbsolute(fichier)) return bundleWorkflowCode({ workflowsPath: fichier, logger: new DefaultLogger('ERROR') });
  return lier(path.join('workflows/essais', fichier));
};

export type Maison = Awaited<ReturnType<typeof createMaison>>;

/** `temps: 'reel'` is the dev server; 'saute' is the time-skipping one, whose clock is one for all its flows. */
export const createMaison = async (temps: 'reel' | 'saute', workflowBundle: WorkflowBundle, extraArgs: string[] = []) => {
  installer();
  const env =
    temps === 'reel'
      ? await TestWorkflowEnvironment.createLocal({
          server: {
            executable: { type: 'existing-path', path: await trouverTemporal() },
            log: { format: 'pretty', level: 'error' },
            extraArgs,
            searchAttributes: ATTRIBUTS,
          },
        })
      : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: await trouverServeurDeTest() } } });
  if (temps === 'saute') await inscrire(env);

  let scene: Scene | undefined;
  /** A flow left behind keeps the scene that it began in. */
  const scenes = new Map<string, Scene>();
  const jouerDans = (nom: string, args: never[]): unknown => {
    const { workflowId } = activityInfo().workflowExecution ?? { workflowId: '' };
    const sienne = scenes.get(workflowId) ?? scene;
    if (!sienne) throw new Error('aucune scène');
    scenes.set(workflowId, sienne);
    return sienne.activites[nom]?.(...args);
  };
  let employes: Promise<{ fermer(): Promise<void> }> | undefined;
  return {
    env,
    client: env.client,
    workflowBundle,
    /** Runs `histoire` while the workers serve the scene's activities. */
    jouer: async <T>(nouvelle: Scene, histoire: () => Promise<T>): Promise<T> => {
      scene = nouvelle;
      employes ??= embaucher(env, workflowBundle, jouerDans);
      await employes;
      const rendu = await histoire();
      verifierLisibles(nouvelle);
      return rendu;
    },
    fermer: async () => {
      await (await employes)?.fermer();
      await env.teardown();
    },
  };
};

/** What a flow says of a blocage must be read by those who show it: a row that they cannot read is a case that nobody sees. */
const verifierLisibles = (scene: Scene): void => {
  for (const b of scene.blocages()) {
    const { error } = BlocageLu.safeParse(b);
    if (error) throw new Error(`blocage illisible ${b.id} : ${error.message}`);
  }
};

/** As in the product: one worker for the processes, one per partner's queue. */
const embaucher = async (env: TestWorkflowEnvironment, workflowBundle: WorkflowBundle, jouer: (nom: string, args: never[]) => unknown) => {
  const commun = { connection: env.nativeConnection, namespace: env.namespace ?? 'default' };
  const activities = Object.fromEntries(NOMS.map((nom) => [nom, async (...a: never[]) => jouer(nom, a)]));
  const workers = await Promise.all([
    Worker.create({ ...commun, taskQueue: FILE_PROCESSUS, workflowBundle, activities }),
    Worker.create({ ...commun, taskQueue: FILE_COURRIER, activities }),
    ...SYSTEMES.map((code) => Worker.create({ ...commun, taskQueue: filePartenaire(code), activities })),
  ]);
  const fins = workers.map((w) => w.run());
  return {
    fermer: async () => {
      for (const w of workers) w.shutdown();
      await Promise.all(fins);
    },
  };
};

const OPERATIONS = {
  kairos:
    'publierSession changerEtatRecrutement publierCreneau deplacerCreneau annulerCreneau positionner deplacerPositionnement annulerPositionnement saisirPresences saisirSuites inscrire annulerInscription attesterEntree terminer saisirInterruption lireCompte corrigerAdresse',
  ouiform: 'publierSession changerEtatRecrutement publierCreneau deplacerCreneau annulerCreneau positionner suivre',
  audef: 'publierSession changerEtatRecrutement publierCreneau deplacerCreneau annulerCreneau positionner suivre enregistrerAis retirerAis',
  aude: 'prescrire annulerPrescription genererAis annulerInscription enregistrerEntree enregistrerSortie enregistrerInterruption',
  pefr: 'notifierRendezVous changerRendezVous',
  imilo: 'proposer suivre situer',
  smf: 'deposerFiche validerFiche retournerFiche archiverFiche',
  rco: 'exporterSession retirerSession',
};
const INTERIEUR =
  'projeter politique envoyerRelance demanderPresences convoquer expliquerReinscription compterDemande signaler appliquerFiche choisirTexte lireFiche lireSession lireCompte compterRecrutement lireCreneau lireParcours lireListeAttente lireDemandeur rapprocher sonder reveiller reprendreCourriers direRevenus executerLot cloreOperation';
const NOMS = [...INTERIEUR.split(' '), ...Object.entries(OPERATIONS).flatMap(([code, noms]) => noms.split(' ').map((n) => `${code}.${n}`))];

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
export const jusque = async (quoi: string, fait: () => boolean | Promise<boolean>, delaiMs = 40_000): Promise<void> => {
  const fin = Date.now() + delaiMs;
  while (!(await fait())) {
    if (Date.now() > fin) throw new Error(`Jamais vu en ${delaiMs} ms : ${quoi}`);
    await new Promise((r) => setTimeout(r, 20));
  }
};
