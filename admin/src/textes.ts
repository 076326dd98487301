/** The texts that the first screens share; the others import their own from textes/. */
import { aTraiter } from './textes/a-traiter.ts';
import { actions } from './textes/actions.ts';
import { cadre } from './textes/cadre.ts';
import { offre } from './textes/offre.ts';
import { parcours } from './textes/parcours.ts';
import { systemes } from './textes/systemes.ts';

export const textes = { ...cadre, ...aTraiter, ...actions, ...parcours, ...systemes, ...offre };
