/** The promise of the OF page, measured on the instance of a test: five seconds from its answer to every other system's screen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pilote } from '../../cli/pilote.ts';
import { chronometrer, type Delai, rendre } from './delais.ts';
import { createSaisies, SAISIES } from './saisies.ts';

const PROMESSE_MS = 5_000;

export const mesurerSaisies = (pilote: () => Pilote): void => {
  describe('what an organisme types on its page is seen by every other system within five seconds', () => {
    const delais: Delai[] = [];
    let table: ReturnType<typeof createSaisies>;
    beforeAll(async () => {
      table = createSaisies(pilote());
      await table.ouvrir();
    }, 120_000);
    afterAll(() => console.log(rendre(delais)));

    it.each(SAISIES)('%s', async (quoi) => {
      const { preparer, taper, attentes } = table.saisies[quoi];
      await preparer?.();
      const mesures = await chronometrer(quoi, taper, attentes());
      delais.push(...mesures);
      expect(mesures.filter((d) => d.ms > PROMESSE_MS)).toEqual([]);
    });
  });
};
