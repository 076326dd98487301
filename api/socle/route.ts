/**
 * A route is a value: method, path, rights, input, answers, handler.
 * The router, the OpenAPI page and the coverage test are made from the same table of them.
 */
import type { Request } from 'express';
import type { z } from 'zod';
import type { RoleCompte } from '../../domain/codes.ts';
import type { Appelant, Portee } from '../acces/portees.ts';
import { erreursDe, messageFrancais } from './messages.ts';
import { type CodeProbleme, type ErreurChamp, refus } from './problemes.ts';
import { fautesDeTexte } from './textes.ts';

/** `libre`: no sign-in. Otherwise a scope, or some roles, or both; `genres` narrows to keys or to signed-in people. */
export type Droits = 'libre' | { portee?: Portee; roles?: readonly RoleCompte[]; genres?: readonly Appelant['genre'][] };

export type Reponse = { statut: number; corps?: unknown; entetes?: Record<string, string>; type?: string; flux?: AsyncIterable<string | Uint8Array> };
export type ReponseDecrite = { description: string; schema?: z.ZodType; exemple?: unknown; type?: string };

export type Contexte<P, Q, E, C> = { params: P; query: Q; entetes: E; corps: C; appelant: Appelant; requete: Request };
export type EntreeBrute = { params: unknown; query: unknown; entetes: unknown; corps: unknown };

export type Limite = 'ordinaire' | 'connexion' | 'lien';

type Description = {
  methode: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI style: `/api/v1/sessions/{numero}`. */
  chemin: string;
  /** operationId. */
  nom: string;
  resume: string;
  description?: string;
  etiquette: string;
  droits: Droits;
  limite?: Limite;
  /** `application/json` unless said; another type is not parsed: the handler reads `requete`. */
  typeCorps?: string;
  exempleCorps?: unknown;
  reponses: Record<number, ReponseDecrite>;
  /** Business refusals this route may answer, beyond those every route has. */
  refus?: readonly CodeProbleme[];
};
type Formes<P extends z.ZodType, Q extends z.ZodType, E extends z.ZodType, C extends z.ZodType> = { params?: P; query?: Q; entetes?: E; corps?: C };

export type Route = Description & {
  entree: Formes<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
  /** Validates, then runs the handler. */
  executer(brut: EntreeBrute, base: { appelant: Appelant; requete: Request }): Promise<Reponse>;
};

const lire = (forme: z.ZodType | undefined, valeur: unknown, code: CodeProbleme, racine: string): unknown => {
  if (!forme) return undefined;
  const lu = forme.safeParse(valeur, { error: messageFrancais });
  const errors: ErreurChamp[] = lu.success ? fautesDeTexte(lu.data, racine) : erreursDe(lu.error, racine);
  if (lu.success && errors.length === 0) return lu.data;
  throw refus(code, { errors, detail: errors.map((e) => `${e.pointer} : ${e.detail}`).join(' ') });
};

/** Validation refuses with 400 (path, query, headers) or 422 (body); unknown body keys are refused by strict schemas. */
export const route = <P extends z.ZodType, Q extends z.ZodType, E extends z.ZodType, C extends z.ZodType>(
  definition: Description & {
    entree?: Formes<P, Q, E, C>;
    traiter(contexte: Contexte<z.output<P>, z.output<Q>, z.output<E>, z.output<C>>): Promise<Reponse> | Reponse;
  },
): Route => {
  const { traiter, entree = {}, ...description } = definition;
  return {
    ...description,
    entree,
    executer: async (brut, base) => {
      const contexte = {
        params: lire(entree.params, brut.params, 'introuvable', ''),
        query: lire(entree.query, brut.query, 'parametre-invalide', ''),
        entetes: lire(entree.entetes, brut.entetes, 'parametre-invalide', ''),
        corps: lire(entree.corps, brut.corps, 'requete-invalide', ''),
        ...base,
      };
      // Just validated by the very schemas that give these types.
      return traiter(contexte as Contexte<z.output<P>, z.output<Q>, z.output<E>, z.output<C>>);
    },
  };
};

export const ok = (corps: unknown, entetes?: Record<string, string>): Reponse => ({ statut: 200, corps, ...(entetes && { entetes }) });
