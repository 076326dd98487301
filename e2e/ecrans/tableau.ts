/** The built dashboard over its real API and a seeded database, and a signed-in page. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { semer } from '../../api/admin/essais/donnees.ts';
import { courriel, MOT_DE_PASSE, ouvrirTableau, type Tableau } from '../../api/admin/essais/serveur.ts';
import { createStatique } from '../../api/statique.ts';
import { createHub, type Hub } from '../../prisma/hub.ts';
import { baseDeTest } from '../outils/base.ts';
import { semerSuivi } from './suivi.ts';

const RACINE = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = path.join(RACINE, 'admin/dist');

export type TableauServi = Tableau & { hub: Hub; vider(): Promise<void> };

export const servirTableau = async (): Promise<TableauServi> => {
  construire();
  const base = await baseDeTest();
  const hub = createHub(base.url);
  await semer(hub);
  await semerSuivi(hub);
  const tableau = await ouvrirTableau({ hub, autres: [createStatique(DIST)] });
  return {
    ...tableau,
    hub,
    vider: async () => {
      await Promise.all([
        hub.blocage.deleteMany(),
        hub.parcours.deleteMany(),
        hub.session.deleteMany(),
        hub.creneau.deleteMany(),
        hub.etatSysteme.deleteMany(),
        hub.fiche.deleteMany(),
        hub.demandeur.deleteMany(),
        hub.organisme.deleteMany(),
        hub.relance.deleteMany(),
        hub.evenement.deleteMany(),
      ]);
    },
    close: async () => {
      await tableau.close();
      await hub.$disconnect();
      await base.close();
    },
  };
};

/** Builds only when a source is newer than the last build. */
const construire = (): void => {
  const page = path.join(DIST, 'index.html');
  const sources = ['admin/src', 'admin/public', 'api/contract', 'domain'].flatMap((d) =>
    readdirSync(path.join(RACINE, d), { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile())
      .map((f) => path.join(f.parentPath, f.name)),
  );
  const dernier = Math.max(...sources.map((f) => statSync(f).mtimeMs), statSync(path.join(RACINE, 'admin/index.html')).mtimeMs);
  if (existsSync(page) && statSync(page).mtimeMs > dernier) return;
  // In a process of its own: NODE_ENV=test would bundle React's development build.
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'admin', '--logLevel', 'error'], {
    cwd: RACINE,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The dashboard does not build:\n${stderr}`);
};

/** Signs in by the screen, as a person does. */
export const seConnecter = async (contexte: BrowserContext, url: string): Promise<Page> => {
  const page = await contexte.newPage();
  await page.goto(`${url}/admin/`);
  await page.getByLabel('Adresse électronique').fill(courriel('ADMIN'));
  await page.getByLabel('Mot de passe').fill(MOT_DE_PASSE);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('heading', { level: 1, name: 'À traiter' }).waitFor();
  return page;
};
