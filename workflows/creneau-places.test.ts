import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dans, desinscrit, ouvrirIco, sceneDe } from './essais/ico.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('seats', () => {
  it('R20: full when the last seat goes, open again when one comes back; the session is told each time', async () => {
    const s = sceneDe({ places: 2 });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      expect(s.etape()).toBe('PUBLIE');
      await r.inscrire(1);
      expect(s.etape()).toBe('COMPLET');
      await r.dire(desinscrit(0));
      expect(s.etape()).toBe('PUBLIE');
      expect(s.signaux.filter((x) => x.processus === 'session').map((x) => [x.acte['ouvert'], x.acte['libres']])).toEqual([
        [true, 2],
        [true, 0],
        [true, 1],
      ]);
      expect(s.faits().filter((f) => f === 'CRENEAU_COMPLET' || f === 'CRENEAU_ROUVERT')).toEqual(['CRENEAU_COMPLET', 'CRENEAU_ROUVERT']);
      await r.clore('complet');
    });
  });

  it('R15: what a second tool says of it (more seats) is told again to those who show it, once', async () => {
    let places = 1;
    const s = sceneDe({}, {});
    s.activites['lireCreneau'] = async () => ({
      session: '103725',
      intitule: '',
      modalite: 'ICO',
      debut: dans(24),
      fin: dans(27),
      origine: 'SMF',
      statut: 'PUBLIE',
      places,
      dispensateur: null,
      version: 0,
    });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      expect(s.etape()).toBe('COMPLET');
      places = 8;
      await r.dire({ type: 'modifier', depuis: 'kairos' });
      expect(s.etape()).toBe('PUBLIE');
      expect(s.triees()).toEqual(['audef.publierCreneau', 'audef.publierCreneau', 'kairos.publierCreneau', 'ouiform.publierCreneau', 'ouiform.publierCreneau']);
      expect(s.clesUniques()).toBe(true);
      await r.clore('fusionne');
    });
  });

  it('R16: an individual appointment has one seat', async () => {
    const s = sceneDe({ modalite: 'RDV', places: 1 });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      expect(s.etape()).toBe('COMPLET');
      await r.dire(desinscrit(0));
      expect(s.etape()).toBe('PUBLIE');
      await r.clore('rdv-une-place');
    });
  });
});
