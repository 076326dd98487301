import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dans, desinscrit, ouvrirIco, P, PARCOURS, sceneDe } from './essais/ico.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { partenaires, poste } from './essais/poste.ts';
import { enPanne, refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('a slot that is cancelled', () => {
  it('when full: everybody is told and released, the session hears, and the flow ends', async () => {
    const { lettres, convoquer } = poste();
    const s = sceneDe({ places: 2 }, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      expect(s.etape()).toBe('COMPLET');
      await r.dire({ type: 'annuler' });
      expect(s.triees().filter((o) => o.endsWith('annulerCreneau'))).toEqual(partenaires('annulerCreneau'));
      expect(lettres.map((l) => [l.occasion, l.positionnement])).toEqual([0, 1].map((n) => ['ANNULATION', P[n]]));
      expect(s.dits().filter((d) => d.endsWith('creneauAnnule'))).toHaveLength(2);
      expect(s.dernier()?.processus.etat).toBe('annule');
      expect(await r.fini()).toBe(true);
      await r.clore('annule-complet');
    });
  });

  it('R17: a window that moves before it opens, or is cancelled while it is open: each candidate is told; one that closes later concerns nobody', async () => {
    const { lettres, convoquer } = poste();
    const s = sceneDe({ modalite: 'CANDIDATURE', debut: dans(24), fin: dans(48) }, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.dire({ type: 'deplacer', debut: dans(26), fin: dans(50) });
      expect(lettres.map((l) => l.occasion)).toEqual(['REPORT', 'REPORT']);
      await r.avancer({ heures: 30 });
      await r.dire({ type: 'deplacer', debut: dans(26), fin: dans(72) });
      expect(lettres).toHaveLength(2);
      await r.dire({ type: 'annuler' });
      expect(lettres.slice(2).map((l) => [l.occasion, l.positionnement])).toEqual([0, 1].map((n) => ['ANNULATION', P[n]]));
      expect(s.dits().filter((d) => d.endsWith('creneauAnnule'))).toHaveLength(2);
      expect(await r.fini()).toBe(true);
      await r.clore('fenetre-annulee');
    });
  });

  it('S21: keeps asking for who does not know of the cancellation, until an operator dealt with it elsewhere', async () => {
    const { convoquer } = poste(() => 'SANS_DESTINATAIRE');
    const s = sceneDe({}, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.dire({ type: 'annuler', depuis: 'kairos' });
      await r.dire(desinscrit(0)); // the path has released its positioning
      expect(s.operations('kairos')).toEqual(['kairos.publierCreneau']);
      await r.avancer({ heures: 2, pas: 1 });
      expect(s.ouverts()).toEqual(['CHANGEMENT_NON_CONFIRME']);
      expect(await r.fini()).toBe(false);
      await r.actionner('traiterHorsSysteme', 'CHANGEMENT_NON_CONFIRME');
      expect(s.ouverts()).toEqual([]);
      expect(await r.fini()).toBe(true);
      await r.clore('s21-annule');
    });
  });

  it('before Kairos has it: Kairos hears of both in order, the others of neither', async () => {
    const s = sceneDe();
    s.reponses['kairos.publierCreneau'] = enPanne;
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s);
      await r.dire({ type: 'annuler' });
      s.reponses['kairos.publierCreneau'] = () => ({});
      await r.reprendre('kairos');
      expect(s.effets.map((e) => e.operation)).toEqual(['kairos.publierCreneau', 'kairos.annulerCreneau']);
      expect(await r.fini()).toBe(true);
      await r.clore('annule-avant-publication');
    });
  });

  it('S16, R44: refused by Kairos for want of a convention, it is published by itself once the convention is valid', async () => {
    const s = sceneDe();
    s.reponses['kairos.publierCreneau'] = refuse('CONVENTION_NON_VALIDE');
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s);
      expect(s.ouverts()).toEqual(['REJET_FONCTIONNEL']);
      await r.dire({ type: 'ouvrir' });
      expect(s.ouverts()).toEqual(['REJET_FONCTIONNEL']); // not yet
      delete s.reponses['kairos.publierCreneau'];
      await r.dire({ type: 'ouvrir' });
      expect(s.ouverts()).toEqual([]);
      expect(s.etape()).toBe('PUBLIE');
      expect(s.clesUniques()).toBe(true);
      await r.clore('convention-puis-publie');
    });
  });

  it('tells who registers while it is being cancelled', async () => {
    const { lettres, convoquer } = poste();
    const s = sceneDe({ statut: 'ANNULE' }, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s);
      await r.inscrire(0);
      expect(lettres).toMatchObject([{ occasion: 'ANNULATION', positionnement: P[0] }]);
      expect(s.dits()).toEqual([`parcours/${PARCOURS[0]}/creneauAnnule`]);
      expect(await r.fini()).toBe(true);
      await r.clore('inscrit-apres-annulation');
    });
  });
});
