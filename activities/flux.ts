/** From one flow to others: signal-with-start, idempotent by the act's id. */
import type { Client } from '@temporalio/client';
import type { Calendrier } from '../domain/calendrier.ts';
import { FILE_PROCESSUS, type Processus } from '../domain/processus.ts';

export type EnvoiActe = { processus: Processus; sujet: string; acte: Record<string, unknown> & { id: string; type: string } };

export const createSignaler =
  (client: () => Client) =>
  async ({ calendrier, envois }: { calendrier: Calendrier; envois: EnvoiActe[] }): Promise<void> => {
    await Promise.all(
      envois.map(({ processus, sujet, acte }) =>
        client().workflow.signalWithStart(processus, {
          workflowId: `${processus}:${sujet}`,
          taskQueue: FILE_PROCESSUS,
          args: [{ sujet, calendrier }],
          signal: 'acte',
          signalArgs: [acte],
        }),
      ),
    );
  };
