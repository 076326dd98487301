/** One flow tells others: through the hub's client, so that the teller's history stays short; the receiver knows an act by its id. */
import { workflowInfo } from '@temporalio/workflow';
import type { EnvoiActe } from '../activities/flux.ts';
import { hub } from './hub.ts';
import { instant, iso, pendant, type Suivi } from './suivi.ts';

/** `acte` without what is the same for all: id, date, par, depuis. */
type Message = { processus: EnvoiActe['processus']; sujet: string; acte: Record<string, unknown> & { type: string }; depuis?: string | null };

export const signaler = (s: Suivi, cle: string, messages: Message[]): Promise<void> => {
  if (messages.length === 0) return Promise.resolve();
  const { workflowId } = workflowInfo();
  const date = iso(instant(s));
  return pendant(s, () =>
    hub.signaler({
      calendrier: s.calendrier,
      envois: messages.map(({ processus, sujet, acte, depuis = null }) => ({
        processus,
        sujet,
        acte: { id: `${workflowId}:${cle}:${acte.type}:${sujet}`, date, par: 'hub', depuis, ...acte },
      })),
    }),
  );
};
