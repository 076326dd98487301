/** What the Carif decides on a fiche: on one version of it, once. */
import { heure, jourCourt, typo } from '../../domain/francais.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { nomsActeurs } from '../admin/noms.ts';
import { refus } from '../socle/problemes.ts';
import type { ARelayer } from './types.ts';

export type Decision = { numero: string; par: string; date: string; empreinte?: string | undefined };

export const validerFiche = async (tx: HubTx, d: Decision): Promise<ARelayer> => {
  const empreinte = await decider(tx, d, 'VALIDEE');
  await tx.fiche.update({ where: { numero: d.numero }, data: { remarques: null } });
  return { type: 'fiche.validee', donnees: { date: d.date, fiche: d.numero, empreinte } };
};

export const retournerFiche = async (tx: HubTx, d: Decision & { remarques: string }): Promise<ARelayer> => {
  await decider(tx, d, 'RETOURNEE');
  await tx.fiche.update({ where: { numero: d.numero }, data: { remarques: d.remarques } });
  return { type: 'fiche.retournee', donnees: { date: d.date, fiche: d.numero } };
};

const ARCHIVABLES = ['VALIDEE', 'MODIFIEE_A_REVALIDER', 'A_CORRIGER'];
export const archiverFiche = async (tx: HubTx, d: Decision): Promise<ARelayer> => {
  const { etat } = await tx.fiche.findUniqueOrThrow({ where: { numero: d.numero }, select: { etat: true } });
  if (!ARCHIVABLES.includes(etat)) throw refus('etape-incompatible', { detail: etat === 'ARCHIVEE' ? 'Cette fiche est déjà archivée.' : DITS[etat] });
  return { type: 'fiche.archivee', donnees: { date: d.date, fiche: d.numero } };
};

/** A text sent again, or edited without its text being told, awaits a decision of its own. */
export const rouvrirVersion = (tx: HubTx, fiche: string, empreinte: string) =>
  tx.ficheVersion.updateMany({ where: { fiche, empreinte }, data: { decision: null, decideePar: null, decideeLe: null } });

/** Said elsewhere (in SMF): nobody decides on it again here. */
export const noterDecision = (tx: HubTx, { numero, par, date, empreinte }: Required<Decision> & { empreinte: string }, decision: 'VALIDEE' | 'RETOURNEE') =>
  tx.ficheVersion.updateMany({ where: { fiche: numero, empreinte }, data: { decision, decideePar: par, decideeLe: new Date(date) } });

const DITS: Record<string, string> = {
  EN_SAISIE: 'Cette fiche est encore en saisie.',
  SOUMISE: 'Cette fiche attend d’abord d’être validée ou retournée.',
  A_CORRIGER: 'Cette fiche attend la correction de l’organisme.',
  ARCHIVEE: 'Cette fiche est archivée.',
};

/** The fingerprint decided on. 409 when the fiche has changed since it was read, or when somebody was first. */
const decider = async (tx: HubTx, { numero, par, date, empreinte }: Decision, decision: 'VALIDEE' | 'RETOURNEE'): Promise<string> => {
  const f = await tx.fiche.findUniqueOrThrow({ where: { numero }, select: { etat: true, empreinte: true, validee: true } });
  if (empreinte !== undefined && empreinte !== f.empreinte)
    throw refus('etape-incompatible', { detail: typo('La fiche a changé depuis que vous l’avez lue : relisez-la.') });
  const version = { fiche: numero, empreinte: f.empreinte };
  const connue = await tx.ficheVersion.findUnique({ where: { fiche_empreinte: version } });
  if (connue?.decision) throw refus('etape-incompatible', { detail: await dejaFait(tx, connue) });
  // The flow may not have read the last version yet: only what cannot change by itself refuses.
  if (f.etat === 'ARCHIVEE' || f.etat === 'A_CORRIGER') throw refus('etape-incompatible', { detail: DITS[f.etat] });
  if (f.etat === 'VALIDEE' && f.validee === f.empreinte) throw refus('etape-incompatible', { detail: 'Cette version est déjà validée.' });
  const { count } = await tx.ficheVersion.updateMany({
    where: { ...version, decision: null },
    data: { decision, decideePar: par, decideeLe: new Date(date) },
  });
  if (count === 0) throw refus('etape-incompatible', { detail: await dejaFait(tx, await tx.ficheVersion.findUnique({ where: { fiche_empreinte: version } })) });
  return f.empreinte;
};

const dejaFait = async (tx: HubTx, v: { decideePar: string | null; decideeLe: Date | null } | null): Promise<string> => {
  const nom = v?.decideePar ? (await nomsActeurs(tx, [v.decideePar]))(v.decideePar) : 'quelqu’un d’autre';
  return typo(`Déjà fait par ${nom}${v?.decideeLe ? ` le ${jourCourt(v.decideeLe.getTime())} à ${heure(v.decideeLe.getTime())}` : ''}.`);
};
