/** One calendar for stories that live at the same time: it jumps when each of them waits, to the nearest of the dates they wait for. */
import type { Pilote } from '../../cli/pilote.ts';
import { avancerA } from '../outils/chaine.ts';

export type Temps = { jusqua(date: number): Promise<void>; apres(): Promise<void> };
type Attente = { date: number; reprendre: () => void; abandonner: (erreur: unknown) => void };

export const createTemps = (pilote: Pilote) => {
  let vivants = 0;
  let enSaut = false;
  const attentes = new Set<Attente>();

  const sauter = async (): Promise<void> => {
    if (enSaut || attentes.size < vivants || attentes.size === 0) return;
    enSaut = true;
    try {
      const date = Math.min(...[...attentes].map((a) => a.date));
      if (Number.isFinite(date)) await avancerA(pilote, date);
      // `Infinity`: nobody waits for a date any more.
      for (const a of attentes)
        if (a.date <= date) {
          attentes.delete(a);
          a.reprendre();
        }
    } catch (erreur) {
      for (const a of attentes) a.abandonner(erreur);
      attentes.clear();
    } finally {
      enSaut = false;
    }
  };
  const jusqua = (date: number): Promise<void> =>
    new Promise((reprendre, abandonner) => {
      attentes.add({ date, reprendre, abandonner });
      void sauter();
    });
  const temps: Temps = { jusqua, apres: () => jusqua(Number.POSITIVE_INFINITY) };

  return {
    /** Starts every story at once; each settles by itself, and one that fails no longer holds the others back. */
    raconter: <N extends string>(recits: Record<N, (temps: Temps) => Promise<void>>): Record<N, Promise<void>> => {
      const noms = Object.keys(recits) as N[];
      vivants = noms.length;
      const debuter = async (nom: N): Promise<void> => {
        try {
          await recits[nom](temps);
        } finally {
          vivants--;
          void sauter();
        }
      };
      const faits = noms.map((nom) => [nom, debuter(nom)] as const);
      for (const [, fait] of faits) fait.catch(() => undefined); // each is awaited by its own test
      return Object.fromEntries(faits) as Record<N, Promise<void>>;
    },
  };
};
