/** Processes of this machine, by their number: alive or not, what they are, stopping one that was left behind. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export const isEnVie = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (erreur) {
    // EPERM: it exists and belongs to someone else.
    return erreur instanceof Error && 'code' in erreur && erreur.code === 'EPERM';
  }
  return !isZombie(pid);
};

/** What the process was started with; empty when it is gone. */
export const ligneDeCommande = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
};

/** What tells a process from any other, past or future, that bears the same number; empty when it is gone. */
export const marque = (pid: number): string => {
  const commande = ligneDeCommande(pid);
  return commande === '' ? '' : `${debutDe(pid)} ${commande}`;
};

/** Field 22 of /proc/<pid>/stat; the name before it may hold spaces and parentheses. */
const debutDe = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
};

/** Asks with `signal`, insists with SIGKILL after `delaiMs`. The caller has checked that the process is ours. */
export const arreterOrphelin = async (pid: number, signal: NodeJS.Signals = 'SIGTERM', delaiMs = 10_000): Promise<void> => {
  envoyer(pid, signal);
  if (await attendreFin(pid, delaiMs)) return;
  envoyer(pid, 'SIGKILL');
  await attendreFin(pid, 5_000);
};

export const attendreFin = async (pid: number, delaiMs: number): Promise<boolean> => {
  for (const limite = Date.now() + delaiMs; Date.now() < limite; ) {
    if (!isEnVie(pid)) return true;
    await pause(50);
  }
  return !isEnVie(pid);
};

const envoyer = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // gone meanwhile
  }
};

/** In a container without an init, an orphan that ended stays listed until someone reads its status. */
const isZombie = (pid: number): boolean => {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
