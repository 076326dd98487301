/** Every long-running process: what the worker serves. */
export { creneau } from './creneau.ts';
export { demandeur } from './demandeur.ts';
export { fiche } from './fiche.ts';
export { gardien } from './gardien.ts';
export { operation } from './operation.ts';
export { organisme } from './organisme.ts';
export { parcours } from './parcours.ts';
export { reconciliation } from './reconciliation.ts';
export { session } from './session.ts';
export { systeme } from './systeme.ts';
