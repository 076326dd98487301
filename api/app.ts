/** The whole HTTP face of Maillon, assembled: tables of routes, documents, pages, errors. No I/O here: everything is passed in. */
import express, { type Express, type RequestHandler, type Router } from 'express';
import { createGarde } from './acces/garde.ts';
import { createRoutesSession } from './acces/routes.ts';
import { createRoutesCalendrier } from './demonstration/routes.ts';
import type { Courrier, Deps } from './deps.ts';
import { createDocs } from './docs.ts';
import { createEvenements } from './evenements/routes.ts';
import { createPageOf } from './page-of/routes.ts';
import { createDesabonnement } from './relances/desabonnement.ts';
import { createRetours } from './relances/retours.ts';
import { createSante } from './sante.ts';
import { adresseInconnue, createErreurs } from './socle/erreurs.ts';
import { createLimites, type ReglageLimites } from './socle/limites.ts';
import { createOpenApi } from './socle/openapi.ts';
import type { Route } from './socle/route.ts';
import { createRouteur } from './socle/routeur.ts';
import { createEntetes, createJournalHttp } from './socle/securite.ts';
import { refuserNul } from './socle/textes.ts';
import { createStatique } from './statique.ts';
import { createRoutesV1 } from './v1/index.ts';

type Options = Deps & {
  /** Tables made elsewhere: the dashboard's API, the LHEO catalogues. */
  autres?: readonly Route[];
  /** Routers that are not tables of routes. */
  routeurs?: readonly (Router | RequestHandler)[];
  /** Folder of the built dashboard. */
  tableau?: string;
  limites?: ReglageLimites;
  /** Without it, no plain mail leaves. */
  courrier?: Courrier;
  /** Check every answer against what its route declares: in tests and development. */
  validerReponses?: boolean;
};

const SANS_COURRIER: Courrier = { envoyer: async () => true };

export const routesDe = (deps: Deps, autres: readonly Route[] = []): Route[] => [
  ...createRoutesV1(deps),
  ...createRoutesCalendrier(deps),
  ...createRoutesSession({ hub: deps.hub, url: deps.config.url, reel: deps.horloge.reel, demonstration: deps.config.demonstration }),
  ...autres,
];

export const createApp = ({ autres = [], routeurs = [], tableau, limites, validerReponses = false, courrier = SANS_COURRIER, ...deps }: Options): Express => {
  const { hub, horloge, config, journal } = deps;
  const routes = routesDe(deps, autres);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.proxys ?? 0);
  app.use(createJournalHttp(journal), createEntetes(config.url), refuserNul);
  app.use(createSante(deps));
  app.use(createEvenements(deps), createRetours({ ...deps, cle: config.cleRetours }), createDesabonnement(deps));
  const lesLimites = createLimites(limites);
  app.use(createPageOf({ ...deps, courrier, limite: lesLimites.lien }));
  app.use(
    createDocs(
      createOpenApi(
        routes.filter((r) => r.chemin.startsWith('/api/v1') || r.chemin.startsWith('/api/demonstration')),
        config,
      ),
    ),
  );
  const garde = createGarde({ hub, url: config.url, reel: horloge.reel });
  app.use(createRouteur(routes, { garde, limites: lesLimites, validerReponses }));
  for (const routeur of routeurs) app.use(routeur);
  app.use(createStatique(tableau));
  app.use(adresseInconnue, createErreurs(journal));
  return app;
};
