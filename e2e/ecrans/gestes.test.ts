/** What is done on the screens of the dashboard, in a real browser over its real API and database: by keyboard alone, by mouse, and as things change. */
import type { Locator } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { installerFenetre, violations } from './fenetre.ts';

const fenetre = installerFenetre();
const { ouvrir, aller } = fenetre;

describe('by keyboard alone', () => {
  it('S4: relaunches every organisme of a cause, from the home', async () => {
    const page = await ouvrir();
    await page.getByRole('tab', { name: /Équipe/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Présences non saisies' }).waitFor();
    await page.keyboard.press('j');
    expect(await page.locator('[data-ligne]:focus-within').getAttribute('data-ligne')).toBe('PRESENCE_NON_SAISIE');
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: /Relancer les 10 organismes/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Opération lancée : 8 dossiers · 2 ignorés').waitFor();
    expect(fenetre.tableau().messages.map((m) => m.type)).toContain('operation.lancee');
    expect(fenetre.tableau().actions.filter(({ action }) => action.code === 'relancer')).toHaveLength(8);
    await page
      .getByText(/Relance possible le/)
      .first()
      .waitFor();
  });

  it('follows a bulk act line by line: done, left out, and why', async () => {
    const page = await ouvrir();
    await aller(page, '/operations');
    await page.locator('[data-ligne]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Résultat de chaque dossier' }).waitFor();
    await page.getByText('8 faits · 2 ignorés').waitFor();
    expect(await page.getByRole('row', { name: /Soudeur industriel/ }).textContent()).toMatch(/Ignoré.*une relance est déjà partie/u);
    expect(await violations(page)).toEqual([]);
  });

  it('ticks rows with x, and acts on them alone', async () => {
    const page = await ouvrir();
    await aller(page, '/a-traiter/ORGANISMES/PRESENCE_NON_SAISIE');
    // One key after the other has shown its effect, as somebody does who looks.
    for (const [n, choisis] of ['1 dossier choisi', '2 dossiers choisis'].entries()) {
      await page.locator('[data-ligne]').nth(n).waitFor();
      await page.keyboard.press('j');
      await page.locator(`[data-ligne]:focus-within >> nth=0`).waitFor();
      await page.keyboard.press('x');
      await page.getByText(choisis, { exact: true }).waitFor();
    }
    await page.getByRole('button', { name: 'Déclarer une absence provisoire (2)' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByText('2 organismes').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialogue.getByRole('button', { name: 'Déclarer une absence provisoire' }).click();
    await page.getByText('Opération lancée : 2 dossiers').waitFor();
    expect(fenetre.tableau().actions.filter(({ action }) => action.code === 'absenceProvisoire')).toHaveLength(2);
  });

  it('opens, sleeps and takes charge of one case, then hears no key once shortcuts are off', async () => {
    const page = await ouvrir();
    await aller(page, '/a-traiter/ORGANISMES/SUITE_NON_SAISIE');
    await page.locator('[data-ligne]').nth(1).waitFor();
    await page.keyboard.press('j');
    const ligne = page.locator('[data-ligne]:focus-within');
    await page.keyboard.press('a');
    await ligne.getByText('Pris en charge par Équipe d’animation').waitFor();
    await page.keyboard.press('v');
    await page.getByRole('dialog', { name: /Mettre en veille/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Mis en veille.').waitFor();
    await page.locator('[data-ligne]').nth(1).waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByLabel('Raccourcis actifs').uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/admin/a-traiter/ORGANISMES/SUITE_NON_SAISIE');
  });

  it('skips to the content, and goes where « g » says', async () => {
    const page = await ouvrir();
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('contenu');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: 'Parcours' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('103727');
    await page.getByText('Inès M.').waitFor();
    await page.getByText('Camille R.').waitFor({ state: 'hidden' });
    expect(decodeURIComponent(page.url())).toContain('103727');
  });
});

describe('live', () => {
  it('announces what is new without moving a card, and shows it when asked', async () => {
    const page = await ouvrir();
    await page.getByText('Fiche en attente').waitFor();
    const cartes = await page.locator('main [data-ligne]').allTextContents();
    await fenetre.tableau().hub.blocage.create({
      data: {
        id: 'fiche:A825301#FICHE_EN_ATTENTE#1',
        processus: 'fiche:A825301',
        type: 'fiche',
        cause: 'FICHE_EN_ATTENTE',
        sujet: { fiche: 'A825301' },
        acteurType: 'CARIF',
        depuis: new Date(fenetre.tableau().horloge.maintenant() - 3_600_000),
      },
    });
    const bouton = page.getByRole('button', { name: '+1 nouveau — Actualiser' });
    await bouton.waitFor({ timeout: 30_000 });
    expect(await page.locator('main [data-ligne]').allTextContents()).toEqual(cartes);
    await bouton.click();
    await page.getByRole('button', { name: 'Relancer les 2' }).waitFor();
  });

  it('moves the business date forward by a day', async () => {
    const page = await ouvrir();
    await page.getByText(/20 nov\. 2026/).waitFor();
    await page.getByRole('button', { name: 'Avancer d’un jour' }).click();
    await page.getByText(/21 nov\. 2026/).waitFor();
  });

  it('S20: repairs Kairos by a switch', async () => {
    const page = await ouvrir();
    await aller(page, '/systemes');
    const kairos = page.locator('[data-ligne=kairos]');
    await kairos.getByLabel('En panne').click();
    await page.getByText('Réglages de Kairos changés.').waitFor();
    await expect.poll(() => kairos.getByLabel('En panne').isChecked(), { timeout: 10_000 }).toBe(false);
  });

  it('leads to sign-in when the session is over', async () => {
    const page = await ouvrir();
    await fenetre.tableau().hub.sessionCompte.deleteMany();
    // The next poll learns it.
    await page.getByLabel('Mot de passe').waitFor();
  });
});

describe('by mouse', () => {
  it('relaunches every late organisme in three interactions at most, whatever the cause', async () => {
    const tardifs = { cause: { in: ['PRESENCE_NON_SAISIE', 'SUITE_NON_SAISIE'] } };
    await fenetre.tableau().hub.blocage.updateMany({ where: tardifs, data: { niveau: 2, veilleJusqua: null, derniereRelance: null } });
    const page = await ouvrir();
    let gestes = 0;
    const cliquer = async (quoi: Locator): Promise<void> => {
      await quoi.click();
      gestes++;
    };
    const deja = fenetre.tableau().actions.length;
    await cliquer(page.getByRole('tab', { name: /Organismes/ }));
    await cliquer(page.getByRole('button', { name: /^Relancer tout ce qui est en retard/ }));
    const dialogue = page.getByRole('dialog');
    await dialogue.getByText(/Relancer \d+\s(dossiers|organismes)/u).waitFor();
    expect(await violations(page)).toEqual([]);
    await cliquer(dialogue.getByRole('button', { name: 'Relancer tout ce qui est en retard' }));
    await page.getByText(/Opération lancée\s: \d+ dossiers/u).waitFor();
    expect(gestes).toBeLessThanOrEqual(3);
    const relances = fenetre
      .tableau()
      .actions.slice(deja)
      .map(({ action }) => [action.code, action.blocage] as const);
    expect(relances.map(([code]) => code)).toEqual(relances.map(() => 'relancer'));
    expect(relances.map(([, b]) => b)).toEqual(expect.arrayContaining((await fenetre.tableau().hub.blocage.findMany({ where: tardifs })).map((b) => b.id)));
  });

  it('tells the second of two operators who was first, and when', async () => {
    const page = await ouvrir();
    await aller(page, '/a-traiter/EQUIPE/REJET_FONCTIONNEL');
    await page.locator('[data-ligne]').getByRole('button', { name: 'Donnée corrigée' }).click();
    const b = await fenetre.tableau().hub.blocage.findFirstOrThrow({ where: { cause: 'REJET_FONCTIONNEL', leveLe: null } });
    // Meanwhile, another operator has done it.
    const compte = await fenetre.tableau().hub.compte.findFirstOrThrow({ where: { role: 'CARIF' } });
    await fenetre.tableau().hub.blocage.update({
      where: { id: b.id },
      data: { leveLe: new Date(fenetre.tableau().horloge.maintenant()), levePar: `compte:${compte.id}` },
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Donnée corrigée' }).click();
    await page.getByText(/Déjà fait par Compte CARIF à \d+\sh/u).waitFor();
    await page.getByText('Plus rien de bloqué pour cette cause.').waitFor();
    await fenetre.tableau().hub.blocage.update({ where: { id: b.id }, data: { leveLe: null, levePar: null } });
  });
});
