import { afterEach, describe, expect, it } from 'vitest';
import { duree, heure, jour, jourBref, jourDeSemaine, jourHeure, reveilDans, reveilLe, sEcarte } from './dates.ts';

const zone = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zone;
});

describe.each(['UTC', 'Pacific/Auckland', 'Europe/Paris'])('dates on a machine in %s', (tz) => {
  it('are those of Paris', () => {
    process.env['TZ'] = tz;
    expect(jour('2026-11-12T23:30:00Z')).toBe('13 nov. 2026');
    expect(jourHeure('2026-11-12T08:30:00Z')).toBe('12 nov. 2026, 9\u00a0h\u00a030');
    expect(heure('2026-11-12T09:00:00Z')).toBe('10\u00a0h');
    expect(heure('2026-07-01T22:05:00Z')).toBe('0\u00a0h\u00a005');
    expect(jourBref('2026-11-12T08:00:00Z', '2026-12-01T08:00:00Z')).toBe('12 nov.');
    expect(jourBref('2025-11-12T08:00:00Z', '2026-12-01T08:00:00Z')).toBe('12 nov. 2025');
  });
  it('wake a sleeping case when people are at work: never at night, on a Sunday nor on a public holiday', () => {
    process.env['TZ'] = tz;
    const huitHeures = (jourDit: string) => `${jourDit}T07:00:00.000Z`;
    // A Friday evening of Paris, already Saturday in Auckland: tomorrow is Saturday, so Monday.
    expect(reveilDans('2026-11-20T22:30:00Z', 1)).toBe(huitHeures('2026-11-23'));
    expect(reveilDans('2026-11-16T10:00:00Z', 1)).toBe(huitHeures('2026-11-17'));
    expect(reveilDans('2026-11-04T10:00:00Z', 7)).toBe(huitHeures('2026-11-12'));
    expect(reveilLe('2026-07-01')).toBe('2026-07-01T06:00:00.000Z');
    expect(jourDeSemaine(reveilDans('2026-11-20T22:30:00Z', 1))).toBe('lundi 23\u00a0novembre');
  });
});

describe('ages', () => {
  it('are counted in the largest unit, from the business instant given', () => {
    expect(duree('2026-11-09T09:00:00Z', '2026-11-20T09:00:00Z')).toBe('11\u00a0j');
    expect(duree('2026-11-20T04:00:00Z', '2026-11-20T09:00:00Z')).toBe('5\u00a0h');
    expect(duree('2026-11-20T09:00:00Z', '2026-11-20T09:00:00Z')).toBe('1\u00a0min');
  });
  it('show the business date only when it differs', () => {
    const reel = Date.parse('2026-11-20T09:00:00Z');
    expect([sEcarte('2026-11-20T09:10:00Z', reel), sEcarte('2026-11-21T09:00:00Z', reel)]).toEqual([false, true]);
  });
});
