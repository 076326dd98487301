import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLITIQUES_PAR_DEFAUT } from '../domain/politiques.ts';
import { absent, dans, desinscrit, ouvrirIco, P, PARCOURS, present, sceneDe, tentative } from './essais/ico.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import type { Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const dernier = (s: Scene, cause: string) => s.blocages().findLast((b) => b.cause === cause);
const presences = (s: Scene) => s.signaux.filter((x) => x.acte.type === 'presence').map((x) => [x.sujet, x.acte['presence'], x.acte['provisoire'] ?? false]);

describe('what a slot waits for', () => {
  it('S4: the sentence of a standing blocage counts who is still missing, through partial answers', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1, 2);
      await r.avancer({ jours: 3 });
      const { id } = dernier(s, 'PRESENCE_NON_SAISIE') ?? {};
      for (const [n, reste] of [
        [0, 2],
        [1, 1],
      ] as const) {
        await r.emarger(present(n));
        expect(dernier(s, 'PRESENCE_NON_SAISIE')).toMatchObject({ id, leveLe: null, sujet: { nombre: reste } });
      }
      await r.emarger(absent(2));
      expect(s.ouverts()).toEqual([]);
      await r.clore('s4-compte');
    });
  });

  it('S4: presences that are heard together with the date of the reminder raise nothing: no blocage, no mail', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ heures: 28 });
      // After a long silence of the worker: the act brings its own date with it.
      await r.dire({ type: 'emarger', date: new Date(r.instant() + 30 * 3_600_000).toISOString(), lignes: [absent(0)] });
      expect(s.ouverts()).toEqual([]);
      expect([s.blocages(), s.relances]).toEqual([[], []]);
      expect(s.etape()).toBe('BILAN_SAISI');
      await r.clore('presences-et-rappel-ensemble');
    });
  });

  it('S4: over on a Saturday, its OF is asked on Monday at eight, and reminded no sooner than a day later', async () => {
    const s = sceneDe({ debut: dans(120), fin: dans(123) });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ jours: 6 });
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']); // seen, on Sunday; nobody is written to
      expect([s.courriels, s.relances]).toEqual([[], []]);
      await r.avancer({ jours: 1 });
      expect(s.courriels).toEqual(['demanderPresences']);
      expect(s.relances).toEqual([]);
      await r.avancer({ jours: 1 });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[1, 'OF']]);
      await r.emarger(absent(0));
      expect(s.ouverts()).toEqual([]);
      expect(s.courriels).toHaveLength(1);
      await r.clore('finie-un-samedi');
    });
  });

  it('S4: told before the opening, nobody is asked at all', async () => {
    const s = sceneDe({ debut: dans(120), fin: dans(123) });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ jours: 6 });
      await r.emarger(absent(0));
      await r.avancer({ jours: 2 });
      expect([s.courriels, s.relances, s.ouverts()]).toEqual([[], [], []]);
      await r.clore('repondue-un-dimanche');
    });
  });

  it('S13, COURRIEL_EN_ECHEC: nowhere to send the first ask: the organisme’s own flow hears of it', async () => {
    const s = sceneDe({}, { demanderPresences: async () => ({ etat: 'SANS_DESTINATAIRE' }) });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ heures: 28 });
      expect(s.ouverts()).toEqual(['COURRIEL_EN_ECHEC']);
      expect(s.dits()).toContain('organisme/99900001100018/adresseInvalide');
      await r.clore('demande-sans-adresse');
    });
  });

  it('S4, COURRIEL_EN_ECHEC: the first ask that does not arrive shows at once, is sent again on demand, and falls with the wait', async () => {
    const s = sceneDe({}, { demanderPresences: async () => ({ etat: 'ECHEC', raison: 'ADRESSE' }) });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ heures: 28 });
      expect(s.ouverts()).toEqual(['COURRIEL_EN_ECHEC']); // four hours before the presences are late
      expect(s.blocages().at(-1)).toMatchObject({ session: '103725', sujet: { destinataire: 'OF' } });
      await r.avancer({ heures: 4 });
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']); // the reminder arrived
      await r.emarger(present(0));
      expect(s.ouverts()).toEqual([]);
      await r.clore('demande-en-echec');
    });
  });

  it('S5: raised for those who came without a decision, counted as decisions come, escalated to the mandataire, cleared by the last one', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1, 2);
      await r.avancer({ heures: 28 });
      await r.emarger(present(0), present(1), absent(2));
      expect(s.etape()).toBe('PRESENCES_SAISIES');
      await r.avancer({ jours: 9 });
      expect(dernier(s, 'SUITE_NON_SAISIE')).toMatchObject({ niveau: 2, sujet: { nombre: 2 } });
      expect(s.relances.map((x) => x.destinataire)).toEqual(['OF', 'OF', 'MANDATAIRE']);
      await r.emarger(present(0, { suite: 'LISTE_ATTENTE' }));
      expect(dernier(s, 'SUITE_NON_SAISIE')).toMatchObject({ leveLe: null, sujet: { nombre: 1 } });
      await r.emarger(present(1, { suite: 'NON_RETENU' }));
      expect(s.etape()).toBe('BILAN_SAISI');
      expect(s.ouverts()).toEqual([]);
      await r.clore('s5');
    });
  });

  it('S9: a closed window with undecided candidatures is raised, escalated to the Kairos référent, cleared by the decisions', async () => {
    const s = sceneDe({ modalite: 'CANDIDATURE', debut: dans(24), fin: dans(48) });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.avancer({ heures: 30 });
      expect(s.etape()).toBe('EN_COURS'); // open
      await r.avancer({ jours: 13 });
      expect(s.etape()).toBe('A_EMARGER'); // closed
      expect(dernier(s, 'CANDIDATURE_SANS_REPONSE')).toMatchObject({ niveau: 3, sujet: { nombre: 2 } });
      await r.emarger({ positionnement: P[0], suite: 'NON_RETENU' });
      expect(dernier(s, 'CANDIDATURE_SANS_REPONSE')).toMatchObject({ leveLe: null, sujet: { nombre: 1 } });
      await r.emarger({ positionnement: P[1], suite: 'RETENU' });
      expect([s.etape(), s.ouverts()]).toEqual(['BILAN_SAISI', []]);
      await r.clore('s9');
    });
  });

  it('R17: an open window may close later; nobody had an appointment', async () => {
    const s = sceneDe({ modalite: 'CANDIDATURE', debut: dans(24), fin: dans(48) });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ heures: 30 });
      await r.dire({ type: 'deplacer', debut: dans(24), fin: dans(96) });
      await r.avancer({ heures: 24 });
      expect(s.etape()).toBe('EN_COURS');
      expect(s.courriels).toEqual([]);
      await r.avancer({ heures: 48 });
      expect(s.etape()).toBe('A_EMARGER');
      await r.clore('fenetre-prolongee');
    });
  });
});

