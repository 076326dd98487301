/** One text per value, whatever the order of its keys: its hash says whether two bodies are the same message. */
import { createHash } from 'node:crypto';
import { estTextePossible } from '../../domain/texte.ts';

/** Deeper than any message of the contracts; stops a body made to exhaust the stack. */
const PROFONDEUR_MAX = 40;

/** null: the value cannot be kept (too deep, or a character that no text may hold). */
export const canonique = (valeur: unknown, profondeur = 0): string | null => {
  if (profondeur > PROFONDEUR_MAX) return null;
  if (typeof valeur === 'string') return estTextePossible(valeur) ? JSON.stringify(valeur) : null;
  if (typeof valeur !== 'object' || valeur === null) return JSON.stringify(valeur) ?? 'null';
  const textes = Array.isArray(valeur)
    ? valeur.map((v) => canonique(v, profondeur + 1))
    : Object.entries(valeur)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([cle, v]) => {
          const texte = canonique(v, profondeur + 1);
          return texte === null || !estTextePossible(cle) ? null : `${JSON.stringify(cle)}:${texte}`;
        });
  if (textes.includes(null)) return null;
  return Array.isArray(valeur) ? `[${textes.join()}]` : `{${textes.join()}}`;
};

export const empreinte = (texte: string): string => createHash('sha256').update(texte).digest('hex');
