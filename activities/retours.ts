/** What flows are told of their mails after they left: that one came back, that an address is another one now. */
import type { Client as Temporal } from '@temporalio/client';
import type { Revenu } from '../domain/actes.ts';
import type { Hub } from '../prisma/hub.ts';
import { reveillerParPages, siAbsent } from './reveil.ts';

type Attendu = { id: string; processus: string; depuis: Date };

export const createRetours = ({ hub, client }: { hub: Hub; client: () => Temporal }) => ({
  direRevenus: async (revenus: readonly Revenu[]): Promise<void> => {
    for (const { processus, ...avis } of revenus)
      await client()
        .workflow.getHandle(processus)
        .signal('courrier', { type: 'REVENU', ...avis })
        .catch(siAbsent);
  },
  /** Those whose mails to the organisme failed, oldest first, write again. Resolves the number woken. */
  reprendreCourriers: (organisme: string): Promise<number> =>
    reveillerParPages(
      client(),
      (apres: Attendu | undefined, taille) =>
        hub.blocage.findMany({
          where: {
            leveLe: null,
            organisme,
            cause: 'COURRIEL_EN_ECHEC',
            ...(apres && { OR: [{ depuis: { gt: apres.depuis } }, { depuis: apres.depuis, id: { gt: apres.id } }] }),
          },
          orderBy: [{ depuis: 'asc' }, { id: 'asc' }],
          take: taille,
          select: { id: true, processus: true, depuis: true },
        }),
      (flux) => flux.signal('courrier', { type: 'REPRIS' }),
    ),
});
