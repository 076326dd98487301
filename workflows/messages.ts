/** What may be said to a flow, and what it may be asked: the same few messages for every process. */
import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  ActeCourriel,
  ActeCreneau,
  ActeDemandeur,
  ActeFiche,
  ActeOperation,
  ActeOrganisme,
  ActeParcours,
  ActeSession,
  ActeSysteme,
  ActionBlocage,
  ReponseAction,
  ReponsePositionner,
} from '../domain/actes.ts';
import type { Calendrier } from '../domain/calendrier.ts';
import type { Destinataire } from '../domain/politiques.ts';
import type { Rapprochement } from '../domain/rapprochement.ts';

export type Acte = ActeFiche | ActeSession | ActeCreneau | ActeParcours | ActeDemandeur | ActeOrganisme | ActeSysteme | ActeOperation | ActeCourriel;

/** The one argument of every workflow: `sujet` is the entity's own id (fiche, session, creneau… number), `etat` what a continued run brings along. */
export type Debut<E = unknown> = { sujet: string; calendrier: Calendrier; etat?: E };

/** An act that needs no answer. Use signal-with-start. */
export const acte = defineSignal<[Acte]>('acte');
/** The same act, answered once it has taken effect. Use update-with-start, updateId = the act's id. */
export const agir = defineUpdate<ReponsePositionner | undefined, [Acte]>('agir');
/** An operator's remedy on one blocage of the flow. */
export const actionner = defineUpdate<ReponseAction, [ActionBlocage]>('actionner');
/**
 * The calendar moved: answered when the flow has done everything that became due, with the business instant (epoch ms) of what comes next by
 * itself, or null when nothing does.
 */
export const calendrierAvance = defineUpdate<number | null, [Calendrier]>('calendrierAvance');
/** The calendar moved while nobody can answer (at start-up). */
export const calendrierRecale = defineSignal<[Calendrier]>('calendrierRecale');
/** The partner answers again: try now. */
export const systemeRepris = defineSignal<[string]>('systemeRepris');
/** A reminder policy changed: read it again. */
export const politiqueChangee = defineSignal<[string]>('politiqueChangee');
/**
 * What became of mails: a reminder of the blocage came back, or the address of an organisme that refused ours is another one now. Said as often
 * as one likes.
 */
export type AvisCourrier = { type: 'REVENU'; blocage: string; niveau: number; destinataire: Destinataire | 'CANDIDAT' } | { type: 'REPRIS' };
export const courrier = defineSignal<[AvisCourrier]>('courrier');
/** The reconciliation compared this flow with the partners: all that differs now. */
export const rapproche = defineSignal<[Rapprochement]>('rapproche');
/** The flow's state, for tests and the technical panel. */
export const lireEtat = defineQuery<unknown>('lireEtat');

export const MaillonProcessus = defineSearchAttributeKey('MaillonProcessus', 'KEYWORD');
export const MaillonEtape = defineSearchAttributeKey('MaillonEtape', 'KEYWORD');
export const MaillonEtat = defineSearchAttributeKey('MaillonEtat', 'KEYWORD');
export const MaillonCause = defineSearchAttributeKey('MaillonCause', 'KEYWORD');
export const MaillonOrganisme = defineSearchAttributeKey('MaillonOrganisme', 'KEYWORD');
export const MaillonSysteme = defineSearchAttributeKey('MaillonSysteme', 'KEYWORD');
export const MaillonDepuis = defineSearchAttributeKey('MaillonDepuis', 'DATETIME');
export const MaillonEcheance = defineSearchAttributeKey('MaillonEcheance', 'DATETIME');
export const ATTRIBUTS = [MaillonProcessus, MaillonEtape, MaillonEtat, MaillonCause, MaillonOrganisme, MaillonSysteme, MaillonDepuis, MaillonEcheance];
