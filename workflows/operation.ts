/**
 * A bulk act of an operator (« Relancer les 12 organismes »), as a durable thing: each line is asked of its flow, oldest first, at a measured
 * rate, and its answer kept. It stops when told, and runs again for what failed.
 */
import { continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Interieur } from '../activities/index.ts';
import { acte, type Debut } from './messages.ts';

/** Lots of one run: some thousand lines, well before history grows long. */
const LOTS = 200;

const { executerLot, cloreOperation } = proxyActivities<Interieur>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** `etat`: how many lots make one run, when it is not the usual number. */
export async function operation(debut: Debut<number>): Promise<void> {
  let demandes = 0;
  setHandler(acte, () => {
    demandes++;
  });
  const parExecution = debut.etat ?? LOTS;
  let lots = 0;
  for (;;) {
    const vues = demandes;
    while ((await executerLot(debut.sujet)) === 'SUITE') {
      lots++;
      if (lots >= parExecution || workflowInfo().continueAsNewSuggested) return continueAsNew<typeof operation>(debut);
    }
    await cloreOperation(debut.sujet);
    // Asked to run again while it was ending: a signal that nobody heard would be lost.
    if (demandes === vues) return;
  }
}
