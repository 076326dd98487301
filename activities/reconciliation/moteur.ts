/** The engine beside its mirror: flows that one has and the other has not, and flows whose program fails. */
import type { Client as Temporal } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { PROCESSUS } from '../../domain/processus.ts';
import type { Ecart } from '../../domain/rapprochement.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Page } from '../reconciliation.ts';
import type { Dire } from './dire.ts';

const TAILLE = 100;
const PANNES_MAX = 500;
/** Visibility is written a little after the fact. */
const RETARD_MS = 10_000;
const EN_PANNE = `ExecutionStatus = 'Running' AND TemporalReportedProblems IN ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')`;
/** Flows that have a row: operations keep their own. */
const TYPES = PROCESSUS.filter((p) => p !== 'operation');

type Deps = { hub: Hub; client: () => Temporal; dire: Dire };

export const createMoteur = ({ hub, client, dire }: Deps) => {
  const lister = (query: string, nextPageToken?: Uint8Array) =>
    client().workflowService.listWorkflowExecutions({
      namespace: client().options.namespace,
      query,
      pageSize: TAILLE,
      ...(nextPageToken && { nextPageToken }),
    });
  const idsDe = (e: Awaited<ReturnType<typeof lister>>): string[] => (e.executions ?? []).map((x) => x.execution?.workflowId ?? '');

  /** The engine's own word; null: it has never heard of it. */
  const statut = async (id: string): Promise<string | null> => {
    try {
      return (await client().workflow.getHandle(id).describe()).status.name;
    } catch (erreur) {
      if (erreur instanceof WorkflowNotFoundError) return null;
      throw erreur;
    }
  };
  const erreur = (partenaire: string): Ecart => ({ cle: 'PROGRAMME', cause: 'ERREUR_PROGRAMME', systeme: null, objet: 'PROGRAMME', hub: null, partenaire });

  return {
    /** Rows that are open, beside the engine: one that ended is closed, one that was lost has a guardian. */
    flux: async (apres: string, graceMs: number, passage: string): Promise<Page> => {
      const lignes = await hub.processus.findMany({
        where: { ouvert: true, type: { in: [...TYPES] }, id: { gt: apres } },
        orderBy: { id: 'asc' },
        take: TAILLE,
      });
      const ids = lignes.map((l) => l.id).filter((id) => !id.includes("'"));
      const vivants = new Set(
        ids.length === 0 ? [] : idsDe(await lister(`ExecutionStatus = 'Running' AND WorkflowId IN (${ids.map((id) => `'${id}'`).join(', ')})`)),
      );
      let repares = 0;
      const perdus: string[] = [];
      for (const l of lignes.filter((x) => !vivants.has(x.id) && Date.now() - x.majLe.getTime() >= Math.max(graceMs, RETARD_MS))) {
        const etat = await statut(l.id);
        if (etat === 'RUNNING' || etat === 'CONTINUED_AS_NEW') continue;
        if (etat === 'COMPLETED') {
          repares += (await hub.processus.updateMany({ where: { id: l.id, ouvert: true, version: l.version }, data: { ouvert: false, etat: 'termine' } }))
            .count;
        } else if (l.type !== 'gardien') {
          perdus.push(l.id);
          await dire.auGardien(l.id, { passage: `${passage}:perdu`, ecarts: [erreur(etat ?? 'ABSENT')], leves: [] });
        }
      }
      const constats = perdus.map((flux) => ({ flux, ecarts: [erreur('ABSENT')], leves: [] }));
      return { suivant: lignes.length < TAILLE ? null : (lignes.at(-1)?.id ?? null), compares: lignes.length, repares, constats };
    },

    /** Flows that run without an open row: they write it again. */
    reflets: async (apres: string, graceMs: number, passage: string): Promise<Page> => {
      const page = await lister(`ExecutionStatus = 'Running' AND WorkflowType IN (${TYPES.map((t) => `'${t}'`).join(', ')})`, jeton(apres));
      const ages = (page.executions ?? []).filter((x) => Date.now() - Number(x.startTime?.seconds ?? 0) * 1000 >= Math.max(graceMs, RETARD_MS));
      const ids = ages.map((x) => x.execution?.workflowId ?? '');
      const connus = new Set((await hub.processus.findMany({ where: { id: { in: ids }, ouvert: true }, select: { id: true } })).map((l) => l.id));
      const oublies = ids.filter((id) => !connus.has(id));
      for (const id of oublies) await dire.auFlux(id, { passage: `${passage}:reflet`, ecarts: [], leves: [], reflet: true });
      const suite = page.nextPageToken?.length ? Buffer.from(page.nextPageToken).toString('base64') : null;
      return { suivant: suite, compares: ids.length, repares: oublies.length, constats: [] };
    },

    /** Flows whose workflow task fails again and again: their guardian says so until the engine no longer does. */
    pannes: async (passage: string): Promise<Page> => {
      const enPanne = new Set<string>();
      for (let suite: Uint8Array | undefined; enPanne.size < PANNES_MAX; ) {
        const page = await lister(EN_PANNE, suite);
        for (const id of idsDe(page)) enPanne.add(id);
        if (!page.nextPageToken?.length) break;
        suite = page.nextPageToken;
      }
      const constats: Page['constats'] = [];
      for (const id of enPanne) {
        await dire.auGardien(id, { passage: `${passage}:panne`, ecarts: [erreur('TACHE_EN_ECHEC')], leves: [] });
        constats.push({ flux: id, ecarts: [erreur('TACHE_EN_ECHEC')], leves: [] });
      }
      const gardiens = await hub.processus.findMany({ where: { type: 'gardien', ouvert: true }, select: { sujet: true }, take: PANNES_MAX });
      for (const { sujet } of gardiens.filter((g) => !enPanne.has(g.sujet))) {
        const veille = await hub.processus.findUnique({ where: { id: sujet }, select: { ouvert: true } });
        // Lost, and its row still open: somebody has to decide.
        if (veille?.ouvert && (await statut(sujet)) !== 'RUNNING') continue;
        await dire.auGardien(sujet, { passage: `${passage}:releve`, ecarts: [], leves: ['PROGRAMME'] });
      }
      return { suivant: null, compares: enPanne.size, constats };
    },
  };
};

const jeton = (apres: string): Uint8Array | undefined => (apres === '' ? undefined : Buffer.from(apres, 'base64'));
