/** Alive, ready, measured. */
import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from './deps.ts';

export const createSante = ({ hub, flux, journal }: Pick<Deps, 'hub' | 'flux' | 'journal'>): Router => {
  const registre = new Registry();
  collectDefaultMetrics({ register: registre });
  const durees = new Histogram({
    name: 'maillon_http_duree_secondes',
    help: 'Durée des réponses HTTP',
    labelNames: ['methode', 'route', 'statut'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registre],
  });
  new Gauge({
    name: 'maillon_receptions_en_attente',
    help: 'Messages acceptés, pas encore transmis à leur flux',
    registers: [registre],
    async collect() {
      this.set(await hub.reception.count({ where: { etat: { in: ['RECU', 'EN_ATTENTE'] } } }));
    },
  });

  const routeur = Router();
  routeur.use((req, res, next) => {
    const fin = durees.startTimer({ methode: req.method });
    res.on('finish', () => fin({ route: typeof req.route?.path === 'string' ? req.route.path : 'autre', statut: String(res.statusCode) }));
    next();
  });
  routeur.get('/sante/vivant', (_req, res) => void res.json({ etat: 'vivant' }));
  routeur.get('/sante/pret', async (_req, res) => {
    const base = hub.$queryRaw`SELECT 1`.then(
      () => true,
      (erreur: unknown) => {
        journal.warn({ err: erreur }, 'la base de données ne répond pas');
        return false;
      },
    );
    const [baseRepond, temporalRepond] = await Promise.all([base, flux.repond(1_000)]);
    res
      .status(baseRepond && temporalRepond ? 200 : 503)
      .json({ etat: baseRepond && temporalRepond ? 'pret' : 'pas_pret', base: baseRepond, temporal: temporalRepond });
  });
  routeur.get('/metrics', async (_req, res) => void res.type(registre.contentType).send(await registre.metrics()));
  return routeur;
};
