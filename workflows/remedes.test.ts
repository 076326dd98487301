import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JUSQUA_UN_CHANGEMENT } from '../domain/actes.ts';
import { type Calendrier, recaler } from '../domain/calendrier.ts';
import { createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import { createScene, enPanne, refuse, type Scene } from './essais/scene.ts';
import { acte, actionner, calendrierAvance } from './messages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('./verbes.ts'));
});
afterAll(() => maison?.fermer());

const HEURE = 3_600_000;
/** Friday 10 July 2026, 10:00 in Paris. */
const VENDREDI = Date.parse('2026-07-10T08:00:00Z');
type Action = Parameters<typeof composer>[1];
const composer = (blocage: string, a: { code: string; par?: string; acte?: string; jusqua?: string }) => ({ blocage, par: 'compte:1', ...a }) as never;

/** A wait whose blocage is up (H+5), with its calendar. */
const bloquee = async (s: Scene, flux = 'uneAttente', quand = 5) => {
  let cal = recaler(Date.now(), VENDREDI, 1);
  const h = await maison.client.workflow.start(flux, { workflowId: `essai:${unId()}`, taskQueue: 'processus', args: [{ sujet: 'essai', calendrier: cal }] });
  await jusque('commencé', () => s.dernier() !== undefined);
  const avancer = async (heures: number): Promise<void> => {
    cal = { ...cal, avance: cal.avance + heures * HEURE };
    await h.executeUpdate(calendrierAvance, { args: [cal] as [Calendrier] });
  };
  if (quand > 0) await avancer(quand);
  const dernier = () => s.blocages().at(-1);
  const agir = (a: Action) => h.executeUpdate(actionner, { args: [composer(dernier()?.id ?? '', a)] });
  const dire = (type = 'inscrit') => h.signal(acte, { id: `x/${unId()}`, date: '2026-07-10T08:00:00Z', par: 'of:1', depuis: null, type } as never);
  return { h, avancer, agir, dire, dernier };
};

describe('an operator’s remedies', () => {
  it('a snooze « until a change » sends nothing, and ends with the next act', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const f = await bloquee(s);
      expect(await f.agir({ code: 'mettreEnVeille', jusqua: JUSQUA_UN_CHANGEMENT })).toEqual({ fait: true });
      for (let jour = 0; jour < 5; jour++) await f.avancer(24); // Wednesday: J+1 and J+2 are past
      expect(s.relances).toHaveLength(1);
      expect(f.dernier()).toMatchObject({ veilleJusqua: JUSQUA_UN_CHANGEMENT, prochaineRelance: null });
      await f.dire();
      await jusque('réveillé', () => f.dernier()?.veilleJusqua === null);
      await jusque('relance', () => s.relances.length === 2);
      expect(s.faits()).toContain('VEILLE_FINIE');
      await f.h.terminate();
    });
  });

  it('« je m’en occupe » stops the ladder, is told to a second operator, and expires by itself in business time', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const f = await bloquee(s);
      const jusqua = new Date(VENDREDI + 5 * 24 * HEURE).toISOString();
      expect(await f.agir({ code: 'prendreEnCharge', jusqua })).toEqual({ fait: true });
      expect(await f.agir({ code: 'prendreEnCharge', par: 'compte:2', jusqua })).toEqual({ fait: false, refus: 'DEJA_PRIS', par: 'compte:1', jusqua });
      for (let jour = 0; jour < 4; jour++) await f.avancer(24);
      expect(s.relances).toHaveLength(1); // Monday's J+1 was held back
      expect(f.dernier()?.priseEnChargePar).toBe('compte:1');
      await f.avancer(24);
      await jusque('rendu', () => f.dernier()?.priseEnChargePar === null);
      expect(s.faits()).toContain('PRISE_EN_CHARGE_FINIE');
      await jusque('relance', () => s.relances.length === 2);
      expect(await f.agir({ code: 'prendreEnCharge', par: 'compte:2', jusqua: new Date(VENDREDI + 9 * 24 * HEURE).toISOString() })).toEqual({ fait: true });
      await f.h.terminate();
    });
  });

  it('« traité hors système » ends the wait in the name of who said so; the same act asked twice is done once', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const f = await bloquee(s);
      const mien = `operation/${unId()}/1/1`;
      const id = f.dernier()?.id ?? '';
      expect(await f.agir({ code: 'traiterHorsSysteme', acte: mien })).toEqual({ fait: true });
      await f.h.result();
      expect(s.ouverts()).toEqual([]);
      expect(s.blocages().findLast((b) => b.id === id)).toMatchObject({ levePar: 'compte:1' });
      const lignes = s.projections.flatMap((p) => p.evenements ?? []).filter((e) => e.fait === 'traiterHorsSysteme');
      expect(lignes).toMatchObject([{ cle: mien, acteur: 'compte:1', detail: 'PRESENCE_NON_SAISIE' }]);
    });
  });

  it('an act known by its id is answered as done, whatever the run', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const f = await bloquee(s);
      await f.avancer(24); // the rest after the first mail is over
      const mien = `operation/${unId()}/1/1`;
      expect(await f.agir({ code: 'relancer', acte: mien })).toEqual({ fait: true });
      expect(await f.agir({ code: 'relancer', acte: mien })).toEqual({ fait: true });
      expect(s.relances).toHaveLength(2);
      await f.h.terminate();
    });
  });

  it('« réessayer » calls a silent partner again at once', async () => {
    const s = createScene({}, { 'kairos.attesterEntree': enPanne });
    await maison.jouer(s, async () => {
      const f = await bloquee(s, 'uneEtape', 0);
      await jusque('en panne', () => s.ouverts().includes('SYSTEME_INDISPONIBLE'));
      s.reponses['kairos.attesterEntree'] = () => ({});
      expect(await f.agir({ code: 'relancer' })).toEqual({ fait: true });
      await f.h.result();
      expect(s.operations('kairos')).toEqual(['kairos.attesterEntree']);
    });
  });

  it('REJET_FONCTIONNEL: the second of two who decide is told that it is done', async () => {
    const s = createScene({}, { 'kairos.attesterEntree': refuse('SESSION_INCONNUE') });
    await maison.jouer(s, async () => {
      const f = await bloquee(s, 'uneEtape', 0);
      await jusque('refusé', () => s.ouverts().includes('REJET_FONCTIONNEL'));
      const reponses = await Promise.all([f.agir({ code: 'corriger' }), f.agir({ code: 'corriger', par: 'compte:2' })]);
      expect(reponses.filter((r) => r.fait)).toHaveLength(1);
      expect(reponses.find((r) => !r.fait)?.refus).toMatch(/^DEJA_/);
      await f.h.terminate();
    });
  });

  it('what a process does not know how to do is refused, and changes nothing', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const f = await bloquee(s);
      expect(await f.agir({ code: 'absenceProvisoire' })).toEqual({ fait: false, refus: 'NON_APPLICABLE' });
      expect(await f.agir({ code: 'passer' })).toEqual({ fait: false, refus: 'NON_APPLICABLE' });
      expect(s.ouverts()).toEqual(['PRESENCE_NON_SAISIE']);
      await f.h.terminate();
    });
  });
});
