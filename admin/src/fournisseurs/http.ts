/** The only place that talks to the API: same origin, cookie, JSON, RFC 9457 problems turned into react-admin's HttpError. */
import { HttpError } from 'react-admin';
import type { z } from 'zod';
import { Probleme } from '../../../api/contract/admin.ts';
import { textes } from '../textes.ts';

export type Requete = {
  methode?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  corps?: unknown;
  signal?: AbortSignal | undefined;
  recherche?: Record<string, string | number | boolean | undefined | null>;
};
/** Calls, checks the answer with `forme`. Throws HttpError (status 0 when the network fails). */
export type Appeler = <T>(chemin: string, forme: z.ZodType<T>, requete?: Requete) => Promise<T>;

export const createAppeler =
  (aller: typeof fetch): Appeler =>
  async (chemin, forme, { methode = 'GET', corps, signal, recherche = {} } = {}) => {
    const reponse = await aller(adresse(chemin, recherche), {
      method: methode,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(corps === undefined ? {} : { 'content-type': 'application/json' }) },
      body: corps === undefined ? null : JSON.stringify(corps),
      signal: signal ?? null,
    }).catch((erreur: unknown) => {
      if (signal?.aborted) throw erreur;
      throw new HttpError(textes.erreurs.reseau, 0);
    });
    const texte = await reponse.text();
    if (!reponse.ok) throw refus(reponse.status, texte);
    const lu = forme.safeParse(texte === '' ? undefined : JSON.parse(texte));
    if (!lu.success) throw new HttpError(textes.erreurs.reponseInattendue, 502, { chemin, issues: lu.error.issues });
    return lu.data;
  };

/** A path with its parameters, empty ones left out. */
export const adresse = (chemin: string, recherche: Record<string, unknown>): string => {
  const parametres = new URLSearchParams();
  for (const [cle, valeur] of Object.entries(recherche)) {
    if (valeur !== undefined && valeur !== null && valeur !== '') parametres.set(cle, String(valeur));
  }
  return parametres.size === 0 ? chemin : `${chemin}?${parametres}`;
};

/** `errors[].pointer` (`#/champ`) becomes the message of the form field. */
const refus = (statut: number, texte: string): HttpError => {
  const lu = Probleme.safeParse(enJson(texte));
  if (!lu.success) return new HttpError(statut === 401 ? textes.erreurs.connexionExpiree : textes.erreurs.serveur(statut), statut);
  const champs = Object.fromEntries((lu.data.errors ?? []).map((e) => [e.pointer.replace(/^#?\//, '').replaceAll('/', '.'), e.detail]));
  return new HttpError(lu.data.detail ?? lu.data.title, statut, { ...lu.data, errors: champs });
};

const enJson = (texte: string): unknown => {
  try {
    return JSON.parse(texte);
  } catch {
    return undefined;
  }
};
