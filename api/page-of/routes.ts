/**
 * The OF pages: a link received by mail, no account, no script. GET and HEAD change nothing but a cookie, since mail scanners open links.
 * What is saved goes through the same inbox as the API, by `of:<siret>`.
 */
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { cheminDe, pageDe } from '../../domain/pages-of.ts';
import { empreinteLien, type Lien, trouverLien } from '../../prisma/liens.ts';
import { lireCookie, nomCookie, optionsCookie } from '../acces/cookies.ts';
import { createGarde } from '../acces/garde.ts';
import { refusDe } from '../socle/erreurs.ts';
import { REVENIR_DANS_S } from '../socle/pannes.ts';
import { estRefus, PROBLEMES, refus } from '../socle/problemes.ts';
import { createLiens } from './liens.ts';
import { fait, lienDemande, lienPerdu, pageDepassee, refusee } from './messages.ts';
import { PAGES } from './pages/index.ts';
import { type Corps, resume, type Saisie, VIERGE } from './socle/champs.ts';
import { CSP_PAGE_OF, page } from './socle/gabarit.ts';
import { html } from './socle/html.ts';
import type { Contexte, Page } from './socle/page.ts';

const UN_JOUR_MS = 86_400_000;
const JETON = /^[A-Za-z0-9_-]{20,100}$/;
/** NUL is no text, and nobody typed it. */
const Formulaire = z.record(
  z.string(),
  z
    .string()
    .transform((texte) => texte.replaceAll('\0', ''))
    .optional()
    .catch(undefined),
);

type Dependances = Contexte & { limite: RequestHandler };
type Ouverte = { lien: Lien; organisme: string; vue: unknown };

