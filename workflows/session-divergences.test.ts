/** What SMF and Kairos say differently of a session, until one of the two is chosen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Maison } from './essais/maison.ts';
import { dernier, MANDATAIRE, maisonDeSessions, monde, niveaux, OF, publier } from './essais/sessions.ts';
import { actionner } from './messages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeSessions();
});
afterAll(() => maison?.fermer());

describe('S18: diverging values', () => {
  const places = (smf: string, kairos: string) => ({ type: 'divergence', champ: 'PLACES', smf, kairos });
  const lignes = (scene: ReturnType<typeof monde>['scene']) => scene.projections.flatMap((p) => p.divergences ?? []);

  it('S18: stand side by side until one is chosen, by name, and the same pair is no question again', async () => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.dire(places('442', '82'));
      expect(scene.dernier()?.sessions?.[0]?.placesConventionnees).toBeNull(); // nothing is overwritten
      await r.avancer({ jours: 3 });
      expect(dernier(scene, 'DONNEES_DIVERGENTES')).toMatchObject({
        acteur: MANDATAIRE,
        organisme: OF,
        sujet: { champ: 'PLACES', valeurSmf: '442', valeurKairos: '82' },
      });
      expect(niveaux(scene, 'DONNEES_DIVERGENTES').sort()).toEqual([
        ['MANDATAIRE', 1],
        ['OF', 1],
      ]);
      await r.avancer({ jours: 9 });
      expect(dernier(scene, 'DONNEES_DIVERGENTES')).toMatchObject({ niveau: 3 });
      await r.dire({ type: 'choisir', champ: 'PLACES', systeme: 'kairos', par: 'compte:1' });
      expect(scene.ouverts()).toEqual([]);
      expect(lignes(scene).at(-1)).toMatchObject({ smf: '442', kairos: '82', choix: 'kairos', choisiPar: 'compte:1' });
      expect(scene.dernier()?.sessions?.[0]?.placesConventionnees).toBe(82);
      await r.dire(places('442', '82'));
      await r.avancer({ jours: 5 });
      expect(scene.ouverts()).toEqual([]);
      await r.clore('divergence-tranchee');
    });
  });

  it.each(['DATES', 'INTITULE', 'DISPENSATEUR'] as const)('S18: %s stand side by side too; SMF’s chosen, Kairos is told the offer anew', async (champ) => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      const publies = () => scene.operations('kairos').filter((o) => o === 'kairos.publierSession').length;
      expect(publies()).toBe(1);
      await r.dire({ type: 'divergence', champ, smf: 'a', kairos: 'b' });
      await r.avancer({ jours: 3 });
      expect(dernier(scene, 'DONNEES_DIVERGENTES')).toMatchObject({ leveLe: null, sujet: { champ, valeurSmf: 'a', valeurKairos: 'b' } });
      expect(publies()).toBe(1); // nothing is overwritten by itself
      await r.dire({ type: 'choisir', champ, systeme: 'smf', par: 'compte:1' });
      expect(scene.ouverts()).toEqual([]);
      expect(publies()).toBe(2);
      await r.clore(`divergence-${champ.toLowerCase()}`);
    });
  });

  it('S18, R15: an ICO typed twice with two texts; the one chosen on the blocage becomes the slot’s, whose partners are told', async () => {
    const { scene } = monde();
    const choisis: unknown[] = [];
    Object.assign(scene.activites, {
      choisirTexte: async (quoi: unknown) => {
        choisis.push(quoi);
        return 'ICO-1';
      },
    });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.dire({ type: 'divergence', champ: 'ICO', smf: 'le 24/11 : 6 places', kairos: 'le 24/11 : 9 places' });
      await r.avancer({ jours: 3 });
      const blocage = dernier(scene, 'DONNEES_DIVERGENTES')?.id ?? '';
      await r.handle.executeUpdate(actionner, { args: [{ code: 'choisirValeur', blocage, par: 'compte:1', valeur: 'smf' }] });
      await r.repos();
      expect(scene.ouverts()).toEqual([]);
      expect(choisis).toEqual([{ session: r.sujet, systeme: 'smf' }]);
      expect(scene.dits().at(-1)).toBe('creneau/ICO-1/modifier');
      await r.clore('divergence-ico');
    });
  });

  it('S18: fall by themselves when both say the same again', async () => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.dire(places('442', '82'));
      await r.avancer({ jours: 3 });
      expect(scene.ouverts()).toEqual(['DONNEES_DIVERGENTES']);
      await r.dire(places('82', '82'));
      expect(scene.ouverts()).toEqual([]);
      expect(lignes(scene).at(-1)).toMatchObject({ choix: 'ACCORD' });
      await r.clore('divergence-resolue');
    });
  });
});
