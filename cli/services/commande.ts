/** Running a program to its end. */
import { spawn } from 'node:child_process';

export type Sortie = { code: number | null; stdout: string; stderr: string };

export type Conditions = { delaiMs?: number; env?: NodeJS.ProcessEnv; cwd?: string; uid?: number; gid?: number };

/** Never throws: a program that cannot be started answers with `code` null. Killed after `delaiMs`. */
export const executer = (commande: string, args: string[], { delaiMs = 300_000, ...options }: Conditions = {}): Promise<Sortie> =>
  new Promise((resolve) => {
    const enfant = spawn(commande, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: delaiMs, killSignal: 'SIGKILL' });
    const sortie = { stdout: '', stderr: '' };
    for (const flux of ['stdout', 'stderr'] as const) {
      enfant[flux].on('data', (morceau: Buffer) => {
        sortie[flux] = (sortie[flux] + morceau.toString()).slice(-100_000);
      });
    }
    enfant.once('error', (erreur) => resolve({ code: null, stdout: '', stderr: erreur.message }));
    enfant.once('close', (code) => resolve({ code, ...sortie }));
  });
