/** The events owed to the hub: signed, in order, at least once, whatever happens to either side. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Banc, demarrerHub, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let tirer = () => 0.5;
beforeEach(async () => {
  tirer = () => 0.5;
  banc = await demarrerSystemes(['aude'], { alea: () => tirer() });
});
afterEach(() => banc.close());

const idDE = (i: number): string => `${1_000_000 + i}A`;
const inscrire = (i: number) => banc.acte('aude', 'de.statut', { idDE: idDE(i), statut: 'INSCRIT', date: '2026-11-23' });
const recus = (hub = banc.hub): unknown[] => hub.recus.map((e) => e.donnees['idDE']);
const attendre = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 10 });

describe('events to the hub', () => {
  it('signs each as Standard Webhooks say, with its id, type, business date and data', async () => {
    await banc.appeler('PUT', '/aude/calendrier', { origine: Date.now(), vitesse: 1, avance: 5 * 86_400_000 });
    await inscrire(1);
    await attendre(() => banc.hub.recus.length === 1);
    const [recu] = banc.hub.recus;
    expect(recu).toMatchObject({ type: 'de.statut', donnees: { idDE: idDE(1), statut: 'INSCRIT', date: '2026-11-23' } });
    expect(Object.keys(recu ?? {}).sort()).toEqual(['date', 'donnees', 'id', 'type']);
    expect(Date.parse(recu?.date ?? '') - Date.now()).toBeGreaterThan(4.9 * 86_400_000);
    expect(banc.hub.refuses).toBe(0);
  });

  it('a hub with another key cannot be fooled', async () => {
    const etranger = await demarrerHub(`whsec_${randomBytes(32).toString('base64')}`);
    await banc.redemarrer(etranger.url);
    await inscrire(1);
    await attendre(() => etranger.refuses > 0);
    expect(etranger.recus).toEqual([]);
    await etranger.close();
  });

  it('tells nothing of what it refused', async () => {
    expect((await banc.acte('aude', 'de.statut', { idDE: 'pas-un-id', statut: 'INSCRIT', date: '2026-11-23' })).statut).toBe(404);
    await inscrire(1);
    await attendre(() => banc.hub.recus.length > 0);
    expect(recus()).toEqual([idDE(1)]);
  });

  it('sends all, in order, once the hub is up again', async () => {
    banc.hub.statut = 503;
    for (let i = 0; i < 5; i++) await inscrire(i);
    banc.hub.statut = 202;
    await attendre(() => banc.hub.recus.length === 5);
    expect(recus()).toEqual([0, 1, 2, 3, 4].map(idDE));
  });

  it('sends after a restart what was owed before, to a hub that was not there', async () => {
    await banc.redemarrer('http://127.0.0.1:1');
    for (let i = 0; i < 3; i++) await inscrire(i);
    await banc.redemarrer(banc.hub.url);
    await attendre(() => banc.hub.recus.length === 3);
    expect(recus()).toEqual([0, 1, 2].map(idDE));
  });

  it('one that the hub refuses does not hold back the others, and stays owed', async () => {
    banc.hub.statut = 422;
    await inscrire(0);
    banc.hub.statut = 202;
    await inscrire(1);
    await attendre(() => banc.hub.recus.length === 2);
  });

  it('sends twice when told so, with the same id', async () => {
    await banc.regler('aude', { evenements: { doubles: 1 } });
    await inscrire(1);
    await attendre(() => banc.hub.recus.length === 2);
    expect(new Set(banc.hub.recus.map((e) => e.id)).size).toBe(1);
  });

  it('sends out of order when told so, and all of them', async () => {
    banc.hub.statut = 503;
    for (let i = 0; i < 4; i++) await inscrire(i);
    // Each is put back less than the one before it.
    let tirages = 0;
    tirer = () => Math.max(0, 0.9 - 0.15 * tirages++);
    await banc.regler('aude', { evenements: { desordre: 1 } });
    banc.hub.statut = 202;
    await attendre(() => banc.hub.recus.length === 4);
    expect(recus()).not.toEqual([0, 1, 2, 3].map(idDE));
    expect(recus().sort()).toEqual([0, 1, 2, 3].map(idDE));
  });

  it('sends late when told so, and nothing while the system is closed', async () => {
    await banc.regler('aude', { evenements: { retardMs: 400 } });
    const debut = performance.now();
    await inscrire(1);
    await attendre(() => banc.hub.recus.length === 1);
    expect(performance.now() - debut).toBeGreaterThan(390);
    await banc.regler('aude', { evenements: { retardMs: 1_500 } });
    await inscrire(2);
    await banc.regler('aude', { indisponibleJusqua: '2100-01-01T00:00:00Z' });
    const fin = performance.now() + 400;
    await attendre(() => performance.now() > fin);
    expect(banc.hub.recus).toHaveLength(1);
    await banc.regler('aude', {});
    await attendre(() => banc.hub.recus.length === 2);
  });
});
