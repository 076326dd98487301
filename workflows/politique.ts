/** The policy that a wait lives by: read in PostgreSQL when the wait begins, and again only when some policy has changed (§f.2). */
import type { PolitiqueEnVigueur } from '../domain/politiques.ts';
import { hub } from './hub.ts';
import { pendant, type Suivi } from './suivi.ts';

/** Call what it returns at each turn of a wait that `battement` wakes: a jump of the calendar reads nothing. */
export const suivrePolitique = (s: Suivi, cause: string): (() => Promise<PolitiqueEnVigueur>) => {
  let lue: { politiques: number; politique: PolitiqueEnVigueur } | undefined;
  return async () => {
    while (lue?.politiques !== s.politiques) {
      const { politiques } = s;
      // Counted as local work under way: the mirror waits for it, and says at once by which version the wait lives.
      s.rapides++;
      try {
        lue = { politiques, politique: await pendant(s, () => hub.politique(cause)) };
      } finally {
        s.rapides--;
      }
    }
    return lue.politique;
  };
};
