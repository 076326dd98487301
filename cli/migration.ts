/** `npm run migration -- <hub|systeme> <nom>`: writes the migration that the schema asks for. For developers. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dossierMigrations, ecartSchema, nomsMigrations, type Schema } from '../prisma/migrations.ts';
import { portLibre } from './services/ports.ts';
import { startPostgres } from './services/postgres.ts';

/** Path of the file written, or undefined when schema and migrations already agree. */
export const ecrireMigration = async (url: string, schema: Schema, nom: string): Promise<string | undefined> => {
  const sql = await ecartSchema(url, schema);
  if (sql === '') return undefined;
  const rang = String(nomsMigrations(schema).length + 1).padStart(4, '0');
  const dossier = path.join(dossierMigrations(schema), `${rang}_${nom}`);
  mkdirSync(dossier, { recursive: true });
  const fichier = path.join(dossier, 'migration.sql');
  writeFileSync(fichier, sql);
  writeFileSync(path.join(dossierMigrations(schema), 'migration_lock.toml'), 'provider = "postgresql"\n');
  return fichier;
};

export const migration = async (schema: string, nom: string): Promise<void> => {
  if ((schema !== 'hub' && schema !== 'systeme') || !/^[a-z0-9_]+$/.test(nom))
    throw new Error('Usage : npm run migration -- <hub|systeme> <nom_en_minuscules>');
  const dossier = mkdtempSync(path.join(tmpdir(), 'maillon-migration-'));
  const serveur = await startPostgres({ dossier: path.join(dossier, 'postgres'), port: await portLibre(undefined), motDePasse: 'x', durable: false });
  try {
    const fichier = await ecrireMigration(serveur.url, schema, nom);
    console.log(fichier ?? 'Le schéma et les migrations sont déjà d’accord.');
  } finally {
    await serveur.close();
    rmSync(dossier, { recursive: true, force: true });
  }
};
