/** Every screen of the dashboard in a real browser, over its real API and database: seen, accessible in both themes, whole in 320 px. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { parcours, personne, siret } from '../../api/admin/essais/reperes.ts';
import { installerFenetre, violations } from './fenetre.ts';
import { FICHE } from './suivi.ts';
import { DIST, seConnecter } from './tableau.ts';

const fenetre = installerFenetre();
const { ouvrir, aller } = fenetre;

/** Where to look at them, when asked. */
const CAPTURES = process.env['MAILLON_CAPTURES'];
const capturer = async (page: Page, nom: string): Promise<void> => {
  const { width = 320 } = page.viewportSize() ?? {};
  if (CAPTURES) await page.screenshot({ path: `${CAPTURES}/${nom}.png`, fullPage: true, clip: { x: 0, y: 0, width, height: 1500 } });
};

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
    const contexte = await fenetre.neuve(theme);
    const page = await contexte.newPage();
    await page.goto(`${fenetre.tableau().url}/admin/`);
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
      await capturer(page, `${chemin.replaceAll(/\W+/g, '-')}-${theme}`);
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
    await page.getByRole('dialog').getByText('Les inscrits de la session').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Suspendre les envois vers AUDE', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Motif').fill('Maintenance annoncée');
    expect(await violations(page)).toEqual([]);
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
      await capturer(page, `${chemin.replaceAll(/\W+/g, '-')}-320`);
    }
  });

  it('loads its home in 400 kB of compressed JavaScript at most', async () => {
    const contexte = await fenetre.neuve();
    const scripts = new Set<string>();
    contexte.on('request', (r) => {
      const { pathname } = new URL(r.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    await seConnecter(contexte, fenetre.tableau().url);
    const octets = [...scripts].reduce((somme, s) => somme + gzipSync(readFileSync(path.join(DIST, s.replace('/admin/', '')))).length, 0);
    expect(scripts.size).toBeGreaterThan(2);
    expect(octets).toBeLessThanOrEqual(400_000);
  });

  it('is calm when nothing is stuck, and says why its lists are empty', async () => {
    await fenetre.tableau().vider();
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
