/** Bare Temporal, the floor of every comparison: as many empty ordinary activities, one after the other, as asked; and an update that runs one. */
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

const { rien } = proxyActivities<{ rien(): Promise<void> }>({ startToCloseTimeout: '10s' });
export const repondre = defineUpdate<void>('repondre');

export async function suite(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await rien();
}

export async function reponse(): Promise<void> {
  let fait = false;
  setHandler(repondre, async () => {
    await rien();
    fait = true;
  });
  await condition(() => fait);
}
