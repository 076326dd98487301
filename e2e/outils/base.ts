/** Databases for tests: a real PostgreSQL, and a fresh migrated database per caller. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { portLibre } from '../../cli/services/ports.ts';
import { startPostgres } from '../../cli/services/postgres.ts';
import { createHub, type Hub } from '../../prisma/hub.ts';
import { migrerTout } from '../../prisma/migrations.ts';

export type BaseDeTest = { url: string; close(): Promise<void> };

/** A database with the hub and every system's schema, empty, dropped by `close()`. */
export const baseDeTest = async (): Promise<BaseDeTest> => {
  const { serveur, close } = await serveurDeTest();
  await modele(serveur);
  const nom = `essai_${randomUUID().replaceAll('-', '')}`;
  await administrer(serveur, (client) => client.query(`CREATE DATABASE ${nom} TEMPLATE ${MODELE}`));
  return {
    url: urlDe(serveur, nom),
    close: async () => {
      await administrer(serveur, (client) => client.query(`DROP DATABASE IF EXISTS ${nom} WITH (FORCE)`));
      await close();
    },
  };
};

/** A database of one's own, and the hub on it: `close()` takes both. */
export const hubDeTest = async (connexions?: number): Promise<BaseDeTest & { hub: Hub }> => {
  const { url, close } = await baseDeTest();
  const hub = createHub(url, connexions);
  return {
    url,
    hub,
    close: async () => {
      await hub.$disconnect();
      await close();
    },
  };
};

/** An empty database, not migrated. */
export const baseVide = async (): Promise<BaseDeTest> => {
  const { serveur, close } = await serveurDeTest();
  const nom = `vide_${randomUUID().replaceAll('-', '')}`;
  await administrer(serveur, (client) => client.query(`CREATE DATABASE ${nom}`));
  return {
    url: urlDe(serveur, nom),
    close: async () => {
      await administrer(serveur, (client) => client.query(`DROP DATABASE IF EXISTS ${nom} WITH (FORCE)`));
      await close();
    },
  };
};

/** A server in a folder of its own, without fsync. */
export const startPostgresDeTest = async (): Promise<BaseDeTest> => {
  const dossier = mkdtempSync(path.join(tmpdir(), 'maillon-test-'));
  const postgres = await startPostgres({
    dossier: path.join(dossier, 'postgres'),
    port: await portLibre(undefined),
    motDePasse: randomUUID(),
    base: 'postgres',
    durable: false,
  });
  return {
    url: postgres.url,
    close: async () => {
      await postgres.close();
      rmSync(dossier, { recursive: true, force: true });
    },
  };
};

const MODELE = 'modele_maillon';
const VERROU = 0x4d4f44;

/** Started on demand, once per process, when no global setup gave one; stopped with its last database. */
let propre: Promise<BaseDeTest> | undefined;
let usages = 0;

const serveurDeTest = async (): Promise<{ serveur: string; close(): Promise<void> }> => {
  const donne = process.env['MAILLON_TEST_PG'];
  if (donne) return { serveur: donne, close: async () => undefined };
  propre ??= startPostgresDeTest();
  usages += 1;
  const { url, close } = await propre;
  return {
    serveur: url,
    close: async () => {
      usages -= 1;
      if (usages > 0) return;
      propre = undefined;
      await close();
    },
  };
};

/** The migrated template, made by the first caller of the run. */
const modele = (serveur: string): Promise<unknown> =>
  administrer(serveur, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [VERROU]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [MODELE]);
    if (rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS ${MODELE} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${MODELE}`);
    await migrerTout(urlDe(serveur, MODELE));
    await client.query(`ALTER DATABASE ${MODELE} WITH is_template true`);
  });

const administrer = async <T>(serveur: string, travail: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: serveur });
  await client.connect();
  try {
    return await travail(client);
  } finally {
    await client.end();
  }
};

const urlDe = (serveur: string, base: string): string => {
  const url = new URL(serveur);
  url.pathname = `/${base}`;
  return url.toString();
};
