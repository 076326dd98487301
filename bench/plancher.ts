/** The floor, measured on the same Temporal server as the rest: bare workflows, no database, no partner. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { repondre } from './flux/nu.ts';
import { cadencer, enParallele, mesurer } from './mesure.ts';

const FILE = 'plancher';

export type Plancher = {
  /** Workflows per second, `n` activities each, `ensemble` at once. */
  suites(nombre: number, n: number, ensemble: number): Promise<number>;
  /** Latencies (ms) of update-with-start, at `parSeconde`. */
  reponses(nombre: number, parSeconde: number): Promise<number[]>;
  fermer(): Promise<void>;
};

export const ouvrirPlancher = async (address: string): Promise<Plancher> => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [native, connection] = await Promise.all([NativeConnection.connect({ address }), Connection.connect({ address })]);
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: createRequire(import.meta.url).resolve('./flux/nu.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const worker = await Worker.create({ connection: native, taskQueue: FILE, workflowBundle, activities: { rien: async () => undefined } });
  const fin = worker.run();
  const client = new Client({ connection });
  const id = () => `plancher:${randomUUID()}`;
  return {
    suites: async (nombre, n, ensemble) => {
      const secondes = await mesurer(() =>
        enParallele(nombre, ensemble, () => client.workflow.execute('suite', { workflowId: id(), taskQueue: FILE, args: [n] })),
      );
      return nombre / secondes;
    },
    reponses: (nombre, parSeconde) =>
      cadencer(nombre, parSeconde, async () => {
        const startWorkflowOperation = new WithStartWorkflowOperation('reponse', {
          workflowId: id(),
          taskQueue: FILE,
          args: [],
          workflowIdConflictPolicy: 'FAIL',
        });
        await client.workflow.executeUpdateWithStart(repondre, { startWorkflowOperation });
      }),
    fermer: async () => {
      worker.shutdown();
      await fin;
      await Promise.all([native.close(), connection.close()]);
    },
  };
};
