/** Waking flows by the page: oldest first, so many a second, and no trouble about one that has ended meanwhile. */
import { Context } from '@temporalio/activity';
import { type Client as Temporal, WorkflowNotFoundError } from '@temporalio/client';

const LOT = 50;
type Page<T> = (apres: T | undefined, taille: number) => Promise<T[]>;

/** A flow that has ended waits for nobody. */
export const siAbsent = (erreur: unknown): void => {
  if (!(erreur instanceof WorkflowNotFoundError)) throw erreur;
};

/** Comes back until no page is left; resolves the number woken. `cadence`: flows per second. */
export const reveillerParPages = async <T extends { processus: string }>(
  client: Temporal,
  page: Page<T>,
  dire: (flux: ReturnType<Temporal['workflow']['getHandle']>) => Promise<void>,
  cadence = 200,
): Promise<number> => {
  let reveilles = 0;
  for (let apres: T | undefined; ; ) {
    const lot = await page(apres, LOT);
    apres = lot.at(-1);
    if (!apres) return reveilles;
    await Promise.all(lot.map(({ processus }) => dire(client.workflow.getHandle(processus)).catch(siAbsent)));
    reveilles += lot.length;
    Context.current().heartbeat(reveilles);
    if (lot.length === LOT) await Context.current().sleep((LOT / cadence) * 1000);
  }
};
