/** What a partner's own flow does: probe it, and wake those who wait for it. */

import type { Client as Temporal } from '@temporalio/client';
import type { Systeme } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';
import { indisponible } from './echecs.ts';
import type { BlocageLigne } from './projection.ts';
import { reveillerParPages, siAbsent } from './reveil.ts';

type Deps = {
  hub: Hub;
  client: () => Temporal;
  urls: Record<Systeme, string>;
  cle: string;
  fetch: typeof globalThis.fetch;
  /** Flows woken per second. */
  cadence?: number;
};
type Attendu = { id: string; processus: string; depuis: Date };
type Ecrit = Pick<BlocageLigne, 'cause' | 'systeme' | 'processus' | 'leveLe'>;

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
  rattraper: async (blocages: readonly Ecrit[]): Promise<void> => {
    const attendus = blocages.filter((b) => b.cause === 'SYSTEME_INDISPONIBLE' && b.leveLe === null && b.systeme !== null);
    if (attendus.length === 0) return;
    const coupes = await hub.etatSysteme.findMany({ where: { etat: { not: 'OUVERT' } }, select: { code: true } });
    for (const { processus, systeme } of attendus)
      if (!coupes.some((e) => e.code === systeme)) await client().workflow.getHandle(processus).signal('systemeRepris', systeme).catch(siAbsent);
  },
  /** Those that wait for the partner, oldest first. Resolves the number woken. */
  reveiller: (code: Systeme): Promise<number> =>
    reveillerParPages(
      client(),
      (apres: Attendu | undefined, taille) =>
        hub.blocage.findMany({
          where: {
            leveLe: null,
            systeme: code,
            cause: 'SYSTEME_INDISPONIBLE',
            ...(apres && { OR: [{ depuis: { gt: apres.depuis } }, { depuis: apres.depuis, id: { gt: apres.id } }] }),
          },
          orderBy: [{ depuis: 'asc' }, { id: 'asc' }],
          take: taille,
          select: { id: true, processus: true, depuis: true },
        }),
      (flux) => flux.signal('systemeRepris', code),
      cadence,
    ),
});
