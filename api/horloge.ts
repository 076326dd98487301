/** The clocks of the API: the real one at the edge, and the business one through the calendar. Instants are epoch milliseconds. */
import { type Calendrier, maintenant } from '../domain/calendrier.ts';

export type Horloge = {
  reel(): number;
  maintenant(): number;
  calendrier(): Calendrier;
  /** After a jump: from now on the business date follows this calendar. */
  regler(cal: Calendrier): void;
};

export const createHorloge = (depart: Calendrier, reel: () => number = Date.now): Horloge => {
  let cal = depart;
  return {
    reel,
    maintenant: () => maintenant(cal, reel()),
    calendrier: () => cal,
    regler: (suivant) => {
      cal = suivant;
    },
  };
};
