/** How a delay is said. */
import { compter } from './francais.ts';
import type { Delai } from './ouvres.ts';

/** « 4 heures », « 2 jours ouvrés », « 30 jours ». */
export const delaiDit = (d: Delai): string => {
  if ('heures' in d) return d.heures === 0 ? 'aussitôt' : compter(d.heures, 'heure', 'heures');
  if ('joursOuvres' in d) return compter(d.joursOuvres, 'jour ouvré', 'jours ouvrés');
  return compter(d.jours, 'jour', 'jours');
};
