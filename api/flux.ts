/** The door to Temporal: a few messages to a flow, each within a deadline. A test gives its own `Flux`. */
import {
  ApplicationFailure,
  type Client,
  isGrpcDeadlineError,
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowFailedError,
  type WorkflowHandle,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { ActionBlocage, ReponseAction, ReponsePositionner } from '../domain/actes.ts';
import type { Calendrier } from '../domain/calendrier.ts';
import { FILE_PROCESSUS, idReconciliation, type Processus } from '../domain/processus.ts';
import { type Acte, acte, actionner, agir, calendrierAvance, calendrierRecale, type Debut, MaillonProcessus, politiqueChangee } from '../workflows/messages.ts';

/** One act for one flow. `id` is the workflow id, `sujet` the entity's own. Without `acte` the flow is only started. */
export type Envoi = { processus: Processus; id: string; sujet: string; acte: Acte | null; mode: 'signal' | 'update' };

export type Entendu = 'ENTENDU' | 'ABSENT' | 'SILENCE';
export type DitDuMoteur = { etat: string; enAttente: { activite: string; essai: number; prochainReel: string | null; erreur: string | null }[] };
export type Flux = {
  /** Signal-with-start: durable once ENVOYE, answered by nobody. */
  signaler(envoi: Envoi): Promise<'ENVOYE' | 'SILENCE'>;
  /** Update-with-start; SILENCE when no worker or no server answered in time: then signal it. */
  agir(envoi: Envoi & { acte: Acte }, delaiMs: number): Promise<ReponsePositionner | undefined | 'SILENCE'>;
  actionner(workflow: string, action: ActionBlocage, delaiMs: number): Promise<ReponseAction | 'ABSENT' | 'SILENCE'>;
  /** `prochaine`: when the flow next has something due by itself, epoch ms of business time. */
  calendrierAvance(workflow: string, cal: Calendrier, delaiMs: number): Promise<Entendu | { prochaine: number | null }>;
  calendrierRecale(workflow: string, cal: Calendrier): Promise<void>;
  /** The policy of that cause is another one now. */
  politiqueChangee(workflow: string, cause: string): Promise<Entendu>;
  /** What the engine says of a flow, for its technical panel; null when it says nothing. */
  decrire(workflow: string, delaiMs: number): Promise<DitDuMoteur | null>;
  /** Begins one comparison. */
  reconcilier(id: string, debut: { graceMs?: number }): Promise<'ENVOYE' | 'SILENCE'>;
  lireReconciliation(id: string, delaiMs: number): Promise<ReconciliationLue | 'ABSENT' | 'SILENCE'>;
  repond(delaiMs: number): Promise<boolean>;
};
export type ReconciliationLue = { etat: 'EN_COURS' | 'ECHEC' } | { etat: 'TERMINEE'; bilan: unknown };

// gRPC: INVALID_ARGUMENT, FAILED_PRECONDITION and OUT_OF_RANGE are answers, and sending again would not change them. All else is silence.
const REPONSES_GRPC = new Set([3, 9, 11]);
export const estSilence = (erreur: unknown): boolean => {
  if (isGrpcDeadlineError(erreur) || erreur instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const grpc = erreur instanceof ServiceError ? erreur.cause : erreur;
  return isGrpcServiceError(grpc) && !REPONSES_GRPC.has(grpc.code);
};

/** The flow ended before it had answered: the server's own word for it. */
const finiEntreTemps = (erreur: unknown): boolean =>
  erreur instanceof WorkflowUpdateFailedError && erreur.cause instanceof ApplicationFailure && erreur.cause.type === 'AcceptedUpdateCompletedWorkflow';

export const createFlux = ({
  client,
  calendrier,
  maintenantReel = Date.now,
}: {
  client: Client;
  calendrier: () => Calendrier;
  maintenantReel?: () => number;
}): Flux => {
  const dans = <T>(delaiMs: number, appel: () => Promise<T>): Promise<T> => client.connection.withDeadline(maintenantReel() + delaiMs, appel);
  const depart = ({ processus, id, sujet }: Envoi) => ({
    workflowId: id,
    taskQueue: FILE_PROCESSUS,
    args: [{ sujet, calendrier: calendrier() }] as [Debut],
    typedSearchAttributes: [{ key: MaillonProcessus, value: processus }],
  });
  return {
    signaler: async (envoi) => {
      try {
        await dans(5_000, async () => {
          if (envoi.acte) await client.workflow.signalWithStart(envoi.processus, { ...depart(envoi), signal: acte, signalArgs: [envoi.acte] });
          else await client.workflow.start(envoi.processus, { ...depart(envoi), workflowIdConflictPolicy: 'USE_EXISTING' });
        });
        return 'ENVOYE';
      } catch (erreur) {
        if (estSilence(erreur)) return 'SILENCE';
        throw erreur;
      }
    },
    agir: async (envoi, delaiMs) => {
      const startWorkflowOperation = new WithStartWorkflowOperation(envoi.processus, { ...depart(envoi), workflowIdConflictPolicy: 'USE_EXISTING' });
      // The operation's own promise rejects too when the start fails: the update's answer already tells.
      startWorkflowOperation.workflowHandle().catch(() => undefined);
      try {
        return await dans(delaiMs, () => client.workflow.executeUpdateWithStart(agir, { startWorkflowOperation, args: [envoi.acte], updateId: envoi.acte.id }));
      } catch (erreur) {
        if (estSilence(erreur)) return 'SILENCE';
        throw erreur;
      }
    },
    actionner: async (workflow, action, delaiMs) => {
      try {
        return await dans(delaiMs, () =>
          client.workflow.getHandle(workflow).executeUpdate(actionner, { args: [action], ...(action.acte !== undefined && { updateId: action.acte }) }),
        );
      } catch (erreur) {
        if (erreur instanceof WorkflowNotFoundError || finiEntreTemps(erreur)) return 'ABSENT';
        if (estSilence(erreur)) return 'SILENCE';
        throw erreur;
      }
    },
    calendrierAvance: async (workflow, cal, delaiMs) => {
      try {
        const prochaine = await dans(delaiMs, () => client.workflow.getHandle(workflow).executeUpdate(calendrierAvance, { args: [cal] }));
        return prochaine === undefined ? 'ENTENDU' : { prochaine };
      } catch (erreur) {
        // A flow that ends while it is told has nothing left to hear.
        if (erreur instanceof WorkflowNotFoundError || erreur instanceof WorkflowUpdateFailedError) return 'ABSENT';
        if (estSilence(erreur)) return 'SILENCE';
        throw erreur;
      }
    },
    calendrierRecale: async (workflow, cal) => {
      try {
        await dans(5_000, () => client.workflow.getHandle(workflow).signal(calendrierRecale, cal));
      } catch (erreur) {
        if (!(erreur instanceof WorkflowNotFoundError)) throw erreur;
      }
    },
    decrire: async (workflow, delaiMs) => {
      try {
        const { status, raw } = await dans(delaiMs, () => client.workflow.getHandle(workflow).describe());
        return { etat: status.name, enAttente: (raw.pendingActivities ?? []).map(enAttente) };
      } catch (erreur) {
        if (erreur instanceof WorkflowNotFoundError || estSilence(erreur)) return null;
        throw erreur;
      }
    },
    politiqueChangee: async (workflow, cause) => {
      try {
        await dans(5_000, () => client.workflow.getHandle(workflow).signal(politiqueChangee, cause));
        return 'ENTENDU';
      } catch (erreur) {
        if (erreur instanceof WorkflowNotFoundError) return 'ABSENT';
        if (estSilence(erreur)) return 'SILENCE';
        throw erreur;
      }
    },
    reconcilier: async (id, debut) => {
      try {
        await dans(5_000, () => client.workflow.start('reconciliation', { workflowId: idReconciliation(id), taskQueue: FILE_PROCESSUS, args: [debut] }));
        return 'ENVOYE';
      } catch (erreur) {
        if (estSilence(erreur)) return 'SILENCE';
        throw erreur;
      }
    },
    lireReconciliation: async (id, delaiMs) => {
      const handle = client.workflow.getHandle(idReconciliation(id));
      try {
        return { etat: 'TERMINEE', bilan: await dans(delaiMs, () => handle.result()) };
      } catch (erreur) {
        if (erreur instanceof WorkflowNotFoundError) return 'ABSENT';
        if (erreur instanceof WorkflowFailedError) return { etat: 'ECHEC' };
        if (!estSilence(erreur)) throw erreur;
        return (await dans(5_000, () => handle.describe()).catch(() => null)) ? { etat: 'EN_COURS' } : 'SILENCE';
      }
    },
    repond: async (delaiMs) => {
      try {
        await dans(delaiMs, () => client.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
  };
};

type Pendante = NonNullable<Awaited<ReturnType<WorkflowHandle['describe']>>['raw']['pendingActivities']>[number];
/** Messages of our activities hold codes, never an address nor a name. */
const enAttente = (a: Pendante): DitDuMoteur['enAttente'][number] => ({
  activite: a.activityType?.name ?? '',
  essai: a.attempt ?? 1,
  prochainReel: a.scheduledTime?.seconds ? new Date(Number(a.scheduledTime.seconds) * 1000).toISOString() : null,
  erreur: a.lastFailure?.message ?? null,
});
