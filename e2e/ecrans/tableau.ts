/** The built dashboard (outils/batir.ts) over its real API and a seeded database, and a signed-in page. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { semer } from '../../api/admin/essais/donnees.ts';
import { courriel, MOT_DE_PASSE, ouvrirTableau, type Tableau } from '../../api/admin/essais/serveur.ts';
import { createStatique } from '../../api/statique.ts';
import type { Hub } from '../../prisma/hub.ts';
import { hubDeTest } from '../outils/base.ts';
import { semerSuivi } from './suivi.ts';

const RACINE = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = path.join(RACINE, 'admin/dist');

export type TableauServi = Tableau & { hub: Hub; vider(): Promise<void> };

export const servirTableau = async (): Promise<TableauServi> => {
  const base = await hubDeTest();
  const { hub } = base;
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
      await base.close();
    },
  };
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
