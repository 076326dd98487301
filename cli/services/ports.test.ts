import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPortLibre, portLibre, repond } from './ports.ts';

describe('ports', () => {
  const ouverts: Server[] = [];
  const ecouter = (port: number): Promise<void> =>
    new Promise((resolve) => {
      const serveur = createServer();
      ouverts.push(serveur);
      serveur.listen(port, '127.0.0.1', () => resolve());
    });
  afterEach(() => Promise.all(ouverts.splice(0).map((serveur) => new Promise((resolve) => serveur.close(resolve)))));

  it('keeps the wished port when it is free, and gives another when it is taken', async () => {
    const port = await portLibre(undefined);
    expect(await portLibre(port)).toBe(port);
    await ecouter(port);
    expect(await isPortLibre(port)).toBe(false);
    expect(await repond(port)).toBe(true);
    const autre = await portLibre(port);
    expect(autre).not.toBe(port);
    expect(await isPortLibre(autre)).toBe(true);
  });

  it('never gives the same one twice to one caller', async () => {
    const pris = new Set<number>();
    const ports = await Promise.all(Array.from({ length: 8 }, () => portLibre(undefined, pris)));
    expect(new Set(ports).size).toBe(8);
  });

  it('stays out of the range that outgoing connections take theirs from', async () => {
    const port = await portLibre(undefined);
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
  });
});
