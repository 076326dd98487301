/** The policy that a wait lives by: read in PostgreSQL when the wait begins, and again only when some policy has changed (§f.2). */
import type { Reglage } from '../activities/politique.ts';
import type { CodeCause } from '../domain/causes.ts';
import type { PolitiqueEnVigueur } from '../domain/politiques.ts';
import { hub } from './hub.ts';
import { jusquA, pendant, type Suivi } from './suivi.ts';

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

/** What a flow lives by besides its waits: the mirror says by which versions, so that it is told of the next. True when one is new. */
export const tenirReglages = (s: Suivi, reglages: readonly Reglage[]): boolean => {
  const connues = s.memoire.suivies ?? {};
  if (reglages.every((r) => connues[r.cause] === r.version)) return false;
  s.memoire.suivies = { ...connues, ...Object.fromEntries(reglages.map((r) => [r.cause, r.version])) };
  s.sale = true;
  return true;
};

/** A change applies to the flows that run: read again when one is told, and only then. */
export const suivreReglages = async (s: Suivi, causes: readonly CodeCause[], prendre: (reglages: readonly Reglage[]) => void): Promise<never> => {
  for (let { politiques } = s; ; ) {
    await jusquA(s, () => s.politiques !== politiques && s.memoire.suivies !== undefined);
    politiques = s.politiques;
    prendre(await pendant(s, () => Promise.all(causes.map((cause) => hub.politique(cause)))));
  }
};