describe('demand (G5)', () => {
  const avecDemande = (conseillers: () => number) => {
    const demandes: { positionnements: string[]; depuis: number }[] = [];
    const compterDemande = async (d: { positionnements: string[]; depuis: number }) => {
      demandes.push(d);
      return { tentatives: 0, conseillers: conseillers(), consultations: 0 };
    };
    return { demandes, s: sceneDe({}, { compterDemande }) };
  };

  it('S6: refused advisers are grouped in one blocage for the slot, quoted by S4 too, and only one of the two writes', async () => {
    let conseillers = 1;
    const { demandes, s } = avecDemande(() => conseillers);
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1, 2);
      await r.dire(tentative(0)); // she is expected: nothing is missing yet
      await r.avancer({ heures: 33 });
      expect([s.ouverts(), demandes]).toEqual([['PRESENCE_NON_SAISIE'], []]);
      await r.dire(tentative(0));
      expect(s.ouverts().sort()).toEqual(['INSCRIPTION_BLOQUEE', 'PRESENCE_NON_SAISIE']);
      conseillers = 3;
      await r.dire(tentative(1));
      expect(demandes.at(-1)).toMatchObject({ positionnements: [P[0], P[1]], depuis: Date.parse(dans(27)) });
      expect(dernier(s, 'INSCRIPTION_BLOQUEE')?.sujet).toMatchObject({ nombre: 3 });
      expect(dernier(s, 'PRESENCE_NON_SAISIE')?.sujet).toMatchObject({ nombre: 3, conseillers: 3 });
      await r.avancer({ jours: 3 });
      const de = (cause: string) => s.relances.filter((x) => x.blocage.includes(`#${cause}#`)).map((x) => x.destinataire);
      expect(de('INSCRIPTION_BLOQUEE').length).toBeGreaterThanOrEqual(2);
      expect(de('INSCRIPTION_BLOQUEE').at(-1)).toBe('MANDATAIRE');
      expect(de('PRESENCE_NON_SAISIE')).toEqual([]);
      expect(dernier(s, 'PRESENCE_NON_SAISIE')?.niveau).toBe(2); // it climbs in silence
      conseillers = 1;
      await r.emarger(absent(0));
      expect(dernier(s, 'INSCRIPTION_BLOQUEE')).toMatchObject({ leveLe: null, sujet: { nombre: 1 } });
      await r.emarger(present(1)); // nobody is held up any more; one presence is still missing
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      await r.emarger(present(2));
      expect(s.ouverts()).toEqual([]);
      await r.clore('s6');
    });
  });

  it('S6: falls with the person who leaves the slot', async () => {
    const { s } = avecDemande(() => 2);
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.avancer({ heures: 33 });
      await r.dire(tentative(0));
      expect(s.ouverts()).toContain('INSCRIPTION_BLOQUEE');
      await r.dire(desinscrit(0));
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      await r.clore('s6-parti');
    });
  });
});

