/** The Express router of a table of routes: sign-in, rights, limits, input, handler, answer (checked in tests and development). */
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { ANONYME, type Appelant } from '../acces/portees.ts';
import { refus } from './problemes.ts';
import type { Droits, Limite, Reponse, Route } from './route.ts';

export type Garde = {
  /** Who calls, or ANONYME; throws 401 for a credential that is wrong. */
  identifier(requete: Request): Promise<Appelant>;
  /** Refuses a mutation that a browser sends from another site. */
  verifierOrigine(requete: Request): void;
};

type Options = { garde: Garde; limites: Record<Limite, RequestHandler>; validerReponses: boolean };

export const verifierDroits = (droits: Droits, appelant: Appelant): void => {
  if (droits === 'libre') return;
  if (appelant.genre === 'anonyme') throw refus('authentification-requise');
  if (droits.genres && !droits.genres.includes(appelant.genre)) throw refus('acces-refuse');
  if (droits.roles && (appelant.role === null || !droits.roles.includes(appelant.role))) throw refus('acces-refuse');
  if (droits.portee && !appelant.portees.includes(droits.portee)) throw refus('acces-refuse');
};

const MUTATIONS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const versExpress = (chemin: string): string => chemin.replaceAll(/\{(\w+)\}/g, ':$1');

export const createRouteur = (routes: readonly Route[], { garde, limites, validerReponses }: Options): Router => {
  const routeur = Router();
  for (const r of routes) {
    const chemin = versExpress(r.chemin);
    const identifier: RequestHandler = async (req, res, next) => {
      const appelant = await garde.identifier(req);
      res.locals['appelant'] = appelant;
      // A cookie is sent by the browser whoever asks; a key is not.
      if (MUTATIONS.has(req.method) && appelant.genre !== 'cle') garde.verifierOrigine(req);
      verifierDroits(r.droits, appelant);
      next();
    };
    const lireCorps = r.entree.corps && r.typeCorps === undefined ? [exigerJson, express.json({ limit: '1mb', strict: true })] : [];
    routeur[r.methode](chemin, identifier, limites[r.limite ?? 'ordinaire'], ...lireCorps, async (req, res) => {
      const appelant: Appelant = res.locals['appelant'] ?? ANONYME;
      const reponse = await r.executer({ params: req.params, query: req.query, entetes: req.headers, corps: req.body }, { appelant, requete: req });
      if (validerReponses) verifierReponse(r, reponse);
      await repondre(res, reponse);
    });
  }
  // A known path with another method is 405, said with what is allowed.
  for (const [chemin, methodes] of grouper(routes)) {
    const permises = methodes.map((r) => r.methode.toUpperCase()).join(', ');
    routeur.all(chemin, (_req, res, next) => {
      res.set('Allow', permises);
      next(refus('methode-non-permise'));
    });
  }
  return routeur;
};

const grouper = (routes: readonly Route[]): Map<string, Route[]> => {
  const groupes = new Map<string, Route[]>();
  for (const r of routes) groupes.set(versExpress(r.chemin), [...(groupes.get(versExpress(r.chemin)) ?? []), r]);
  return groupes;
};

const exigerJson: RequestHandler = (req, _res, next) => {
  if (req.is('application/json') === false) return next(refus('type-non-pris-en-charge', { detail: 'Le corps doit être envoyé en application/json.' }));
  next();
};

const verifierReponse = (r: Route, reponse: Reponse): void => {
  const decrite = r.reponses[reponse.statut];
  if (!decrite) throw new Error(`${r.nom} answered ${reponse.statut}, which it does not declare`);
  const lu = decrite.schema?.safeParse(reponse.corps);
  if (lu && !lu.success) throw new Error(`${r.nom} answered something else than it declares: ${lu.error.message}`);
};

const repondre = async (res: Response, { statut, corps, entetes = {}, type, flux }: Reponse): Promise<void> => {
  res.status(statut).set(entetes);
  if (type) res.type(type);
  if (flux) {
    for await (const morceau of flux) if (!res.write(morceau)) await new Promise((suite) => res.once('drain', suite));
    res.end();
  } else if (corps === undefined) res.end();
  else if (typeof corps === 'string' || Buffer.isBuffer(corps)) res.send(corps);
  else res.json(corps);
};
