/** The last middleware: every error becomes a problem+json; what is not ours is a 500 that says nothing. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { estRefus, problemeDe, type Refus, refus } from './problemes.ts';

export const adresseInconnue: RequestHandler = (_req, _res, next) => next(refus('introuvable'));

export const createErreurs =
  (journal: Logger): ErrorRequestHandler =>
  (erreur, req, res, next) => {
    if (res.headersSent) return next(erreur);
    const connu = estRefus(erreur) ? erreur : deExpress(erreur);
    if (!connu) journal.error({ err: erreur, requete: req.id }, 'erreur inattendue');
    const probleme = problemeDe(connu ?? refus('erreur-interne'), `/requetes/${String(req.id ?? '')}`);
    res.status(probleme.status).type('application/problem+json').send(JSON.stringify(probleme));
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