export const createPageOf = (deps: Dependances): Router => {
  const { hub, horloge, config, journal } = deps;
  const cookie = nomCookie(config.url, 'of');
  const garde = createGarde({ hub, url: config.url, reel: horloge.reel });
  const liens = createLiens(deps);
  const routeur = Router();
  const jetonDe = (req: Request): string | null => {
    const jeton = lireCookie(req, cookie);
    return jeton && JETON.test(jeton) ? jeton : null;
  };
  const lienDe = async (req: Request): Promise<Lien | null> => {
    const jeton = jetonDe(req);
    return jeton === null ? null : trouverLien(hub, jeton, horloge.maintenant());
  };
  const envoyer = (res: Response, texte: string, statut = 200): void => void res.status(statut).type('html').send(texte);
  const perdu = async (req: Request, res: Response): Promise<void> => {
    const jeton = jetonDe(req);
    envoyer(res, lienPerdu(jeton === null ? null : await liens.adresseMasquee(empreinteLien(jeton))), 404);
  };

  routeur.use('/of', (_req, res, next) => {
    res.set({ 'Content-Security-Policy': CSP_PAGE_OF, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    next();
  });

  /** Where the link leads first: the page of its cause, else its slot, else the list of what is due. */
  routeur.get('/of', async (req, res) => {
    const lien = await lienDe(req);
    if (!lien) return perdu(req, res);
    const cible = lien.cause === null ? null : pageDe(lien.cause);
    res.redirect(303, cheminDe(cible ?? 'PRESENCES', lien, lien.cause ?? undefined));
  });

  /** null once an answer has been given: this link does not open that page. */
  const ouvrir = async (p: Page, req: Request, res: Response): Promise<Ouverte | null> => {
    const lien = await lienDe(req);
    if (!lien) return perdu(req, res).then(() => null);
    const organisme = (await hub.organisme.findUnique({ where: { siret: lien.organisme }, select: { nom: true } }))?.nom ?? lien.organisme;
    const vue = await p.lire(deps, lien, paramsDe(req));
    if (vue !== null) return { lien, organisme, vue };
    envoyer(res, pageDepassee(organisme), 409);
    return null;
  };
  const montrer = (p: Page, { vue, organisme }: Ouverte, chemin: string, saisie: Saisie): string => {
    const titre = p.titre(vue);
    const jeton = saisie.corps['jeton'] ?? randomUUID();
    const corps = html`${resume(saisie)}<h1>${titre}</h1>${p.montrer({ vue, chemin, jeton, maintenant: horloge.maintenant() }, saisie)}`;
    return page(saisie.fautes.length > 0 ? `Erreur\u202f: ${titre}` : titre, corps, organisme);
  };

  const lireCorps = express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 3_000 });
  for (const p of PAGES) {
    routeur.get(p.chemin, async (req, res) => {
      const o = await ouvrir(p, req, res);
      if (o) envoyer(res, montrer(p, o, req.path, VIERGE));
    });
    const { enregistrer } = p;
    if (enregistrer)
      routeur.post(p.chemin, lireCorps, async (req, res) => {
        garde.verifierOrigine(req);
        const corps: Corps = Formulaire.parse(req.body ?? {});
        const o = await ouvrir(p, req, res);
        if (!o) return;
        const a = { vue: o.vue, lien: o.lien, corps, chemin: req.path, jeton: corps['jeton'] ?? '', maintenant: horloge.maintenant() };
        const issue = await enregistrer(deps, a).catch(enFaute);
        if ('fait' in issue) return envoyer(res, fait(issue.fait, o.organisme));
        const saisie = 'avis' in issue ? { corps, fautes: [], avis: issue.avis } : { corps, fautes: issue.fautes, avis: null };
        // What changed meanwhile is shown as it is now.
        const vue = (await p.lire(deps, o.lien, paramsDe(req))) ?? o.vue;
        envoyer(res, montrer(p, { ...o, vue }, req.path, saisie), 'avis' in issue ? 409 : 422);
      });
  }

  routeur.post('/of/nouveau-lien', deps.limite, async (req, res) => {
    garde.verifierOrigine(req);
    const jeton = jetonDe(req);
    // The same answer in the same time whatever the link was: the mail leaves afterwards.
    envoyer(res, lienDemande());
    if (jeton !== null) await liens.renvoyer(empreinteLien(jeton)).catch((erreur: unknown) => journal.error({ err: erreur }, 'nouveau lien non envoyé'));
  });

  // The token leaves the address at once: neither history nor referrer keeps it.
  routeur.get('/of/:jeton', async (req, res) => {
    const { jeton } = req.params;
    if (!JETON.test(jeton)) return perdu(req, res);
    res.cookie(cookie, jeton, optionsCookie(config.url, 400 * UN_JOUR_MS)).redirect(303, '/of');
  });

  routeur.all(['/of', '/of/*reste'], (_req, _res, next) => next(refus('methode-non-permise')));
  routeur.use('/of', createEnPage(journal));
  return routeur;
};

const paramsDe = (req: Request): Record<string, string> => Object.fromEntries(Object.entries(req.params).map(([nom, valeur]) => [nom, String(valeur)]));

/** A door's refusal is shown on the form, with what was typed. */
const enFaute = (erreur: unknown): { fautes: { champ: string; texte: string }[] } => {
  if (!estRefus(erreur)) throw erreur;
  const { code, detail, errors } = erreur.probleme;
  const textes = errors?.map((e) => e.detail) ?? [detail ?? PROBLEMES[code].titre];
  return { fautes: textes.map((texte) => ({ champ: 'contenu', texte })) };
};

/** Whoever reads this has a browser: a refusal is a page, not a problem document. */
const createEnPage =
  (journal: Contexte['journal']): ErrorRequestHandler =>
  (erreur, req, res, next) => {
    const connu = res.headersSent ? undefined : refusDe(erreur, (dit) => journal.warn({ err: erreur, requete: req.id }, dit));
    if (!connu) return next(erreur);
    const { statut, titre, prochaineEtape } = PROBLEMES[connu.probleme.code];
    if (connu.probleme.code === 'indisponible') res.set('Retry-After', String(REVENIR_DANS_S));
    res
      .status(statut)
      .type('html')
      .send(refusee(titre, prochaineEtape ?? 'Revenez à la page précédente : ce que vous avez saisi y est encore.'));
  };
