/** The Kairos account of the dispensateur and its convention: S16, before and after it is too late. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { creneau, dernier, jour, maisonDeSessions, monde, niveaux, OF, publier } from './essais/sessions.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeSessions();
});
afterAll(() => maison?.fermer());

describe('Kairos account', () => {
  it('S16, R12: without an account, its slots are held back and the OF is asked; the day it has one, they open', async () => {
    const { lu, scene } = monde();
    lu.compte = { etat: 'ABSENT', convention: null };
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      expect(scene.dits()).toEqual([]);
      await r.avancer({ jours: 2 });
      expect(dernier(scene, 'COMPTE_KAIROS_ABSENT')).toMatchObject({ acteur: OF, sujet: { refus: 'COMPTE_ABSENT' } });
      await r.avancer({ jours: 5 });
      expect(niveaux(scene, 'COMPTE_KAIROS_ABSENT')).toEqual([['OF', 1]]);
      expect(dernier(scene, 'COMPTE_KAIROS_ABSENT')).toMatchObject({ niveau: 3 });
      lu.compte = { etat: 'OUVERT', convention: { debut: '2026-01-01', fin: '3000-12-31' } };
      lu.session.creneaux = [...lu.session.creneaux, creneau('ICO-2', 41)]; // typed meanwhile, and refused by Kairos
      await r.dire({ type: 'compte' });
      expect(scene.ouverts()).toEqual([]);
      expect(scene.dits()).toEqual(['creneau/ICO-1/ouvrir', 'creneau/ICO-2/ouvrir']);
      await r.clore('compte-absent');
    });
  });

  it('S16, R44: warned sixty days before the convention ends; ended, it is another matter; renewed, none', async () => {
    const { lu, scene } = monde({ debut: jour(90), fin: jour(200), places: { totales: 0, disponibles: 0 }, creneaux: [] });
    lu.session.etatRecrutement = 'FERME';
    lu.compte = { etat: 'OUVERT', convention: { debut: '2023-06-01', fin: jour(70) } };
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 10 });
      expect(scene.ouverts()).toEqual([]);
      await r.avancer({ jours: 6 });
      expect(dernier(scene, 'COMPTE_KAIROS_ABSENT')).toMatchObject({ leveLe: null, sujet: { refus: 'CONVENTION_BIENTOT', date: jour(70) } });
      await r.avancer({ jours: 56, pas: D_UN_COUP });
      await r.avancer({ jours: 6 }); // Ascension Day, and a weekend
      expect(scene.ouverts()).toEqual(['COMPTE_KAIROS_ABSENT']);
      expect(dernier(scene, 'COMPTE_KAIROS_ABSENT')).toMatchObject({ leveLe: null, sujet: { refus: 'CONVENTION_NON_VALIDE' } });
      lu.compte = { etat: 'OUVERT', convention: { debut: jour(70), fin: jour(1000) } };
      await r.dire({ type: 'compte' });
      expect(scene.ouverts()).toEqual([]);
      await r.clore('convention');
    });
  });
});

it('S16: warned as long before as the policy says, and a change reaches the sessions that run', async () => {
  const { lu, scene } = monde({ debut: jour(90), fin: jour(200), places: { totales: 0, disponibles: 0 }, creneaux: [] });
  lu.session.etatRecrutement = 'FERME';
  lu.compte = { etat: 'OUVERT', convention: { debut: '2023-06-01', fin: jour(70) } };
  await maison.jouer(scene, async () => {
    const r = await publier(maison, scene);
    await r.avancer({ jours: 16 });
    expect(scene.ouverts()).toEqual(['COMPTE_KAIROS_ABSENT']);
    await r.editer('COMPTE_KAIROS_ABSENT', { seuils: { preavis: 30 } });
    expect(scene.ouverts()).toEqual([]); // fifty-five days are not near any more
    expect(scene.dernier()?.processus.attentes).toContain('COMPTE_KAIROS_ABSENT@1~');
    await r.avancer({ jours: 21, pas: D_UN_COUP });
    expect(scene.ouverts()).toEqual([]);
    await r.avancer({ jours: 9 });
    expect(scene.ouverts()).toEqual(['COMPTE_KAIROS_ABSENT']);
    await r.clore('preavis-change');
  });
});

it('S16, R12: « c’est fait » from the page of the organisme asks Kairos again; it falls when Kairos says so', async () => {
  const { lu, scene } = monde();
  lu.compte = { etat: 'ABSENT', convention: null };
  await maison.jouer(scene, async () => {
    const r = await publier(maison, scene);
    await r.avancer({ jours: 2 });
    await r.dire({ type: 'verifierCompte', par: 'of:1' });
    expect(scene.ouverts()).toEqual(['COMPTE_KAIROS_ABSENT']); // not on its word alone
    lu.compte = { etat: 'OUVERT', convention: { debut: '2026-01-01', fin: '3000-12-31' } };
    await r.dire({ type: 'verifierCompte', par: 'of:1' });
    expect(scene.ouverts()).toEqual([]);
    expect(scene.operations('kairos').filter((o) => o === 'kairos.lireCompte')).toHaveLength(3);
    await r.clore('compte-verifie');
  });
});
