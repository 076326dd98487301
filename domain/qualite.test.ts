import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAUTES } from './fautes.ts';
import { type Compte, CRITERES, type FaitsQualite, qualiteDe } from './qualite.ts';

const faits = (plus: Partial<Record<(typeof CRITERES)[number], Partial<Compte>>> = {}): FaitsQualite =>
  Object.fromEntries(CRITERES.map((c) => [c, { total: 4, manque: 0, sessions: 0, personnes: 0, ...plus[c] }])) as FaitsQualite;

describe('G11, G14: the quality of an organisme', () => {
  it('is 100 when nothing is missing, and null when nothing is to be judged', () => {
    expect(qualiteDe(faits()).score).toBe(100);
    expect(qualiteDe(faits()).criteres.every((c) => c.effet === null && c.note === 100)).toBe(true);
    const rien = Object.fromEntries(CRITERES.map((c) => [c, { total: 0, manque: 0, sessions: 0, personnes: 0 }])) as FaitsQualite;
    expect(qualiteDe(rien)).toEqual({ score: null, criteres: [] });
  });
  it('loses the weighted share of what is missing, and says who is held up, the dearest first', () => {
    const q = qualiteDe(faits({ CRENEAU: { manque: 2, sessions: 2, personnes: 3 }, PRESENCE: { manque: 4, personnes: 1 } }));
    expect(q.score).toBe(100 - 10 - 15);
    expect(q.criteres.slice(0, 2).map((c) => [c.critere, c.note, c.effet])).toEqual([
      ['PRESENCE', 0, '1\u00a0personne ne peut pas être repositionnée (R27).'],
      ['CRENEAU', 50, '2\u00a0sessions ne peuvent recevoir personne\u202f; 3\u00a0conseillers ont essayé en vain.'],
    ]);
  });
  it('judges only what concerns the organisme', () => {
    const q = qualiteDe(faits({ PRESENCE: { total: 0 }, SUITE: { total: 0 }, ENTREE: { total: 0 }, COURRIEL: { total: 1, manque: 1, personnes: 2 } }));
    expect(q.score).toBe(Math.round((55 / 70) * 100));
  });
  it('stays between 0 and 100, falls when more is missing, and is said in good French', () => {
    const compte = fc.record({ total: fc.nat(20), manque: fc.nat(20), sessions: fc.nat(3), personnes: fc.nat(3) });
    fc.assert(
      fc.property(fc.record(Object.fromEntries(CRITERES.map((c) => [c, compte])) as Record<(typeof CRITERES)[number], typeof compte>), (f) => {
        const q = qualiteDe(f);
        if (q.score !== null) expect(q.score).toBeGreaterThanOrEqual(0);
        expect(q.score ?? 0).toBeLessThanOrEqual(100);
        for (const c of q.criteres) expect(`${c.libelle} ${c.effet ?? ''}`).not.toMatch(FAUTES);
        const pire = qualiteDe({ ...f, CRENEAU: { ...f.CRENEAU, manque: f.CRENEAU.total } });
        expect(pire.score ?? 0).toBeLessThanOrEqual(q.score ?? 0);
      }),
    );
  });
});
