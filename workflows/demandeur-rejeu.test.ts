/** What was kept while a person was struck off: replayed once, in order, or given up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandeur, differer, le, lu, maisonDeDemandeurs, sceneDe, statut } from './essais/demandeurs.ts';
import type { Maison } from './essais/maison.ts';
import { enPanne, refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeDemandeurs();
});
afterAll(() => maison?.fermer());

describe('demandeur', () => {
  it('radié, keeps what AUDE cannot show (S10); réinscrit, replays it in order, once, and tells each path (R36)', async () => {
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(differer('ENTREE', 'aude.enregistrerEntree', 'p:200'));
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      expect(lu(s)?.differees).toEqual([1, 2, 3].map((rang) => expect.objectContaining({ rang })));
      await r.avancer({ jours: 3 });
      expect(s.relances.map((x) => x.destinataire)).toEqual(['PRESCRIPTEUR']);
      expect(s.operations()).toEqual([]);
      await r.dire(statut('REINSCRIT', 3));
      expect(s.operations()).toEqual(['aude.prescrire', 'aude.genererAis', 'aude.enregistrerEntree']);
      expect(s.signaux.map((x) => [x.sujet, x.acte['faits']])).toEqual([
        ['p:103725', ['POSITIONNEMENT']],
        ['p:103725', ['INSCRIPTION']],
        ['p:200', ['ENTREE']],
      ]);
      expect(lu(s)?.differees).toEqual([]);
      expect(s.ouverts()).toEqual([]);
      expect(s.clesUniques()).toBe(true);
      await r.clore('rejoue');
    });
  });

  it('R36: struck off again during the replay, keeps the rest in its order, and replays none of it twice', async () => {
    const s = sceneDe('RADIE');
    s.reponses['aude.genererAis'] = enPanne;
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(differer('ENTREE', 'aude.enregistrerEntree'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.operations()).toEqual(['aude.prescrire']);
      await r.dire(statut('RADIE', 2));
      await r.dire(differer('BILAN', 'aude.enregistrerSortie'));
      s.reponses['aude.genererAis'] = () => ({ differee: true }); // back, and she is struck off
      await r.reprendre('aude');
      expect(lu(s)?.differees).toEqual(['INSCRIPTION', 'ENTREE', 'BILAN'].map((fait) => expect.objectContaining({ fait })));
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      delete s.reponses['aude.genererAis'];
      await r.dire(statut('REINSCRIT', 3));
      expect(s.operations().filter((o, i, tous) => tous.indexOf(o) === i)).toEqual([
        'aude.prescrire',
        'aude.genererAis',
        'aude.enregistrerEntree',
        'aude.enregistrerSortie',
      ]);
      expect(s.dits()).toEqual(Array(4).fill('parcours/p:103725/rejoue'));
      expect(lu(s)?.differees).toEqual([]);
      await r.clore('radie-pendant-le-rejeu');
    });
  });

  it('R36: what AUDE refuses at the replay waits for the team; done without, the path is not told that AUDE knows', async () => {
    const s = sceneDe('RADIE');
    s.reponses['aude.prescrire'] = refuse('DEMANDEUR_INCONNU');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.ouverts()).toEqual(['REJET_FONCTIONNEL']);
      expect(s.operations()).toEqual([]);
      await r.actionner('passer', 'REJET_FONCTIONNEL');
      expect(s.operations()).toEqual(['aude.genererAis']);
      expect(s.signaux.map((x) => x.acte['faits'])).toEqual([['INSCRIPTION']]);
      expect(lu(s)?.differees).toEqual([]);
      await r.clore('rejeu-refuse');
    });
  });

  it('while AUDE is away, replays nothing out of turn', async () => {
    const s = sceneDe('RADIE');
    s.reponses['aude.prescrire'] = enPanne;
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.operations()).toEqual([]);
      expect(s.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      delete s.reponses['aude.prescrire'];
      await r.reprendre('aude');
      expect(s.operations()).toEqual(['aude.prescrire', 'aude.genererAis']);
      await r.clore('rejoue-apres-panne');
    });
  });

  it('that AUDE still says radié, waits for AUDE instead of asking again and again', async () => {
    const s = sceneDe('RADIE');
    let differee = true;
    s.reponses['aude.prescrire'] = () => (differee ? { differee: true } : undefined);
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.appels).toHaveLength(1);
      expect(lu(s)?.differees).toHaveLength(1);
      differee = false;
      await r.avancer({ heures: 2 });
      expect(s.appels).toHaveLength(2);
      expect(lu(s)?.differees).toEqual([]);
      expect(s.dits()).toEqual(['parcours/p:103725/rejoue']);
      await r.clore('encore-radie-dans-aude');
    });
  });

  it('with 500 events, keeps its ledger in order through continued runs, and replays each once', async () => {
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire', 'p:0'));
      const premier = (await r.handle.describe()).runId;
      for (let lot = 0; lot < 10; lot++) {
        const actes = Array.from({ length: 50 }, (_, i) => differer('ENTREE', 'aude.enregistrerEntree', `p:${lot * 50 + i + 1}`));
        await r.direEnsemble(...actes);
      }
      expect((await r.handle.describe()).runId).not.toBe(premier);
      expect(lu(s)?.differees).toHaveLength(501);
      await r.dire(statut('REINSCRIT', 1));
      expect(s.effets.map((a) => (a.arg as { parcours: string }).parcours)).toEqual(Array.from({ length: 501 }, (_, i) => `p:${i}`));
      expect(s.clesUniques()).toBe(true);
      expect(lu(s)?.differees).toEqual([]);
    });
  });

  it('drops what has waited for a year, says so, and keeps the rest', async () => {
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire({ ...differer('POSITIONNEMENT', 'aude.prescrire'), date: le(-364) });
      await r.dire({ ...differer('INSCRIPTION', 'aude.genererAis'), date: le(-1) });
      await r.avancer({ jours: 2 });
      expect(s.faits()).toContain('DIFFEREE_EXPIREE');
      expect(lu(s)?.differees).toEqual([expect.objectContaining({ fait: 'INSCRIPTION' })]);
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      await r.dire(statut('REINSCRIT', 2));
      expect(s.operations()).toEqual(['aude.genererAis']);
      expect(s.ouverts()).toEqual([]);
      await r.clore('expire');
    });
  });

  it('R36: what is given up after the configured time is told to the référent and to the path', async () => {
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire({ ...differer('POSITIONNEMENT', 'aude.prescrire'), date: le(-364) });
      await r.avancer({ jours: 2 });
      expect(s.relances.map((x) => x.niveau)).toEqual([2]);
      expect(s.blocages().some((b) => b.sujet['expirees'] === 1)).toBe(true); // what the mail reads
      expect(s.dits()).toEqual(['parcours/p:103725/expiree']);
      expect(s.ouverts()).toEqual([]);
      await r.clore('expire-dit');
    });
  });
});
