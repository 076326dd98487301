/**
 * Prisma's own schema engine, as WebAssembly: migrations without a native binary to download. It talks to PostgreSQL through the
 * same driver adapter as the client, corrected where the engine asks more than the client does.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export type Moteur = SchemaEngine;

/** Runs `travail` with an engine bound to the database `url`, and to one PostgreSQL schema of it when `schema` is given. */
export const avecMoteur = async <T>(url: string, schema: string | undefined, travail: (moteur: Moteur) => Promise<T>): Promise<T> => {
  const { SchemaEngine } = await charger();
  const ouvertes: Base[] = [];
  const moteur = await SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(fabrique(url, schema, ouvertes)));
  try {
    return await travail(moteur);
  } finally {
    moteur.free();
    // The engine leaves some open.
    for (const base of ouvertes) await base.dispose();
  }
};

type Base = Awaited<ReturnType<PrismaPg['connect']>>;

const fabrique = (url: string, schema: string | undefined, ouvertes: Base[]): PrismaPg => {
  const ouvrir = async (adresse: string, apres: () => Promise<void>): Promise<Base> => {
    const config = { connectionString: adresse, max: 2, ...(schema ? { options: `-c search_path=${schema}` } : {}) };
    const base = lireLettres(await new PrismaPg(config, schema ? { schema } : undefined).connect());
    const fermer = base.dispose.bind(base);
    let fermee: Promise<void> | undefined;
    base.dispose = () => {
      fermee ??= fermer().then(apres);
      return fermee;
    };
    ouvertes.push(base);
    return base;
  };
  const resultat = new PrismaPg({ connectionString: url });
  resultat.connect = () => ouvrir(url, async () => undefined);
  // The adapter's own one stays on the main database when it was given an address, and would change it.
  resultat.connectToShadowDb = async () => {
    const nom = `maillon_ombre_${randomUUID()}`;
    await executer(url, `CREATE DATABASE "${nom}"`);
    const ombre = new URL(url);
    ombre.pathname = `/${nom}`;
    return ouvrir(ombre.toString(), () => executer(url, `DROP DATABASE "${nom}" WITH (FORCE)`));
  };
  return resultat;
};

const executer = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

const CHAR = 18;
const TEXT = 25;

/**
 * The engine reads the catalogue through columns of PostgreSQL's one-letter type "char", which the adapter does not know: they are
 * given to the adapter as text, then announced to the engine as the letters that they are.
 */
const lireLettres = (base: Base): Base => {
  const lettres = new Set<string>();
  const pool = base.underlyingDriver();
  const interroger = pool.query.bind(pool) as (requete: pg.QueryConfig) => Promise<pg.QueryResult>;
  pool.query = (async (requete: pg.QueryConfig) => {
    const reponse = await interroger(requete);
    for (const champ of reponse.fields ?? []) {
      if (champ.dataTypeID !== CHAR) continue;
      champ.dataTypeID = TEXT;
      lettres.add(champ.name);
    }
    return reponse;
  }) as typeof pool.query;
  const demander = base.queryRaw.bind(base);
  base.queryRaw = async (requete) => {
    const reponse = await demander(requete);
    const columnTypes = reponse.columnTypes.map((type, i) => (lettres.has(reponse.columnNames[i] ?? '') ? ColumnTypeEnum.Character : type));
    return { ...reponse, columnTypes };
  };
  return base;
};

/** What Node offers; its types name it without declaring it. */
declare const WebAssembly: {
  instantiate(octets: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

type Module = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
let charge: Promise<Module> | undefined;

/** The package's entry point imports a .wasm file, which Node 20 does not do by itself. */
const charger = (): Promise<Module> => {
  charge ??= (async () => {
    const module: Module = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const fichier = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const octets = readFileSync(path.join(path.dirname(fichier), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(octets, { './schema_engine_bg.js': { ...module } });
    module.__wbg_set_wasm(instance.exports);
    const demarrer = instance.exports['__wbindgen_start'];
    if (typeof demarrer === 'function') demarrer();
    return module;
  })();
  return charge;
};
