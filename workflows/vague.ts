/**
 * Local activities leave and come back by waves. Live, each result wakes the flow by itself; replayed, the results that one task brought come
 * together: a flow in which the first one back acts before the second would not find its own history again. So nobody goes on before the
 * whole wave is back, and then in the order of departure.
 */
let attendus = 0;
let vague: (() => void)[] = [];

const embarquer = <R>(appeler: () => Promise<R>): Promise<R> =>
  new Promise<R>((rendre, echouer) => {
    const rang = vague.length;
    vague.push(() => undefined);
    attendus++;
    const revenir = (suite: () => void): void => {
      vague[rang] = suite;
      if (--attendus > 0) return;
      const revenus = vague;
      vague = [];
      for (const continuer of revenus) continuer();
    };
    appeler().then(
      (r) => revenir(() => rendre(r)),
      (e: unknown) => revenir(() => echouer(e)),
    );
  });

/** The same local activities, by waves. Every local activity of a flow goes through here. */
export const parVagues = <A extends object>(activites: A): A =>
  new Proxy(activites, {
    get: (a, nom) => {
      const activite = Reflect.get(a, nom) as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => embarquer(() => activite(...args));
    },
  });
