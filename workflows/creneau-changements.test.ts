/** A slot that moves or says something else: who is told, how often, and who could not be (S21). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dans, desinscrit, ouvrirIco, P, PARCOURS, present, sceneDe } from './essais/ico.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { partenaires, poste } from './essais/poste.ts';
import { enPanne } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const deplacer = (heures: number, plus = {}) => ({ type: 'deplacer', debut: dans(heures), fin: dans(heures + 3), ...plus });

describe('a slot that moves', () => {
  it('tells each partner and each candidate once for each move, however many moves', async () => {
    const { lettres, convoquer } = poste();
    const s = sceneDe({}, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.dire(deplacer(72));
      await r.dire(deplacer(96));
      expect(s.triees().filter((o) => o.endsWith('deplacerCreneau'))).toEqual(partenaires('deplacerCreneau').flatMap((o) => [o, o]));
      expect(s.clesUniques()).toBe(true);
      expect(lettres.map((l) => [l.occasion, l.positionnement])).toEqual([0, 1, 0, 1].map((n) => ['REPORT', P[n]]));
      expect(new Set(lettres.map((l) => l.cle)).size).toBe(4);
      expect(s.dits().filter((d) => d.endsWith('creneauDeplace'))).toEqual([0, 1, 0, 1].map((n) => `parcours/${PARCOURS[n]}/creneauDeplace`));
      expect(s.etape()).toBe('PUBLIE'); // everybody knows
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ heures: 95 });
      expect(s.etape()).toBe('PUBLIE');
      await r.avancer({ heures: 5 });
      expect(s.etape()).toBe('A_EMARGER');
      await r.clore('deplace-deux-fois');
    });
  });

  it('S21: another place at the same hour, or other documents to bring, are told too, as what they are; other seats are nobody’s business', async () => {
    const { lettres, convoquer } = poste();
    const lu = { places: 12, pieces: 'cv' };
    const s = sceneDe({}, { convoquer });
    const lire = s.activites['lireCreneau'] as unknown as () => Promise<object>;
    s.activites['lireCreneau'] = async () => ({ ...(await lire()), ...lu });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.dire({ type: 'deplacer', debut: dans(24), fin: dans(27) });
      expect(lettres.map((l) => [l.occasion, l.positionnement])).toEqual([0, 1].map((n) => ['PRECISION', P[n]]));
      expect(s.triees().filter((o) => o.endsWith('deplacerCreneau'))).toEqual(partenaires('deplacerCreneau'));
      expect(s.dits().filter((d) => d.endsWith('creneauDeplace'))).toHaveLength(2); // pe.fr shows the place
      lu.places = 20;
      await r.dire({ type: 'modifier' });
      expect(lettres).toHaveLength(2);
      lu.pieces = 'cv, lettre';
      await r.dire({ type: 'modifier' });
      expect(lettres.slice(2).map((l) => [l.occasion, l.positionnement])).toEqual([0, 1].map((n) => ['PRECISION', P[n]]));
      expect(new Set(lettres.map((l) => l.cle)).size).toBe(4);
      expect([s.etape(), s.ouverts()]).toEqual(['PUBLIE', []]);
      await r.clore('lieu-et-pieces');
    });
  });

  it('does not tell Kairos of a move made there, and takes none of a slot that is over', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.dire(deplacer(48, { depuis: 'kairos' }));
      expect(s.triees().filter((o) => o.endsWith('deplacerCreneau'))).toEqual(['audef.deplacerCreneau', 'ouiform.deplacerCreneau']);
      await r.avancer({ heures: 52 });
      await r.emarger(present(0));
      await r.dire(deplacer(200));
      expect(s.etape()).toBe('PRESENCES_SAISIES');
      expect(s.faits().at(-1)).toBe('ACTE_REFUSE');
      expect(s.triees().filter((o) => o.endsWith('deplacerCreneau'))).toHaveLength(2);
      await r.clore('deplace-trop-tard');
    });
  });

  it('moved in Kairos before its start, heard after its end: it is waited for at its new date', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ heures: 30 });
      expect(s.etape()).toBe('A_EMARGER');
      await r.dire(deplacer(72, { depuis: 'kairos', date: dans(20) }));
      expect(s.etape()).toBe('PUBLIE');
      await r.avancer({ heures: 46 });
      expect(s.etape()).toBe('A_EMARGER');
      await r.clore('deplace-appris-tard');
    });
  });

  it('hears two moves in the wrong order: the one made last holds, here and at the partners', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.dire(deplacer(96, { depuis: 'kairos', date: dans(2) }));
      await r.dire(deplacer(48, { depuis: 'kairos', date: dans(1) }));
      expect(s.projections.findLast((p) => p.creneaux?.[0]?.debut)?.creneaux).toMatchObject([{ debut: dans(96), fin: dans(99) }]);
      await r.avancer({ heures: 60 });
      expect(s.etape()).toBe('PUBLIE');
      await r.clore('deplace-desordre');
    });
  });

  it('S21: somebody could not be told of the move: raised after an hour, reminded again the next day, escalated to the team, cleared by a confirmation', async () => {
    const { convoquer } = poste(({ positionnement }) => (positionnement === P[1] ? 'SANS_DESTINATAIRE' : 'ENVOYEE'));
    const s = sceneDe({ debut: dans(24 * 9), fin: dans(24 * 9 + 3) }, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.dire(deplacer(24 * 10));
      expect(s.etape()).toBe('REPORTE');
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ heures: 2, pas: 1 });
      expect(s.ouverts()).toEqual(['CHANGEMENT_NON_CONFIRME']);
      expect(s.blocages().at(-1)?.sujet).toMatchObject({ nombre: 1 });
      expect(s.relances).toHaveLength(1);
      await r.avancer({ jours: 2 });
      expect(s.relances.map((x) => x.destinataire)).toEqual(['OF', 'OF']);
      expect(s.blocages().findLast((b) => b.cause === 'CHANGEMENT_NON_CONFIRME')).toMatchObject({ niveau: 3, leveLe: null });
      await r.dire({ type: 'confirmer', positionnements: [P[1]], par: 'cle:ml' });
      expect(s.ouverts()).toEqual([]);
      expect(s.etape()).toBe('PUBLIE');
      expect(s.faits()).toContain('CHANGEMENT_CONFIRME');
      await r.clore('s21-confirme');
    });
  });

  it('S21, COURRIEL_EN_ECHEC: the notice of a change that is refused, or comes back later, raises both; told otherwise, both fall', async () => {
    let sort = 'ECHEC';
    const { convoquer } = poste(() => sort);
    const s = sceneDe({ debut: dans(24 * 9), fin: dans(24 * 9 + 3) }, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.dire(deplacer(24 * 10));
      await r.avancer({ heures: 2, pas: 1 });
      expect(s.ouverts().sort()).toEqual(['CHANGEMENT_NON_CONFIRME', 'COURRIEL_EN_ECHEC']);
      expect(s.blocages().find((b) => b.cause === 'COURRIEL_EN_ECHEC')).toMatchObject({ session: '103725', sujet: { destinataire: 'CANDIDAT' } });
      await r.dire({ type: 'confirmer' });
      expect(s.ouverts()).toEqual([]);
      sort = 'ENVOYEE';
      await r.dire(deplacer(24 * 11));
      expect(s.ouverts()).toEqual([]);
      await r.dire({ type: 'avisRevenu', positionnement: P[0], occasion: 'REPORT', par: 'courriel' });
      await r.avancer({ heures: 2, pas: 1 });
      expect(s.ouverts().sort()).toEqual(['CHANGEMENT_NON_CONFIRME', 'COURRIEL_EN_ECHEC']);
      await r.dire(desinscrit(0));
      expect(s.ouverts()).toEqual([]);
      await r.clore('avis-revenu');
    });
  });

  it('S21: falls by itself when the person leaves the slot, and when the new date has come', async () => {
    const { convoquer } = poste(() => 'ECHEC');
    const s = sceneDe({}, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.dire(deplacer(72));
      await r.avancer({ heures: 2, pas: 1 });
      expect(s.blocages().at(-1)?.sujet).toMatchObject({ nombre: 2 });
      await r.dire(desinscrit(0));
      expect(s.blocages().at(-1)).toMatchObject({ sujet: { nombre: 1 }, leveLe: null });
      await r.avancer({ heures: 71 });
      expect(s.ouverts()).toEqual([]);
      expect(s.etape()).toBe('EN_COURS');
      await r.clore('s21-date-venue');
    });
  });
});

describe('a slot that changes while a tool is away', () => {
  it('waits there once for its moves and once for its words; cancelled, it is told after them', async () => {
    const s = sceneDe({}, { convoquer: poste().convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      for (const o of ['publierCreneau', 'deplacerCreneau', 'annulerCreneau']) s.reponses[`ouiform.${o}`] = enPanne;
      await r.dire({ type: 'modifier' });
      for (const heures of [72, 96, 120]) {
        await r.dire(deplacer(heures));
        await r.dire({ type: 'modifier' });
      }
      await r.dire({ type: 'annuler' });
      const { files } = await r.handle.query<{ files: Record<string, { effet: { operation: string } }[]> }>('lireEtat');
      expect(files['ouiform']?.map((x) => x.effet.operation)).toEqual(
        ['publierCreneau', 'publierCreneau', 'deplacerCreneau', 'annulerCreneau'].map((o) => `ouiform.${o}`),
      );
      const dites = (systeme: string) => s.operations(systeme).length;
      expect(dites('audef')).toBe(9); // the publication, four texts, three moves, the cancellation
      for (const o of ['publierCreneau', 'deplacerCreneau', 'annulerCreneau']) delete s.reponses[`ouiform.${o}`];
      await r.reprendre('ouiform');
      expect(dites('ouiform')).toBe(5);
      expect(s.ouverts()).toEqual([]);
      await r.clore('change-sans-ouiform');
    });
  });

  it('S21, R33: somebody positioned while the slot was moving is told the date that holds, and so is her path', async () => {
    const { lettres, convoquer } = poste();
    const s = sceneDe({}, { convoquer });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.dire(deplacer(72));
      const avant = s.dits().length;
      await r.dire({ type: 'inscrit', positionnement: P[1], parcours: PARCOURS[1], debut: dans(24), fin: dans(27) });
      expect(s.dits().slice(avant)).toContain(`parcours/${PARCOURS[1]}/creneauDeplace`);
      expect(lettres.map((l) => [l.occasion, l.positionnement])).toEqual([0, 1].map((n) => ['REPORT', P[n]]));
      await r.dire({ type: 'inscrit', positionnement: P[2], parcours: PARCOURS[2], debut: dans(72), fin: dans(75) });
      expect(s.dits()).not.toContain(`parcours/${PARCOURS[2]}/creneauDeplace`);
      expect([lettres.length, s.etape(), s.ouverts()]).toEqual([2, 'PUBLIE', []]);
      await r.clore('inscrite-pendant-le-report');
    });
  });
});
