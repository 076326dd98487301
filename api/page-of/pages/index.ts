/** The pages of an organisme. */
import type { Page } from '../socle/page.ts';
import { A_FAIRE } from './a-faire.ts';
import { ADRESSE } from './adresse.ts';
import { CHANGEMENT } from './changement.ts';
import { CRENEAU } from './creneau.ts';
import { ENTREES } from './entrees.ts';
import { NON_RETENUS } from './non-retenus.ts';
import { PRESENCES } from './presences.ts';
import { RECRUTEMENT } from './recrutement.ts';
import { REPONSE } from './reponse.ts';
import { SORTIES } from './sorties.ts';

export const PAGES: readonly Page[] = [A_FAIRE, PRESENCES, RECRUTEMENT, CRENEAU, ENTREES, SORTIES, ADRESSE, CHANGEMENT, NON_RETENUS, REPONSE];
