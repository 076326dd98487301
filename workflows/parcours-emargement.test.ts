/** What an organisme says of a person, in Kairos and in the hub at the same time: whatever crosses, both end with the same words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, sceneDe } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { enPanne } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

type Lignes = { presences?: { presence: string }[]; suites?: { suite: string }[] };
/** What Kairos holds of the person: the last word, whoever said it; an absence takes the decision with it. */
const kairosDe = (s: ReturnType<typeof sceneDe>) => {
  const tenu: { presence: string | null; suite: string | null } = { presence: null, suite: null };
  const presence = (dite: string) => void Object.assign(tenu, { presence: dite, ...(dite !== 'PRESENT' && { suite: null }) });
  const suite = (dite: string) => void Object.assign(tenu, { suite: dite });
  const ecouter = () => {
    s.reponses['kairos.saisirPresences'] = (_cle, arg) => presence((arg as Lignes).presences?.[0]?.presence ?? '');
    s.reponses['kairos.saisirSuites'] = (_cle, arg) => suite((arg as Lignes).suites?.[0]?.suite ?? '');
  };
  const taire = () => {
    s.reponses['kairos.saisirPresences'] = enPanne;
    s.reponses['kairos.saisirSuites'] = enPanne;
  };
  ecouter();
  return { tenu, presence, suite, ecouter, taire };
};
const hubDe = (s: ReturnType<typeof sceneDe>) => {
  const p = s.projections.flatMap((x) => x.positionnements ?? []).at(-1);
  return { presence: p?.presence ?? null, suite: p?.suite ?? null };
};
const DE_KAIROS = { depuis: 'kairos', par: 'systeme:kairos' };

