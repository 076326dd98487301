import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionLue } from '../activities/lecture.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit, D_UN_COUP, LUNDI } from './essais/recit.ts';
import { createScene } from './essais/scene.ts';

/** Lowered so that a session which lives for years is seen to begin a new run (the server's own suggestion is 4 096). */
const EVENEMENTS = 250;

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'), ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${EVENEMENTS}`]);
});
afterAll(() => maison?.fermer());

const OF = '99900001100018';
const E1 = 'a1'.repeat(16);
const E2 = 'b2'.repeat(16);
const jour = (dans: number): string => new Date(LUNDI + dans * 86_400_000).toISOString().slice(0, 10);
const instant = (dans: number): string => new Date(LUNDI + dans * 86_400_000).toISOString();
const LUE: SessionLue = {
  intitule: '#Avenir',
  responsable: OF,
  dispensateur: OF,
  guichetUnique: false,
  lieuSansSiret: false,
  debut: jour(20),
  fin: jour(90),
  etatRecrutement: 'OUVERT',
  etatOffre: 'OUVERT',
  places: { totales: 0, disponibles: 0 },
  creneaux: [{ id: 'ICO-1', fin: instant(15), limite: instant(15), libres: 8 }],
  version: 0,
};
/** `exports`: what the RCO answers, export after export; the last one for ever. */
const scene = (lue: Partial<SessionLue> = {}, exports: { etat: string; raison: string | null }[] = [{ etat: 'VISIBLE', raison: null }]) => {
  const s = createScene(
    { lireSession: async () => ({ ...LUE, ...lue }) },
    { 'rco.exporterSession': () => (exports.length > 1 ? exports.shift() : exports[0]) },
  );
  return s;
};
let numero = 103_724;
const recit = (s: ReturnType<typeof scene>) => createRecit(maison, 'session', `${++numero}`, s);
const publications = (s: ReturnType<typeof scene>) => Object.fromEntries(s.projections.flatMap((p) => p.publications ?? []).map((p) => [p.systeme, p.etat]));

