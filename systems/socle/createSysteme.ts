/**
 * A simulated partner, whole: the routes that contract.md gives to every system, its own operations, acts and views, and its events.
 * What differs from one system to the next is in its folder; nothing here knows which one it is.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { Calendrier } from '../../domain/calendrier.ts';
import type { Systeme } from '../../domain/codes.ts';
import { estTextePossible } from '../../domain/texte.ts';
import type { BaseSysteme } from '../../prisma/systeme.ts';
import { createEnvoi } from './envoi.ts';
import { DemandeEtat, type GenreEtat } from './etat.ts';
import type { Etat } from './etats.ts';
import { createExecution, type Execution, type Reponse } from './execution.ts';
import { enCsv } from './export.ts';
import { EN_FRANCAIS } from './francais.ts';
import { lireLedger } from './ledger.ts';
import { createMagasin, type Magasin } from './magasin.ts';
import { createPerturbations, type Panne, type Sources } from './perturbations.ts';
import { probleme } from './refus.ts';
import { createMemoire, Reglages } from './reglages.ts';
import { erreursDe, type Traitement } from './regles.ts';
import { listerVues, type Vues } from './vues.ts';

export type DepsSysteme = Partial<Sources> & { base: BaseSysteme; cle: string; urlHub: string; journal: Logger; periodeMs?: number };

export type { Vue } from './vues.ts';
/** What becomes due by itself, looked at again and again and whenever the calendar moves. */
export type Echeances = (magasin: Magasin, execution: Execution) => Promise<void>;

export type Definition = {
  code: Systeme;
  /** Three letters before the references that the system gives. */
  prefixe: string;
  operations: Record<string, Traitement>;
  actes: readonly Traitement[];
  vues: Vues;
  /** What it tells the reconciliation. */
  etats?: Partial<Record<GenreEtat, Etat>>;
  reglages?: z.ZodType<Reglages>;
  echeances?: Echeances;
};

export type SystemeSimule = { code: Systeme; routeur: Router; close: () => Promise<void> };

const LIMITE_CORPS = '2mb';

export const createSysteme = async (def: Definition, deps: DepsSysteme): Promise<SystemeSimule> => {
  const { base, cle, journal, horloge = Date.now, alea = Math.random, periodeMs } = deps;
  const memoire = await createMemoire(base, def.reglages ?? Reglages);
  const magasin = createMagasin(base);
  const perturbations = createPerturbations(memoire, { horloge, alea });
  const envoi = createEnvoi({ code: def.code, base, perturbations, urlHub: deps.urlHub, cle, journal, horloge, alea, periodeMs });
  const reference = (): string => `${def.prefixe}-${randomBytes(6).toString('hex').toUpperCase()}`;
  const execution = createExecution({ magasin, memoire, perturbations, reference, prevenir: envoi.reveiller, horloge, alea });

  const constater = async (): Promise<void> => def.echeances?.(magasin, execution);
  const ronde = def.echeances ? setInterval(() => void constater().catch(noterErreur(journal)), periodeMs ?? 1_000) : undefined;

  const r = express.Router();
  r.use(exigerCle(cle));
  r.use(express.json({ limit: LIMITE_CORPS }));

  r.get('/reglages', (_req, res) => void res.json(memoire.reglages()));
  r.put('/reglages', async (req, res) => {
    const lu = memoire.schema.safeParse(req.body, EN_FRANCAIS);
    if (!lu.success) return repondre(res, invalide(lu.error));
    await memoire.regler(lu.data);
    envoi.reveiller();
    res.json(lu.data);
  });

  r.get('/calendrier', (_req, res) => void res.json(memoire.calendrier()));
  r.put('/calendrier', async (req, res) => {
    const lu = Calendrier.safeParse(req.body, EN_FRANCAIS);
    if (!lu.success) return repondre(res, invalide(lu.error));
    await memoire.dater(lu.data);
    await constater();
    envoi.reveiller();
    res.json(lu.data);
  });

  r.get('/sante', async (_req, res) => {
    const panne = await perturbations.avantEffet();
    if (panne) return tomber(res, panne);
    res.json({ systeme: def.code, etat: 'DISPONIBLE' });
  });

  r.get('/ledger', async (req, res) => repondre(res, await lireLedger(base, req.query)));

  for (const traitement of Object.values(def.operations)) {
    r.post(traitement.chemin, async (req, res) => {
      const panne = await perturbations.avantEffet();
      if (panne) return tomber(res, panne);
      const cleAppel = req.get('idempotency-key');
      if (!cleAppel || !estCle(cleAppel)) return repondre(res, CLE_ABSENTE);
      const reponse = await execution.executer({ traitement, cle: cleAppel, corps: req.body, parLeHub: true });
      // Kept, but the caller will never know: it has to ask again with the same key.
      if (reponse.statut < 300 && perturbations.perd()) return void res.socket?.destroy();
      repondre(res, reponse);
    });
  }

  for (const traitement of def.actes) {
    r.post(traitement.chemin, async (req, res) => {
      const panne = perturbations.panneTotale();
      if (panne) return tomber(res, panne);
      const cleAppel = req.get('idempotency-key') ?? null;
      if (cleAppel !== null && !estCle(cleAppel)) return repondre(res, CLE_ABSENTE);
      repondre(res, await execution.executer({ traitement, cle: cleAppel, corps: req.body, parLeHub: false }));
    });
  }

  for (const [genre, etat] of Object.entries(def.etats ?? {})) {
    r.post(`/etat/${genre}`, async (req, res) => {
      const panne = await perturbations.avantEffet();
      if (panne) return tomber(res, panne);
      const lue = DemandeEtat.safeParse(req.body, EN_FRANCAIS);
      repondre(res, lue.success ? { statut: 200, corps: await etat(magasin, lue.data) } : invalide(lue.error));
    });
  }

  r.get('/vue', (_req, res) => void res.json(listerVues(def.vues)));
  for (const [chemin, { voir }] of Object.entries(def.vues)) {
    r.get(`/vue${chemin}`, async (req, res) => {
      const params = Object.fromEntries(Object.entries({ ...req.query, ...req.params }).filter(estParametre));
      const vu = Object.values(params).every(estTextePossible) ? await voir(magasin, params, execution.contexte().maintenant) : undefined;
      if (vu === undefined) return repondre(res, INCONNU);
      const csv = params['format'] === 'csv' ? enCsv(vu) : null;
      if (csv !== null)
        return void res
          .type('text/csv')
          .attachment(`${chemin.split('/').at(-1) ?? 'vue'}.csv`)
          .send(csv);
      res.json(vu);
    });
  }

  r.use((_req, res) => repondre(res, INCONNU));
  r.use(rendreErreur(journal));

  return {
    code: def.code,
    routeur: r,
    close: async () => {
      clearInterval(ronde);
      await envoi.close();
    },
  };
};