describe('émargement', () => {
  it('typed in Kairos while the word of the page waits for Kairos: the later one holds at both ends', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      k.taire();
      await c.dire(c.presence(id, 'PRESENT'));
      k.presence('ABSENT_EXCUSE');
      await c.dire(c.presence(id, 'ABSENT_EXCUSE', DE_KAIROS));
      k.ecouter();
      await c.reprendre('kairos');
      expect(hubDe(s)).toEqual({ presence: 'ABSENT_EXCUSE', suite: null });
      expect(k.tenu).toEqual(hubDe(s));
      expect(s.clesUniques()).toBe(true);
      await c.clore('mots-croises');
    });
  });

  it('a decision typed in Kairos while another one waits for Kairos: the later one holds at both ends', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'PRESENT'));
      k.taire();
      await c.dire(c.suite(id, 'NON_RETENU'));
      k.suite('LISTE_ATTENTE');
      await c.dire(c.suite(id, 'LISTE_ATTENTE', DE_KAIROS));
      k.ecouter();
      await c.reprendre('kairos');
      expect(hubDe(s)).toEqual({ presence: 'PRESENT', suite: 'LISTE_ATTENTE' });
      expect(k.tenu).toEqual(hubDe(s));
      await c.clore('decisions-croisees');
    });
  });

  it('an absence typed in Kairos of somebody who is registered is not applied: Kairos hears again what holds', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      k.presence('PRESENT');
      k.suite('RETENU');
      await c.direEnsemble(c.presence(id, 'PRESENT', DE_KAIROS), c.suite(id, 'RETENU', DE_KAIROS));
      expect(s.etape()).toBe('AIS_GENEREE');
      k.presence('ABSENT');
      await c.dire(c.presence(id, 'ABSENT', DE_KAIROS));
      expect(hubDe(s)).toEqual({ presence: 'PRESENT', suite: 'RETENU' });
      expect(k.tenu).toEqual(hubDe(s));
      expect(s.faits()).toContain('ACTE_REFUSE');
      expect(s.signaux.at(-1)).toMatchObject({ processus: 'creneau', acte: { type: 'emarger', lignes: [{ presence: 'PRESENT', suite: 'RETENU' }] } });
      await c.clore('absence-refusee');
    });
  });

  it('words that reach the path out of their order: the last one said holds', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      const le = (minutes: number) => ({ ...DE_KAIROS, date: new Date(c.instant() + minutes * 60_000).toISOString() });
      for (const dite of ['ABSENT', 'PRESENT']) k.presence(dite);
      k.suite('LISTE_ATTENTE');
      await c.direEnsemble(
        c.presence(id, 'PRESENT', le(2)),
        c.presence(id, 'ABSENT', le(1)),
        c.suite(id, 'LISTE_ATTENTE', le(4)),
        c.suite(id, 'NON_RETENU', le(3)),
      );
      expect(hubDe(s)).toEqual({ presence: 'PRESENT', suite: 'LISTE_ATTENTE' });
      expect(k.tenu).toEqual(hubDe(s));
      await c.clore('mots-en-desordre');
    });
  });

  it('a decision about somebody whom an earlier word said absent: Kairos shows her present, she is at both ends', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      k.taire();
      await c.dire(c.presence(id, 'PRESENT'));
      k.presence('ABSENT');
      await c.dire(c.presence(id, 'ABSENT', DE_KAIROS));
      k.suite('LISTE_ATTENTE');
      await c.dire(c.suite(id, 'LISTE_ATTENTE', DE_KAIROS));
      k.ecouter();
      await c.reprendre('kairos');
      expect(hubDe(s)).toEqual({ presence: 'PRESENT', suite: 'LISTE_ATTENTE' });
      expect(k.tenu).toEqual(hubDe(s));
      expect(s.etape()).toBe('LISTE_ATTENTE');
      await c.clore('decision-apres-absence');
    });
  });

  it('two words of one sheet that do not hold: Kairos is told again once; a third typed after that, once more', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'ABSENT'));
      const avant = (minutes: number) => ({ ...DE_KAIROS, perime: true, date: new Date(c.instant() - minutes * 60_000).toISOString() });
      const redites = () => s.effets.filter((x) => x.operation === 'kairos.saisirPresences' && String(x.cle).includes(':redite:')).length;
      k.presence('PRESENT');
      k.suite('RETENU');
      await c.dire(c.presence(id, 'PRESENT', avant(2)));
      await c.dire(c.suite(id, 'RETENU', avant(1)));
      expect(hubDe(s)).toEqual({ presence: 'ABSENT', suite: null });
      expect(k.tenu).toEqual(hubDe(s));
      expect(redites()).toBe(1);
      k.presence('PRESENT');
      await c.dire(c.presence(id, 'PRESENT', avant(-5)));
      expect(k.tenu).toEqual(hubDe(s));
      expect(redites()).toBe(2);
      await c.clore('redite-une-fois');
    });
  });

  it('of a slot that the person has left meanwhile says nothing of the next one', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ type: 'reporter', positionnement: id, creneau: 'ICO-103725-2', ...c.dates(2) });
      await c.dire(c.presence(id, 'ABSENT', { ...DE_KAIROS, creneau: 'ICO-103725-1' }));
      expect(hubDe(s)).toEqual({ presence: null, suite: null });
      expect(s.etape()).toBe('CONVOQUE');
      await c.clore('presence-du-creneau-quitte');
    });
  });

  it('one absence corrected into the other is told to those who tell them apart, and to no one else', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'ABSENT'));
      await c.dire(c.presence(id, 'ABSENT_EXCUSE'));
      const apres = (operation: string) => s.effets.filter((x) => x.operation === operation && !String(x.cle).includes('positionnement:')).length;
      expect([apres('kairos.saisirPresences'), apres('ouiform.suivre'), apres('pefr.changerRendezVous'), apres('imilo.suivre')]).toEqual([2, 2, 1, 1]);
      await c.clore('absence-excusee');
    });
  });

  it('R33: a slot that moves twice while pe.fr is away: each date is told once, in its order', async () => {
    const s = sceneDe();
    s.reponses['pefr.notifierRendezVous'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner();
      for (const jours of [2, 3]) await c.dire({ type: 'creneauDeplace', creneau: 'ICO-103725-1', ...c.dates(jours) });
      delete s.reponses['pefr.notifierRendezVous'];
      await c.reprendre('pefr');
      const dits = s.effets.filter((x) => x.operation === 'pefr.notifierRendezVous').map((x) => (x.arg as { debut: string }).debut);
      expect(dits).toEqual([1, 2, 3].map((jours) => c.dates(jours).debut));
      // Heard again, it is known; somewhere else at the same hours, pe.fr shows the place.
      const ailleurs = { type: 'creneauDeplace', creneau: 'ICO-103725-1', ...c.dates(3) };
      await c.dire(ailleurs);
      expect(s.operations('pefr')).toHaveLength(3);
      await c.dire({ ...ailleurs, precision: true });
      expect(s.operations('pefr')).toHaveLength(4);
      expect(s.operations('ouiform')).toEqual(['ouiform.positionner']);
      await c.clore('deux-deplacements');
    });
  });

  it('R38: decided, then absent after all: OUIFORM and AUDEF hear the absence, and the mirror keeps no decision', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const [c, k] = [createCandidat(maison, s), kairosDe(s)];
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'NON_RETENU'));
      await c.dire(c.presence(id, 'ABSENT'));
      expect(hubDe(s)).toEqual({ presence: 'ABSENT', suite: null });
      expect(k.tenu).toEqual(hubDe(s));
      for (const outil of ['ouiform', 'audef'])
        expect(s.effets.findLast((x) => x.operation === `${outil}.suivre`)?.arg).toMatchObject({ positionnement: id, presence: 'ABSENT', statut: 'ABSENT' });
      await c.clore('decision-reprise');
    });
  });

  it('R38: the same decision for another reason is told to those who show reasons, and changes nothing else', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT', DE_KAIROS), c.suite(id, 'NON_RETENU', DE_KAIROS));
      const [avant, etapes] = [s.effets.length, s.dernier()?.parcours?.[0]?.etapes];
      await c.dire(c.suite(id, 'NON_RETENU', { ...DE_KAIROS, remotive: true }));
      expect(
        s.effets
          .slice(avant)
          .map((x) => x.operation)
          .sort(),
      ).toEqual(['audef.suivre', 'ouiform.suivre']);
      await c.dire(c.suite(id, 'RETENU', { remotive: true })); // no longer what holds
      expect(s.dernier()?.parcours?.[0]?.etapes).toEqual(etapes);
      await c.dire(c.suite(id, 'NON_RETENU', { remotive: true }));
      expect(s.operations('kairos').at(-1)).toBe('kairos.saisirSuites');
      expect(s.clesUniques()).toBe(true);
      await c.clore('autre-motif');
    });
  });
});
