/** Tells flows what was found of them; a flow that has ended meanwhile has nothing left to hear. */
import { type Client as Temporal, WorkflowNotFoundError } from '@temporalio/client';
import { FILE_PROCESSUS, idGardien } from '../../domain/processus.ts';
import type { Rapprochement } from '../../domain/rapprochement.ts';
import { lireCalendrier } from '../../prisma/calendrier.ts';
import type { Hub } from '../../prisma/hub.ts';

export type Dire = ReturnType<typeof createDire>;

export const createDire = ({ hub, client }: { hub: Hub; client: () => Temporal }) => ({
  auFlux: async (flux: string, r: Rapprochement): Promise<void> => {
    try {
      await client().workflow.getHandle(flux).signal('rapproche', r);
    } catch (erreur) {
      if (!(erreur instanceof WorkflowNotFoundError)) throw erreur;
    }
  },
  /** The guardian of a flow is born with the first thing that it has to hold. */
  auGardien: async (flux: string, r: Rapprochement): Promise<void> => {
    const workflowId = idGardien(flux);
    const [calendrier, mienne] = await Promise.all([lireCalendrier(hub), hub.processus.findUnique({ where: { id: workflowId }, select: { version: true } })]);
    await client().workflow.signalWithStart('gardien', {
      workflowId,
      taskQueue: FILE_PROCESSUS,
      args: [{ sujet: flux, calendrier }],
      signal: 'rapproche',
      signalArgs: [{ ...r, version: mienne?.version ?? 0 }],
    });
  },
});

/** Keys of the differences that are up for these flows: `<flow>#ECART:<key>#<n>`. */
export const ecartsOuverts = async (hub: Hub, flux: readonly string[]): Promise<Map<string, string[]>> => {
  const lignes = await hub.blocage.findMany({
    where: { leveLe: null, processus: { in: [...flux] }, id: { contains: '#ECART:' } },
    select: { id: true, processus: true },
  });
  const parFlux = new Map<string, string[]>();
  for (const { id, processus } of lignes) parFlux.set(processus, [...(parFlux.get(processus) ?? []), cleDe(id)]);
  return parFlux;
};

export const cleDe = (blocage: string): string => blocage.replace(/^.*#ECART:/, '').replace(/#\d+$/, '');
