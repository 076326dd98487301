import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALENDRIER, createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import { createScene } from './essais/scene.ts';
import { actionner, systemeRepris } from './messages.ts';

let maison: Maison;
let saute: Maison;
beforeAll(async () => {
  const bundle = await lierFlux('./verbes.ts');
  [maison, saute] = await Promise.all([createMaison('reel', bundle), createMaison('saute', bundle)]);
});
afterAll(async () => {
  await Promise.all([maison?.fermer(), saute?.fermer()]);
});

const echec = (type: string, code: string, nonRetryable = false) => ApplicationFailure.create({ type, message: code, details: [{ code }], nonRetryable });
const demarrer = (m: Maison, type: string) =>
  m.client.workflow.start(type, { workflowId: `essai:${unId()}`, taskQueue: 'processus', args: [{ sujet: 'essai', calendrier: CALENDRIER }] });
/** Fails as long as `echecs` says; keeps each key that it was called with. */
const scripter = (echecs: () => Error | undefined) => {
  const cles: string[] = [];
  const scene = createScene({
    'kairos.attesterEntree': (async (cle: string) => {
      cles.push(cle);
      const e = echecs();
      if (e) throw e;
      return { reference: cle };
    }) as never,
  });
  return { scene, cles };
};

describe('etape', () => {
  it('SYSTEME_INDISPONIBLE: tries at once, then fast, then slowly and without end, always with the same key; the blocage falls at the first success', async () => {
    let reste = 14;
    const { scene, cles } = scripter(() => (reste-- > 0 ? echec('INDISPONIBLE', 'HTTP_503') : undefined));
    await saute.jouer(scene, async () => {
      const debut = await saute.env.currentTimeMs();
      const h = await demarrer(saute, 'uneEtape');
      await h.result();
      const duree = (await saute.env.currentTimeMs()) - debut;
      expect(cles).toHaveLength(15); // 1 local + 10 fast + 4 slow
      expect(new Set(cles)).toEqual(new Set([`${h.workflowId}:faire`]));
      expect(duree).toBeGreaterThan(4 * 5 * 60_000);
      expect(scene.blocages().map((b) => [b.cause, b.leveLe !== null])).toEqual([
        ['SYSTEME_INDISPONIBLE', false],
        ['SYSTEME_INDISPONIBLE', true],
      ]);
    });
  });

  it('does not call a partner known to be down, and tries again as soon as its flow says so (S20)', async () => {
    let panne = true;
    const { scene, cles } = scripter(() => (panne ? echec('DISJONCTEUR', 'EN_PANNE', true) : undefined));
    await maison.jouer(scene, async () => {
      const h = await demarrer(maison, 'uneEtape');
      await jusque('bloqué', () => scene.ouverts().includes('SYSTEME_INDISPONIBLE'));
      expect(cles).toHaveLength(1);
      panne = false;
      const avant = Date.now();
      await h.signal(systemeRepris, 'kairos');
      await h.result();
      expect(Date.now() - avant).toBeLessThan(5000);
      expect(scene.ouverts()).toEqual([]);
    });
  });

  it('S20: told that the partner is back, a first call that goes wrong is tried again within seconds', async () => {
    const suite = [echec('DISJONCTEUR', 'EN_PANNE', true), echec('INDISPONIBLE', 'HTTP_503')];
    const { scene, cles } = scripter(() => suite.shift());
    await maison.jouer(scene, async () => {
      const h = await demarrer(maison, 'uneEtape');
      await jusque('bloqué', () => scene.ouverts().includes('SYSTEME_INDISPONIBLE'));
      const avant = Date.now();
      await h.signal(systemeRepris, 'kairos');
      await h.result();
      expect(Date.now() - avant).toBeLessThan(10_000);
      expect(cles).toHaveLength(3);
      expect(scene.ouverts()).toEqual([]);
    });
  });

  it('never retries a functional refusal: it waits for a correction, then runs again under a new key', async () => {
    let refuse = true;
    const { scene, cles } = scripter(() => (refuse ? echec('REFUS', 'COMPTE_ABSENT', true) : undefined));
    await maison.jouer(scene, async () => {
      const h = await demarrer(maison, 'uneEtape');
      await jusque('rejet', () => scene.ouverts().includes('REJET_FONCTIONNEL'));
      const blocage = scene.blocages()[0];
      expect(blocage).toMatchObject({ systeme: 'kairos', sujet: { refus: 'COMPTE_ABSENT' } });
      expect(cles).toHaveLength(1);
      refuse = false;
      const par = 'compte:1';
      expect(await h.executeUpdate(actionner, { args: [{ code: 'corriger', blocage: blocage?.id ?? '', par }] })).toEqual({ fait: true });
      await h.result();
      expect(cles).toEqual([`${h.workflowId}:faire`, `${h.workflowId}:faire:1`]);
      expect(scene.faits()).toContain('corriger');
    });
  });

  it('REJET_FONCTIONNEL: raised at once, reminded to the team, escalated, cleared by who corrects it', async () => {
    let refuse = true;
    const { scene } = scripter(() => (refuse ? echec('REFUS', 'COMPTE_ABSENT', true) : undefined));
    await saute.jouer(scene, async () => {
      const h = await demarrer(saute, 'uneEtape');
      await jusque('rejet', () => scene.ouverts().includes('REJET_FONCTIONNEL'));
      await saute.env.sleep('8 days');
      const climbs = scene.blocages().map((b) => b.niveau);
      expect([...new Set(climbs)]).toEqual([0, 2, 3]);
      refuse = false;
      await h.executeUpdate(actionner, { args: [{ code: 'corriger', blocage: scene.blocages()[0]?.id ?? '', par: 'compte:1' }] });
      await h.result();
      expect(scene.blocages().at(-1)).toMatchObject({ niveau: 3, levePar: 'compte:1' });
    });
  });

  it('may be passed over by an operator, who is journalled', async () => {
    const { scene, cles } = scripter(() => echec('REFUS', 'COMPTE_ABSENT', true));
    await maison.jouer(scene, async () => {
      const h = await demarrer(maison, 'uneEtape');
      await jusque('rejet', () => scene.ouverts().length === 1);
      await h.executeUpdate(actionner, { args: [{ code: 'passer', blocage: scene.blocages()[0]?.id ?? '', par: 'compte:1' }] });
      await h.result();
      expect(cles).toHaveLength(1);
      expect(scene.ouverts()).toEqual([]);
      expect(scene.projections.flatMap((p) => p.evenements ?? [])).toContainEqual(expect.objectContaining({ fait: 'passer', acteur: 'compte:1' }));
    });
  });

  it('waits a little when the partner does not know the subject yet, before it calls it a refusal', async () => {
    let reste = 2;
    const { scene } = scripter(() => (reste-- > 0 ? echec('PAS_ENCORE', 'SESSION_INCONNUE') : undefined));
    await maison.jouer(scene, async () => {
      await (await demarrer(maison, 'uneEtape')).result();
      expect(scene.blocages()).toEqual([]);
    });
  });
});

describe('diffuser', () => {
  it('keeps the order of one system while the flow goes on', async () => {
    let panne = true;
    const { scene } = scripter(() => (panne ? echec('DISJONCTEUR', 'EN_PANNE', true) : undefined));
    await maison.jouer(scene, async () => {
      const h = await demarrer(maison, 'unEnvoi');
      await jusque('bloqué', () => scene.ouverts().length === 1);
      expect(scene.appels.map((a) => a.operation)).toEqual([]); // the second message waits behind the first
      panne = false;
      await h.signal(systemeRepris, 'kairos');
      await h.result();
      expect(scene.appels.map((a) => a.operation)).toEqual(['kairos.terminer']);
    });
  });
});
