/** A mail that waits its turn says that it is alive: when its worker is killed, another takes it over within seconds. */
import { Context } from '@temporalio/activity';

const TOUS_LES_MS = 3_000;

export const enBattant =
  <A extends unknown[], R>(envoyer: (...args: A) => Promise<R>) =>
  async (...args: A): Promise<R> => {
    const contexte = contexteOrdinaire();
    if (!contexte) return envoyer(...args);
    const minuteur = setInterval(() => contexte.heartbeat(), TOUS_LES_MS);
    try {
      return await envoyer(...args);
    } finally {
      clearInterval(minuteur);
    }
  };

/** null within a task of a flow, which needs no heartbeat, and outside of any activity. */
const contexteOrdinaire = (): Context | null => {
  try {
    const contexte = Context.current();
    return contexte.info.isLocal ? null : contexte;
  } catch {
    return null;
  }
};