describe('presumed absences (G2)', () => {
  it('S4: after five working days, who was not said to be there is held for absent, in one stroke; the blocage falls; a word of the OF undoes it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.avancer({ heures: 28 });
      await r.emarger(present(0, { suite: 'RETENU' }));
      await r.avancer({ jours: 6 });
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      await r.avancer({ jours: 1 });
      expect(presences(s).at(-1)).toEqual([PARCOURS[1], 'ABSENT', true]);
      expect([s.etape(), s.ouverts()]).toEqual(['BILAN_SAISI', []]);
      expect(s.faits()).toContain('ABSENCES_PROVISOIRES');
      await r.emarger(present(1, { suite: 'NON_RETENU' }));
      expect(presences(s).at(-1)).toEqual([PARCOURS[1], 'PRESENT', false]);
      const corrige = s.projections.flatMap((p) => p.evenements ?? []).find((e) => e.fait === 'PRESENCE_CORRIGEE');
      expect(corrige?.detail).toBe(`${P[1]} : ABSENT (provisoire) → PRESENT`);
      expect(s.etape()).toBe('BILAN_SAISI');
      await r.clore('absence-provisoire');
    });
  });

  it('the same absence said by the OF is no longer provisional; one said before but heard after counts', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.avancer({ jours: 9 });
      expect(presences(s)).toEqual([0, 1].map((n) => [PARCOURS[n], 'ABSENT', true]));
      await r.emarger(absent(0));
      await r.dire({ type: 'emarger', lignes: [present(1)], depuis: 'kairos', date: dans(28) });
      expect(presences(s).slice(2)).toEqual([
        [PARCOURS[0], 'ABSENT', false],
        [PARCOURS[1], 'PRESENT', false],
      ]);
      expect(s.etape()).toBe('PRESENCES_SAISIES');
      await r.clore('absence-confirmee');
    });
  });

  it('S4: an operator may declare them at once; twice is once', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ jours: 2 });
      expect(await r.actionner('absenceProvisoire', 'PRESENCE_NON_SAISIE')).toEqual({ fait: true });
      expect(presences(s)).toEqual([[PARCOURS[0], 'ABSENT', true]]);
      expect(s.signaux.at(-1)?.acte['par']).toBe('compte:1');
      expect(await r.actionner('absenceProvisoire', 'PRESENCE_NON_SAISIE')).toMatchObject({ fait: false });
      await r.clore('absence-operateur');
    });
  });

  it('none is presumed when the policy says so', async () => {
    const { absenceProvisoire: _, ...sans } = POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE;
    const politique = async (cause: string) => ({ ...(cause === sans.cause ? sans : POLITIQUES_PAR_DEFAUT[cause as 'SUITE_NON_SAISIE']), version: 1 });
    const s = sceneDe({}, { politique });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ jours: 20 });
      expect([presences(s), s.ouverts()]).toEqual([[], ['PRESENCE_NON_SAISIE']]);
      await r.clore('sans-presomption');
    });
  });
});

