/** Rate limits, told in headers. Counted per caller (key or account), per address for strangers. */

import type { RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Appelant } from '../acces/portees.ts';
import { refus } from './problemes.ts';
import type { Limite } from './route.ts';

export type ReglageLimites = Record<Limite, { fenetreMs: number; maximum: number }>;

export const LIMITES: ReglageLimites = {
  ordinaire: { fenetreMs: 60_000, maximum: 6_000 },
  // Only failures count: ten wrong passwords in a quarter of an hour.
  connexion: { fenetreMs: 15 * 60_000, maximum: 10 },
  lien: { fenetreMs: 60 * 60_000, maximum: 5 },
};

const appelantDe = (res: Response): Appelant | undefined => res.locals['appelant'];

export const createLimites = (reglage: ReglageLimites = LIMITES): Record<Limite, RequestHandler> => {
  const limite = (nom: Limite): RequestHandler =>
    rateLimit({
      windowMs: reglage[nom].fenetreMs,
      limit: reglage[nom].maximum,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      identifier: nom,
      skipSuccessfulRequests: nom === 'connexion',
      keyGenerator: (req, res) => {
        const appelant = appelantDe(res);
        return appelant && appelant.genre !== 'anonyme' ? appelant.par : ipKeyGenerator(req.ip ?? '');
      },
      handler: (_req, _res, next) => next(refus('trop-de-requetes')),
      validate: { keyGeneratorIpFallback: false },
    });
  return { ordinaire: limite('ordinaire'), connexion: limite('connexion'), lien: limite('lien') };
};
