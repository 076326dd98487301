/** The pages of an organisme in a real browser that runs no script: seen, accessible in both themes, usable by keyboard alone, on a narrow phone. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../../api/acces/demonstration.ts';
import { createMaison, ICO, ICO_PASSEE, type Maison, SESSION, T0 } from '../../api/essais/maison.ts';
import { FINIE, semerFinie, semerParcours } from '../../api/page-of/essais/donnees.ts';
import type { CodeCause } from '../../domain/causes.ts';
import { idSession } from '../../domain/processus.ts';
import { lienPour } from '../../prisma/liens.ts';
import { violations } from './accessibilite.ts';
import { lancerNavigateur, type Theme } from './navigateur.ts';

let maison: Maison;
let navigateur: Browser;
let contexte: BrowserContext | undefined;
const FOULE = 12;

beforeAll(async () => {
  maison = await createMaison();
  await semer();
  navigateur = await lancerNavigateur();
}, 120_000);
afterEach(async () => {
  await contexte?.close();
  contexte = undefined;
});
afterAll(async () => {
  await navigateur?.close();
  await maison?.close();
});

const semer = async (): Promise<void> => {
  const { hub } = maison;
  await semerFinie(maison);
  const nom = (i: number) => `${['Marie-Charlotte', 'Abdoulaye', 'Inès', 'Sami'][i % 4]} ${['de La Fontaine', 'Benoît', 'Nguyen', 'Lefebvre'][i % 3]} ${i}`;
  for (let i = 0; i < FOULE; i++) {
    const parcours = await semerParcours(maison, nom(i), 'CONVOQUE', SESSION);
    const reponse =
      i % 5 === 0 ? { presence: 'PRESENT', suite: i % 2 === 0 ? 'NON_RETENU' : 'RETENU', ...(i % 2 === 0 && { motif: 'Projet à préciser' }) } : {};
    await hub.positionnement.updateMany({ where: { parcours }, data: { creneau: i < FOULE - 1 ? ICO_PASSEE : ICO, statut: 'CONFIRME', ...reponse } });
    const dates = { entreeLe: new Date('2026-10-05'), ...(i % 4 === 3 && { sortieLe: new Date('2026-10-30') }) };
    const finie = await semerParcours(
      maison,
      nom(i),
      i % 2 === 0 ? 'ENTREE_A_VALIDER' : i % 4 === 3 ? 'CLOS' : 'EN_FORMATION',
      FINIE,
      i % 2 === 0 ? {} : dates,
    );
    if (i % 4 === 3) await hub.positionnement.updateMany({ where: { parcours: finie }, data: { bilan: 'Titre obtenu, un emploi commence en janvier.' } });
  }
  await hub.positionnement.updateMany({ where: { creneau: ICO }, data: { creneau: ICO_PASSEE } });
  await hub.creneau.update({ where: { id: ICO }, data: { statut: 'REPORTE' } });
  await hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'NON_RENSEIGNE', modaliteEntreeSortie: 'PERMANENTE' } });
  await hub.divergence.create({ data: { session: SESSION, champ: 'PLACES', smf: '12', kairos: '10', depuis: new Date(T0) } });
  const commun = { type: 'session', acteurType: 'OF', acteur: SIRET_DEMO, organisme: SIRET_DEMO, session: SESSION, depuis: new Date(T0 - 3 * 86_400_000) };
  for (const cause of ['LIEU_SANS_SIRET', 'DONNEES_DIVERGENTES'] as const)
    await hub.blocage.create({
      data: { ...commun, id: `${idSession(SESSION)}#${cause}#1`, processus: idSession(SESSION), cause, sujet: { session: SESSION } },
    });
};

/** `scripts`: for axe alone, which is one; the pages have none, and their policy forbids any. */
const ouvrir = async (
  cause: CodeCause | null,
  cible: { creneau?: string; session?: string } = {},
  { theme = 'light' as Theme, largeur = 1024, scripts = false } = {},
): Promise<Page> => {
  await contexte?.close();
  contexte = await navigateur.newContext({
    javaScriptEnabled: scripts,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: theme,
    viewport: { width: largeur, height: 900 },
  });
  const page = await contexte.newPage();
  await page.goto(`${maison.url}/of/${await lienPour(maison.hub, { organisme: SIRET_DEMO, cause, ...cible }, T0)}`);
  return page;
};
const largeurDe = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');
const octetsDe = async (page: Page): Promise<number> => (await (await page.reload())?.body())?.length ?? 0;

