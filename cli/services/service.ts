/** A program that runs beside us: its number, when it ends, how to stop it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { attendreFin } from './processus.ts';

export type Service = { pid: number; fini: Promise<void>; close(): Promise<void> };

export type Programme = {
  /** As a sentence begins with it: « PostgreSQL », « Le courrier ». */
  nom: string;
  commande: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** File that keeps what the program says; none: nothing is kept. */
  journal?: string | undefined;
  /** Told the process number at once, before the program is ready. */
  onLance?: ((pid: number) => void) | undefined;
  /** Opens a channel to a Node program, and is given what it says on it. The channel closes when one of the two ends. */
  canal?: (message: unknown) => void;
  /** Asked again and again until it holds. */
  pret: () => Promise<boolean>;
  delaiMs?: number;
  signal?: NodeJS.Signals;
};

/**
 * Starts a program and waits until it is ready. It gets a process group of its own (a Ctrl-C in the terminal reaches the supervisor
 * alone, which stops things in order) and writes to its file by itself (it does not fall when the supervisor does). A program that
 * ends before it is ready is an error, with what it said last.
 */
export const lancerProgramme = async (programme: Programme): Promise<Service> => {
  const { nom, journal, pret, delaiMs = 60_000 } = programme;
  const { enfant, ditDepuis } = lancer(programme, journal);
  const service = serviceDe(enfant, programme.signal);
  const limite = Date.now() + delaiMs;
  for (;;) {
    if (isFini(enfant)) throw new Error(`${nom} n’a pas démarré : ${ditDepuis() || finDe(enfant)}`);
    if ((await pret()) && !isFini(enfant)) return service;
    if (Date.now() > limite) {
      await service.close();
      throw new Error(`${nom} ne répond pas après ${Math.round(delaiMs / 1000)} s : ${ditDepuis() || 'il n’a rien dit'}`);
    }
    await pause(50);
  }
};

/** Asks politely, insists after ten seconds. */
export const serviceDe = (enfant: ChildProcess, signal: NodeJS.Signals = 'SIGTERM', delaiMs = 10_000): Service => {
  const fini = new Promise<void>((resolve) => {
    enfant.once('exit', () => resolve());
    enfant.once('error', () => resolve());
  });
  const pid = enfant.pid ?? 0;
  return {
    pid,
    fini,
    close: async () => {
      if (enfant.exitCode !== null || enfant.signalCode !== null || pid === 0) return;
      enfant.kill(signal);
      if (!(await attendreFin(pid, delaiMs))) enfant.kill('SIGKILL');
      await fini;
    },
  };
};

/** Opens a program's file, put aside when it has grown large. */
export const ouvrirJournal = (fichier: string): number => {
  mkdirSync(path.dirname(fichier), { recursive: true, mode: 0o700 });
  if (existsSync(fichier) && statSync(fichier).size > JOURNAL_MAX) renameSync(fichier, `${fichier}.1`);
  return openSync(fichier, 'a', 0o600);
};
const JOURNAL_MAX = 20_000_000;

const lancer = ({ commande, args, env, cwd, uid, gid, canal, onLance }: Programme, journal: string | undefined) => {
  const depuis = journal && existsSync(journal) ? statSync(journal).size : 0;
  const sortie = journal === undefined ? 'ignore' : ouvrirJournal(journal);
  const compte = { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }), ...(cwd === undefined ? {} : { cwd }) };
  const enfant = spawn(commande, args, {
    ...compte,
    env: env ?? process.env,
    detached: true,
    stdio: ['ignore', sortie, sortie, ...(canal ? ['ipc' as const] : [])],
  });
  if (canal) enfant.on('message', canal);
  if (enfant.pid !== undefined) onLance?.(enfant.pid);
  if (typeof sortie === 'number') closeSync(sortie);
  let erreur = '';
  enfant.once('error', (e) => {
    erreur = e.message;
  });
  const ditDepuis = (): string => {
    const texte = journal && existsSync(journal) ? readFileSync(journal).subarray(depuis).toString() : '';
    return erreur || dernieresLignes(texte);
  };
  return { enfant, ditDepuis };
};

const finDe = ({ exitCode, signalCode }: ChildProcess): string => (signalCode ? `arrêté par ${signalCode}` : `arrêté avec le code ${exitCode ?? '?'}`);

const isFini = (enfant: ChildProcess): boolean => enfant.pid === undefined || enfant.exitCode !== null || enfant.signalCode !== null;

/** What was said, without where in the code it was said: somebody who starts the house reads one sentence. */
const dernieresLignes = (texte: string): string =>
  texte
    .trim()
    .split('\n')
    .filter((ligne) => !/^\s+at /.test(ligne))
    .slice(-3)
    .join(' ')
    .replace(/^\w*Error: /, '')
    .trim();
