import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Calendrier, recaler } from '../domain/calendrier.ts';
import { createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import { createScene, type Scene } from './essais/scene.ts';
import { acte, actionner, calendrierAvance, calendrierRecale } from './messages.ts';

/** The server's own suggestion (4 096), lowered so that a continued run is seen within a few dozen messages. */
const EVENEMENTS = 120;

let maison: Maison;
let saute: Maison;
beforeAll(async () => {
  const bundle = await lierFlux('./verbes.ts');
  [maison, saute] = await Promise.all([
    createMaison('reel', bundle, ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${EVENEMENTS}`]),
    createMaison('saute', bundle),
  ]);
});
afterAll(async () => {
  await Promise.all([maison?.fermer(), saute?.fermer()]);
});

const HEURE = 3_600_000;
/** Friday 10 July 2026, 10:00 in Paris: Tuesday 14 is a public holiday. */
const VENDREDI = Date.parse('2026-07-10T08:00:00Z');
const demarrer = (m: Maison, calendrier: Calendrier, sujet = 'essai') =>
  m.client.workflow.start('uneAttente', { workflowId: `essai:${unId()}`, taskQueue: 'processus', args: [{ sujet, calendrier }] });
/** Started, and waiting: its mirror says so. */
const attendu = async (s: Scene, cal: Calendrier) => {
  const h = await demarrer(maison, cal);
  await jusque('en attente', () => s.dernier()?.processus.etat === 'attente_personne');
  return h;
};
const ouvrir = { id: `x/${unId()}`, date: '2026-07-10T08:00:00Z', par: 'of:1', depuis: null, type: 'ouvrir' as const };
const quand = (s: Scene): string[] => s.relances.map((r) => new Date(r.maintenant).toISOString().slice(0, 16));

/** A demonstration's calendar, moved by hours, each jump answered when the flow has done what became due. */
const horloge = (debut: number) => {
  let cal = recaler(Date.now(), debut, 1);
  return {
    cal: () => cal,
    avancer: async (h: { executeUpdate: (u: typeof calendrierAvance, o: { args: [Calendrier] }) => Promise<unknown> }, heures: number) => {
      cal = { ...cal, avance: cal.avance + heures * HEURE };
      await h.executeUpdate(calendrierAvance, { args: [cal] });
    },
  };
};

describe('attendre', () => {
  it('climbs the ladder in working days, across a public holiday (time-skipping server)', async () => {
    const s = createScene();
    await saute.jouer(s, async () => {
      const h = await demarrer(saute, recaler(await saute.env.currentTimeMs(), VENDREDI, 1));
      await saute.env.sleep('9 days');
      await h.signal(acte, ouvrir);
      await h.result();
      // H+4 the same Friday, J+1 on Monday, J+2 on Wednesday since Tuesday is the 14th of July, J+3 on Thursday; the last level is on the dashboard.
      expect(quand(s)).toEqual(['2026-07-10T12:00', '2026-07-13T08:00', '2026-07-15T08:00', '2026-07-16T08:00']);
      expect(s.relances.map((r) => r.destinataire)).toEqual(['OF', 'OF', 'OF', 'MANDATAIRE']);
      expect(s.ouverts()).toEqual([]);
    });
  });

  it('hears a jump of the calendar: each due thing happens at its date, before the jump is answered', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      for (let jour = 1; jour <= 6; jour++) {
        await temps.avancer(h, 24);
        if (jour === 1) expect(s.relances).toHaveLength(1);
      }
      expect(quand(s).map((q) => q.slice(0, 10))).toEqual(['2026-07-11', '2026-07-13', '2026-07-15', '2026-07-16']);
      await h.terminate();
    });
  });

  it('stops the moment the condition holds, between two reminders', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      await temps.avancer(h, 5);
      await h.signal(acte, ouvrir);
      await h.result();
      expect(s.relances).toHaveLength(1);
      expect(s.ouverts()).toEqual([]);
      expect(s.faits().at(-1)).toBe('BLOCAGE_RESOLU');
    });
  });

  it('that starts late sends only the level now due', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      await temps.avancer(h, 6 * 24 + 1); // as after a long stop of the workers: H+4, J+1, J+2 and J+3 are all past
      expect(s.relances.map((r) => [r.destinataire, r.niveau])).toEqual([['MANDATAIRE', 2]]);
      await h.terminate();
    });
  });

  it('rests a day between two mails: an operator who insists is told from when', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      await temps.avancer(h, 5);
      const blocage = s.blocages()[0]?.id ?? '';
      const relancer = { args: [{ code: 'relancer', blocage, par: 'compte:1' }] } as const;
      expect(await h.executeUpdate(actionner, { args: [...relancer.args] })).toMatchObject({
        fait: false,
        refus: 'RELANCE_RECENTE',
        jusqua: expect.stringMatching(/^2026-07-11T13/),
      });
      await temps.avancer(h, 24);
      expect(await h.executeUpdate(actionner, { args: [...relancer.args] })).toEqual({ fait: true });
      expect(s.relances).toHaveLength(2);
      expect(new Set(s.relances.map((r) => r.cle)).size).toBe(2);
      // The ladder's own J+1 (Monday 10:00) is due less than a day after: it waits for its rest.
      await temps.avancer(h, 24);
      await temps.avancer(h, 24);
      const [, manuelle, suivante] = s.relances;
      expect((suivante?.maintenant ?? 0) - (manuelle?.maintenant ?? 0)).toBeGreaterThanOrEqual(24 * HEURE);
      await h.terminate();
    });
  });

  it.each([
    ['at the date', '2026-07-15T09:00:00Z'],
    ['on the first working day after it', '2026-07-14T09:00:00Z'],
  ])('sleeps when an operator says so, and wakes %s', async (_, jusqua) => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      await temps.avancer(h, 5);
      const blocage = s.blocages()[0]?.id ?? '';
      await h.executeUpdate(actionner, { args: [{ code: 'mettreEnVeille', blocage, par: 'compte:1', jusqua }] });
      for (let jour = 0; jour < 4; jour++) await temps.avancer(h, 24);
      expect(s.relances).toHaveLength(1);
      await temps.avancer(h, 24);
      expect(s.relances).toHaveLength(2);
      expect(quand(s)[1]?.slice(0, 10)).toBe('2026-07-15'); // what came due meanwhile is not made up for: one reminder, the level of the day
      await h.terminate();
    });
  });

  it('says that a second operator comes too late', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      await temps.avancer(h, 5);
      const reponse = await h.executeUpdate(actionner, { args: [{ code: 'relancer', blocage: 'autre#1', par: 'compte:2' }] });
      expect(reponse).toEqual({ fait: false, refus: 'DEJA_LEVE' });
      await h.terminate();
    });
  });

  it('goes on where it was after a continued run in the middle of a wait', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const temps = horloge(VENDREDI);
      const h = await attendu(s, temps.cal());
      const premier = h.firstExecutionRunId;
      await temps.avancer(h, 5);
      expect(s.relances).toHaveLength(1);
      const courant = async () => (await maison.client.workflow.getHandle(h.workflowId).describe()).runId;
      await jusque(
        'nouvelle exécution',
        async () => {
          await maison.client.workflow.getHandle(h.workflowId).signal(calendrierRecale, temps.cal());
          return (await courant()) !== premier;
        },
        60_000,
      );
      const suite = maison.client.workflow.getHandle(h.workflowId);
      await temps.avancer(suite, 3 * 24);
      expect(s.relances).toHaveLength(2); // the second level, not the first again
      await suite.signal(acte, ouvrir);
      await suite.result();
      expect(s.ouverts()).toEqual([]);
    });
  });
});
