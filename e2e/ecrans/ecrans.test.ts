/** Every screen of the dashboard in a real browser, over its real API and database: seen, accessible in both themes, usable by keyboard alone. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parcours, personne, siret } from '../../api/admin/essais/reperes.ts';
import { violations as parAxe } from './accessibilite.ts';
import { lancerNavigateur, ouvrirContexte, type Theme } from './navigateur.ts';
import { FICHE } from './suivi.ts';
import { DIST, seConnecter, servirTableau, type TableauServi } from './tableau.ts';

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

const ouvrir = async (theme: Theme = 'light', largeur = 1440): Promise<Page> => {
  contexte = await ouvrirContexte(navigateur, theme, largeur);
  return seConnecter(contexte, tableau.url);
};
const aller = async (page: Page, chemin: string): Promise<void> => {
  await page.goto(`${tableau.url}/admin${chemin}`);
  await page.locator('main h2, main table, main [role=alert], main p').first().waitFor();
  await page.getByRole('status', { name: 'Chargement…' }).waitFor({ state: 'hidden' });
};
/** What axe sees once nothing moves any more: half-way through its fade, a dialog has half its contrast. */
const violations = async (page: Page): Promise<string[]> => {
  await expect.poll(() => page.evaluate<boolean>(IMMOBILE), { timeout: 10_000 }).toBe(true);
  return parAxe(page);
};
const IMMOBILE = `[...document.querySelectorAll('.MuiDialog-container, .MuiBackdrop-root')].every((e) => ['0', '1'].includes(getComputedStyle(e).opacity)) &&
  document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().iterations === Infinity)`;

