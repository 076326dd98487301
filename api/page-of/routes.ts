/**
 * The OF page: a link received by mail, no account, no script. GET and HEAD change nothing but a cookie, since mail scanners open links.
 * What is saved goes through the same inbox as the API, by `of:<siret>`.
 */
import { createHash, randomUUID } from 'node:crypto';
import express, { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { type Lien, trouverLien } from '../../prisma/liens.ts';
import { lireCookie, nomCookie, optionsCookie } from '../acces/cookies.ts';
import { createGarde } from '../acces/garde.ts';
import type { Deps } from '../deps.ts';
import { saisirEmargement } from '../receptions/emargement.ts';
import { refus } from '../socle/problemes.ts';
import { formulaire, titreDe } from './formulaire.ts';
import { CSP_PAGE_OF } from './gabarit.ts';
import { lireCreneauOf } from './lecture.ts';
import { enregistre, lienDemande, lienPerdu, pageDepassee } from './messages.ts';
import { lireSaisie } from './saisie.ts';

const UN_JOUR_MS = 86_400_000;
const JETON = /^[A-Za-z0-9_-]{20,100}$/;
const Formulaire = z.record(z.string(), z.string().optional().catch(undefined));

type Dependances = Deps & { limite: RequestHandler; renvoyerLien?: (empreinte: string) => Promise<void> };

export const createPageOf = (deps: Dependances): Router => {
  const { hub, horloge, config, receptions, journal } = deps;
  const cookie = nomCookie(config.url, 'of');
  const garde = createGarde({ hub, url: config.url, reel: horloge.reel });
  const routeur = Router();
  const lienDe = async (jeton: string | undefined): Promise<Lien | null> => (jeton && JETON.test(jeton) ? trouverLien(hub, jeton, horloge.maintenant()) : null);
  const envoyer = (res: Response, texte: string, statut = 200): void => void res.status(statut).type('html').send(texte);

  routeur.use('/of', (_req, res, next) => {
    res.set({ 'Content-Security-Policy': CSP_PAGE_OF, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    next();
  });

  routeur.get('/of', async (req, res) => {
    const lien = await lienDe(lireCookie(req, cookie));
    const lu = lien && (await lireCreneauOf(deps, lien));
    if (!lu) return envoyer(res, lienPerdu(), 404);
    envoyer(res, formulaire(lu.vu, lu.personnes));
  });

  // The token leaves the address at once: neither history nor referrer keeps it.
  routeur.get('/of/:jeton', (req, res) => {
    const { jeton } = req.params;
    if (!JETON.test(jeton)) return envoyer(res, lienPerdu(), 404);
    res.cookie(cookie, jeton, optionsCookie(config.url, 31 * UN_JOUR_MS)).redirect(303, '/of');
  });

  routeur.post('/of', express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 3_000 }), async (req, res) => {
    garde.verifierOrigine(req);
    const lien = await lienDe(lireCookie(req, cookie));
    const lu = lien && (await lireCreneauOf(deps, lien));
    if (!lien || !lu) return envoyer(res, lienPerdu(), 404);
    const corps = Formulaire.parse(req.body ?? {});
    // Two links opened in one browser share the cookie: the form says which slot it is about.
    if (corps['creneau'] !== lu.vu.id) return envoyer(res, pageDepassee(), 409);
    if (lu.vu.etat !== 'ouvert') return envoyer(res, formulaire(lu.vu, lu.personnes), 409);
    const saisie = lireSaisie(corps, lu.personnes, lu.vu.modalite);
    if (saisie.personnes.some((p) => p.erreur)) return envoyer(res, formulaire(lu.vu, saisie.personnes, saisie.avant), 422);
    if (saisie.lignes.length > 0)
      await saisirEmargement({ hub, horloge, receptions }, lu.creneau, saisie.lignes, { source: `of:${lien.organisme}`, id: randomUUID() });
    envoyer(res, enregistre(titreDe(lu.vu), saisie.faites, lu.personnes.length, saisie.remplacees));
  });

  routeur.post('/of/nouveau-lien', deps.limite, async (req, res) => {
    garde.verifierOrigine(req);
    const jeton = lireCookie(req, cookie);
    // The same answer in the same time whatever the link was: the mail leaves afterwards.
    envoyer(res, lienDemande());
    if (!jeton || !JETON.test(jeton)) return;
    await deps
      .renvoyerLien?.(createHash('sha256').update(jeton).digest('hex'))
      .catch((erreur: unknown) => journal.error({ err: erreur }, 'nouveau lien non envoyé'));
  });

  routeur.all(['/of', '/of/*reste'], (_req, _res, next) => next(refus('methode-non-permise')));
  return routeur;
};
