/**
 * Dates as people of the field read them, in Europe/Paris whatever the machine's zone. Ages are counted from the business instant that
 * came with the answer (`maintenant`), never from the browser's clock.
 */
import { heure as heureDite, jourLong, typo } from '../../../domain/francais.ts';
import { debutDeJourParis, jourParis, OUVERTURE, prochainInstantOuvre } from '../../../domain/ouvres.ts';

const PARIS = 'Europe/Paris';
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, ...options });
const JOUR = format({ day: 'numeric', month: 'short', year: 'numeric' });
const JOUR_COURT = format({ day: '2-digit', month: '2-digit' });

/** « 12 nov. 2026 » */
export const jour = (instant: string): string => JOUR.format(new Date(instant));
const JOUR_SANS_ANNEE = format({ day: 'numeric', month: 'short' });
/** « 12 nov. » within the year of `maintenant`, else with its own year. */
export const jourBref = (instant: string, maintenant: string): string =>
  jour(instant).slice(-4) === jour(maintenant).slice(-4) ? JOUR_SANS_ANNEE.format(new Date(instant)) : jour(instant);
/** « 9 h 30 », « 9 h » */
export const heure = (instant: string): string => typo(heureDite(Date.parse(instant)));
/** « mardi 24 novembre » */
export const jourDeSemaine = (instant: string): string => typo(jourLong(Date.parse(instant)));

/** When a case that sleeps is seen again: that day when the house opens, the next working day when it does not. */
export const reveilLe = (jourCivil: string): string => new Date(prochainInstantOuvre(debutDeJourParis(jourCivil) + OUVERTURE * HEURE_MS)).toISOString();
/** The same, `jours` days from now. */
export const reveilDans = (maintenant: string, jours: number): string =>
  reveilLe(new Date(Date.parse(`${jourParis(Date.parse(maintenant))}T00:00:00Z`) + jours * JOUR_MS).toISOString().slice(0, 10));
/** « 12 nov. 2026, 9 h 30 » */
export const jourHeure = (instant: string): string => `${jour(instant)}, ${heure(instant)}`;
/** « 12/11 » */
export const jourCourt = (instant: string): string => JOUR_COURT.format(new Date(instant));

const MINUTE = 60_000;
const HEURE_MS = 60 * MINUTE;
const JOUR_MS = 24 * HEURE_MS;

/** « 3 j », « 5 h », « 12 min »: what separates two instants, in its largest unit. */
export const duree = (de: string, a: string): string => {
  const ms = Math.abs(Date.parse(a) - Date.parse(de));
  if (ms >= JOUR_MS) return `${Math.floor(ms / JOUR_MS)}\u00a0j`;
  if (ms >= HEURE_MS) return `${Math.floor(ms / HEURE_MS)}\u00a0h`;
  return `${Math.max(1, Math.floor(ms / MINUTE))}\u00a0min`;
};

/** Whether two instants are a different day or more than `ecart` ms apart: the business date is then worth showing. */
export const sEcarte = (metier: string, reel: number, ecart = HEURE_MS): boolean => Math.abs(Date.parse(metier) - reel) > ecart;
