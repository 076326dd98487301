import { describe, expect, it } from 'vitest';
import { FORMES } from './formes.ts';

const entree = (date: string) => FORMES.entree.safeParse({ parcours: 'p', date }).data?.date;

describe('what partners say', () => {
  it('R41: a day is given as it is, or by an instant of that day in Paris', () => {
    expect(entree('2026-12-07')).toBe('2026-12-07');
    expect(entree('2026-12-07T09:00:00+01:00')).toBe('2026-12-07');
    expect(entree('2026-12-06T23:30:00Z')).toBe('2026-12-07');
    expect(entree('hier')).toBeUndefined();
  });
});
