/** The last middleware: every error becomes a problem+json; what is not ours is a 500 that says nothing. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { estPassagere, REVENIR_DANS_S } from './pannes.ts';
import { estRefus, problemeDe, type Refus, refus } from './problemes.ts';

export const adresseInconnue: RequestHandler = (_req, _res, next) => next(refus('introuvable'));

export const createErreurs =
  (journal: Logger): ErrorRequestHandler =>
  (erreur, req, res, next) => {
    if (res.headersSent) return next(erreur);
    const connu = refusDe(erreur, (dit) => journal.warn({ err: erreur, requete: req.id }, dit)) ?? deExpress(erreur);
    if (!connu) journal.error({ err: erreur, requete: req.id }, 'erreur inattendue');
    if (connu?.probleme.code === 'indisponible') res.set('Retry-After', String(REVENIR_DANS_S));
    const probleme = problemeDe(connu ?? refus('erreur-interne'), `/requetes/${String(req.id ?? '')}`);
    res.status(probleme.status).type('application/problem+json').send(JSON.stringify(probleme));
  };

/** A refusal of ours, or a failure that passes, told as one; `dire` hears of the second kind. */
export const refusDe = (erreur: unknown, dire: (phrase: string) => void): Refus | undefined => {
  if (estRefus(erreur)) return erreur;
  if (!estPassagere(erreur)) return undefined;
  dire('momentanément indisponible');
  return refus('indisponible');
};

/** body-parser and the router throw http-errors, known by their `type` or status. */
const deExpress = (erreur: unknown): Refus | undefined => {
  if (typeof erreur !== 'object' || erreur === null) return undefined;
  const type = 'type' in erreur ? erreur.type : undefined;
  const statut = 'status' in erreur ? erreur.status : undefined;
  if (type === 'entity.parse.failed' || type === 'request.aborted' || type === 'request.size.invalid') return refus('json-invalide');
  if (type === 'entity.too.large' || statut === 413) return refus('corps-trop-volumineux');
  if (statut === 415) return refus('type-non-pris-en-charge');
  if (statut === 404) return refus('introuvable');
  // A malformed percent-encoding in the path.
  if (statut === 400) return refus('parametre-invalide');
  return undefined;
};
