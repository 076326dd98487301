/** One flow, told act by act on the real server; each time it is at rest, the test looks. What it lived through can be kept as a history. */
import { WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { ReponseAction, ReponsePositionner } from '../../domain/actes.ts';
import { maintenant, recaler } from '../../domain/calendrier.ts';
import type { CodeCause } from '../../domain/causes.ts';
import type { Politique } from '../../domain/politiques.ts';
import { FILE_PROCESSUS, type Processus } from '../../domain/processus.ts';
import { type Acte, acte, actionner, agir, calendrierAvance, politiqueChangee, systemeRepris } from '../messages.ts';
import { garder } from './histoires.ts';
import { jusque, type Maison } from './maison.ts';
import type { Scene } from './scene.ts';

const HEURE = 3_600_000;
/** One step, however long. */
export const D_UN_COUP = Number.POSITIVE_INFINITY;
/** Monday 2 March 2026, 9:00 in Paris: five quiet weeks of working days follow. */
export const LUNDI = Date.parse('2026-03-02T08:00:00Z');

type Dit = { type: string; id?: string; depuis?: string | null; date?: string } & Record<string, unknown>;
export type Recit = ReturnType<typeof createRecit>;

/** `sujet` names the flow for good; `debut` is its business instant. */
export const createRecit = (maison: Maison, processus: Processus, sujet: string, scene: Scene, debut = LUNDI) => {
  let calendrier = recaler(Date.now(), debut, 1);
  let n = 0;
  const workflowId = `${processus}:${sujet}`;
  const handle = maison.client.workflow.getHandle(workflowId);
  const instant = (): number => maintenant(calendrier, Date.now());
  const complet = (a: Dit): Acte => ({ id: `essai/${sujet}/${++n}`, date: new Date(instant()).toISOString(), par: 'cle:1', depuis: null, ...a }) as Acte; // a test may say what the doors would refuse
  const commun = () => ({ workflowId, taskQueue: FILE_PROCESSUS, args: [{ sujet, calendrier }] });

  /** At rest: no task under way, nothing due. What was asked of it is done. */
  const repos = (): Promise<void> =>
    jusque(`${workflowId} au repos`, async () => {
      const { status, raw } = await handle.describe();
      if (status.name !== 'RUNNING') return true;
      if (raw.pendingWorkflowTask) return false;
      return (await handle.query<{ calme: boolean }>('lireEtat')).calme;
    });
  const signal = (a: Dit) => ({ ...commun(), signal: acte, signalArgs: [complet(a)] as [Acte] });
  const dire = async (a: Dit): Promise<void> => {
    await maison.client.workflow.signalWithStart(processus, signal(a));
    await repos();
  };
  return {
    scene,
    handle,
    sujet,
    repos,
    dire,
    /** The same, to be sent by the test: it does not wait for the flow to be at rest. */
    signal,
    /** The act's answer, without waiting for what follows. */
    demander: async (a: Dit): Promise<ReponsePositionner | undefined> => {
      const dit = complet(a);
      const startWorkflowOperation = new WithStartWorkflowOperation(processus, { ...commun(), workflowIdConflictPolicy: 'USE_EXISTING' });
      return maison.client.workflow.executeUpdateWithStart(agir, { args: [dit], updateId: dit.id, startWorkflowOperation });
    },
    /** Several acts at once, in that order, before the flow looks. */
    direEnsemble: async (...actes: Dit[]): Promise<void> => {
      for (const a of actes) await handle.signal(acte, complet(a));
      await repos();
    },
    /** Business time passes, by steps of a day as the calendar's door does it; at one go when nothing is due on the way. */
    avancer: async ({ jours = 0, heures = 0, pas = 24 }: { jours?: number; heures?: number; pas?: number }): Promise<void> => {
      for (let reste = jours * 24 + heures; reste > 0; reste -= pas) {
        calendrier = { ...calendrier, avance: calendrier.avance + Math.min(pas, reste) * HEURE };
        await entendre(() => handle.executeUpdate(calendrierAvance, { args: [calendrier] }));
        await repos();
      }
    },
    /** As an operator, about the blocage of that cause. */
    actionner: async (code: 'corriger' | 'passer' | 'relancer' | 'absenceProvisoire' | 'traiterHorsSysteme', cause: string): Promise<ReponseAction> => {
      const blocage = scene.blocages().findLast((b) => b.cause === cause)?.id ?? '';
      const reponse = await handle.executeUpdate(actionner, { args: [{ code, blocage, par: 'compte:1' }] });
      await repos();
      return reponse;
    },
    /** A policy is edited: the flow is told, as the API's relay tells each one that lives by an older version. */
    editer: async (cause: CodeCause, change: Partial<Politique>): Promise<void> => {
      scene.editer(cause, change);
      await handle.signal(politiqueChangee, cause);
      await repos();
    },
    reprendre: async (systeme: string): Promise<void> => {
      await handle.signal(systemeRepris, systeme);
      await repos();
    },
    instant,
    /** State transitions so far: what the path costs a cluster. */
    transitions: async (): Promise<number> => Number((await handle.describe()).raw.workflowExecutionInfo?.stateTransitionCount),
    fini: async (): Promise<boolean> => (await handle.describe()).status.name !== 'RUNNING',
    /** Ends the story: the run replays on the same code, and is kept under that name when histories are being recorded. */
    clore: async (nom: string): Promise<void> => {
      await repos();
      const { runId, status } = await handle.describe();
      const execution = maison.client.workflow.getHandle(workflowId, runId);
      const histoire = await execution.fetchHistory();
      if (status.name === 'RUNNING') await execution.terminate('fin de l’essai');
      garder(`${processus}-${nom}`, histoire);
      await Worker.runReplayHistory({ workflowBundle: maison.workflowBundle }, histoire, workflowId);
    },
  };
};

/** A flow that ended has nothing to hear. */
const entendre = async (dire: () => Promise<unknown>): Promise<void> => {
  try {
    await dire();
  } catch (erreur) {
    if (!(erreur instanceof WorkflowNotFoundError)) throw erreur;
  }
};
