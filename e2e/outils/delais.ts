/** How long what was typed takes to be seen elsewhere: from the answer to whoever typed it until each system's own screen shows it. Real time. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Systeme } from '../../domain/codes.ts';

/** What one system must show, and how it is looked at: the same screen (`ou`) is read once for all that is awaited on it. */
export type Attente = { systeme: Systeme; voit: string; ou: string; lire: () => Promise<unknown>; bon: (lu: unknown) => boolean };
export type Delai = { saisie: string; systeme: Systeme; voit: string; ms: number };

const PAS_MS = 50;
/** Looked at for as long, so that what is too slow has a measure too. */
const PATIENCE_MS = 60_000;

export const chronometrer = async (saisie: string, taper: () => Promise<unknown>, attentes: readonly Attente[]): Promise<Delai[]> => {
  await taper();
  const repondu = performance.now();
  const delais: Delai[] = [];
  for (let restent = [...attentes]; restent.length > 0; await pause(PAS_MS)) {
    const ecrans = new Map<string, Promise<{ lu: unknown; ms: number }>>();
    const regarder = ({ systeme, ou, lire }: Attente) => {
      const cle = `${systeme} ${ou}`;
      const ecran = ecrans.get(cle) ?? lire().then((lu) => ({ lu, ms: Math.round(performance.now() - repondu) }));
      ecrans.set(cle, ecran);
      return ecran;
    };
    const vus = await Promise.all(restent.map(async (a) => ({ a, ...(await regarder(a)) })));
    delais.push(...vus.flatMap(({ a, lu, ms }) => (a.bon(lu) ? [{ saisie, systeme: a.systeme, voit: a.voit, ms }] : [])));
    const manquent = vus.filter(({ a, lu }) => !a.bon(lu));
    const [{ a, lu } = {}] = manquent;
    if (a && performance.now() - repondu > PATIENCE_MS)
      throw new Error(`${saisie} : ${a.systeme} ne montre pas ${a.voit} (dernière lecture : ${JSON.stringify(lu)?.slice(0, 400)})`);
    restent = manquent.map((m) => m.a);
  }
  return delais;
};

export const rendre = (delais: readonly Delai[]): string =>
  delais.map((d) => `${String(d.ms).padStart(6)} ms  ${d.saisie} → ${d.systeme} : ${d.voit}`).join('\n');
