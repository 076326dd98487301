import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BaseDeTest, baseDeTest } from '../e2e/outils/base.ts';
import { createHub, type Hub } from '../prisma/hub.ts';
import type { contratKairos } from '../systems/kairos/contract.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';
import { createKairos } from './kairos.ts';

let base: BaseDeTest;
let hub: Hub;
beforeAll(async () => {
  base = await baseDeTest();
  hub = createHub(base.url, 2);
});
afterAll(async () => {
  await hub.$disconnect();
  await base.close();
});

it('S16, R12: an account is asked of Kairos once, and again when the organisme says that it is done; an older answer changes nothing', async () => {
  const siret = '99900000300015';
  const dits: string[] = [];
  let actif = false;
  const client = (async (_: string, cle: string) => {
    dits.push(cle);
    return { siret, actif, courriel: null, convention: actif ? { debut: '2026-01-01', fin: '2026-12-31' } : null };
  }) as unknown as Client<typeof contratKairos>;
  const kairos = createKairos({ hub, client, dossiers: {} as Dossiers, dire: async () => ({}) });
  const etat = async () => (await hub.compteKairos.findUniqueOrThrow({ where: { siret } })).etat;
  await kairos.lireCompte('premiere', { siret, date: '2026-03-02T08:00:00.000Z' });
  await kairos.lireCompte('autre-session', { siret, date: '2026-03-03T08:00:00.000Z' });
  expect([dits, await etat()]).toEqual([['premiere'], 'ABSENT']);
  actif = true;
  await kairos.lireCompte('fait', { siret, date: '2026-03-04T08:00:00.000Z', encore: true });
  expect([dits, await etat()]).toEqual([['premiere', 'fait'], 'OUVERT']);
  actif = false;
  await kairos.lireCompte('ancienne', { siret, date: '2026-03-03T12:00:00.000Z', encore: true });
  expect(await etat()).toBe('OUVERT');
});
