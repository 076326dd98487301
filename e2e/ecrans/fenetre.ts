/** A dashboard of its own for the tests of one file, and the browser that they look at it with. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { violations as parAxe } from './accessibilite.ts';
import { lancerNavigateur, ouvrirContexte, type Theme } from './navigateur.ts';
import { seConnecter, servirTableau, type TableauServi } from './tableau.ts';

/** Once per file, outside of its tests. */
export const installerFenetre = () => {
  let tableau: TableauServi;
  let navigateur: Browser;
  let contexte: BrowserContext | undefined;
  beforeAll(async () => {
    tableau = await servirTableau();
    navigateur = await lancerNavigateur();
  });
  afterEach(async () => {
    await contexte?.close();
    contexte = undefined;
  });
  afterAll(async () => {
    await navigateur?.close();
    await tableau?.close();
  });
  const neuve = async (theme: Theme = 'light', largeur = 1440): Promise<BrowserContext> => {
    contexte = await ouvrirContexte(navigateur, theme, largeur);
    return contexte;
  };
  return {
    tableau: () => tableau,
    /** Of a stranger; closed with the test. */
    neuve,
    /** The home, signed in. */
    ouvrir: async (theme: Theme = 'light', largeur = 1440): Promise<Page> => seConnecter(await neuve(theme, largeur), tableau.url),
    aller: async (page: Page, chemin: string): Promise<void> => {
      await page.goto(`${tableau.url}/admin${chemin}`);
      await page.locator('main h2, main table, main [role=alert], main p').first().waitFor();
      await page.getByRole('status', { name: 'Chargement…' }).waitFor({ state: 'hidden' });
    },
  };
};

/** What axe sees once nothing moves any more: half-way through its fade, a dialog has half its contrast. */
export const violations = async (page: Page): Promise<string[]> => {
  await expect.poll(() => page.evaluate<boolean>(IMMOBILE), { timeout: 10_000 }).toBe(true);
  return parAxe(page);
};
const IMMOBILE = `[...document.querySelectorAll('.MuiDialog-container, .MuiBackdrop-root')].every((e) => ['0', '1'].includes(getComputedStyle(e).opacity)) &&
  document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().iterations === Infinity)`;
