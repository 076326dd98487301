/**
 * Tells flows what was found of them. A flow that has ended, or that never was, cannot answer for what partners hold of its subject: its
 * guardian does, as long as something differs.
 */
import { type Client as Temporal, WorkflowNotFoundError } from '@temporalio/client';
import type { Systeme } from '../../domain/codes.ts';
import { FILE_PROCESSUS, fluxGarde, idGardien } from '../../domain/processus.ts';
import type { Ecart, Rapprochement } from '../../domain/rapprochement.ts';
import { lireCalendrier } from '../../prisma/calendrier.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Page } from '../reconciliation.ts';

export type Dire = ReturnType<typeof createDire>;
export type Constat = { flux: string; ecarts: Ecart[]; leves: string[]; egaux?: Systeme[]; garde?: boolean };

export const createDire = ({ hub, client }: { hub: Hub; client: () => Temporal }) => {
  /** The guardian of a flow is born with the first thing that it has to hold. */
  const auGardien = async (flux: string, r: Rapprochement): Promise<void> => {
    const workflowId = idGardien(flux);
    const [calendrier, lignes] = await Promise.all([
      lireCalendrier(hub),
      hub.processus.findMany({ where: { id: { in: [workflowId, flux] } }, select: { id: true, version: true, organisme: true } }),
    ]);
    const organisme = lignes.find((l) => l.id === flux)?.organisme ?? null;
    const version = lignes.find((l) => l.id === workflowId)?.version ?? 0;
    await client().workflow.signalWithStart('gardien', {
      workflowId,
      taskQueue: FILE_PROCESSUS,
      args: [{ sujet: flux, calendrier }],
      signal: 'rapproche',
      signalArgs: [{ ...r, ecarts: r.ecarts.map((e) => ({ ...e, organisme })), version }],
    });
  };

  return {
    auGardien,
    auFlux: async (flux: string, r: Rapprochement, garde = false): Promise<void> => {
      try {
        await client().workflow.getHandle(flux).signal('rapproche', r);
        // It answers for itself again: what its guardian held is its own.
        if (garde) await auGardien(flux, { ...r, ecarts: [] });
      } catch (erreur) {
        if (!(erreur instanceof WorkflowNotFoundError)) throw erreur;
        if (garde || r.ecarts.length > 0) await auGardien(flux, r);
      }
    },
  };
};

/** Keys of the differences that are up for a flow (`<flow>#ECART:<key>#<n>`), and whether it has a guardian that holds some. */
export type Tenu = { cles: string[]; garde: boolean };

export const tenusPar = async (hub: Hub, flux: readonly string[]): Promise<Map<string, Tenu>> => {
  const gardiens = flux.map(idGardien);
  const [lignes, gardes] = await Promise.all([
    hub.blocage.findMany({
      where: { leveLe: null, processus: { in: [...flux, ...gardiens] }, id: { contains: '#ECART:' } },
      select: { id: true, processus: true },
    }),
    hub.processus.findMany({ where: { id: { in: gardiens }, ouvert: true }, select: { sujet: true } }),
  ]);
  const tenus = new Map<string, Tenu>(gardes.map((g) => [g.sujet, { cles: [], garde: true }]));
  for (const { id, processus } of lignes) {
    const f = fluxGarde(processus);
    const tenu = tenus.get(f) ?? { cles: [], garde: false };
    tenus.set(f, { ...tenu, cles: [...tenu.cles, cleDe(id)] });
  }
  return tenus;
};

export const cleDe = (blocage: string): string => blocage.replace(/^.*#ECART:/, '').replace(/#\d+$/, '');

/** A flow is told when something differs, or when something that differed agrees. A silent partner absolves nobody. */
export const retenir = (constats: Page['constats'], flux: string, ecarts: Ecart[], tenus: ReadonlyMap<string, Tenu>, compares: Systeme[]): void => {
  const { cles, garde } = tenus.get(flux) ?? { cles: [], garde: false };
  const leves = cles.filter((cle) => compares.some((s) => cle.startsWith(`${s}.`)) && !ecarts.some((e) => e.cle === cle));
  if (ecarts.length > 0 || leves.length > 0 || garde) constats.push({ flux, ecarts, leves, egaux: compares, garde });
};