const exigerCle = (cle: string): RequestHandler => {
  const attendu = Buffer.from(`Bearer ${cle}`);
  return (req, res, next) => {
    const recu = Buffer.from(req.get('authorization') ?? '');
    if (recu.length === attendu.length && timingSafeEqual(recu, attendu)) return next();
    repondre(res, { statut: 401, corps: probleme(401, 'NON_AUTORISE', 'Clé absente ou inconnue.') });
  };
};

const INCONNU: Reponse = { statut: 404, corps: probleme(404, 'INCONNU', 'Rien n’est connu sous ce nom.') };
const CLE_ABSENTE: Reponse = {
  statut: 400,
  corps: probleme(400, 'CLE_ABSENTE', 'L’en-tête Idempotency-Key est attendu : de 1 à 200 caractères imprimables.'),
};
const estCle = (cle: string): boolean => /^[\x21-\x7e]{1,200}$/.test(cle);
const estParametre = (paire: [string, unknown]): paire is [string, string] => typeof paire[1] === 'string';
const invalide = (erreur: z.ZodError): Reponse => ({
  statut: 422,
  corps: probleme(422, 'MESSAGE_INVALIDE', 'Le message ne respecte pas le format attendu.', erreursDe(erreur)),
});

const repondre = (res: Response, { statut, corps }: Reponse): void => {
  res
    .status(statut)
    .type(statut >= 400 ? 'application/problem+json' : 'application/json')
    .send(JSON.stringify(corps));
};

const tomber = (res: Response, { statut, code, detail, retryAfter }: Panne): void => {
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  repondre(res, { statut, corps: probleme(statut, code, detail) });
};

/** What Express itself refuses (unreadable JSON, too big…) carries a 4xx; all the rest is ours, and says nothing of what it was about. */
const rendreErreur =
  (journal: Logger) =>
  (erreur: unknown, _req: Request, res: Response, next: NextFunction): void => {
    const statut = statutDe(erreur);
    if (statut === 500) noterErreur(journal)(erreur);
    if (res.headersSent) next(erreur);
    else
      repondre(res, { statut, corps: statut === 500 ? ERREUR : probleme(statut, 'REQUETE_REFUSEE', REFUS_HTTP[statut] ?? 'La requête n’a pas pu être lue.') });
  };

const ERREUR = probleme(500, 'ERREUR_INTERNE', 'Une erreur interne est survenue.');
const REFUS_HTTP: Record<number, string> = {
  400: 'La requête n’est pas lisible : du JSON est attendu.',
  413: 'Le message dépasse 2 Mo.',
  415: 'Le service lit du JSON en UTF-8.',
};

const statutDe = (erreur: unknown): number => {
  const statut = typeof erreur === 'object' && erreur !== null && 'status' in erreur ? erreur.status : undefined;
  return typeof statut === 'number' && statut >= 400 && statut < 500 ? statut : 500;
};

/** The message of a database error may quote what was written: only its kind is logged. */
const noterErreur =
  (journal: Logger) =>
  (erreur: unknown): void => {
    const code = typeof erreur === 'object' && erreur !== null && 'code' in erreur ? erreur.code : undefined;
    journal.error({ erreur: erreur instanceof Error ? erreur.name : typeof erreur, code }, 'erreur interne');
  };
