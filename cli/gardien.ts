/**
 * The supervisor's guardian: a process that does nothing until the supervisor dies without a word (kill -9). Our own roles then stop
 * by themselves; PostgreSQL, Temporal and the mail catcher, which know nothing of us, are stopped here.
 */
import { arreterInscrits, createRegistre } from './services/registre.ts';

export const garder = async (dossier: string): Promise<void> => {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => process.exit(0)); // the supervisor stops in order, and us last
  const perdu = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  process.send?.({ pret: 'gardien' });
  await perdu;
  const restes = createRegistre(dossier).lire();
  await arreterInscrits(restes.filter(({ pid }) => pid !== process.pid));
  process.exit(0);
};
