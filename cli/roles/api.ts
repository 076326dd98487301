/** The API's process: public API, dashboard and its API, OF pages, partner events in; also the relay, the imports and the business calendar. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import nodemailer from 'nodemailer';
import pino from 'pino';
import { installerAccesDeDemonstration } from '../../api/acces/demonstration.ts';
import { createAdmin } from '../../api/admin/index.ts';
import { createApp } from '../../api/app.ts';
import { createImports } from '../../api/catalogues/imports.ts';
import { createCatalogues } from '../../api/catalogues/routes.ts';
import { startCalendrier } from '../../api/demonstration/depart.ts';
import { createAccueil } from '../../api/evenements/accueil.ts';
import { createFlux } from '../../api/flux.ts';
import { createHorloge } from '../../api/horloge.ts';
import { createLiens } from '../../api/page-of/liens.ts';
import { createReceptions } from '../../api/receptions/index.ts';
import { startRelais } from '../../api/receptions/relais.ts';
import { createSuiviAdresses } from '../../api/relances/adresses.ts';
import { createCourrier } from '../../api/relances/courrier.ts';
import { createDiffusionPolitiques } from '../../api/relances/politiques.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { ouvrirCalendrier } from '../../prisma/calendrier.ts';
import { createHub } from '../../prisma/hub.ts';
import type { Config } from '../config.ts';

const RACINE = path.resolve(import.meta.dirname, '..', '..');
const REPRISE_IMPORTS_MS = 30_000;

export const run = async (config: Config): Promise<{ close(): Promise<void> }> => {
  const journal = pino({ name: 'api', level: process.env['MAILLON_JOURNAL'] ?? 'info' });
  const hub = createHub(exige(config.databaseUrl, 'DATABASE_URL'), 20);
  const cleSystemes = exige(config.cleSystemes, 'MAILLON_CLE_SYSTEMES');
  const systemes = urlsDes(config);
  const version = versionDe();

  // The first worker to start reads this calendar: it is there before the API answers.
  const horloge = createHorloge(await ouvrirCalendrier(hub, config.vitesse, config.demonstration, Date.now()));
  if (config.demonstration) await installerAccesDeDemonstration(hub, cleSystemes);

  const { connectionOptions, namespace = config.temporal.namespace } = loadClientConnectConfig({ disableFile: !process.env['TEMPORAL_CONFIG_FILE'] });
  // Lazy: the API starts, accepts and answers from PostgreSQL while Temporal is away.
  const connection = Connection.lazy(connectionOptions);
  const flux = createFlux({ client: new Client({ connection, namespace }), calendrier: horloge.calendrier });
  const receptions = createReceptions({ hub, flux, horloge, journal });
  const deps = {
    hub,
    flux,
    horloge,
    journal,
    receptions,
    config: {
      url: config.url.replace(/\/$/, ''),
      demonstration: config.demonstration,
      cleSystemes,
      systemes,
      version,
      proxys: config.proxys,
      cleRetours: config.courriels.cleRetours,
    },
  };

  const imports = createImports({ hub, journal, validation: config.demonstration ? 'automatique' : 'manuelle' });
  const { relire } = createAccueil(deps);
  const relais = startRelais({
    passes: [() => relire(horloge.reel()), receptions.relayer, createDiffusionPolitiques(deps), createSuiviAdresses(deps)],
    journal,
  });
  const calendrier = startCalendrier(deps);
  const reprise = setInterval(() => void imports.reprendre(), REPRISE_IMPORTS_MS);
  void imports.reprendre();

  const transport = config.smtpUrl ? nodemailer.createTransport(config.smtpUrl) : null;
  const courrier = createCourrier({ ...deps, transport, expediteur: config.expediteur, retours: config.courriels.retours });
  void courrier.abandonner().catch((erreur: unknown) => journal.error({ err: erreur }, 'courriels abandonnés non relus'));
  const app = createApp({
    ...deps,
    autres: [
      ...createAdmin({ ...deps, temporalUi: temporalUi(namespace), regenererLiens: createLiens({ ...deps, courrier }).regenerer }),
      ...createCatalogues({ hub, imports }),
    ],
    tableau: path.join(RACINE, 'admin', 'dist'),
    courrier,
  });
  const serveur = createServer(app);
  serveur.keepAliveTimeout = 65_000;
  await new Promise<void>((pret, echec) => {
    serveur.once('error', echec);
    serveur.listen(config.port, ecouteDe(config.url), pret);
  });
  journal.info({ port: config.port }, 'API prête');

  return {
    close: async () => {
      clearInterval(reprise);
      const ferme = new Promise<void>((fin) => serveur.close(() => fin()));
      serveur.closeIdleConnections();
      await Promise.race([ferme, pause(3_000, undefined, { ref: false }).then(() => serveur.closeAllConnections())]);
      await ferme;
      await Promise.all([relais.close(), calendrier.close(), imports.close()]);
      transport?.close();
      await Promise.all([connection.close(), hub.$disconnect()]);
    },
  };
};

const exige = (valeur: string | undefined, nom: string): string => {
  if (!valeur) throw new Error(`La variable ${nom} manque.`);
  return valeur;
};

const urlsDes = (config: Config): Record<Systeme, string> =>
  Object.fromEntries(SYSTEMES.map((code) => [code, exige(config.systemes[code], `MAILLON_SYSTEMES_URL ou MAILLON_URL_${code.toUpperCase()}`)])) as Record<
    Systeme,
    string
  >;

const versionDe = (): string => {
  const lu: unknown = JSON.parse(readFileSync(path.join(RACINE, 'package.json'), 'utf8'));
  return typeof lu === 'object' && lu !== null && 'version' in lu && typeof lu.version === 'string' ? lu.version : '0.0.0';
};

const temporalUi = (namespace: string): { url: string; namespace: string } | null => {
  const url = process.env['TEMPORAL_UI_URL'];
  return url ? { url, namespace } : null;
};

/** MAILLON_ECOUTE (the image says 0.0.0.0); else loopback when that is where the public address points, every interface otherwise. */
const ecouteDe = (url: string): string | undefined =>
  process.env['MAILLON_ECOUTE'] ?? (['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname) ? '127.0.0.1' : undefined);
