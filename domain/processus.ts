/** Identity of the long-running processes: workflow types, workflow ids, names of their messages. Nothing personal in any of them. */
import type { Systeme } from './codes.ts';

export const PROCESSUS = ['fiche', 'session', 'creneau', 'parcours', 'demandeur', 'organisme', 'systeme', 'operation', 'gardien'] as const;
export type Processus = (typeof PROCESSUS)[number];

export const FILE_PROCESSUS = 'processus';
/** Mails that did not leave at once: served at the rate of the mail server. */
export const FILE_COURRIER = 'courrier';
export const filePartenaire = (systeme: Systeme): string => `partenaire-${systeme}`;

export const idFiche = (numero: string): string => `fiche:${numero}`;
export const idSession = (numero: string): string => `session:${numero}`;
export const idCreneau = (id: string): string => `creneau:${id}`;
/** `personne` is the hub's own uuid, never an identifiant DE. A parcours id is `<personne>:<session>`. */
export const idParcours = (parcours: string): string => `parcours:${parcours}`;
export const numeroParcours = (personne: string, session: string): string => `${personne}:${session}`;
export const idDemandeur = (personne: string): string => `demandeur:${personne}`;
export const idOrganisme = (siret: string): string => `organisme:${siret}`;
/** Who watches a flow that cannot speak for itself. */
export const idGardien = (workflow: string): string => `gardien:${workflow}`;
/** The flow that speaks, or the one for which its guardian speaks. */
export const fluxGarde = (workflow: string): string => workflow.replace(/^gardien:/, '');
/** One comparison that somebody asked for. */
export const idReconciliation = (id: string): string => `reconciliation:${id}`;
export const idSysteme = (systeme: Systeme): string => `systeme:${systeme}`;
/** A bulk act of an operator: it has no blocage of its own, and acts on those of the others. */
export const idOperation = (operation: string): string => `operation:${operation}`;
