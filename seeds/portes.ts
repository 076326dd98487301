/** The doors of a running instance, as a client of its API and as the people of the partner systems. */
import type { Systeme } from '../domain/codes.ts';

/** Where the doors are, and the keys that open them. */
export type Portes = { api: string; cle: string; cleSystemes: string; systemes: Record<string, string>; annoncer: (phrase: string) => void };
export type Answer = { statut: number; corps: unknown; entetes: Headers | null };

export type Client = {
  api(methode: 'GET' | 'POST', chemin: string, envoi?: { json?: unknown; xml?: string; cle?: string }): Promise<Answer>;
  /** A person acts in a partner system; the key makes a second try harmless. */
  acte(systeme: Systeme, type: string, donnees: unknown, cle: string): Promise<Answer>;
};

const ESSAIS = 3;
const DELAI_MS = 10_000;

/** Never throws: what does not answer has status 0. */
export const createClient = ({ api, cle, cleSystemes, systemes }: Portes, appeler: typeof fetch = fetch): Client => {
  const demander = async (adresse: string, init: { methode: string; jeton: string; corps?: string; type?: string; cle?: string }): Promise<Answer> => {
    for (let essai = 1; ; essai++) {
      try {
        const reponse = await appeler(adresse, {
          method: init.methode,
          headers: {
            Authorization: `Bearer ${init.jeton}`,
            ...(init.type ? { 'Content-Type': init.type } : {}),
            ...(init.cle ? { 'Idempotency-Key': init.cle } : {}),
          },
          ...(init.corps === undefined ? {} : { body: init.corps }),
          signal: AbortSignal.timeout(DELAI_MS),
        });
        const corps: unknown = await reponse.json().catch(() => null);
        if (reponse.status < 500 || essai >= ESSAIS) return { statut: reponse.status, corps, entetes: reponse.headers };
      } catch {
        if (essai >= ESSAIS) return { statut: 0, corps: null, entetes: null };
      }
    }
  };
  return {
    api: (methode, chemin, { json, xml, cle: idempotence } = {}) =>
      demander(`${api.replace(/\/$/, '')}${chemin}`, {
        methode,
        jeton: cle,
        ...(json === undefined ? {} : { corps: JSON.stringify(json), type: 'application/json' }),
        ...(xml === undefined ? {} : { corps: xml, type: 'application/xml' }),
        ...(idempotence ? { cle: idempotence } : {}),
      }),
    acte: (systeme, type, donnees, idempotence) =>
      demander(`${systemes[systeme] ?? ''}/actes/${type}`, {
        methode: 'POST',
        jeton: cleSystemes,
        corps: JSON.stringify(donnees),
        type: 'application/json',
        cle: idempotence,
      }),
  };
};

/** Runs the tasks, so many at once, in order. */
export const parallele = async <T, R>(taches: readonly T[], deFront: number, travail: (t: T) => Promise<R>): Promise<R[]> => {
  const faits: R[] = [];
  let suivante = 0;
  const ouvrier = async (): Promise<void> => {
    for (let i = suivante++; i < taches.length; i = suivante++) {
      const tache = taches[i];
      if (tache !== undefined) faits[i] = await travail(tache);
    }
  };
  await Promise.all(Array.from({ length: deFront }, ouvrier));
  return faits;
};
