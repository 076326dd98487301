/** Headers and logs of every answer: nothing personal, no token, no body is ever logged. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

export const createEntetes = (url: string): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The dashboard's and Swagger's styles are written at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: url.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });

/** A path as it may be logged: the token of an OF link is masked, the query is dropped. */
export const cheminJournal = (url: string): string => (url.split('?')[0] ?? '').replace(/^\/of\/[^/]+/, '/of/…');

export const createJournalHttp = (journal: Logger): RequestHandler =>
  pinoHttp({
    logger: journal,
    genReqId: (req, res) => {
      const recu = req.headers['x-request-id'];
      const id = typeof recu === 'string' && /^[\w-]{8,64}$/.test(recu) ? recu : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    customLogLevel: (_req, res, erreur) => (erreur || res.statusCode >= 500 ? 'error' : res.statusCode >= 400 ? 'info' : 'debug'),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({ id: req.id, method: req.method, url: cheminJournal(req.url) }),
      res: (res: { statusCode: number }) => ({ statut: res.statusCode }),
      // Messages of the database or of a partner may quote what they were given.
      err: (e: { type?: string; code?: string; stack?: string }) => ({ type: e.type, code: e.code }),
    },
  });
