import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dans, P, PARCOURS, present, sceneDe as scene } from './essais/ico.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit, D_UN_COUP } from './essais/recit.ts';
import type { Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

let numero = 0;
const recit = (s: Scene) => createRecit(maison, 'creneau', `ICO-0-${++numero}`, s);
const inscrire = async (r: ReturnType<typeof recit>, ...rangs: (0 | 1)[]) => {
  for (const n of rangs) await r.dire({ type: 'inscrit', positionnement: P[n], parcours: PARCOURS[n] });
};
const DEUX = PARCOURS.slice(0, 2);

describe('creneau', () => {
  it('published, held, its presences and its bilan typed at the end: closed thirty days later', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      expect(s.triees()).toEqual(['audef.publierCreneau', 'kairos.publierCreneau', 'ouiform.publierCreneau']);
      expect(s.dits()).toEqual(['session/103725/creneau']);
      await inscrire(r, 0, 1);
      await r.avancer({ heures: 25 });
      expect(s.etape()).toBe('EN_COURS');
      await r.avancer({ heures: 3 });
      expect(s.etape()).toBe('A_EMARGER');
      expect(s.courriels).toEqual(['demanderPresences']);
      await r.dire({ type: 'emarger', lignes: [present(0, { suite: 'RETENU' }), present(1, { suite: 'NON_RETENU' })] });
      expect(s.etape()).toBe('BILAN_SAISI');
      expect(s.operations('kairos')).toEqual(['kairos.publierCreneau']); // each path tells Kairos of its own
      expect(s.dits().slice(1).sort()).toEqual(DEUX.flatMap((p) => [`parcours/${p}/presence`, `parcours/${p}/suite`]).sort());
      expect(s.relances).toEqual([]);
      expect(s.clesUniques()).toBe(true);
      await r.avancer({ jours: 31, pas: D_UN_COUP });
      expect(s.etape()).toBe('CLOS');
      expect(await r.fini()).toBe(true);
      await r.clore('ico');
    });
  });

  it('climbs the ladder for presences (S4), then for the bilan (S5); each line typed counts, and the last one stops it', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0, 1);
      await r.avancer({ jours: 3 });
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      expect(s.blocages().at(-1)?.sujet).toMatchObject({ nombre: 2 });
      await r.dire({ type: 'emarger', lignes: [present(0)] });
      expect(s.etape()).toBe('A_EMARGER');
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      await r.avancer({ jours: 4 });
      // The request at the end of the slot counts for the rest of a day between two mails: the reminder of H+4 waits for it; that of J+3, whose rest
      // ends on a Saturday, leaves on Monday.
      expect(s.relances.map((x) => x.destinataire)).toEqual(['OF', 'OF', 'MANDATAIRE']);
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[1], presence: 'ABSENT' }] });
      expect(s.etape()).toBe('PRESENCES_SAISIES');
      expect(s.ouverts()).toEqual([]);
      const avant = s.relances.length;
      await r.avancer({ jours: 3 });
      expect(s.ouverts()).toEqual(['SUITE_NON_SAISIE']);
      expect(s.relances).toHaveLength(avant + 1);
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[0], suite: 'RETENU' }] });
      expect(s.etape()).toBe('BILAN_SAISI'); // nothing is expected of the absent one
      expect(s.ouverts()).toEqual([]);
      expect(new Set(s.relances.map((x) => x.cle)).size).toBe(s.relances.length);
      await r.avancer({ jours: 5 });
      expect(s.relances).toHaveLength(avant + 1);
      await r.clore('relances');
    });
  });

  it('tells Kairos the name of what comes from Kairos and nothing else, and the others the rest of it once', async () => {
    const s = scene({ origine: 'KAIROS' });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.avancer({ heures: 28 });
      await r.dire({ type: 'emarger', depuis: 'kairos', lignes: [present(0)] });
      await r.dire({ type: 'emarger', depuis: 'kairos', lignes: [present(0)] });
      await r.dire({ type: 'emarger', depuis: 'kairos', lignes: [{ positionnement: P[0], suite: 'RETENU' }] });
      expect(s.operations('kairos')).toEqual(['kairos.publierCreneau']);
      expect(s.signaux.filter((x) => x.processus === 'parcours').map((x) => [x.acte.type, x.acte.depuis])).toEqual([
        ['presence', 'kairos'],
        ['suite', 'kairos'],
      ]);
      await r.clore('depuis-kairos');
    });
  });

  it('moved before it starts, keeps its candidates, tells everybody, and is waited for at its new date', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.dire({ type: 'deplacer', debut: dans(72), fin: dans(75) });
      expect(s.triees().filter((o) => o.endsWith('deplacerCreneau'))).toEqual(['audef.deplacerCreneau', 'kairos.deplacerCreneau', 'ouiform.deplacerCreneau']);
      expect(s.dits()).toContain(`parcours/${PARCOURS[0]}/creneauDeplace`);
      await r.avancer({ heures: 30 });
      expect(s.etape()).toBe('PUBLIE');
      await r.avancer({ heures: 46 });
      expect(s.etape()).toBe('A_EMARGER');
      await r.clore('deplace');
    });
  });

  it('cancelled, frees its candidates and tells the session; Kairos is told unless it said so', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0, 1);
      await r.dire({ type: 'annuler' });
      expect(s.etape()).toBe('ANNULE');
      expect(s.triees().filter((o) => o.endsWith('annulerCreneau'))).toEqual(['audef.annulerCreneau', 'kairos.annulerCreneau', 'ouiform.annulerCreneau']);
      expect(s.dits().slice(-3)).toEqual(['session/103725/creneau', `parcours/${PARCOURS[0]}/creneauAnnule`, `parcours/${PARCOURS[1]}/creneauAnnule`]);
      expect(s.signaux.at(-3)?.acte).toMatchObject({ ouvert: false });
      expect(s.dernier()?.processus.etat).toBe('annule');
      expect(await r.fini()).toBe(true);
      await r.clore('annule');
    });
  });

  it('with nobody registered, closes at its end: nobody is asked anything', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.dire({ type: 'desinscrit', positionnement: P[0] });
      await r.avancer({ heures: 28 });
      expect(s.etape()).toBe('CLOS');
      expect(s.courriels).toEqual([]);
      await r.clore('sans-inscrit');
    });
  });

  it('keeps a presence that arrives before its registration, and tells each path once', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.dire({ type: 'emarger', lignes: [present(0), present(1)] });
      expect(s.dits().slice(1)).toEqual([`parcours/${PARCOURS[0]}/presence`]);
      await inscrire(r, 1);
      expect(new Set(s.signaux.map((x) => x.acte.id)).size).toBe(s.signaux.length); // the same id again would be one act, and the second line lost
      expect(s.dits().slice(1)).toEqual([`parcours/${PARCOURS[0]}/presence`, `parcours/${PARCOURS[1]}/presence`]);
      await r.clore('presence-en-avance');
    });
  });

  it('a decision without a presence supposes that the person came', async () => {
    const s = scene({ modalite: 'RDV' });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.avancer({ jours: 2 });
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      await r.dire({ type: 'emarger', depuis: 'kairos', lignes: [{ positionnement: P[0], suite: 'RETENU' }] });
      expect(s.etape()).toBe('BILAN_SAISI');
      expect(s.ouverts()).toEqual([]);
      await r.clore('rdv');
    });
  });

  it('a decision typed after an absence supposes that the person came after all; one typed before it does not', async () => {
    const s = scene({ modalite: 'RDV' });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.avancer({ jours: 2 });
      const le = (minutes: number) => new Date(r.instant() + minutes * 60_000).toISOString();
      await r.dire({ type: 'emarger', date: le(2), lignes: [{ positionnement: P[0], presence: 'ABSENT' }] });
      await r.dire({ type: 'emarger', date: le(1), depuis: 'kairos', lignes: [{ positionnement: P[0], suite: 'RETENU' }] });
      const dits = () =>
        s.signaux.filter((x) => x.processus === 'parcours').map(({ acte }) => [acte.type, acte['presence'] ?? acte['suite'], acte['perime'] ?? false]);
      expect(dits()).toEqual([
        ['presence', 'ABSENT', false],
        ['suite', 'RETENU', true],
      ]);
      await r.dire({ type: 'emarger', date: le(3), depuis: 'kairos', lignes: [{ positionnement: P[0], suite: 'RETENU' }] });
      expect(dits().slice(2)).toEqual([
        ['presence', 'PRESENT', false],
        ['suite', 'RETENU', false],
      ]);
      await r.clore('decision-apres-absence');
    });
  });

  it('a candidature window asks for answers, not for presences (S9)', async () => {
    const s = scene({ modalite: 'CANDIDATURE', debut: dans(1), fin: dans(30) });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0, 1);
      await r.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual(['CANDIDATURE_SANS_REPONSE']);
      expect(s.blocages().at(-1)?.sujet).toMatchObject({ nombre: 2 });
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[0], suite: 'RETENU' }] });
      expect(s.ouverts()).toEqual(['CANDIDATURE_SANS_REPONSE']);
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[1], suite: 'LISTE_ATTENTE' }] });
      expect(s.etape()).toBe('BILAN_SAISI');
      expect(s.ouverts()).toEqual([]);
      await r.clore('candidature');
    });
  });

  it('corrected during the thirty days, tells the path again', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.avancer({ heures: 28 });
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[0], presence: 'ABSENT' }] });
      expect(s.etape()).toBe('BILAN_SAISI');
      await r.dire({ type: 'emarger', lignes: [present(0, { suite: 'RETENU' })] });
      expect(s.signaux.map((x) => x.acte['presence'] ?? x.acte['suite']).filter(Boolean)).toEqual(['ABSENT', 'PRESENT', 'RETENU']);
      expect(s.clesUniques()).toBe(true);
      await r.clore('corrige');
    });
  });

  it('S5: a decision falls with the presence: present after all, the person waits for it again, be it the same', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.avancer({ heures: 28 });
      const suite = { type: 'emarger', lignes: [{ positionnement: P[0], suite: 'RETENU' }] } as const;
      await r.dire({ type: 'emarger', lignes: [present(0, { suite: 'RETENU' })] });
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[0], presence: 'ABSENT' }] });
      await r.dire({ type: 'emarger', lignes: [present(0)] });
      expect(s.etape()).toBe('PRESENCES_SAISIES');
      await r.dire({ ...suite, lignes: [...suite.lignes] });
      expect(s.etape()).toBe('BILAN_SAISI');
      expect(s.signaux.map((x) => x.acte['presence'] ?? x.acte['suite']).filter(Boolean)).toEqual(['PRESENT', 'RETENU', 'ABSENT', 'PRESENT', 'RETENU']);
      await r.clore('suite-perdue');
    });
  });

  it('a word typed in Kairos before the one that holds is not applied, and the path tells Kairos again; the same word said again is the later one', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'ouvrir' });
      await inscrire(r, 0);
      await r.avancer({ heures: 28 });
      const typee = (minutes: number, presence: string, depuis: string | null = 'kairos') =>
        r.dire({ type: 'emarger', depuis, date: new Date(r.instant() + minutes * 60_000).toISOString(), lignes: [{ positionnement: P[0], presence }] });
      await typee(1, 'PRESENT');
      await typee(5, 'PRESENT', null);
      await typee(3, 'ABSENT');
      await typee(4, 'ABSENT', null);
      expect(s.signaux.filter((x) => x.acte.type === 'presence').map((x) => [x.acte['presence'], x.acte['perime'] ?? false])).toEqual([
        ['PRESENT', false],
        ['ABSENT', true],
      ]);
      await r.clore('mots-perimes');
    });
  });
});
