import { describe, expect, it } from 'vitest';
import { alentours, distanceKm, pointDe } from './distance.ts';

const entre = (a: string, b: string): number => {
  const [x, y] = [pointDe(a), pointDe(b)];
  return x && y ? Math.round(distanceKm(x, y)) : Number.NaN;
};

describe('distance between postal codes', () => {
  it.each([
    ['76000', '76600', 70, 'Rouen, Le Havre'],
    ['76000', '14000', 108, 'Rouen, Caen'],
    ['76000', '27000', 47, 'Rouen, Évreux'],
    ['14000', '50100', 103, 'Caen, Cherbourg'],
    ['75011', '13001', 660, 'Paris, Marseille'],
    ['76000', '76000', 0, 'Rouen, Rouen'],
  ])('%s to %s: about %d km (%s)', (a, b, km) => {
    expect(Math.abs(entre(a, b) - km)).toBeLessThanOrEqual(Math.max(3, km * 0.03));
  });

  it('places an unknown code at the middle of its département, and one of nowhere nowhere', () => {
    expect(entre('76999', '76000')).toBeLessThan(60);
    expect(pointDe('00999')).toBeNull();
    expect(alentours('00999', 50)).toEqual({ codes: ['00999'], departements: [], ailleurs: [] });
  });

  it('names what lies within a radius, and nothing beyond', () => {
    const { codes, departements } = alentours('76000', 50);
    expect(codes).toContain('27000');
    expect(codes).not.toContain('76600');
    expect(departements).not.toContain('14');
    const loin = alentours('76000', 120);
    expect(loin.codes).toContain('14000');
    expect(loin.departements).toContain('27');
    expect(loin.ailleurs.every((code) => loin.departements.includes(code.slice(0, 2)) && !loin.codes.includes(code))).toBe(true);
  });
});
