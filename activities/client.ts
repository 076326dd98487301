/** The HTTP client of a partner's contract: one call per operation, with its idempotency key. */
import { createHash } from 'node:crypto';
import type { Systeme } from '../domain/codes.ts';
import type { Contrat, Entree, Sortie } from '../systems/socle/contrat.ts';
import type { Disjoncteur } from './disjoncteur.ts';
import { disjonction, indisponible, pasEncore, refus } from './echecs.ts';

type Deps<C> = {
  systeme: Systeme;
  url: string;
  /** Bearer token of the partner. */
  cle: string;
  contrat: C;
  disjoncteur: Disjoncteur;
  fetch: typeof globalThis.fetch;
};
export type Client<C> = <K extends keyof C & string>(operation: K, cle: string, corps: Entree<C[K]>, delaiMs?: number) => Promise<Sortie<C[K]>>;

/**
 * A header holds 200 printable characters. A key made of the acts that led to it may be longer: its beginning, which names the flow and the
 * step, and its fingerprint stand for it.
 */
const enteteCle = (cle: string): string =>
  /^[\x21-\x7e]{1,200}$/.test(cle) ? cle : `${cle.replace(/[^\x21-\x7e]/g, '_').slice(0, 135)}:${createHash('sha256').update(cle).digest('hex')}`;

/** A refusal that another flow's message will lift, such as a slot whose session has not reached that system yet. */
const attendPlusTard = (code: string): boolean => /_INCONNUE?$/.test(code);

export const createClient =
  <C extends Contrat>({ systeme, url, cle: jeton, contrat, disjoncteur, fetch }: Deps<C>): Client<C> =>
  async (operation, cle, corps, delaiMs = 10_000) => {
    if (await disjoncteur.ouvert(systeme)) throw disjonction(systeme);
    const { chemin, sortie } = contrat[operation] as C[typeof operation];
    const debut = performance.now();
    const duree = (): number => performance.now() - debut;
    let reponse: Response;
    try {
      reponse = await fetch(`${url}${chemin}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${jeton}`, 'idempotency-key': enteteCle(cle) },
        body: JSON.stringify(corps),
        signal: AbortSignal.timeout(delaiMs),
      });
    } catch {
      await disjoncteur.echec(systeme, 'pas de réponse', duree());
      throw indisponible(systeme, 'SANS_REPONSE');
    }
    if (reponse.status >= 500 || reponse.status === 429) {
      await reponse.body?.cancel();
      await disjoncteur.echec(systeme, `réponse ${reponse.status}`, duree());
      throw indisponible(systeme, `HTTP_${reponse.status}`);
    }
    disjoncteur.succes(systeme, duree());
    if (!reponse.ok) {
      const probleme = (await reponse.json().catch(() => ({}))) as { code?: unknown };
      const code = typeof probleme.code === 'string' ? probleme.code : `HTTP_${reponse.status}`;
      throw attendPlusTard(code) ? pasEncore(systeme, code) : refus(systeme, code);
    }
    return sortie.parse(await reponse.json()) as Sortie<C[typeof operation]>;
  };