describe('corrections, until thirty days after the end (R38)', () => {
  it('R38: the last word wins, the previous one is journalled, and the slot goes back to where it belongs', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0, 1);
      await r.avancer({ heures: 28 });
      await r.emarger(present(0, { suite: 'RETENU' }), absent(1));
      expect(s.etape()).toBe('BILAN_SAISI');
      await r.emarger(present(1));
      expect(s.etape()).toBe('PRESENCES_SAISIES'); // somebody came, after all: what of her?
      await r.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual(['SUITE_NON_SAISIE']);
      await r.emarger({ positionnement: P[1], suite: 'NON_RETENU' }, { positionnement: P[0], suite: 'LISTE_ATTENTE' });
      expect(s.etape()).toBe('BILAN_SAISI');
      await r.dire({ type: 'emarger', lignes: [{ positionnement: P[0], suite: 'RETENU' }], depuis: 'kairos', date: dans(29) }); // said before
      const corrections = s.projections.flatMap((p) => p.evenements ?? []).filter((e) => e.fait.endsWith('_CORRIGEE'));
      expect(corrections.map((e) => e.detail)).toEqual([`${P[1]} : ABSENT → PRESENT`, `${P[0]} : RETENU → LISTE_ATTENTE`]);
      await r.avancer({ jours: 30 });
      expect([s.etape(), await r.fini()]).toEqual(['CLOS', true]);
      await r.clore('corrige-etat');
    });
  });

  it('once closed, what Kairos says changes nothing more: the path hears it as a word that is over, to tell Kairos again what holds', async () => {
    const tenus = [0, 1].map((n) => ({ positionnement: P[n] ?? '', parcours: PARCOURS[n] ?? '', presence: 'PRESENT' as const, suite: 'NON_RETENU' as const }));
    const s = sceneDe({ statut: 'CLOS', debut: dans(-1000), fin: dans(-997), tenus });
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s);
      await r.dire({ type: 'emarger', lignes: [absent(0), { positionnement: P[1], presence: 'PRESENT', suite: 'RETENU' }, absent(2)], depuis: 'kairos' });
      expect([s.etape(), await r.fini()]).toEqual(['CLOS', true]);
      const dits = s.signaux.map(({ processus, sujet, acte: { type, positionnement, presence, suite, perime, depuis } }) => ({
        ...{ processus, sujet, type, positionnement, perime, depuis },
        mot: presence ?? suite,
      }));
      const perime = { processus: 'parcours', perime: true, depuis: 'kairos' };
      expect(dits).toEqual([
        { ...perime, sujet: PARCOURS[0], type: 'presence', positionnement: P[0], mot: 'ABSENT' },
        { ...perime, sujet: PARCOURS[1], type: 'suite', positionnement: P[1], mot: 'RETENU' },
      ]);
      expect(s.faits()).toContain('ACTE_REFUSE'); // of the third, nobody knows anything
      await r.clore('mot-apres-cloture');
    });
  });

  it('a registration heard after the bilan is waited for; one heard after the closure opens the slot again', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = await ouvrirIco(maison, s, 0);
      await r.avancer({ heures: 28 });
      await r.emarger(absent(0));
      await r.inscrire(1);
      expect(s.etape()).toBe('A_EMARGER');
      await r.emarger(absent(1));
      expect(s.etape()).toBe('BILAN_SAISI');
      await r.clore('inscrit-tard');
    });
    const clos = sceneDe({ statut: 'CLOS' });
    await maison.jouer(clos, async () => {
      const r = await ouvrirIco(maison, clos);
      await r.inscrire(0);
      await r.avancer({ heures: 28 });
      expect(clos.operations()).toEqual([]); // published long ago
      expect(clos.etape()).toBe('A_EMARGER');
      await r.clore('inscrit-apres-cloture');
    });
  });
});
