import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BaseDeTest, baseDeTest } from '../e2e/outils/base.ts';
import { createHub, type Hub } from './hub.ts';
import { creerLien, oublierLien, trouverLien } from './liens.ts';

describe('links of OF pages', () => {
  let base: BaseDeTest;
  let hub: Hub;
  beforeAll(async () => {
    base = await baseDeTest();
    hub = createHub(base.url, 2);
  }, 120_000);
  afterAll(async () => {
    await hub.$disconnect();
    await base.close();
  });
  const expireLe = Date.UTC(2026, 11, 12);

  it('are found by their token, which is nowhere in the database', async () => {
    const token = await creerLien(hub, { organisme: '99912345600017', creneau: 'ICO-1', expireLe });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await trouverLien(hub, token, expireLe - 1)).toMatchObject({ organisme: '99912345600017', creneau: 'ICO-1', session: null });
    const lignes = await hub.lienOf.findMany();
    expect(JSON.stringify(lignes)).not.toContain(token);
  });
  it('are the same nothing when unknown, expired, revoked or forgotten', async () => {
    const token = await creerLien(hub, { organisme: '99912345600017', session: '103725', expireLe });
    expect(await trouverLien(hub, 'inconnu', 0)).toBeNull();
    expect(await trouverLien(hub, token, expireLe)).toBeNull();
    const lien = await trouverLien(hub, token, 0);
    await hub.lienOf.update({ where: { empreinte: lien?.empreinte ?? '' }, data: { revoqueLe: new Date(1) } });
    expect(await trouverLien(hub, token, 0)).toBeNull();
    const autre = await creerLien(hub, { organisme: '99912345600017', expireLe });
    await oublierLien(hub, autre);
    expect(await trouverLien(hub, autre, 0)).toBeNull();
  });
  it('are all different', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => creerLien(hub, { organisme: 'x', expireLe })));
    expect(new Set(tokens).size).toBe(20);
  });
});
