/** The French sentences of zod's issues, and their JSON pointers (RFC 6901 in a URI fragment). */
import type { z } from 'zod';
import type { ErreurChamp } from './problemes.ts';

const TYPES: Record<string, string> = {
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'vrai ou faux',
  array: 'une liste',
  object: 'un objet',
  date: 'une date',
};
const FORMATS: Record<string, string> = {
  email: 'une adresse électronique',
  uuid: 'un identifiant UUID',
  datetime: 'un instant ISO 8601 avec décalage (2026-11-23T09:00:00+01:00)',
  date: 'une date AAAA-MM-JJ',
  duration: 'une durée ISO 8601 (P1D)',
  url: 'une adresse web',
};

/** Given to every `safeParse`: zod then speaks French, and never repeats the value. */
export const messageFrancais = (probleme: z.core.$ZodRawIssue): string => {
  switch (probleme.code) {
    case 'invalid_type':
      return probleme.input === undefined ? 'Ce champ est obligatoire.' : `Doit être ${TYPES[probleme.expected] ?? probleme.expected}.`;
    case 'too_big':
      return probleme.origin === 'string'
        ? `${probleme.maximum} caractères au plus.`
        : probleme.origin === 'array'
          ? `${probleme.maximum} éléments au plus.`
          : `Au plus ${probleme.maximum}.`;
    case 'too_small':
      if (probleme.origin === 'string') return probleme.minimum === 1 ? 'Ne peut pas être vide.' : `${probleme.minimum} caractères au moins.`;
      return probleme.origin === 'array' ? `${probleme.minimum} élément(s) au moins.` : `Au moins ${probleme.minimum}.`;
    case 'invalid_format':
      return `Doit être ${FORMATS[probleme.format] ?? 'au format attendu'}.`;
    case 'invalid_value':
      return `Valeurs possibles : ${probleme.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `Champ inconnu : ${probleme.keys.join(', ')}.`;
    case 'invalid_union':
      return 'Ne correspond à aucune des formes possibles.';
    default:
      return 'Valeur incorrecte.';
  }
};

export const echapper = (segment: PropertyKey): string => String(segment).replaceAll('~', '~0').replaceAll('/', '~1');

export const erreursDe = (erreur: z.ZodError, racine = ''): ErreurChamp[] =>
  erreur.issues.flatMap((i) => {
    const base = [racine, ...i.path.map(echapper)].filter((s) => s !== '').join('/');
    // An unknown key points at itself, so that a form can mark it.
    if (i.code === 'unrecognized_keys')
      return i.keys.map((cle) => ({ pointer: `#/${[base, echapper(cle)].filter(Boolean).join('/')}`, detail: 'Champ inconnu.' }));
    return [{ pointer: `#/${base}`, detail: i.message }];
  });
