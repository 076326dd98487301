/** What the bench of reminders and its test stand on: a Temporal server, a database with as many organismes, a mail server that counts, workers that die. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { SMTPServer } from 'smtp-server';
import { trouverTemporal } from '../../cli/services/binaires.ts';
import { lierFlux } from '../../cli/services/flux.ts';
import { recaler } from '../../domain/calendrier.ts';
import { FILE_PROCESSUS, idCreneau } from '../../domain/processus.ts';
import { baseDeTest } from '../../e2e/outils/base.ts';
import { createHub } from '../../prisma/hub.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { enParallele } from '../mesure.ts';

/** Monday 2 March 2026, 9:00 in Paris. */
const LUNDI = Date.parse('2026-03-02T08:00:00Z');
const HEURE = 3_600_000;
const siret = (i: number): string => `999${String(i).padStart(11, '0')}`;

type Recu = { messageId: string; a: string; le: number };
export type Terrain = Awaited<ReturnType<typeof ouvrirTerrain>>;

export const ouvrirTerrain = async (organismes: number, cadence: number) => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const dossier = mkdtempSync(path.join(tmpdir(), 'maillon-banc-'));
  const base = await baseDeTest();
  const hub = createHub(base.url, 10);
  const recus: Recu[] = [];
  const smtp = await ecouter(recus);
  const env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await trouverTemporal() },
      log: { format: 'pretty', level: 'error' },
      searchAttributes: ATTRIBUTS,
      // As the house runs it (cli/services/temporal).
      dbFilename: path.join(dossier, 'temporal.db'),
      extraArgs: ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    },
  });
  const { code } = await lierFlux('bench/flux/attentes.ts', undefined, path.join(dossier, 'flux'));
  const codePath = path.join(dossier, 'flux.js');
  writeFileSync(codePath, code);
  for (let i = 0; i < organismes; i += 1000)
    await hub.organisme.createMany({
      data: Array.from({ length: Math.min(1000, organismes - i) }, (_, n) => ({
        siret: siret(i + n),
        nom: `Organisme ${i + n}`,
        courriel: `contact@of${i + n}.example`,
      })),
    });
  const ouvriers: ChildProcess[] = [];
  return {
    hub,
    recus,
    client: env.client,
    /** Starts one wait per organisme, from the `des`-th, begun `depuisH` business hours ago. */
    attendre: (nombre: number, depuisH: number, des = 0) => {
      const calendrier = recaler(Date.now(), LUNDI + depuisH * HEURE, 1);
      return enParallele(nombre, 40, async (i) => {
        await env.client.workflow.start('creneau', {
          workflowId: idCreneau(siret(des + i)),
          taskQueue: FILE_PROCESSUS,
          args: [{ sujet: siret(des + i), calendrier }],
        });
      });
    },
    /** Tells the first `nombre` of them that it is `depuisH` business hours after their beginning: their reminders are due together. */
    echoir: (nombre: number, depuisH: number) => {
      const calendrier = recaler(Date.now(), LUNDI + depuisH * HEURE, 1);
      return enParallele(nombre, 40, (i) => env.client.workflow.getHandle(idCreneau(siret(i))).signal('calendrierRecale', calendrier));
    },
    engager: (): Promise<ChildProcess> =>
      new Promise((pret, echec) => {
        const ouvrier = fork(path.join(import.meta.dirname, 'ouvrier.ts'), {
          execArgv: ['--import', 'tsx'],
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
          env: { ...process.env, BANC_TEMPORAL: env.address, BANC_FLUX: codePath, BANC_CADENCE: String(cadence), DATABASE_URL: base.url, SMTP_URL: smtp.url },
        });
        ouvriers.push(ouvrier);
        ouvrier.once('message', () => pret(ouvrier));
        ouvrier.once('exit', (code_) => echec(new Error(`l'ouvrier s'est arrêté : ${code_}`)));
      }),
    /** kill -9, as a machine dies. */
    tuer: async (ouvrier: ChildProcess): Promise<void> => {
      ouvrier.removeAllListeners('exit');
      const mort = new Promise((fin) => ouvrier.once('exit', fin));
      ouvrier.kill('SIGKILL');
      await mort;
    },
    fermer: async () => {
      for (const o of ouvriers) o.kill('SIGKILL');
      await env.teardown();
      await smtp.close();
      await hub.$disconnect();
      await base.close();
      rmSync(dossier, { recursive: true, force: true });
    },
  };
};

/** Resident memory of a worker, in MiB. */
export const memoire = (ouvrier: ChildProcess): Promise<number> =>
  new Promise((lire) => {
    ouvrier.once('message', (m) => lire(Math.round(Number((m as { rss: number }).rss) / 2 ** 20)));
    ouvrier.send('memoire');
  });

const ecouter = async (recus: Recu[]) => {
  const serveur = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (flux, session, suite) => {
      let texte = '';
      flux.on('data', (m: Buffer) => {
        texte += m.toString('latin1');
      });
      flux.on('end', () => {
        recus.push({ messageId: /^Message-ID: *\s?(<[^>]+>)/im.exec(texte)?.[1] ?? '', a: session.envelope.rcptTo[0]?.address ?? '', le: Date.now() });
        suite(null);
      });
    },
  });
  serveur.on('error', () => undefined); // a worker that is killed hangs up
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  return { url: `smtp://127.0.0.1:${(serveur.server.address() as AddressInfo).port}`, close: () => new Promise<void>((fini) => serveur.close(fini)) };
};

/** The most mails that left within any second. */
export const pointe = (recus: readonly Recu[]): number => {
  const dates = recus.map((r) => r.le).sort((a, b) => a - b);
  let debut = 0;
  let max = 0;
  dates.forEach((d, fin) => {
    while (d - (dates[debut] ?? d) >= 1000) debut++;
    max = Math.max(max, fin - debut + 1);
  });
  return max;
};
