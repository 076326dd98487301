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

/** One effect in the queue of its system. `cle` names it within its flow, for ever; `transmission` is the matrix cell that it fills; `entree`, when the training begins. */
export type Envoi = { cle: string; effet: Effet; transmission?: { parcours: string; fait: Fait; entree?: string } };
