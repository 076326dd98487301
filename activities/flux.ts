/** From one flow to others: signal-with-start, idempotent by the act's id. */
import type { Client } from '@temporalio/client';
import type { Calendrier } from '../domain/calendrier.ts';
import { FILE_PROCESSUS, type Processus } from '../domain/processus.ts';

export type EnvoiActe = { processus: Processus; sujet: string; acte: Record<string, unknown> & { id: string; type: string } };

export const createSignaler =
  (client: () => Client) =>
  async ({ calendrier, envois }: { calendrier: Calendrier; envois: EnvoiActe[] }): Promise<void> => {
    const files = new Map<string, EnvoiActe[]>();
    for (const e of envois) files.set(`${e.processus}:${e.sujet}`, [...(files.get(`${e.processus}:${e.sujet}`) ?? []), e]);
    await Promise.all(
      [...files].map(async ([workflowId, file]) => {
        // One flow hears its acts in the order in which they were said: a presence, then what was decided of it.
        for (const { processus, sujet, acte } of file)
          await client().workflow.signalWithStart(processus, {
            workflowId,
            taskQueue: FILE_PROCESSUS,
            args: [{ sujet, calendrier }],
            signal: 'acte',
            signalArgs: [acte],
          });
      }),
    );
  };