const ECRANS = {
  '/': { h1: 'À traiter', signe: 'Fiche en attente' },
  '/?onglet=ORGANISMES': { h1: 'À traiter', signe: 'Présences non saisies' },
  '/a-traiter/ORGANISMES/PRESENCE_NON_SAISIE': { h1: 'Présences non saisies', signe: 'Soudeur industriel (session 103725)' },
  '/parcours': { h1: 'Parcours', signe: 'Camille R.' },
  [`/parcours/${encodeURIComponent(parcours(0))}/show`]: { h1: 'Parcours', signe: 'Camille Renaud' },
  '/sessions': { h1: 'Sessions', signe: 'Soudeur industriel' },
  '/creneaux': { h1: 'Créneaux', signe: 'Information collective' },
  '/relances': { h1: 'Relances', signe: 'Boîte inconnue chez le destinataire.' },
  '/relances?vue=a_venir': { h1: 'Relances', signe: 'Aucune relance n’est prévue.' },
  '/relances?vue=effet': { h1: 'Relances', signe: 'Une relance est suivie quand' },
  '/operations': { h1: 'Opérations', signe: 'Aucune opération groupée pour le moment.' },
  '/validation': { h1: 'Validation', signe: 'Aide-soignant (A825302)' },
  [`/validation/${FICHE}`]: { h1: 'Validation', signe: 'deux stages, atelier d’écriture' },
  '/politiques': { h1: 'Politiques de relance', signe: 'S4 — Présences non saisies' },
  '/politiques/PRESENCE_NON_SAISIE': { h1: 'Politiques de relance', signe: 'Jamais modifiée' },
  '/journal': { h1: 'Journal', signe: 'Fiche soumise au Carif-Oref' },
  '/fiches': { h1: 'Fiches', signe: 'Modifiée, à revalider' },
  [`/fiches/${FICHE}`]: { h1: 'Fiches', signe: 'Une modification attend la validation' },
  '/demandeurs': { h1: 'Demandeurs', signe: 'Radié' },
  [`/demandeurs/${personne(5)}`]: { h1: 'Demandeurs', signe: 'Mises à jour gardées pour la réinscription' },
  '/organismes': { h1: 'Organismes', signe: 'Normandie Savoirs' },
  [`/organismes/${siret(3)}`]: { h1: 'Organismes', signe: 'sur 100' },
  '/systemes': { h1: 'Systèmes', signe: 'Kairos a répondu 503 à dix essais.' },
} as const;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it('signs in, and says nothing of which field was wrong', async () => {
    contexte = await ouvrirContexte(navigateur, theme);
    const page = await contexte.newPage();
    await page.goto(`${tableau.url}/admin/`);
    await page.getByLabel('Adresse électronique').fill('admin@maillon.example');
    await page.getByLabel('Mot de passe').fill('faux');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('Adresse ou mot de passe inconnu.').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('shows every screen without an accessibility violation nor an error', async () => {
    const page = await ouvrir(theme);
    const erreurs: string[] = [];
    page.on('pageerror', (e) => erreurs.push(e.message));
    page.on('console', (m) => {
      if (m.type() === 'error' || m.text().includes('translation')) erreurs.push(m.text());
    });
    const vues: Record<string, string[]> = {};
    for (const [chemin, { h1, signe }] of Object.entries(ECRANS)) {
      await aller(page, chemin);
      await page.locator('main').getByText(signe, { exact: false }).first().waitFor();
      expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([h1]);
      vues[chemin] = await violations(page);
    }
    expect(vues).toEqual(Object.fromEntries(Object.keys(ECRANS).map((chemin) => [chemin, []])));
    expect(erreurs).toEqual([]);
  });

  it('keeps its dialogs accessible', async () => {
    const page = await ouvrir(theme);
    await page.getByRole('button', { name: 'Relancer' }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Raccourcis clavier' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await aller(page, '/systemes');
    await page.getByRole('button', { name: 'Ce que voient les utilisateurs de Kairos' }).click();
    await page.getByRole('dialog').getByText('Les inscrits de la session').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

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
    expect(tableau.messages.map((m) => m.type)).toContain('operation.lancee');
    expect(tableau.actions.filter(({ action }) => action.code === 'relancer')).toHaveLength(8);
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
    expect(tableau.actions.filter(({ action }) => action.code === 'absenceProvisoire')).toHaveLength(2);
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
    await tableau.hub.blocage.create({
      data: {
        id: 'fiche:A825301#FICHE_EN_ATTENTE#1',
        processus: 'fiche:A825301',
        type: 'fiche',
        cause: 'FICHE_EN_ATTENTE',
        sujet: { fiche: 'A825301' },
        acteurType: 'CARIF',
        depuis: new Date(tableau.horloge.maintenant() - 3_600_000),
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
    await tableau.hub.sessionCompte.deleteMany();
    // The next poll learns it.
    await page.getByLabel('Mot de passe').waitFor();
  });
});

describe('by mouse', () => {
  it('relaunches every late organisme in three interactions at most, whatever the cause', async () => {
    const tardifs = { cause: { in: ['PRESENCE_NON_SAISIE', 'SUITE_NON_SAISIE'] } };
    await tableau.hub.blocage.updateMany({ where: tardifs, data: { niveau: 2, veilleJusqua: null, derniereRelance: null } });
    const page = await ouvrir();
    let gestes = 0;
    const cliquer = async (quoi: Locator): Promise<void> => {
      await quoi.click();
      gestes++;
    };
    const deja = tableau.actions.length;
    await cliquer(page.getByRole('tab', { name: /Organismes/ }));
    await cliquer(page.getByRole('button', { name: /^Relancer tout ce qui est en retard/ }));
    const dialogue = page.getByRole('dialog');
    await dialogue.getByText(/Relancer \d+\s(dossiers|organismes)/u).waitFor();
    expect(await violations(page)).toEqual([]);
    await cliquer(dialogue.getByRole('button', { name: 'Relancer tout ce qui est en retard' }));
    await page.getByText(/Opération lancée\s: \d+ dossiers/u).waitFor();
    expect(gestes).toBeLessThanOrEqual(3);
    const relances = tableau.actions.slice(deja).map(({ action }) => [action.code, action.blocage] as const);
    expect(relances.map(([code]) => code)).toEqual(relances.map(() => 'relancer'));
    expect(relances.map(([, b]) => b)).toEqual(expect.arrayContaining((await tableau.hub.blocage.findMany({ where: tardifs })).map((b) => b.id)));
  });

  it('tells the second of two operators who was first, and when', async () => {
    const page = await ouvrir();
    await aller(page, '/a-traiter/EQUIPE/REJET_FONCTIONNEL');
    await page.locator('[data-ligne]').getByRole('button', { name: 'Donnée corrigée' }).click();
    const b = await tableau.hub.blocage.findFirstOrThrow({ where: { cause: 'REJET_FONCTIONNEL', leveLe: null } });
    // Meanwhile, another operator has done it.
    const compte = await tableau.hub.compte.findFirstOrThrow({ where: { role: 'CARIF' } });
    await tableau.hub.blocage.update({
      where: { id: b.id },
      data: { leveLe: new Date(tableau.horloge.maintenant()), levePar: `compte:${compte.id}` },
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Donnée corrigée' }).click();
    await page.getByText(/Déjà fait par Compte CARIF à \d+\sh/u).waitFor();
    await page.getByText('Plus rien de bloqué pour cette cause.').waitFor();
    await tableau.hub.blocage.update({ where: { id: b.id }, data: { leveLe: null, levePar: null } });
  });
});

const EMPILES = ['/a-traiter/ORGANISMES/PRESENCE_NON_SAISIE', `/parcours/${encodeURIComponent(parcours(0))}/show`];

describe('shape', () => {
  it('holds in 320 px without scrolling sideways', async () => {
    const page = await ouvrir('light', 320);
    for (const chemin of Object.keys(ECRANS)) {
      await aller(page, chemin);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth'), chemin).toBeLessThanOrEqual(320);
      // Tables become lines there, and stay tables for whoever hears them.
      if (EMPILES.includes(chemin)) expect(await violations(page), chemin).toEqual([]);
    }
  });

  it('loads its home in 400 kB of compressed JavaScript at most', async () => {
    contexte = await ouvrirContexte(navigateur);
    const scripts = new Set<string>();
    contexte.on('request', (r) => {
      const { pathname } = new URL(r.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    await seConnecter(contexte, tableau.url);
    const octets = [...scripts].reduce((somme, s) => somme + gzipSync(readFileSync(path.join(DIST, s.replace('/admin/', '')))).length, 0);
    expect(scripts.size).toBeGreaterThan(2);
    expect(octets).toBeLessThanOrEqual(400_000);
  });

  it('is calm when nothing is stuck, and says why its lists are empty', async () => {
    await tableau.vider();
    const page = await ouvrir();
    await page.getByText('Rien n’est bloqué.').waitFor();
    expect(await violations(page)).toEqual([]);
    for (const [chemin, phrase] of [
      ['/parcours', 'Aucun parcours pour le moment.'],
      ['/sessions', 'Aucune session n’est publiée.'],
      ['/creneaux', 'Aucun créneau n’est ouvert.'],
      ['/validation', 'Aucune fiche n’attend.'],
      ['/fiches', 'Aucune fiche.'],
      ['/demandeurs', 'Aucun demandeur suivi.'],
      ['/organismes', 'Aucun organisme.'],
      ['/relances', 'Aucune relance n’est encore partie.'],
      ['/journal', 'Rien n’est encore inscrit au journal.'],
    ] as const) {
      await aller(page, chemin);
      await page.getByText(phrase).waitFor();
    }
  });
});
