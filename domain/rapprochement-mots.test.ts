import { describe, expect, it } from 'vitest';
import { valeurDite } from './rapprochement-mots.ts';

describe('both values, as people say them', () => {
  it.each([
    ['ABSENT_EXCUSE', 'absent excusé'],
    ['RADIE', 'radié'],
    ['2026-03-06', '06/03/2026'],
    ['2026-05-04 - ?', 'à partir du 04/05/2026'],
    ['2026-05-04 - 2026-07-03', 'du 04/05/2026 au 03/07/2026'],
    ['2026-03-10T08:00:00.000Z/2026-03-10T10:30:00.000Z', "10/03/2026 à 9 h, jusqu'à 11 h 30"],
    ['2026-12-21/2026-12-31,2027-02-10/', 'du 21/12/2026 au 31/12/2026, à partir du 10/02/2027'],
    ['2026-12-21=34#1a2b3c4d', 'le 21/12/2026 : un texte de 34 caractères (1a2b3c4d)'],
    ['34#1a2b3c4d', 'un texte de 34 caractères (1a2b3c4d)'],
    ['442', '442'],
    ['Soudeur', 'Soudeur'],
  ])('%s: %s', (valeur, dite) => {
    expect(valeurDite(valeur)).toBe(dite);
  });
});
