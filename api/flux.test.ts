import { createRequire } from 'node:module';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trouverTemporal } from '../cli/services/binaires.ts';
import { CALENDRIER_REEL } from '../domain/calendrier.ts';
import { FILE_PROCESSUS } from '../domain/processus.ts';
import { ATTRIBUTS, lireEtat, MaillonProcessus } from '../workflows/messages.ts';
import { createFlux, type Envoi, type Flux } from './flux.ts';

// A real server and a real worker; the flow itself is a small one that keeps what it hears.
let env: TestWorkflowEnvironment;
let flux: Flux;
let worker: Worker | undefined;
let fini: Promise<void> | undefined;
const commun = { date: '2026-11-03T09:00:00Z', par: 'cle:ml', depuis: null };

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  env = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path: await trouverTemporal() }, searchAttributes: ATTRIBUTS },
  });
  flux = createFlux({ client: env.client, calendrier: () => CALENDRIER_REEL });
}, 120_000);
afterAll(async () => {
  worker?.shutdown();
  await fini;
  await env.teardown();
});

const travailler = async () => {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: createRequire(import.meta.url).resolve('./essais/flux-temoin.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  worker = await Worker.create({ connection: env.nativeConnection, taskQueue: FILE_PROCESSUS, workflowBundle });
  fini = worker.run();
};
const entree = (id: string, sujet = 'p:1'): Envoi & { acte: NonNullable<Envoi['acte']> } => ({
  processus: 'parcours',
  id: `parcours:${sujet}`,
  sujet,
  mode: 'signal',
  acte: { ...commun, id, type: 'entrer', jour: '2026-12-01' },
});
const positionner = (id: string, sujet: string, creneau = 'ICO-1'): Envoi & { acte: NonNullable<Envoi['acte']> } => ({
  ...entree(id, sujet),
  mode: 'update',
  acte: { ...commun, id, type: 'positionner', positionnement: 'x', creneau, debut: commun.date, fin: commun.date, reseau: 'ML', outil: 'OUIFORM' },
});
const entendus = async (sujet: string) =>
  env.client.workflow.getHandle(`parcours:${sujet}`).query(lireEtat) as Promise<{ debut: unknown; actes: { id: string }[] }>;

describe('the door to Temporal', () => {
  it('signals without a worker; an update without a worker is silence, within its deadline', async () => {
    expect(await flux.signaler(entree('a1'))).toBe('ENVOYE');
    const depart = Date.now();
    expect(await flux.agir(positionner('u0', 'sans-worker'), 1_000)).toBe('SILENCE');
    expect(Date.now() - depart).toBeLessThan(4_000);
  });

  it('starts the flow with the calendar, or joins the one that runs', async () => {
    await travailler();
    expect(await flux.signaler(entree('a2'))).toBe('ENVOYE');
    const { debut, actes } = await entendus('p:1');
    expect(debut).toEqual({ sujet: 'p:1', calendrier: CALENDRIER_REEL });
    expect(actes.map((a) => a.id)).toEqual(['a1', 'a2']);
    const { typedSearchAttributes } = await env.client.workflow.getHandle('parcours:p:1').describe();
    expect(typedSearchAttributes.get(MaillonProcessus)).toBe('parcours');
  });

  it('gives the flow’s answer, the same for the same act', async () => {
    expect(await flux.agir(positionner('u1', 'p:2'), 10_000)).toEqual({ statut: 'CONFIRME' });
    expect(await flux.agir(positionner('u1', 'p:2'), 10_000)).toEqual({ statut: 'CONFIRME' });
    expect((await entendus('p:2')).actes.map((a) => a.id)).toEqual(['u1']);
    expect(await flux.agir(positionner('u2', 'p:2', 'PLEIN'), 10_000)).toEqual({ statut: 'REFUSE', refus: 'COMPLET' });
  });

  it('starts a flow without an act, once', async () => {
    const seul: Envoi = { processus: 'parcours', id: 'parcours:p:3', sujet: 'p:3', acte: null, mode: 'signal' };
    expect([await flux.signaler(seul), await flux.signaler(seul)]).toEqual(['ENVOYE', 'ENVOYE']);
    expect((await entendus('p:3')).actes).toEqual([]);
  });

  it('tells the calendar to those that live, and knows those that do not', async () => {
    expect(await flux.calendrierAvance('parcours:p:1', { ...CALENDRIER_REEL, avance: 1 }, 10_000)).toEqual({ prochaine: null });
    expect(await flux.calendrierAvance('parcours:inconnu', CALENDRIER_REEL, 5_000)).toBe('ABSENT');
    await env.client.workflow.getHandle('parcours:p:3').terminate();
    expect(await flux.calendrierAvance('parcours:p:3', CALENDRIER_REEL, 5_000)).toBe('ABSENT');
    await flux.calendrierRecale('parcours:p:3', CALENDRIER_REEL);
    expect(await flux.actionner('parcours:p:3', { code: 'relancer', blocage: 'b', par: 'x' }, 5_000)).toBe('ABSENT');
    expect(await flux.actionner('parcours:p:1', { code: 'relancer', blocage: 'b', par: 'x' }, 10_000)).toEqual({ fait: true });
    // It ends while it is asked.
    expect(await flux.actionner('parcours:p:1', { code: 'relancer', blocage: 'le dernier', par: 'x' }, 10_000)).toBe('ABSENT');
  });

  it('says when nobody answers', async () => {
    expect(await flux.repond(2_000)).toBe(true);
    const { Client, Connection } = await import('@temporalio/client');
    const connection = Connection.lazy({ address: '127.0.0.1:9' });
    const loin = createFlux({ client: new Client({ connection }), calendrier: () => CALENDRIER_REEL });
    expect(await loin.repond(500)).toBe(false);
    expect(await loin.signaler(entree('z1'))).toBe('SILENCE');
    expect(await loin.agir(positionner('z2', 'z'), 1_000)).toBe('SILENCE');
    await connection.close();
  }, 60_000);
});
