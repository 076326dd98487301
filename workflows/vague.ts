/**
 * Local activities leave and come back by waves. Live, each result wakes the flow by itself, after what was heard while it was out; replayed, the
 * results that one task brought come together, and with the messages of that task: a flow in which the first one back acts before the second, or
 * before the message, would not find its own history again. So nobody goes on before the whole wave is back and the flow has done all that
 * the rest asked of it; and then in the order of departure.
 * The hour has the same trouble: what is heard while a wave is out has its own date live, and the date of the return when replayed. So the clock of
 * the flow stands still meanwhile.
 */
import type { Duration } from '@temporalio/common';
import { CancellationScope, condition as quand } from '@temporalio/workflow';

let attendus = 0;
let vague: (() => void)[] = [];
let figee = 0;
let reveils = 0;
let accalmie = false;

/** The real hour of the flow, epoch ms: the only clock that may decide anything. */
export const heure = (): number => (vague.length > 0 ? figee : Date.now());

/** A timer has rung: it is `reel` at least, though the clock stands still. */
export const sonner = (reel: number): void => {
  figee = Math.max(figee, reel);
};

/** The condition of the SDK, which flows wait by; waves know by it whether somebody else has something to do first. */
export function condition(pret: () => boolean): Promise<void>;
export function condition(pret: () => boolean, patience: Duration): Promise<boolean>;
export function condition(pret: () => boolean, patience?: Duration): Promise<unknown> {
  const compte = (): boolean => {
    const oui = pret();
    if (oui) reveils++;
    return oui;
  };
  return patience === undefined ? quand(compte) : quand(compte, patience);
}

/** Until all that woke with the results, and what woke by it, has gone as far as it can. */
const calme = async (): Promise<void> => {
  for (let vus = -1; vus !== reveils; ) {
    vus = reveils;
    let tour = false;
    const suivant = CancellationScope.nonCancellable(() => quand(() => tour));
    tour = true;
    await suivant;
  }
};

const rentrer = async (): Promise<void> => {
  if (accalmie) return;
  accalmie = true;
  await calme();
  accalmie = false;
  if (attendus > 0) return; // somebody left meanwhile, and belongs to this wave
  const revenus = vague;
  vague = [];
  for (const continuer of revenus) continuer();
};

const embarquer = <R>(appeler: () => Promise<R>): Promise<R> =>
  new Promise<R>((rendre, echouer) => {
    if (vague.length === 0) figee = Date.now();
    const rang = vague.length;
    vague.push(() => undefined);
    attendus++;
    const revenir = (suite: () => void): void => {
      vague[rang] = suite;
      if (--attendus === 0) void rentrer();
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
