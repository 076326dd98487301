import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contientNir, estFormacode, estSiret, estUai, lireIdDE, lireNda, lireSiret } from './identifiants.ts';

const chiffres = (n: number) => fc.stringMatching(new RegExp(`^\\d{${n}}$`));
const cleLuhn = (sans: string): string => {
  const cle = [...'0123456789'].find((c) => {
    const s = [...sans, c].reverse().reduce((t, x, i) => t + (i % 2 ? ((Number(x) * 2) % 10) + Math.floor((Number(x) * 2) / 10) : Number(x)), 0);
    return s % 10 === 0;
  });
  return sans + cle;
};
const siret = chiffres(13)
  .filter((s) => !/^0+$/.test(s))
  .map(cleLuhn);

/** A plausible NIR: sex, year, month, département, commune, rank, key. */
const nir = fc
  .record({
    sexe: fc.constantFrom('1', '2'),
    annee: chiffres(2),
    mois: fc.integer({ min: 1, max: 12 }).map((m) => String(m).padStart(2, '0')),
    departement: fc.oneof(
      fc.constantFrom('2A', '2B', '99'),
      fc.integer({ min: 1, max: 95 }).map((d) => String(d).padStart(2, '0')),
    ),
    commune: chiffres(3),
    rang: chiffres(3),
  })
  .map((p) => {
    const treize = p.sexe + p.annee + p.mois + p.departement + p.commune + p.rang;
    const n = BigInt(treize.replace('2A', '19').replace('2B', '18'));
    return { groupes: [p.sexe, p.annee, p.mois, p.departement, p.commune, p.rang], cle: String(97n - (n % 97n)).padStart(2, '0') };
  });

describe('SIRET', () => {
  it('accepts every number with its Luhn key and refuses any single wrong digit', () => {
    fc.assert(
      fc.property(siret, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (s, rang, ecart) => {
        expect(estSiret(s)).toBe(true);
        if (s.startsWith('356000000')) return;
        const faux = s.slice(0, rang) + String((Number(s[rang]) + ecart) % 10) + s.slice(rang + 1);
        if (!faux.startsWith('356000000')) expect(estSiret(faux)).toBe(false);
      }),
    );
  });
  it('knows the exception of La Poste: the sum of the digits is a multiple of 5', () => {
    expect(estSiret('35600000049837')).toBe(true);
    expect(estSiret('35600000049838')).toBe(false);
  });
  it('repairs a leading zero (15 characters) and says so', () => {
    fc.assert(
      fc.property(siret, (s) => {
        expect(lireSiret(`0${s}`)).toEqual({ siret: s, repare: true });
        expect(lireSiret(`${s.slice(0, 3)} ${s.slice(3, 6)} ${s.slice(6, 9)}\u202f${s.slice(9)}`)).toEqual({ siret: s, repare: false });
      }),
    );
    expect(lireSiret('012345678901234')).toBeNull();
    // Lost on the way through a spreadsheet.
    expect(lireSiret('9990000300015')).toEqual({ siret: '09990000300015', repare: true });
    expect(lireSiret('9990000300016')).toBeNull();
    expect(lireSiret('')).toBeNull();
    expect(estSiret('00000000000000')).toBe(false);
  });
});

describe('other identifiers', () => {
  it('reads the NDA, with a warning when it holds letters', () => {
    expect(lireNda('23 76 01234 76')).toEqual({ nda: '23760123476', nonNumerique: false });
    expect(lireNda('2151p001151')).toEqual({ nda: '2151P001151', nonNumerique: true });
    expect(lireNda('2151')).toBeNull();
  });
  it('reads the three shapes of an identifiant DE', () => {
    expect(lireIdDE('1234567a')).toEqual({ idDE: '1234567A', forme: 'ANCIEN' });
    expect(lireIdDE('12345678901')).toEqual({ idDE: '12345678901', forme: 'NOUVEAU' });
    expect(lireIdDE('0167942369Z')).toEqual({ idDE: '0167942369Z', forme: 'REGIONAL' });
    for (const faux of ['1234567', '123456789', '1234567é', 'A2345678', '123456789012']) expect(lireIdDE(faux)).toBeNull();
  });
  it('checks formacode and UAI', () => {
    expect(estFormacode('15062')).toBe(true);
    expect(estFormacode('1506')).toBe(false);
    expect(estUai('0750001V')).toBe('ABCDEFGHJKLMNPRSTUVWXYZ'[750001 % 23] === 'V');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => {
        const numero = String(n).padStart(7, '0');
        const justes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((c) => estUai(numero + c));
        expect(justes).toHaveLength(1);
      }),
    );
  });
});

describe('NIR', () => {
  it('is found with or without key, with the usual spaces or none, inside a sentence', () => {
    fc.assert(
      fc.property(nir, fc.constantFrom('', ' ', '\u00a0', '.', '-', '\u202f'), fc.boolean(), fc.boolean(), (n, espace, avecCle, phrase) => {
        const ecrit = [...n.groupes, ...(avecCle ? [n.cle] : [])].join(espace);
        expect(contientNir(phrase ? `Merci de noter son numéro ${ecrit}, reçu le 27/02.` : ecrit)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it('is found when cut anywhere, thanks to its key', () => {
    expect(contientNir('1850 5780 0608 491')).toBe(true);
    expect(contientNir('1850 5780 0608 492')).toBe(false);
    expect(contientNir('2 94 03 2a 123 456')).toBe(true);
    expect(contientNir('27/02 1850578006084 06 12 34 56 78')).toBe(true);
  });
  it('is not seen in a SIRET, a phone number, an identifiant DE, a date or a session number', () => {
    fc.assert(
      fc.property(siret, chiffres(11), chiffres(8), (s, id, tel) => {
        for (const texte of [
          s,
          `0${s}`,
          `SIRET ${s.slice(0, 3)} ${s.slice(3, 6)} ${s.slice(6, 9)} ${s.slice(9)}`,
          `SIRET : ${s}.`,
          id,
          `identifiant ${id}, le 12 novembre`,
          `06${tel}`,
          `06 ${tel.replace(/(..)/g, '$1 ').trim()}`,
          `+33 6 ${tel.replace(/(..)/g, '$1 ').trim()}`,
          `0033 6 ${tel.replace(/(..)/g, '$1 ').trim()}`,
          `06.${tel.replace(/(..)(?!$)/g, '$1.')} ou 02 35 00 00 00`,
        ])
          expect(contientNir(texte), texte).toBe(false);
      }),
      { numRuns: 500 },
    );
    for (const texte of ['', 'Session 143595113, du 27/02/2026 au 28/02/2026', '41N242044140', '978-2-1234-5680-3', '12 places, 10 h 30 à 12 h 00'])
      expect(contientNir(texte), texte).toBe(false);
  });
});
