/**
 * What is the fault of nobody who called and passes by itself: the database or the engine away, too busy, or two writers in each other's way.
 * Such a request is answered 503 with Retry-After: nothing of it was kept, or the same one sent again finds what was (the inbox knows its key).
 */
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { estSilence } from '../flux.ts';

/** By the code that Prisma, PostgreSQL (SQLSTATE, whole or its class) or the network gives. */
export const PASSAGERES: Readonly<Record<string, string>> = {
  P1001: 'database not reachable',
  P1002: 'database reached, no answer in time',
  P1008: 'operation timed out',
  P1017: 'connection closed by the server',
  P2024: 'no connection of the pool in time',
  P2028: 'transaction not begun in time, or open too long',
  P2034: 'deadlock or write conflict',
  P2037: 'too many connections',
  '08': 'connection exception',
  '40001': 'serialization failure',
  '40P01': 'deadlock',
  '53': 'insufficient resources',
  '55P03': 'lock not available',
  '57014': 'statement cancelled',
  '57P': 'server shutting down or starting',
  ECONNREFUSED: 'nobody listens',
  ECONNRESET: 'connection lost',
  EPIPE: 'connection lost',
  ETIMEDOUT: 'no answer in time',
  EAI_AGAIN: 'name not resolved now',
};
/** Two writers met: the second one tries again, and finds what the first wrote. */
const CONFLITS = new Set(['P2002', 'P2034', '23505', '40001', '40P01']);

/** Seconds, for Retry-After. */
export const REVENIR_DANS_S = 2;

const PAUSE_MS = 30;

export const estPassagere = (erreur: unknown): boolean => estSilence(erreur) || codesDe(erreur).some(passe);
export const estConflit = (erreur: unknown): boolean => codesDe(erreur).some((code) => CONFLITS.has(code));

/** Runs `travail` again while it meets another writer, `essais` times at most. */
export const entreEcrivains = async <T>(travail: () => Promise<T>, essais = 3): Promise<T> => {
  for (let n = 1; ; n++) {
    try {
      return await travail();
    } catch (erreur) {
      if (n === essais || !estConflit(erreur)) throw erreur;
      await setTimeout(PAUSE_MS * n); // the winner goes first
    }
  }
};

/** Five characters are a SQLSTATE, of which the table may hold the class alone. */
const passe = (code: string): boolean => {
  const etats = /^[0-9][0-9A-Z]{4}$/.test(code) ? [code.slice(0, 2), code.slice(0, 3)] : [];
  return [code, ...etats].some((c) => Object.hasOwn(PASSAGERES, c));
};

const Texte = z.string().optional().catch(undefined);
const Dedans = z.unknown().optional();
const Porteuse = z.object({ code: Texte, errorCode: Texte, originalCode: Texte, cause: Dedans, meta: Dedans, driverAdapterError: Dedans });
const PROFONDEUR = 6;
const codesDe = (erreur: unknown, reste = PROFONDEUR): string[] => {
  const lue = reste === 0 ? undefined : Porteuse.safeParse(erreur).data;
  if (!lue) return [];
  const siens = [lue.code, lue.errorCode, lue.originalCode].filter((code) => code !== undefined);
  return [...siens, ...[lue.cause, lue.meta, lue.driverAdapterError].flatMap((e) => codesDe(e, reste - 1))];
};
