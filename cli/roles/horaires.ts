/**
 * The reconciliation's Temporal Schedule: made by the first worker that starts, set right by the next ones. Its period is business time; the
 * engine knows real time alone, so that an accelerated calendar makes the real period shorter, never under a minute. A jump of the calendar
 * moves no schedule: the comparison that follows it comes within a real period.
 */
import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { FILE_PROCESSUS } from '../../domain/processus.ts';

export const HORAIRE = 'reconciliation';
const PERIODE_MIN_MS = 60_000;

/** `minutes` of business time; 0: no comparison but those asked for. */
export const planifierReconciliation = async (client: Client, { minutes, vitesse }: { minutes: number; vitesse: number }): Promise<void> => {
  const horaire = client.schedule.getHandle(HORAIRE);
  if (minutes <= 0) {
    await horaire.delete().catch(() => undefined); // there may be none
    return;
  }
  const spec = { intervals: [{ every: periodeReelle(minutes, vitesse) }] };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' } as const;
  const action = { type: 'startWorkflow', workflowType: 'reconciliation', workflowId: HORAIRE, taskQueue: FILE_PROCESSUS, args: [{}] } as const;
  try {
    await client.schedule.create({ scheduleId: HORAIRE, spec, policies, action });
  } catch (erreur) {
    if (!(erreur instanceof ScheduleAlreadyRunning)) throw erreur;
    await horaire.update((avant) => ({ ...avant, spec, policies, action }));
  }
};

/** Real milliseconds between two comparisons. */
export const periodeReelle = (minutes: number, vitesse: number): number => Math.max(PERIODE_MIN_MS, Math.round((minutes * 60_000) / vitesse));
