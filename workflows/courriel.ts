/** Mails: at once when the mail server answers, else retried for as long as the mail has a reason to leave. Each has a key: never twice. */
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Interieur } from '../activities/index.ts';
import { FILE_COURRIER } from '../domain/processus.ts';
import { pendant, type Suivi } from './suivi.ts';
import { parVagues } from './vague.ts';

type Courrier = Pick<Interieur, 'demanderPresences' | 'envoyerRelance' | 'convoquer' | 'expliquerReinscription'>;

const local = parVagues(proxyLocalActivities<Courrier>({ scheduleToCloseTimeout: '10s', retry: { maximumAttempts: 1 } }));
const ordinaire = proxyActivities<Courrier>({
  taskQueue: FILE_COURRIER,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** The long retry is not work under way: a calendar may jump while the mail server is down. */
export const courriel = async <R>(s: Suivi, envoyer: (c: typeof local | typeof ordinaire) => Promise<R>): Promise<R> => {
  try {
    return await pendant(s, () => envoyer(local));
  } catch (erreur) {
    if (isCancellation(erreur)) throw erreur;
    return envoyer(ordinaire);
  }
};
