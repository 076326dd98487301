/** Who may use the dashboard's API: signed-in people only, by role. */
import type { RoleCompte } from '../../domain/codes.ts';
import type { Appelant } from '../acces/portees.ts';
import type { Droits } from '../socle/route.ts';

const role = (...roles: RoleCompte[]): Droits => ({ genres: ['compte'], roles });

/** What concerns the whole region. */
export const LIRE = role('ADMIN', 'CARIF', 'REGION');
/** An OF and a prescriber follow what is theirs, and nothing else: each query is narrowed to their scope. */
export const SUIVRE = role('ADMIN', 'CARIF', 'REGION', 'OF', 'PRESCRIPTEUR');
/** The Région sees, and does not act. */
export const AGIR = role('ADMIN', 'CARIF');
export const REGLER = role('ADMIN');

/** Who could do what a remedy does: the others are not offered it. */
export const peutAgir = ({ role }: Appelant): boolean => role === 'ADMIN' || role === 'CARIF';

/** Candidates are named to the animation team alone; the others follow parcours by their id. */
export const voitPersonnes = (appelant: Appelant): boolean => appelant.role === 'ADMIN';

/** What of a blocage its reader sees: whom it is about, and the remedies that are his to use. */
export type Lecteur = { personnes: boolean; remedes: boolean };
export const lecteur = (a: Appelant): Lecteur => ({ personnes: voitPersonnes(a), remedes: peutAgir(a) });
export const PERSONNE: Lecteur = { personnes: false, remedes: false };
