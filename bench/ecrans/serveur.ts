/** The API's lists over a database that is there already: real HTTP, sign-in and rights; no flow is ever called. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import express from 'express';
import pino from 'pino';
import { createGarde } from '../../api/acces/garde.ts';
import { createRoutesSession } from '../../api/acces/routes.ts';
import { hacherMotDePasse } from '../../api/acces/secrets.ts';
import { createAdmin } from '../../api/admin/index.ts';
import { createFlux } from '../../api/flux.ts';
import { createHorloge } from '../../api/horloge.ts';
import { createReceptions } from '../../api/receptions/index.ts';
import { createErreurs } from '../../api/socle/erreurs.ts';
import { createLimites } from '../../api/socle/limites.ts';
import type { Route } from '../../api/socle/route.ts';
import { createRouteur } from '../../api/socle/routeur.ts';
import { recaler } from '../../domain/calendrier.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import { MAINTENANT } from './peuplement.ts';

const COMPTE = { courriel: 'banc@maillon.example', motDePasse: 'phrase de passe du banc' };
/** Never called: lists are read from PostgreSQL. */
const NULLE_PART = '127.0.0.1:9';

export type Serveur = {
  /** Every GET of the dashboard's API. */
  routes: readonly Route[];
  /** Rejects unless the answer is 200. */
  lire(chemin: string): Promise<unknown>;
  fermer(): Promise<void>;
};

export const ouvrirServeur = async (hub: Hub): Promise<Serveur> => {
  const cal = recaler(Date.now(), Date.parse(MAINTENANT), 1);
  const horloge = createHorloge(cal);
  const connection = Connection.lazy({ address: NULLE_PART });
  const flux = createFlux({ client: new Client({ connection }), calendrier: horloge.calendrier });
  const journal = pino({ level: 'error' });
  const app = express();
  const ecoute = await new Promise<Server>((pret) => {
    const s = app.listen(0, '127.0.0.1', () => pret(s));
  });
  const url = `http://127.0.0.1:${(ecoute.address() as AddressInfo).port}`;
  const config = {
    url,
    demonstration: false,
    cleSystemes: 'banc',
    systemes: Object.fromEntries(SYSTEMES.map((s) => [s, `http://${NULLE_PART}/${s}`])) as Record<Systeme, string>,
  };
  const regenererLiens = async () => ({ revoques: 0, envoyeA: null });
  const admin = createAdmin({ hub, flux, horloge, receptions: createReceptions({ hub, flux, horloge, journal }), config, regenererLiens });
  const limites = createLimites({
    ordinaire: { fenetreMs: 60_000, maximum: 1e6 },
    connexion: { fenetreMs: 60_000, maximum: 100 },
    lien: { fenetreMs: 60_000, maximum: 100 },
  });
  const session = createRoutesSession({ hub, url, reel: horloge.reel, demonstration: false });
  app.use(
    createRouteur([...session, ...admin], { garde: createGarde({ hub, url, reel: horloge.reel }), limites, validerReponses: false }),
    createErreurs(journal),
  );
  await hub.compte.create({
    data: { courriel: COMPTE.courriel, nom: 'Banc', role: 'ADMIN', motDePasse: await hacherMotDePasse(COMPTE.motDePasse), sirets: [] },
  });
  const entree = await fetch(`${url}/api/admin/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(COMPTE) });
  const cookie = (entree.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    routes: admin.filter((r) => r.methode === 'get'),
    lire: async (chemin) => {
      const reponse = await fetch(`${url}${chemin}`, { headers: { cookie } });
      const corps: unknown = await reponse.json();
      if (reponse.status !== 200) throw new Error(`${chemin} : ${reponse.status} ${JSON.stringify(corps)}`);
      return corps;
    },
    fermer: async () => {
      await new Promise<void>((fini) => {
        ecoute.close(() => fini());
        ecoute.closeAllConnections();
      });
      await connection.close();
    },
  };
};
