/**
 * The worker: flows and the hub's activities on one queue, each partner's ordinary activities on a queue of its own, so that a partner that is
 * down or slow takes no slot from the others. Any number of these processes may run.
 */
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { createCadence } from '../../activities/courriels/cadence.ts';
import { createTransport } from '../../activities/courriels/transport.ts';
import { createActivites } from '../../activities/index.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { FILE_COURRIER, FILE_PROCESSUS, filePartenaire } from '../../domain/processus.ts';
import { createHub } from '../../prisma/hub.ts';
import type { Config } from '../config.ts';
import { lierFlux } from '../services/flux.ts';
import { planifierReconciliation } from './horaires.ts';

/** How long a reminder waits for those of the same organisme that are due at the same instant; a demonstration's days are short. */
const REGROUPEMENT_MS = 2_000;
const REGROUPEMENT_DEMO_MS = 150;

export type DemarrageWorker = {
  connection: NativeConnection;
  namespace: string;
  activites: ReturnType<typeof createActivites>;
  workflowBundle: WorkflowBundle;
};

const COURRIERS = ['envoyerRelance', 'demanderPresences', 'convoquer', 'expliquerReinscription'];

/** The workers of one process: the flows' and one per partner. */
export const createWorkers = ({ connection, namespace, activites, workflowBundle }: DemarrageWorker): Promise<Worker[]> => {
  const commun = { connection, namespace, shutdownGraceTime: '5s', shutdownForceTime: '10s' } as const;
  const flux = Worker.create({
    ...commun,
    taskQueue: FILE_PROCESSUS,
    workflowBundle,
    activities: activites,
    // Half a gigabyte (decision 013); a jump of the calendar begins the flows beyond it again from their history.
    maxCachedWorkflows: 1_000,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 200,
    maxConcurrentActivityTaskExecutions: 50,
  });
  const partenaires = SYSTEMES.map((code) =>
    Worker.create({
      ...commun,
      taskQueue: filePartenaire(code),
      activities: Object.fromEntries(Object.entries(activites).filter(([nom]) => nom.startsWith(`${code}.`) || nom === 'sonder')),
      maxConcurrentActivityTaskExecutions: 20,
      maxConcurrentActivityTaskPolls: 1,
      maxTaskQueueActivitiesPerSecond: 100,
    }),
  );
  // What could not leave at once waits its turn here; the rate itself is kept in PostgreSQL, for all workers.
  const courrier = Worker.create({
    ...commun,
    taskQueue: FILE_COURRIER,
    activities: Object.fromEntries(Object.entries(activites).filter(([nom]) => COURRIERS.includes(nom))),
    maxConcurrentActivityTaskExecutions: 20,
    maxConcurrentActivityTaskPolls: 2,
  });
  return Promise.all([flux, courrier, ...partenaires]);
};

export const run = async (config: Config): Promise<{ close(): Promise<void> }> => {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const { connectionOptions, namespace = config.temporal.namespace } = loadClientConnectConfig({ disableFile: !process.env['TEMPORAL_CONFIG_FILE'] });
  const [connection, clientConnection] = await Promise.all([NativeConnection.connect(connectionOptions), Connection.connect(connectionOptions)]);
  const client = new Client({ connection: clientConnection, namespace });
  const hub = createHub(exige(config.databaseUrl, 'DATABASE_URL'));
  const transport = createTransport(exige(config.smtpUrl, 'SMTP_URL'));
  const activites = createActivites({
    hub,
    temporal: () => client,
    urls: urlsDes(config),
    cleSystemes: exige(config.cleSystemes, 'MAILLON_CLE_SYSTEMES'),
    transport,
    expediteur: config.expediteur,
    urlHub: config.url,
    courrier: {
      cadence: createCadence({ hub, parSeconde: config.courriels.parSeconde }),
      retours: config.courriels.retours,
      regroupementMs: config.demonstration ? REGROUPEMENT_DEMO_MS : REGROUPEMENT_MS,
    },
  });
  const workers = await createWorkers({ connection, namespace, activites, workflowBundle: await lierFlux() });
  const fin = Promise.all(workers.map((w) => w.run()));
  await planifierReconciliation(client, { minutes: config.reconciliationMinutes, vitesse: config.vitesse });
  return {
    close: async () => {
      for (const w of workers) if (w.getState() === 'RUNNING') w.shutdown();
      await fin;
      transport.close();
      await Promise.all([connection.close(), clientConnection.close(), hub.$disconnect()]);
    },
  };
};

const exige = (valeur: string | undefined, nom: string): string => {
  if (!valeur) throw new Error(`La variable ${nom} manque.`);
  return valeur;
};

const urlsDes = (config: Config): Record<Systeme, string> =>
  Object.fromEntries(SYSTEMES.map((code) => [code, exige(config.systemes[code], `MAILLON_SYSTEMES_URL ou MAILLON_URL_${code.toUpperCase()}`)])) as Record<
    Systeme,
    string
  >;
