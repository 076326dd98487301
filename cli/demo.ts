/**
 * `maillon demo`: the whole chain, told in the terminal, on an instance of its own. Each line is read back from a system; a step that was not
 * seen to happen is named, and the command ends with 1.
 */
import { raconter } from './demo/recit.ts';
import { lancerInstance } from './pilote.ts';

export const demo = async (): Promise<number> => {
  console.log('Maillon, en moins de deux minutes. Démarrage d’une instance à part…');
  // Speed 1: only our jumps move the business date, so that the story is the same on any machine.
  const pilote = await lancerInstance({ env: { MAILLON_VITESSE: '1', MAILLON_VIE: '0' } });
  const interrompre = () => void pilote.effacer().then(() => process.exit(130));
  process.once('SIGINT', interrompre);
  try {
    return await raconter(pilote);
  } finally {
    process.off('SIGINT', interrompre);
    await pilote.effacer();
  }
};
