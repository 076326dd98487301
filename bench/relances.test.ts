import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jusque } from '../workflows/essais/maison.ts';
import { ouvrirTerrain, pointe } from './relances/terrain.ts';

const COMBIEN = 60;
const PAR_SECONDE = 20;
let terrain: Awaited<ReturnType<typeof ouvrirTerrain>>;
beforeAll(async () => {
  terrain = await ouvrirTerrain(COMBIEN, PAR_SECONDE);
});
afterAll(() => terrain?.fermer());

it('reminders due in the same minute leave within the rate, none lost and none twice, when the worker is killed among them', async () => {
  const { hub, recus } = terrain;
  await terrain.attendre(COMBIEN, 5);
  const boucle = monitorEventLoopDelay({ resolution: 10 });
  boucle.enable();
  const premier = await terrain.engager();
  await jusque('une vingtaine de courriels', () => recus.length >= 20);
  await terrain.tuer(premier);
  // Taken, and perhaps already in the hands of the mail server: the only ones that may leave again, as the same message.
  const enVol = new Set((await hub.relance.findMany({ where: { etat: 'EN_ENVOI' } })).map((r) => r.organisme));
  expect(recus.length).toBeLessThan(COMBIEN);
  await terrain.engager();
  await jusque('tous partis', async () => (await hub.relance.count({ where: { etat: 'ENVOYEE' } })) === COMBIEN, 100_000);
  const parMessage = new Map<string, number>();
  for (const { messageId } of recus) parMessage.set(messageId, (parMessage.get(messageId) ?? 0) + 1);
  expect(parMessage.size).toBe(COMBIEN);
  expect(new Set(recus.map((r) => r.a)).size).toBe(COMBIEN);
  expect(recus.length - COMBIEN).toBeLessThanOrEqual(enVol.size);
  expect(await hub.relance.count()).toBe(COMBIEN);
  // What arrives while this very process is held up is seen all at once: its longest pause counts as time.
  const pause = boucle.max / 1e9;
  expect(pointe(recus), `pause de ${pause.toFixed(3)} s`).toBeLessThanOrEqual(PAR_SECONDE * (1 + pause) + 4);
});
