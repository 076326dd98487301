/** The partners' process: one listener for the eight of them. In real use each is replaced by the partner's own address. */
import { createServer } from 'node:http';
import pino from 'pino';
import { createSystemes } from '../../systems/index.ts';
import type { Config } from '../config.ts';

export { createSystemes };

/** Listens on the port of MAILLON_SYSTEMES_URL. The tables must exist. */
export const run = async (config: Config): Promise<{ close(): Promise<void> }> => {
  const { databaseUrl, cleSystemes, url, systemesUrl: adresse } = config;
  if (!databaseUrl || !cleSystemes || !adresse) {
    throw new Error('Les systèmes partenaires demandent DATABASE_URL, MAILLON_CLE_SYSTEMES et MAILLON_SYSTEMES_URL.');
  }
  // No request is logged: bodies and addresses are about people.
  const journal = pino({ name: 'systemes' });
  const systemes = await createSystemes({ databaseUrl, cle: cleSystemes, urlHub: url, journal });
  const serveur = createServer(systemes.app);
  serveur.keepAliveTimeout = 65_000;
  const { port, hostname } = new URL(adresse);
  await new Promise<void>((pret, echec) => {
    serveur.once('error', echec);
    serveur.listen(Number(port), ECOUTE.includes(hostname) ? hostname : '0.0.0.0', pret);
  });
  journal.info({ port: Number(port) }, 'systèmes partenaires prêts');
  return {
    close: async () => {
      const ferme = new Promise<void>((fin) => serveur.close(() => fin()));
      serveur.closeIdleConnections();
      const force = setTimeout(() => serveur.closeAllConnections(), 3_000);
      await ferme;
      clearTimeout(force);
      await systemes.close();
    },
  };
};

const ECOUTE = ['127.0.0.1', '::1', 'localhost'];
