/**
 * The business calendar: one pure function of real time (contract of the doors, "Calendar").
 * No business code reads a clock: it is given a Calendrier and a real instant.
 * Instants are epoch milliseconds, durations milliseconds, unless a name says otherwise.
 */
import { z } from 'zod';

export const Calendrier = z.object({
  /** Real instant (epoch ms) from which speed counts. */
  origine: z.number(),
  /** Business milliseconds per real millisecond: 1 in production. */
  vitesse: z.number().positive(),
  /** Business milliseconds added by the jumps so far: 0 in production. */
  avance: z.number(),
});
export type Calendrier = z.infer<typeof Calendrier>;

export const CALENDRIER_REEL: Calendrier = { origine: 0, vitesse: 1, avance: 0 };

/** Business instant (epoch ms) at a real instant (epoch ms). */
export const maintenant = (cal: Calendrier, reel: number): number => Math.round(cal.origine + (reel - cal.origine) * cal.vitesse + cal.avance);

/** Real milliseconds to wait, from `reel`, until the business instant `echeance`; 0 when it is past. */
export const attenteReelle = (cal: Calendrier, reel: number, echeance: number): number =>
  Math.max(0, Math.ceil((echeance - maintenant(cal, reel)) / cal.vitesse));

/** Real instant (epoch ms) at which the business instant `echeance` comes. */
export const reelDe = (cal: Calendrier, echeance: number): number => Math.ceil(cal.origine + (echeance - cal.avance - cal.origine) / cal.vitesse);

/** The calendar moved forward by business milliseconds. */
export const avancer = (cal: Calendrier, duree: number): Calendrier => ({ ...cal, avance: cal.avance + duree });

/** The calendar that says `instant` (business) at `reel` and runs at `vitesse` from there. */
export const recaler = (reel: number, instant: number, vitesse: number): Calendrier => ({
  origine: reel,
  vitesse,
  avance: instant - reel,
});

/** Calendars follow one another by a new origin (a start) or, from the same origin, by a jump: never backwards. */
export const estPlusRecent = (a: Calendrier, b: Calendrier): boolean => a.origine > b.origine || (a.origine === b.origine && a.avance >= b.avance);