const creneau = { creneau: ICO_PASSEE, session: SESSION };
/** Each page, by the cause that leads to it, with what its title says. */
const PAGES: [nom: string, h1: string, cause: CodeCause | null, cible: { creneau?: string; session?: string }][] = [
  ['a-faire', 'réponses attendues', null, {}],
  ['presences', 'Information collective', 'PRESENCE_NON_SAISIE', creneau],
  ['recrutement', 'Où en est le recrutement', 'ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION }],
  ['creneau', 'Ouvrir un créneau', 'AUCUN_RENDEZ_VOUS_DISPONIBLE', { session: SESSION }],
  ['entrees', 'Entrées en formation', 'ENTREE_NON_ATTESTEE', { session: FINIE }],
  ['sorties', 'Sorties et bilans', 'SORTIE_NON_SAISIE', { session: FINIE }],
  ['non-retenus', 'Candidats reçus et non retenus', 'RECRUTEMENT_HORS_SYSTEME', { session: SESSION }],
  ['changement', 'changement de date', 'CHANGEMENT_NON_CONFIRME', { creneau: ICO, session: SESSION }],
  ['adresse', 'L’adresse de votre organisme', 'COURRIEL_OF_INVALIDE', { session: SESSION }],
  ['reponse', 'Lieu sans SIRET', 'LIEU_SANS_SIRET', { session: SESSION }],
  ['divergences', 'Données divergentes', 'DONNEES_DIVERGENTES', { session: SESSION }],
];
/** Where to look at them, when asked. */
const CAPTURES = process.env['MAILLON_CAPTURES'];
const capturer = async (page: Page, nom: string): Promise<void> => {
  if (CAPTURES)
    await page.screenshot({ path: `${CAPTURES}/${nom}.png`, fullPage: true, clip: { x: 0, y: 0, width: page.viewportSize()?.width ?? 320, height: 1400 } });
};

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it('shows every page in 320 px without an accessibility violation, in 30 kB at most', async () => {
    for (const [nom, h1, cause, cible] of PAGES) {
      const page = await ouvrir(cause, cible, { theme, scripts: true });
      await page.getByRole('heading', { level: 1, name: h1 }).waitFor();
      expect(await octetsDe(page), nom).toBeLessThanOrEqual(30_000);
      await capturer(page, `${nom}-${theme}`);
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await largeurDe(page), nom).toBeLessThanOrEqual(320);
      expect(await violations(page), nom).toEqual([]);
      await capturer(page, `${nom}-${theme}-320`);
    }
  });

  it('keeps a refusal, a link that is lost and a confirmation accessible', async () => {
    const page = await ouvrir('AUCUN_RENDEZ_VOUS_DISPONIBLE', { session: SESSION }, { theme, largeur: 320, scripts: true });
    await page.getByRole('button', { name: 'Ouvrir le créneau' }).click();
    await page.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
    await capturer(page, `refus-${theme}-320`);
    await page.getByRole('link', { name: /Date/ }).click();
    expect(new URL(page.url()).hash).toBe('#jour');
    await page.goto(`${maison.url}/of/${'z'.repeat(43)}`);
    await page.getByRole('button', { name: 'Recevoir un nouveau lien' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await capturer(page, `perdu-${theme}-320`);
    const faite = await ouvrir('ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION }, { theme, scripts: true });
    await faite.getByRole('button', { name: 'Le recrutement est ouvert' }).click();
    await faite.getByRole('status').getByText('Vous n’avez rien d’autre à faire').waitFor();
    expect(await violations(faite)).toEqual([]);
    await capturer(faite, `fait-${theme}`);
  });
});

/** The first person of whom nothing is known yet. */
const sansReponse = async (page: Page) =>
  page.locator(
    `#${
      (await page
        .locator('fieldset', { has: page.locator('input[value=""]:checked') })
        .first()
        .getAttribute('id')) ?? ''
    }`,
  );

describe('by keyboard alone, without JavaScript', () => {
  it('S4, S5: says who came and who is retained, without a mouse nor a script', async () => {
    const page = await ouvrir('PRESENCE_NON_SAISIE', creneau);
    const premiere = await sansReponse(page);
    const nom = (await premiere.locator('legend').textContent())?.trim() ?? '';
    await page.keyboard.press('Tab');
    expect((await page.locator(':focus').textContent())?.trim()).toBe('Aller au contenu');
    for (let i = 0; i < 20 && !(await premiere.locator(':focus').count()); i++) await page.keyboard.press('Tab');
    // « Je ne sais pas encore » is checked: the next one, by the arrows, is « Présent·e ».
    await page.keyboard.press('ArrowDown');
    expect(await premiere.getByLabel('Présent·e').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await premiere.getByLabel('Suite').inputValue()).toBe('Retenu·e');
    await page.keyboard.press('Shift+Tab'); // Enter in a list opens it; on an answer, it sends the form.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Enregistré\s: 4\s+sur/ }).waitFor();
    const acte = maison.flux.entendus.findLast((e) => e.acte?.type === 'emarger')?.acte;
    expect(acte).toMatchObject({ par: `of:${SIRET_DEMO}`, lignes: [{ presence: 'PRESENT', suite: 'RETENU' }] });
    expect(nom).not.toMatch(/cap.emploi/i);
  });

  it('hides what is not asked yet: a decision before a presence, a motive before a refusal', async () => {
    const page = await ouvrir('PRESENCE_NON_SAISIE', creneau);
    const deuxieme = await sansReponse(page);
    expect(await deuxieme.getByLabel('Suite').isVisible()).toBe(false);
    await deuxieme.getByLabel('Présent·e').check();
    await deuxieme.getByLabel('Suite').selectOption('Non retenu·e');
    expect(await deuxieme.getByLabel('Motif').isVisible()).toBe(true);
    await deuxieme.getByLabel('Absent·e', { exact: true }).check();
    expect(await deuxieme.getByLabel('Suite').isVisible()).toBe(false);
  });
});
