/**
 * One comparison of all that the hub knows: the engine's flows with their mirror, then each fiche, session, slot and path, whether it goes on or
 * has ended, and each person, with what the partners hold of them; then what the partners hold and the hub does not know. By pages, each a local
 * activity: nothing grows with the number of things.
 */
import { continueAsNew, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Interieur } from '../activities/index.ts';
import type { EtapeRapprochement } from '../activities/reconciliation.ts';
import type { BilanRapprochement } from '../domain/bilan-rapprochement.ts';
import { parVagues } from './vague.ts';

export type DebutReconciliation = {
  /** Names the comparison; the run's own id when the Schedule began it. */
  passage?: string;
  /** Real milliseconds during which what moves is left alone. */
  graceMs?: number;
  ou?: EtapeRapprochement;
  bilan?: BilanRapprochement;
};

const GRACE_MS = 30_000;
/** Pages of one run, well before history grows long. */
const PAGES = 300;

const { rapprocher } = parVagues(
  proxyLocalActivities<Pick<Interieur, 'rapprocher'>>({
    startToCloseTimeout: '2 minutes',
    retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 5 },
  }),
);

export async function reconciliation(debut: DebutReconciliation = {}): Promise<BilanRapprochement> {
  const { passage = workflowInfo().firstExecutionRunId, graceMs = GRACE_MS } = debut;
  let { ou, bilan } = debut;
  for (let pages = 0; ; pages++) {
    const rendu = await rapprocher({ passage, graceMs, ...(ou && { ou }), ...(bilan && { bilan }) });
    bilan = rendu.bilan;
    if (rendu.ou === null) return bilan;
    ou = rendu.ou;
    if (pages >= PAGES || workflowInfo().continueAsNewSuggested) return continueAsNew<typeof reconciliation>({ passage, graceMs, ou, bilan });
  }
}
