/** When what a partner says has happened. */
import { debutDeJourParis } from '../../domain/ouvres.ts';

/** A day says no hour: struck off and re-registered on the same one (§d.8), a person is what AUDE said last. */
export const momentDuStatut = (date: string, ditLe: string): Date => {
  if (date.length > 'AAAA-MM-JJ'.length) return new Date(date);
  const debut = debutDeJourParis(date);
  return new Date(Math.min(Math.max(Date.parse(ditLe), debut), debut + JOUR_MS - 1));
};
const JOUR_MS = 86_400_000;
