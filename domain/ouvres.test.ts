import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ajouterDelai, ajouterHeuresOuvrees, ajouterJoursOuvres, debutDeJourParis, estFerie, estOuvre, jourParis, prochainInstantOuvre } from './ouvres.ts';

const paris = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const local = (ms: number): { jour: string; heure: string } => {
  const p = Object.fromEntries(paris.formatToParts(ms).map((x) => [x.type, x.value]));
  return { jour: `${p['year']}-${p['month']}-${p['day']}`, heure: `${p['hour']}:${p['minute']}` };
};
/** Instant of a Paris wall clock, written with its offset. */
const le = (iso: string): number => Date.parse(iso);
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('days of Paris', () => {
  it('agrees with the time zone database for every instant of the century', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        expect(jourParis(ms)).toBe(local(ms).jour);
      }),
      { numRuns: 2000 },
    );
  });
  it('agrees around both changes of clock', () => {
    for (const bord of [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)])
      for (const ecart of [-7_200_000, -3_600_000, -1, 0, 1, 3_600_000, 7_200_000, 82_800_000]) expect(jourParis(bord + ecart)).toBe(local(bord + ecart).jour);
  });
  it('starts each day at midnight of Paris', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const debut = debutDeJourParis(jourParis(ms));
        expect(local(debut)).toEqual({ jour: jourParis(ms), heure: '00:00' });
        expect(debut).toBeLessThanOrEqual(ms);
      }),
    );
  });
});

describe('public holidays', () => {
  it('knows those of 2026, and no other day of the year', () => {
    const feries: string[] = [];
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 86_400_000) {
      const jour = new Date(ms).toISOString().slice(0, 10);
      if (estFerie(jour)) feries.push(jour.slice(5));
    }
    expect(feries).toEqual(['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25']);
  });
  it('follows Easter', () => {
    for (const lundi of ['2000-04-24', '2008-03-24', '2011-04-25', '2024-04-01', '2025-04-21', '2027-03-29', '2038-04-26']) expect(estFerie(lundi)).toBe(true);
    for (const ascension of ['2024-05-09', '2025-05-29', '2027-05-06']) expect(estFerie(ascension)).toBe(true);
    // Good Friday and 26 December are holidays in Alsace-Moselle alone.
    expect(estFerie('2026-04-03')).toBe(false);
    expect(estFerie('2026-12-26')).toBe(false);
  });
});

describe('working days', () => {
  it('counts 48 hours of working days: a weekend, a public holiday and a change of clock do not run', () => {
    expect(ajouterHeuresOuvrees(le('2026-11-20T17:00:00+01:00'), 48)).toBe(le('2026-11-24T17:00:00+01:00'));
    expect(ajouterHeuresOuvrees(le('2026-11-21T10:00:00+01:00'), 48)).toBe(le('2026-11-25T00:00:00+01:00'));
    expect(ajouterHeuresOuvrees(le('2026-11-10T10:00:00+01:00'), 24)).toBe(le('2026-11-12T10:00:00+01:00'));
    expect(ajouterHeuresOuvrees(le('2026-03-27T12:00:00+01:00'), 24)).toBe(le('2026-03-30T12:00:00+02:00'));
    expect(ajouterHeuresOuvrees(le('2026-11-21T10:00:00+01:00'), 0)).toBe(le('2026-11-21T10:00:00+01:00'));
  });
  it('jumps over week-ends and holidays, at the same hour of Paris', () => {
    // Tuesday 10 November 2026 at 10:30, the 11th is a holiday.
    expect(ajouterJoursOuvres(le('2026-11-10T10:30:00+01:00'), 1)).toBe(le('2026-11-12T10:30:00+01:00'));
    expect(ajouterJoursOuvres(le('2026-11-10T10:30:00+01:00'), 3)).toBe(le('2026-11-16T10:30:00+01:00'));
    expect(ajouterJoursOuvres(le('2026-11-14T09:00:00+01:00'), 1)).toBe(le('2026-11-16T09:00:00+01:00'));
    // Friday 27 March 2026, summer time starts on the Sunday.
    expect(ajouterJoursOuvres(le('2026-03-27T15:00:00+01:00'), 1)).toBe(le('2026-03-30T15:00:00+02:00'));
    expect(ajouterJoursOuvres(le('2026-10-23T15:00:00+02:00'), 1)).toBe(le('2026-10-26T15:00:00+01:00'));
  });
  it('lands on working days, one after the other', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (ms, a, b) => {
        const arrivee = ajouterJoursOuvres(ms, a);
        expect(estOuvre(arrivee)).toBe(true);
        expect(arrivee).toBeGreaterThan(ms);
        expect(jourParis(ajouterJoursOuvres(arrivee, b))).toBe(jourParis(ajouterJoursOuvres(ms, a + b)));
      }),
    );
  });
});

describe('opening hours of the mails', () => {
  it('moves to the next opening', () => {
    expect(prochainInstantOuvre(le('2026-11-10T07:00:00+01:00'))).toBe(le('2026-11-10T08:00:00+01:00'));
    expect(prochainInstantOuvre(le('2026-11-10T19:00:00+01:00'))).toBe(le('2026-11-12T08:00:00+01:00'));
    expect(prochainInstantOuvre(le('2026-11-13T20:00:00+01:00'))).toBe(le('2026-11-16T08:00:00+01:00'));
    expect(prochainInstantOuvre(le('2026-11-12T18:59:00+01:00'))).toBe(le('2026-11-12T18:59:00+01:00'));
  });
  it('is always open, never earlier, and changes nothing the second time', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const ouvert = prochainInstantOuvre(ms);
        expect(ouvert).toBeGreaterThanOrEqual(ms);
        expect(estOuvre(ouvert)).toBe(true);
        expect(local(ouvert).heure >= '08:00' && local(ouvert).heure < '19:00').toBe(true);
        expect(prochainInstantOuvre(ouvert)).toBe(ouvert);
        expect(ouvert - ms).toBeLessThan(6 * 86_400_000);
      }),
    );
  });
});

describe('delays', () => {
  it('counts hours as elapsed time and days by the wall clock', () => {
    const veille = le('2026-03-28T12:00:00+01:00');
    expect(ajouterDelai(veille, { heures: 24 })).toBe(le('2026-03-29T13:00:00+02:00'));
    expect(ajouterDelai(veille, { jours: 1 })).toBe(le('2026-03-29T12:00:00+02:00'));
    expect(ajouterDelai(veille, { joursOuvres: 1 })).toBe(le('2026-03-30T12:00:00+02:00'));
    for (const nul of [{ heures: 0 }, { jours: 0 }, { joursOuvres: 0 }]) expect(ajouterDelai(veille, nul)).toBe(veille);
  });
});
