/**
 * Identifiers of the field (§c.1): each reader takes what people and flows really send and gives the canonical form, or null.
 * No reader guesses: a repair is said, so that it can be shown and traced.
 */

/** Everything people put between the digits of a number. */
const SEPARATEURS = /[\s\u00a0\u202f.-]/g;
const compacter = (brut: string): string => brut.replace(SEPARATEURS, '').toUpperCase();

/** Luhn's sum: every second digit from the right is doubled, its own digits added. */
const sommeLuhn = (chiffres: string): number =>
  [...chiffres].reverse().reduce((somme, c, rang) => {
    const n = Number(c) * (rang % 2 === 1 ? 2 : 1);
    return somme + (n > 9 ? n - 9 : n);
  }, 0);
const sommeChiffres = (chiffres: string): number => [...chiffres].reduce((somme, c) => somme + Number(c), 0);

/** SIREN of La Poste, whose establishments outgrew Luhn's key: the sum of the 14 digits is then a multiple of 5. */
const LA_POSTE = '356000000';

/** True for 14 digits with a valid key. */
export const estSiret = (siret: string): boolean =>
  /^\d{14}$/.test(siret) && !/^0+$/.test(siret) && (sommeLuhn(siret) % 10 === 0 || (siret.startsWith(LA_POSTE) && sommeChiffres(siret) % 5 === 0));

/** `repare`: a flow had put a zero before it (15 characters), or lost the one it begins with (13). */
export const lireSiret = (brut: string): { siret: string; repare: boolean } | null => {
  const lu = compacter(brut);
  if (estSiret(lu)) return { siret: lu, repare: false };
  if (lu.length === 15 && lu.startsWith('0') && estSiret(lu.slice(1))) return { siret: lu.slice(1), repare: true };
  if (/^\d{13}$/.test(lu) && estSiret(`0${lu}`)) return { siret: `0${lu}`, repare: true };
  return null;
};

/** Numéro de déclaration d'activité: 11 characters; letters are met in practice, hence a warning and no refusal. */
export const lireNda = (brut: string): { nda: string; nonNumerique: boolean } | null => {
  const lu = compacter(brut);
  return /^[0-9A-Z]{11}$/.test(lu) ? { nda: lu, nonNumerique: !/^\d{11}$/.test(lu) } : null;
};

/** Old: 7 digits and a character. New: 11 digits. Regional: 3 digits, then the old one. */
export const lireIdDE = (brut: string): { idDE: string; forme: 'ANCIEN' | 'NOUVEAU' | 'REGIONAL' } | null => {
  const lu = compacter(brut);
  if (/^\d{11}$/.test(lu)) return { idDE: lu, forme: 'NOUVEAU' };
  if (/^\d{7}[0-9A-Z]$/.test(lu)) return { idDE: lu, forme: 'ANCIEN' };
  if (/^\d{10}[A-Z]$/.test(lu)) return { idDE: lu, forme: 'REGIONAL' };
  return null;
};

/** 5 digits; which version they belong to is the flow's `@ref`. */
export const estFormacode = (code: string): boolean => /^\d{5}$/.test(code);

const CLES_UAI = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** School number: 7 digits and their key letter. */
export const estUai = (uai: string): boolean => /^\d{7}[A-Z]$/.test(uai) && CLES_UAI[Number(uai.slice(0, 7)) % 23] === uai[7];

/** Sex, year, month (or the fictitious ones), département, commune, rank; then perhaps the key. */
const STRUCTURE = /^([1-478])(\d{2})(0[1-9]|1[0-2]|[235-9]\d|4[0-2])(2[AB]|0[1-9]|[1-9]\d)(\d{3})(\d{3})(\d{2})?$/;
/** Where people leave a space: 1 85 05 78 006 084 36. */
const COUPURES_USUELLES = new Set([1, 3, 5, 7, 10, 13]);
const DEPART = /(?<![\d+])[1-478]/g;
const SUITE_NIR = /^(?:[\s\u00a0\u202f.-]{0,2}(?:\d|(?<=2)[ABab]))+/;

/** Corsica counts as 19 (2A) and 18 (2B) in the key. */
const cleNir = (treize: string): number => 97 - Number(BigInt(treize.replace('2A', '19').replace('2B', '18')) % 97n);

const lireNir = (texte: string, longueur: 13 | 15): boolean => {
  let compact = '';
  let groupe = 0;
  let plusLong = 0;
  let usuel = true;
  let i = 0;
  for (; i < texte.length && compact.length < longueur; i++) {
    const c = texte[i] ?? '';
    if (/[\dABab]/.test(c)) {
      compact += c.toUpperCase();
      groupe += 1;
      plusLong = Math.max(plusLong, groupe);
    } else if (groupe > 0) {
      if (!COUPURES_USUELLES.has(compact.length)) usuel = false;
      groupe = 0;
    }
  }
  if (compact.length < longueur || /^\d/.test(texte.slice(i))) return false;
  const lu = STRUCTURE.exec(compact);
  if (!lu) return false;
  const cleJuste = longueur === 15 && cleNir(compact.slice(0, 13)) === Number(compact.slice(13));
  // Without its key, or cut anywhere, a number of that length may be something else: ask for more proof.
  if (!usuel) return cleJuste && plusLong <= 5;
  return cleJuste || /^[12]/.test(compact);
};

/** True when a free text holds a social security number (NIR), which the hub has no right to keep: refuse the text. */
export const contientNir = (texte: string): boolean => {
  for (const depart of texte.matchAll(DEPART)) {
    const suite = SUITE_NIR.exec(texte.slice(depart.index, depart.index + 48))?.[0];
    if (suite === undefined) continue;
    const reste = texte.slice(depart.index, depart.index + suite.length + 1);
    if (lireNir(reste, 15) || lireNir(reste, 13)) return true;
  }
  return false;
};

/** Where, in a message, a text holds a social security number: its path, never what it says. */
export const fautesNir = (valeur: unknown, chemin = ''): string[] => {
  if (typeof valeur === 'string') return contientNir(valeur) ? [chemin] : [];
  if (typeof valeur !== 'object' || valeur === null) return [];
  return Object.entries(valeur).flatMap(([cle, v]) => fautesNir(v, chemin === '' ? cle : `${chemin}.${cle}`));
};
