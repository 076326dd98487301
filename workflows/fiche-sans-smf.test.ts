/** A fiche while SMF is away: what SMF hears once it is back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFiche, E1, E2, E3, sceneDe } from './essais/fiches.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { enPanne } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('fiche', () => {
  it('tells SMF of a validation only once SMF has the fiche', async () => {
    const s = sceneDe();
    s.reponses['smf.deposerFiche'] = enPanne;
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      expect(s.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.operations()).toEqual([]);
      delete s.reponses['smf.deposerFiche'];
      await r.reprendre('smf');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.validerFiche']);
      expect(s.etape()).toBe('VALIDEE');
      expect(s.ouverts()).toEqual([]);
      await r.clore('validee-pendant-une-panne');
    });
  });

  it('submitted again before SMF had the first version, deposits the last one before it waits for the Carif', async () => {
    const s = sceneDe();
    s.reponses['smf.deposerFiche'] = enPanne;
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      delete s.reponses['smf.deposerFiche'];
      await r.reprendre('smf');
      expect(s.effets.map((a) => a.arg)).toEqual([expect.objectContaining({ empreinte: E1 }), expect.objectContaining({ empreinte: E2 })]);
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.etape()).toBe('VALIDEE');
      await r.clore('soumise-deux-fois');
    });
  });

  it('corrected while SMF is away: SMF hears the versions in order, and not of a return that the correction has answered', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      for (const o of ['deposerFiche', 'retournerFiche', 'validerFiche']) s.reponses[`smf.${o}`] = enPanne;
      await r.dire({ type: 'retourner' });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      await r.dire({ type: 'retourner' }); // the Carif has read the second one here, where SMF does not hold it yet
      for (const o of ['deposerFiche', 'retournerFiche', 'validerFiche']) delete s.reponses[`smf.${o}`];
      await r.reprendre('smf');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.deposerFiche', 'smf.retournerFiche']);
      expect(s.etape()).toBe('A_CORRIGER');
      await r.dire({ type: 'soumettre', empreinte: E3 });
      await r.dire({ type: 'valider', empreinte: E3 });
      expect(s.operations().slice(3)).toEqual(['smf.deposerFiche', 'smf.validerFiche']);
      expect(s.clesUniques()).toBe(true);
      await r.clore('corrigee-pendant-une-panne');
    });
  });

  it('R1: what was validated goes out as it was validated, although the OF has edited it meanwhile', async () => {
    const s = sceneDe();
    s.reponses['smf.deposerFiche'] = enPanne;
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      delete s.reponses['smf.deposerFiche'];
      await r.reprendre('smf');
      expect(s.appliquees).toEqual([E1]);
      expect(s.signaux.map((x) => x.acte['empreinte'])).toEqual([E1, E1]);
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      await r.clore('modifiee-avant-publication');
    });
  });
});
