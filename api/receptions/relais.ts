/** The relay's loop: it sends what the doors could not, and reads again the events that spoke of something not known yet. */
import type { Logger } from 'pino';

type Passe = () => Promise<'VIDE' | 'ENVOYE' | 'SILENCE'>;

const PAUSES = { VIDE: 500, ENVOYE: 0, SILENCE: 1_000 } as const;
const PAUSE_MAX_MS = 10_000;

/** Runs the passes one after the other until closed; waits longer and longer while Temporal is silent. */
export const startRelais = ({ passes, journal }: { passes: readonly Passe[]; journal: Logger }): { close(): Promise<void> } => {
  let ferme = false;
  let reveiller: () => void = () => undefined;
  const dormir = (ms: number) =>
    new Promise<void>((suite) => {
      const minuteur = setTimeout(suite, ms);
      reveiller = () => {
        clearTimeout(minuteur);
        suite();
      };
    });
  const boucle = (async () => {
    for (let silences = 0; !ferme; ) {
      try {
        const etats = [];
        for (const passe of passes) etats.push(await passe());
        const silence = etats.includes('SILENCE');
        silences = silence ? silences + 1 : 0;
        const pause = silence ? Math.min(PAUSES.SILENCE * 2 ** (silences - 1), PAUSE_MAX_MS) : etats.includes('ENVOYE') ? PAUSES.ENVOYE : PAUSES.VIDE;
        if (!ferme && pause > 0) await dormir(pause);
      } catch (erreur) {
        // The database is away for a moment: what waits is in it, nothing is lost.
        journal.warn({ err: erreur }, 'le relais a été interrompu');
        if (!ferme) await dormir(PAUSES.SILENCE);
      }
    }
  })();
  return {
    close: async () => {
      ferme = true;
      reveiller();
      await boucle;
    },
  };
};
