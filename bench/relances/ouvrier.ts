/** A worker in a process of its own, so that it can be killed. Says « pret » to its parent; its memory, when asked. */
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createCadence } from '../../activities/courriels/cadence.ts';
import { createTransport } from '../../activities/courriels/transport.ts';
import { createActivites } from '../../activities/index.ts';
import { createWorkers } from '../../cli/roles/worker.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { createHub } from '../../prisma/hub.ts';

const lire = (nom: string): string => {
  const valeur = process.env[nom];
  if (!valeur) throw new Error(`La variable ${nom} manque.`);
  return valeur;
};

Runtime.install({ logger: new DefaultLogger('ERROR') });
const address = lire('BANC_TEMPORAL');
const [connection, clientConnection] = await Promise.all([NativeConnection.connect({ address }), Connection.connect({ address })]);
const client = new Client({ connection: clientConnection });
const hub = createHub(lire('DATABASE_URL'));
const activites = createActivites({
  hub,
  temporal: () => client,
  urls: Object.fromEntries(SYSTEMES.map((code) => [code, 'http://127.0.0.1:9'])) as Record<Systeme, string>,
  cleSystemes: 'whsec_banc',
  transport: createTransport(lire('SMTP_URL')),
  expediteur: 'Maillon <ne-pas-repondre@maillon.example>',
  urlHub: 'https://maillon.example',
  courrier: { cadence: createCadence({ hub, parSeconde: Number(lire('BANC_CADENCE')) }) },
});
const workers = await createWorkers({ connection, namespace: 'default', activites, workflowBundle: { code: readFileSync(lire('BANC_FLUX'), 'utf8') } });
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss, tas: process.memoryUsage().heapUsed }));
process.send?.('pret');
await Promise.all(workers.map((w) => w.run()));
