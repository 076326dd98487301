/** For tests of anything that people read: each fault of a French sentence of ours, in words. Empty: it is good French. */
import { FAUTES } from './fautes.ts';

/** Words that begin a sentence as they are. */
const EN_TETE = /^(?:\p{Lu}|\d|«|pe\.fr|i-Milo)/u;
/** Read after a number without being counted by it: hours of a clock, months, a unit. */
const SANS_ACCORD = /^(?:h|%|sur|à|et|ou|de|du|heures?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|jours)$/u;

/** A typed sentence: capital, final stop, typography, agreement with the number before. */
export const fautesDePhrase = (texte: string): string[] => [
  ...(EN_TETE.test(texte) ? [] : ['majuscule']),
  ...(texte.endsWith('.') ? [] : ['point final']),
  ...fautesDeTypographie(texte),
];

export const fautesDeTypographie = (texte: string): string[] => {
  const fautes: string[] = [];
  const si = (motif: RegExp, quoi: string) => motif.test(texte) && fautes.push(quoi);
  si(FAUTES, 'typographie');
  si(/[^\u202f]([;!?»])|(?<![\u202f\d]):(?!\/\/)/u, 'espace fine avant ; : ! ? »');
  si(/«[^\u202f]/u, 'espace fine après «');
  si(/[\s\u00a0\u202f]{2}/u, 'deux espaces');
  si(/^\s|\s$/u, 'espace au bord');
  si(/\s[.,]/u, 'espace avant un point ou une virgule');
  for (const [, nombre = '', mot = ''] of texte.matchAll(/(?:^|[\s(«\u202f])(\d+)\u00a0(\p{L}+)/gu)) {
    if (SANS_ACCORD.test(mot)) continue;
    const pluriel = /[sx]$/u.test(mot);
    if (Number(nombre) < 2 && pluriel) fautes.push(`accord : ${nombre} ${mot}`);
    if (Number(nombre) >= 2 && !pluriel) fautes.push(`accord : ${nombre} ${mot}`);
  }
  return fautes;
};