describe('session', () => {
  it('visible at once, is published in Kairos, then in OUIFORM and AUDEF, and opens its slots', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      expect(s.etape()).toBe('VISIBLE');
      expect(s.operations().slice(0, 3)).toEqual(['rco.exporterSession', 'kairos.lireCompte', 'kairos.publierSession']);
      expect(s.triees()).toEqual(['audef.publierSession', 'kairos.lireCompte', 'kairos.publierSession', 'ouiform.publierSession', 'rco.exporterSession']);
      expect(s.clesUniques()).toBe(true);
      expect(publications(s)).toEqual({ rco: 'VISIBLE', kairos: 'VISIBLE', ouiform: 'VISIBLE', audef: 'VISIBLE' });
      expect(s.dits()).toEqual(['creneau/ICO-1/ouvrir']);
      expect(s.ouverts()).toEqual([]);
      await r.dire({ type: 'publier', empreinte: E1 }); // the same offer changes nothing
      expect(s.operations()).toHaveLength(5);
      await r.clore('visible');
    });
  });

  it('exported, waits to be seen; nothing goes to Kairos before', async () => {
    const s = scene({}, [{ etat: 'EXPORTEE', raison: null }]);
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      expect(s.etape()).toBe('EXPORTEE');
      expect(s.operations()).toEqual(['rco.exporterSession']);
      await r.dire({ type: 'visible', depuis: 'rco' });
      expect(s.etape()).toBe('VISIBLE');
      expect(s.operations('kairos')).toEqual(['kairos.lireCompte', 'kairos.publierSession']);
      await r.clore('exportee-puis-visible');
    });
  });

  it('excluded from the export, is stuck with its reason (S15) until the OF corrects the offer', async () => {
    const s = scene({}, [
      { etat: 'EXCLUE', raison: 'SIRET_INVALIDE' },
      { etat: 'VISIBLE', raison: null },
    ]);
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      expect(s.etape()).toBe('EXCLUE');
      await r.avancer({ jours: 13, pas: D_UN_COUP }); // eight working days: the Carif looks
      expect(s.ouverts()).toEqual(['SESSION_NON_VISIBLE']);
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'CARIF', sujet: { refus: 'SIRET_INVALIDE' } });
      await r.dire({ type: 'publier', empreinte: E2 });
      expect(s.etape()).toBe('VISIBLE');
      expect(s.ouverts()).toEqual([]);
      expect(s.clesUniques()).toBe(true);
      await r.clore('exclue-puis-corrigee');
    });
  });

  it('seen, then excluded by a change of its offer, is stuck too: Kairos keeps the offer that was good', async () => {
    const s = scene({}, [
      { etat: 'VISIBLE', raison: null },
      { etat: 'EXCLUE', raison: 'APPRENTISSAGE' },
    ]);
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      await r.dire({ type: 'publier', empreinte: E2 });
      expect(s.etape()).toBe('EXCLUE');
      expect(s.operations('kairos')).toEqual(['kairos.lireCompte', 'kairos.publierSession']);
      await r.avancer({ jours: 13, pas: D_UN_COUP });
      expect(s.ouverts()).toEqual(['SESSION_NON_VISIBLE']);
      await r.dire({ type: 'retirer' }); // the OF gives it up
      expect(s.etape()).toBe('RETIREE');
      expect(s.ouverts()).toEqual([]);
      expect(await r.fini()).toBe(true);
      await r.clore('exclue-puis-retiree');
    });
  });

  it('without any slot nor état du recrutement, asks the OF for both (S1, S2), and stops when it has them', async () => {
    const s = scene({ creneaux: [], etatRecrutement: 'NON_RENSEIGNE' });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ jours: 2 });
      expect(s.ouverts().sort()).toEqual(['ETAT_RECRUTEMENT_NON_RENSEIGNE', 'MODALITE_NON_RENSEIGNEE']);
      expect(s.relances.map((x) => [x.destinataire, x.niveau])).toEqual([
        ['OF', 1],
        ['OF', 1],
      ]);
      await r.dire({ type: 'etatRecrutement', etat: 'OUVERT' });
      expect(s.ouverts()).toEqual(['MODALITE_NON_RENSEIGNEE']);
      await r.dire({ type: 'creneau', creneau: 'ICO-9', ouvert: true, fin: instant(40) });
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ jours: 10, pas: D_UN_COUP });
      expect(s.relances).toHaveLength(2); // no reminder after the answer
      await r.dire({ type: 'creneau', creneau: 'ICO-9', ouvert: false, fin: new Date(LUNDI).toISOString() });
      await r.avancer({ jours: 5 });
      expect(s.ouverts()).toEqual(['MODALITE_NON_RENSEIGNEE']); // the only slot was cancelled: again
      await r.clore('sans-creneau-ni-etat');
    });
  });

  it('tells each tool of the état du recrutement once, and never the one that said it', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      const dits = () =>
        s
          .operations()
          .filter((o) => o.endsWith('changerEtatRecrutement'))
          .sort();
      await r.dire({ type: 'etatRecrutement', etat: 'SUSPENDU', depuis: 'kairos' });
      expect(dits()).toEqual(['audef.changerEtatRecrutement', 'ouiform.changerEtatRecrutement']);
      await r.dire({ type: 'etatRecrutement', etat: 'SUSPENDU' });
      expect(dits()).toHaveLength(2);
      await r.dire({ type: 'etatRecrutement', etat: 'OUVERT' });
      expect(dits()).toHaveLength(5);
      expect(s.clesUniques()).toBe(true);
      await r.clore('etat-du-recrutement');
    });
  });

  it('published again when its offer changes, even when it changes back', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      for (const empreinte of [E1, E2, E1]) await r.dire({ type: 'publier', empreinte });
      for (const operation of ['rco.exporterSession', 'kairos.publierSession', 'ouiform.publierSession', 'audef.publierSession'])
        expect(s.operations().filter((o) => o === operation)).toHaveLength(3);
      expect(s.clesUniques()).toBe(true); // a key used again would be answered as the first time, and the offer would stay E2
      await r.clore('republiee');
    });
  });

  it('given up before its end (R1): closed in each tool, its slots to come are cancelled, and the network withdraws it', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      await r.dire({ type: 'retirer' });
      expect(s.etape()).toBe('RETIREE');
      expect(s.dits()).toEqual(['creneau/ICO-1/ouvrir', 'creneau/ICO-1/annuler']);
      for (const outil of ['kairos', 'ouiform', 'audef'] as const) expect(s.operations(outil).at(-1)).toBe(`${outil}.changerEtatRecrutement`);
      expect(s.operations('rco').at(-1)).toBe('rco.retirerSession');
      expect(s.dernier()?.sessions).toMatchObject([{ etatRecrutement: 'FERME' }]);
      expect(await r.fini()).toBe(true);
      await r.clore('abandonnee');
    });
  });

  it('is withdrawn thirty days after its end', async () => {
    const s = scene({ debut: jour(-10), fin: jour(2) });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      await r.avancer({ jours: 31, pas: D_UN_COUP });
      expect(await r.fini()).toBe(false);
      await r.avancer({ jours: 1 });
      expect(s.etape()).toBe('RETIREE');
      expect(s.operations().at(-1)).toBe('rco.retirerSession');
      expect(publications(s)).toEqual({ rco: 'RETIREE', kairos: 'RETIREE', ouiform: 'RETIREE', audef: 'RETIREE' });
      expect(await r.fini()).toBe(true);
      await r.clore('retiree');
    });
  });

  it('with an unknown end, lives on by continued runs that know what was done', async () => {
    const s = scene({ fin: null });
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ type: 'publier', empreinte: E1 });
      const premier = (await r.handle.describe()).runId;
      let ouvert = true;
      for (let n = 0; n < 80 && (await r.handle.describe()).runId === premier; n++) {
        ouvert = !ouvert;
        await r.dire({ type: 'etatRecrutement', etat: ouvert ? 'OUVERT' : 'FERME' });
      }
      expect((await r.handle.describe()).runId).not.toBe(premier);
      const avant = s.operations('kairos').length;
      await r.dire({ type: 'publier', empreinte: E1 });
      expect(s.operations('kairos')).toHaveLength(avant);
      await r.dire({ type: 'etatRecrutement', etat: ouvert ? 'FERME' : 'OUVERT' });
      expect(s.operations('kairos')).toHaveLength(avant + 1);
      expect(s.clesUniques()).toBe(true);
      await r.clore('continuee');
    });
  });
});
