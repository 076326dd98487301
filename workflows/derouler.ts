/** Runs a process: its procedure, the mirror of its state, the postmen of its queues, and its renewal when history grows long. */
import { allHandlersFinished, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { poster } from './diffuser.ts';
import type { Debut } from './messages.ts';
import { ecrire } from './miroir.ts';
import { ecouterRapprochements, oublierEcarts } from './rapprocher.ts';
import { ecouterRemedes } from './remedes.ts';
import { estCalme, type Memoire, type Suivi } from './suivi.ts';
import { condition } from './vague.ts';
import { relacher } from './veille.ts';

/** `encore`: a late act gave life back to what had ended, and the procedure has to look at it again. */
export const derouler = async <E>(s: Suivi<E>, procedure: () => Promise<void>, encore: () => boolean = () => false): Promise<void> => {
  ecouterRemedes(s);
  ecouterRapprochements(s);
  poster(s);
  const fin = finir(s, procedure, encore);
  s.commence = true;
  await Promise.race([fin, refleter(s), relacher(s), renouveler(s)]);
};

const finir = async (s: Suivi, procedure: () => Promise<void>, encore: () => boolean): Promise<void> => {
  do {
    await procedure();
    await condition(() => encore() || (Object.values(s.memoire.files).every((f) => f.length === 0) && s.reponsesDues === 0));
    if (encore()) continue;
    oublierEcarts(s);
    s.sale = true;
    await ecrire(s);
    await condition(allHandlersFinished);
  } while (encore());
};

/** One write per turn: local attempts under way and answers that are due come first. */
const refleter = async (s: Suivi): Promise<never> => {
  for (;;) {
    await condition(() => s.sale && s.rapides === 0 && s.reponsesDues === 0);
    await ecrire(s);
  }
};

/** Procedures can begin again from their state at any calm moment: that is what makes this safe. */
const renouveler = async <E>(s: Suivi<E>): Promise<never> => {
  await condition(() => workflowInfo().continueAsNewSuggested && estCalme(s) && allHandlersFinished());
  return continueAsNew<(d: Debut<Memoire<E>>) => Promise<void>>({ sujet: s.sujet, calendrier: s.calendrier, etat: s.memoire });
};
