/** What is wrong with a message, as its screens say it: what is expected, never what was typed. */
import { z } from 'zod';
import { typo } from '../../domain/francais.ts';

const TYPES: Record<string, string> = {
  string: 'Un texte est attendu.',
  number: 'Un nombre est attendu.',
  int: 'Un nombre entier est attendu.',
  boolean: 'Oui ou non est attendu.',
  array: 'Une liste est attendue.',
  object: 'Un ensemble de champs est attendu.',
};
const FORMATS: Record<string, string> = {
  datetime: 'Une date et une heure sont attendues, avec leur décalage horaire.',
  date: 'Une date est attendue (AAAA-MM-JJ).',
  url: 'Une adresse est attendue (https://…).',
};
const unite = (origine: string, n: number | bigint): string => (origine === 'string' ? `${n} caractère${n > 1 ? 's' : ''}` : `${n}`);

const dire = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Ce champ est attendu.' : TYPES[issue.expected];
    case 'too_big':
      return `${unite(issue.origin, issue.maximum)} au plus.`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? 'Ce champ est attendu.' : `${unite(issue.origin, issue.minimum)} au moins.`;
    case 'invalid_value':
      return issue.values.length === 1 ? undefined : `Valeurs possibles : ${issue.values.join(', ')}.`;
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'unrecognized_keys':
      return `Champ inconnu : ${issue.keys.join(', ')}.`;
    default:
      return undefined;
  }
};

const deZod = z.locales.fr().localeError;
export const EN_FRANCAIS = {
  error: (issue: z.core.$ZodRawIssue) => {
    const dit = dire(issue);
    return dit === undefined ? deZod(issue) : typo(dit);
  },
};
