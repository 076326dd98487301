/** The migrations of the hub and of the systems: `prisma/<hub|systeme>/migrations/<n>_<nom>/migration.sql`, applied at start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { SYSTEMES, type Systeme } from '../domain/codes.ts';
import { avecMoteur } from './moteur.ts';

export type Schema = 'hub' | 'systeme';

/** Names of the migrations that were just applied; none when the database was up to date. */
export const migrerHub = (url: string): Promise<string[]> => avecVerrou(url, () => appliquer(url, 'hub', undefined));

/** The same for one simulated system, in the PostgreSQL schema that bears its code. */
export const migrerSysteme = (url: string, code: Systeme): Promise<string[]> =>
  avecVerrou(url, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(code)}`);
    return appliquer(url, 'systeme', code);
  });

/** Everything that one database needs. */
export const migrerTout = async (url: string): Promise<string[]> => {
  const faites = await migrerHub(url);
  for (const code of SYSTEMES) faites.push(...(await migrerSysteme(url, code)).map((nom) => `${code}/${nom}`));
  return faites;
};

/** SQL that brings the migrations on disk to what the schema says; empty when they agree. Makes and drops a shadow database. */
export const ecartSchema = (url: string, schema: Schema): Promise<string> =>
  avecMoteur(url, undefined, async (moteur) => {
    const { stdout, exitCode } = await moteur.diff({
      from: { tag: 'migrations', ...lireMigrations(schema) },
      to: { tag: 'schemaDatamodel', files: [lireSchema(schema)] },
      script: true,
      exitCode: true,
      filters: SANS_FILTRE,
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  });

export const dossierMigrations = (schema: Schema): string => path.join(import.meta.dirname, schema, 'migrations');

/** Migration folders, oldest first. */
export const nomsMigrations = (schema: Schema): string[] => {
  const dossier = dossierMigrations(schema);
  if (!existsSync(dossier)) return [];
  return readdirSync(dossier, { withFileTypes: true })
    .filter((entree) => entree.isDirectory())
    .map((entree) => entree.name)
    .sort();
};

const SANS_FILTRE = { externalTables: [], externalEnums: [] };
const VERROU = 0x4d41494c; // any number of our own

/** Several processes may start on the same database at once: one migrates, the others wait, then find nothing to do. */
const avecVerrou = async <T>(url: string, travail: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [VERROU]);
    return await travail(client);
  } finally {
    await client.end(); // releases the lock
  }
};

const appliquer = (url: string, schema: Schema, espace: string | undefined): Promise<string[]> =>
  avecMoteur(url, espace, async (moteur) => {
    const fait = await moteur.applyMigrations({ migrationsList: lireMigrations(schema), filters: SANS_FILTRE });
    return fait.appliedMigrationNames;
  });

const lireMigrations = (schema: Schema) => {
  const baseDir = dossierMigrations(schema);
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: nomsMigrations(schema).map((nom) => ({
      path: nom,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(path.join(baseDir, nom, 'migration.sql'), 'utf8') },
      },
    })),
  };
};

const lireSchema = (schema: Schema) => {
  const fichier = path.join(import.meta.dirname, schema, 'schema.prisma');
  return { path: fichier, content: readFileSync(fichier, 'utf8') };
};
