/**
 * Effects as values: what a flow wants done in a partner system, before it is done. `kairos.positionner({ … })` calls nothing; `etape` and
 * `diffuser` do, so that they alone know about retries, outages and keys.
 */
import type { Partenaires } from '../activities/index.ts';
import type { Fait, Systeme } from '../domain/codes.ts';

export type Effet<R = unknown> = { systeme: Systeme; operation: string; arg: unknown; readonly rendu?: R };

/** An activity of a partner: idempotency key first, then ids and codes. */
type Activite<A, R> = (cle: string, arg: A) => Promise<R>;
type Effets<P> = { [K in keyof P]: P[K] extends Activite<infer A, infer R> ? (arg: A) => Effet<R> : never };

const effets = <P>(systeme: Systeme): Effets<P> =>
  new Proxy({} as Effets<P>, { get: (_, nom: string) => (arg: unknown) => ({ systeme, operation: `${systeme}.${nom}`, arg }) });

export const smf = effets<Partenaires['smf']>('smf');
export const rco = effets<Partenaires['rco']>('rco');
export const kairos = effets<Partenaires['kairos']>('kairos');
export const ouiform = effets<Partenaires['ouiform']>('ouiform');
export const aude = effets<Partenaires['aude']>('aude');
export const audef = effets<Partenaires['audef']>('audef');
export const pefr = effets<Partenaires['pefr']>('pefr');
export const imilo = effets<Partenaires['imilo']>('imilo');

/**
 * One effect in the queue of its system. `cle` names it within its flow, for ever; `transmission` is the matrix cell that it fills; `entree`, when the
 * training begins; `caduc`: its reason was lost on its way.
 */
export type Envoi = { cle: string; effet: Effet; transmission?: { parcours: string; fait: Fait; entree?: string }; caduc?: boolean };

/** The offer's effects say what is, not what happened: of two that wait for the same partner about the same thing, the later one is enough. */
const ENTIERS = ['publierSession', 'publierCreneau'];
const MOTS = ['changerEtatRecrutement', 'deplacerCreneau'];
const nomDe = ({ operation }: Effet): string => operation.slice(operation.indexOf('.') + 1);
export const publieEntier = (e: Effet): boolean => ENTIERS.includes(nomDe(e));
export const estDeLOffre = (e: Effet): boolean => publieEntier(e) || MOTS.includes(nomDe(e));
const sujetDe = ({ arg }: Effet): unknown => {
  const { session, creneau } = arg as { session?: string; creneau?: string }; // the offer's effects name one or the other
  return creneau ?? session;
};
export const remplace = (neuf: Effet, ancien: Effet): boolean => estDeLOffre(neuf) && neuf.operation === ancien.operation && sujetDe(neuf) === sujetDe(ancien);
