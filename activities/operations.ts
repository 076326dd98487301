/** The lines of a bulk operation: asked of their flows one after the other, each with an id that makes it one act however often it is asked. */
import { Context } from '@temporalio/activity';
import {
  type Client,
  isGrpcDeadlineError,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { ActionBlocage, ReponseAction } from '../domain/actes.ts';
import { maintenant } from '../domain/calendrier.ts';
import { CodeRemede } from '../domain/causes/cause.ts';
import { composerAction, issueDe, type Reglage } from '../domain/remedes.ts';
import { cloreActe, ouvrirActe } from '../prisma/actes.ts';
import { lireCalendrier } from '../prisma/calendrier.ts';
import type { Hub, Prisma } from '../prisma/hub.ts';

type Demander = (processus: string, action: ActionBlocage) => Promise<ReponseAction>;
type Deps = {
  hub: Hub;
  client: () => Client;
  /** Asks a flow; a test gives its own. */
  demander?: Demander;
  /** Lines per second. */
  cadence?: number;
  /** Between two lines: says that it is alive, and waits. */
  repos?: (rang: number, ms: number) => Promise<void>;
};
type Operation = Prisma.OperationGetPayload<object>;
type Ligne = Prisma.OperationLigneGetPayload<object>;

const LOT = 20;
const DELAI_MS = 15_000;

export const createOperations = ({ hub, client, demander = createDemander(client), cadence = 20, repos = souffler }: Deps) => {
  const traiter = async (op: Operation, ligne: Ligne): Promise<void> => {
    const date = maintenant(await lireCalendrier(hub), Date.now());
    const { refus, jusqua } = await tenter(op, ligne, date);
    await hub.operationLigne.update({
      where: { operation_rang: { operation: op.id, rang: ligne.rang } },
      data: { etat: issueDe(refus), refus, jusqua: jusqua === undefined ? null : new Date(jusqua), le: new Date(date) },
    });
  };

  const tenter = async (op: Operation, ligne: Ligne, date: number): Promise<{ refus: string | null; jusqua?: string | undefined }> => {
    const blocage = await hub.blocage.findUnique({ where: { id: ligne.blocage } });
    const code = CodeRemede.parse(op.code);
    if (!blocage || code === 'proposerAutreCreneau') return { refus: 'NON_APPLICABLE' };
    // The key of the act: asked again after a crash, the flow answers what it answered.
    const acte = `operation/${op.id}/${ligne.rang}/${ligne.essai}`;
    const qui = { blocage: blocage.id, par: op.par };
    await ouvrirActe(hub, { ...qui, id: acte, code, motif: op.motif ?? undefined, date, operation: op.id }, blocage);
    const reponse = await demander(blocage.processus, composerAction(code, { ...qui, acte }, op.demande as Reglage, date));
    const refus = reponse.fait ? null : (reponse.refus ?? 'NON_APPLICABLE');
    await cloreActe(hub, acte, refus);
    return { refus, jusqua: reponse.jusqua };
  };

  return {
    /** Some lines, oldest first. SUITE: there are more. FINI: none is left, or somebody asked to stop. */
    executerLot: async (operation: string): Promise<'SUITE' | 'FINI'> => {
      const lignes = await hub.operationLigne.findMany({ where: { operation, etat: 'A_FAIRE' }, orderBy: { rang: 'asc' }, take: LOT });
      for (const ligne of lignes) {
        const op = await hub.operation.findUniqueOrThrow({ where: { id: operation } });
        if (op.arretDemande) return 'FINI';
        const debut = Date.now();
        await traiter(op, ligne);
        await repos(ligne.rang, Math.max(0, 1000 / cadence - (Date.now() - debut)));
      }
      return lignes.length === LOT ? 'SUITE' : 'FINI';
    },
    /** Says what became of it; changes nothing when it was asked to run again meanwhile. */
    cloreOperation: async (operation: string): Promise<void> => {
      const date = new Date(maintenant(await lireCalendrier(hub), Date.now()));
      await hub.$executeRaw`
        UPDATE hub.operation o SET etat = CASE WHEN o."arretDemande" THEN 'ARRETEE' ELSE 'TERMINEE' END, "finieLe" = ${date}
        WHERE o.id = ${operation}::uuid AND o.etat = 'EN_COURS'
          AND (o."arretDemande" OR NOT EXISTS (SELECT 1 FROM hub.operation_ligne l WHERE l.operation = o.id AND l.etat = 'A_FAIRE'))`;
    },
  };
};

const souffler = async (rang: number, ms: number): Promise<void> => {
  Context.current().heartbeat(rang);
  await Context.current().sleep(ms);
};

/** A flow that has ended, or does not answer in time, is an outcome; anything else is tried again by the engine. */
const createDemander =
  (client: () => Client): Demander =>
  async (processus, action) => {
    try {
      return await client().withDeadline(Date.now() + DELAI_MS, () =>
        client()
          .workflow.getHandle(processus)
          .executeUpdate<ReponseAction, [ActionBlocage]>('actionner', { args: [action], ...(action.acte && { updateId: action.acte }) }),
      );
    } catch (erreur) {
      if (erreur instanceof WorkflowNotFoundError || erreur instanceof WorkflowUpdateFailedError) return { fait: false, refus: 'FLUX_TERMINE' };
      if (sansReponse(erreur)) return { fait: false, refus: 'SANS_REPONSE' };
      throw erreur;
    }
  };

const sansReponse = (erreur: unknown): boolean =>
  isGrpcDeadlineError(erreur) ||
  erreur instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  (erreur instanceof ServiceError && isGrpcServiceError(erreur.cause) && isGrpcDeadlineError(erreur.cause));
