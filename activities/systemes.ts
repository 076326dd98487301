/** What a partner's own flow does: probe it, and wake those who wait for it. */

import { Context } from '@temporalio/activity';
import { type Client as Temporal, WorkflowNotFoundError } from '@temporalio/client';
import type { Systeme } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';
import { indisponible } from './echecs.ts';
import type { BlocageLigne } from './projection.ts';

type Deps = {
  hub: Hub;
  client: () => Temporal;
  urls: Record<Systeme, string>;
  cle: string;
  fetch: typeof globalThis.fetch;
  /** Flows woken per second. */
  cadence?: number;
};
const LOT = 50;
/** A flow that has ended meanwhile waits for nobody. */
const siAbsent = (erreur: unknown): void => {
  if (!(erreur instanceof WorkflowNotFoundError)) throw erreur;
};
type Attendu = Pick<BlocageLigne, 'cause' | 'systeme' | 'processus' | 'leveLe'>;

export const createSystemes = ({ hub, client, urls, cle, fetch, cadence = 200 }: Deps) => ({
  sonder: async (code: Systeme): Promise<void> => {
    const reponse = await fetch(`${urls[code]}/sante`, { headers: { authorization: `Bearer ${cle}` }, signal: AbortSignal.timeout(5000) }).catch(() => null);
    await reponse?.body?.cancel();
    if (!reponse?.ok) throw indisponible(code, reponse ? `HTTP_${reponse.status}` : 'SANS_REPONSE');
  },
  /**
   * A flow whose wait has just been written, though its partner answers again, was not in the list of those to wake: it is woken here. One of
   * the two always sees the other, since the partner's state is written before that list is read, and read after the wait is written.
   */
  rattraper: async (blocages: readonly Attendu[]): Promise<void> => {
    const attendus = blocages.filter((b) => b.cause === 'SYSTEME_INDISPONIBLE' && b.leveLe === null && b.systeme !== null);
    if (attendus.length === 0) return;
    const coupes = await hub.etatSysteme.findMany({ where: { etat: { not: 'OUVERT' } }, select: { code: true } });
    for (const { processus, systeme } of attendus)
      if (!coupes.some((e) => e.code === systeme)) await client().workflow.getHandle(processus).signal('systemeRepris', systeme).catch(siAbsent);
  },
  /** Oldest first; comes back until none is left that was waiting when it began. Resolves the number woken. */
  reveiller: async (code: Systeme): Promise<number> => {
    let apres: { depuis: Date; id: string } | undefined;
    let reveilles = 0;
    for (;;) {
      const lot = await hub.blocage.findMany({
        where: {
          leveLe: null,
          systeme: code,
          cause: 'SYSTEME_INDISPONIBLE',
          ...(apres && { OR: [{ depuis: { gt: apres.depuis } }, { depuis: apres.depuis, id: { gt: apres.id } }] }),
        },
        orderBy: [{ depuis: 'asc' }, { id: 'asc' }],
        take: LOT,
        select: { id: true, processus: true, depuis: true },
      });
      const dernier = lot.at(-1);
      if (!dernier) return reveilles;
      apres = dernier;
      await Promise.all(
        lot.map(({ processus }) =>
          client()
            .workflow.getHandle(processus)
            .signal('systemeRepris', code)
            .catch(() => undefined),
        ),
      );
      reveilles += lot.length;
      Context.current().heartbeat(reveilles);
      if (lot.length === LOT) await Context.current().sleep((LOT / cadence) * 1000);
    }
  },
});
