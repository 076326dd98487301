/** Characters that no text may hold are refused at the doors, told where, like any other fault of the caller. */
import type { RequestHandler } from 'express';
import { estTextePossible } from '../../domain/texte.ts';
import { echapper } from './messages.ts';
import { type ErreurChamp, refus } from './problemes.ts';

/** Deeper than anything the contract says; a value that no schema bounds may not exhaust the stack. */
const PROFONDEUR_MAX = 40;

export const fautesDeTexte = (valeur: unknown, racine = '', profondeur = 0): ErreurChamp[] => {
  const pointer = `#/${racine}`;
  if (profondeur > PROFONDEUR_MAX) return [{ pointer, detail: 'Trop d’éléments emboîtés.' }];
  if (typeof valeur === 'string') return estTextePossible(valeur) ? [] : [{ pointer, detail: 'Contient un caractère qui n’est pas du texte.' }];
  if (typeof valeur !== 'object' || valeur === null) return [];
  return Object.entries(valeur).flatMap(([cle, v]) =>
    estTextePossible(cle)
      ? fautesDeTexte(v, [racine, echapper(cle)].filter(Boolean).join('/'), profondeur + 1)
      : [{ pointer, detail: 'Un nom de champ contient un caractère qui n’est pas du texte.' }],
  );
};

/** An address that names NUL names nothing. */
export const refuserNul: RequestHandler = (req, _res, next) => next(req.url.includes('%00') ? refus('parametre-invalide') : undefined);
