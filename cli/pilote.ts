/** Drives an instance from outside, through its doors only: the demonstration, the end-to-end tests and the benchmark use it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Systeme } from '../domain/codes.ts';
import { type Demarrage, lireDemarrage } from './demarrage.ts';

export type Reponse<T = unknown> = { statut: number; corps: T; entetes: Headers };
type Options = {
  env?: Record<string, string>;
  dossier?: string;
  /** Load the demonstration's data. */
  semences?: boolean;
  delaiMs?: number;
  /** Runs as that account, to which the folder is given. */
  compte?: { uid: number; gid: number } | undefined;
  /** The checkout that it runs from; default this one. */
  racine?: string;
};

export type Pilote = ReturnType<typeof createPilote> & {
  dossier: string;
  enfant: ChildProcess;
  /** What the supervisor printed last. */
  dit(): string;
  arreter(): Promise<number | null>;
  effacer(): Promise<void>;
};

/** Starts an instance of its own: free ports, a folder that `effacer` removes. Rejects with what it printed when it does not get ready. */
export const lancerInstance = async ({
  env = {},
  dossier = mkdtempSync(path.join(tmpdir(), 'maillon-')),
  semences = false,
  delaiMs = 180_000,
  compte,
  racine = path.resolve(import.meta.dirname, '..'),
}: Options = {}): Promise<Pilote> => {
  mkdirSync(dossier, { recursive: true });
  if (!semences) writeFileSync(path.join(dossier, 'semences.json'), JSON.stringify({ faitLe: new Date().toISOString() }));
  if (compte) chownSync(dossier, compte.uid, compte.gid);
  const enfant = spawn(process.execPath, [path.join(racine, 'cli', 'maillon.mjs'), 'start'], {
    env: {
      ...process.env,
      DATABASE_URL: undefined,
      TEMPORAL_ADDRESS: undefined,
      SMTP_URL: undefined,
      PORT: '0',
      MAILLON_VIE: '0',
      ...env,
      MAILLON_DATA: dossier,
    },
    ...compte,
    cwd: racine,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let dit = '';
  const ecouter = (morceau: Buffer) => {
    dit = `${dit}${morceau}`.slice(-8000);
  };
  enfant.stdout.on('data', ecouter);
  enfant.stderr.on('data', ecouter);
  const sortie = new Promise<number | null>((fin) => enfant.once('exit', (code) => fin(code)));
  const arreter = async (): Promise<number | null> => {
    if (enfant.exitCode === null) enfant.kill('SIGTERM');
    return sortie;
  };
  const echeance = Date.now() + delaiMs;
  while (!dit.includes('Maillon prêt')) {
    if (enfant.exitCode !== null || Date.now() > echeance) {
      await arreter();
      throw new Error(`L’instance n’a pas démarré :\n${dit}`);
    }
    await new Promise((r) => setTimeout(r, 100));
  }
  const effacer = async () => {
    await arreter();
    rmSync(dossier, { recursive: true, force: true });
  };
  return { ...createPilote(lireDemarrage(dossier)), dossier, enfant, dit: () => dit, arreter, effacer };
};

/** The doors of a running instance. */
export const createPilote = (demarrage: Demarrage) => {
  const { urls, cleSystemes, cles } = demarrage;
  const appeler = async <T>(url: string, init: RequestInit & { jeton?: string; json?: unknown } = {}): Promise<Reponse<T>> => {
    const { jeton, json, headers, ...reste } = init;
    const entetes = new Headers(headers);
    if (jeton) entetes.set('authorization', `Bearer ${jeton}`);
    if (json !== undefined) entetes.set('content-type', 'application/json');
    const reponse = await fetch(url, {
      ...reste,
      headers: entetes,
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(240_000),
    });
    const texte = await reponse.text();
    return { statut: reponse.status, corps: lire(texte) as T, entetes: reponse.headers };
  };
  const cle = (role: string, reseau?: string): string => {
    const trouvee = cles.find((c) => c.role === role && (reseau === undefined || c.reseau === reseau));
    if (!trouvee) throw new Error(`Pas de clé ${role} ${reseau ?? ''}`);
    return trouvee.cle;
  };
  const systeme = (code: Systeme, chemin: string, init: RequestInit & { json?: unknown } = {}) =>
    appeler(`${urls.systemes[code]}${chemin}`, { ...init, jeton: cleSystemes });
  return {
    demarrage,
    urls,
    cle,
    appeler,
    api: <T = unknown>(chemin: string, init: RequestInit & { jeton?: string; json?: unknown } = {}) =>
      appeler<T>(`${urls.api}${chemin}`, { jeton: cle('DEMO'), ...init }),
    vue: async <T>(code: Systeme, chemin: string): Promise<T> => (await systeme(code, `/vue/${chemin}`)).corps as T,
    ledger: async (code: Systeme): Promise<LigneLedger[]> => (await systeme(code, '/ledger')).corps as LigneLedger[],
    acte: (code: Systeme, type: string, donnees: unknown) => systeme(code, `/actes/${type}`, { method: 'POST', json: donnees }),
    regler: (code: Systeme, reglages: Record<string, unknown>) => systeme(code, '/reglages', { method: 'PUT', json: reglages }),
    maintenant: async (): Promise<number> =>
      Date.parse((await appeler<{ maintenant: string }>(`${urls.api}/api/demonstration/calendrier`, { jeton: cle('DEMO') })).corps.maintenant),
    /** ISO 8601 duration of business time. */
    avancer: (duree: string) =>
      appeler<{ maintenant: string; flux: number }>(`${urls.api}/api/demonstration/calendrier`, {
        method: 'POST',
        jeton: cle('DEMO'),
        json: { avancer: duree },
      }),
    courriels: async (): Promise<Courriel[]> => (await appeler<Courriel[]>(`${urls.courrier}/api/email`)).corps,
  };
};

export type LigneLedger = { rang: number; cle: string; route: string; empreinte: string; recu: string; reponse: unknown; rejeu: boolean };
export type Courriel = {
  id: string;
  subject: string;
  text: string;
  html: string;
  to: { address: string }[];
  headers: Record<string, string>;
  attachments?: { fileName?: string; filename?: string }[];
};

const lire = (texte: string): unknown => {
  try {
    return JSON.parse(texte);
  } catch {
    return texte;
  }
};

/** Polls `lire` until `bon`; rejects after the deadline, naming what was never seen. */
export const attendreQue = async <T>(quoi: string, lire: () => Promise<T>, bon: (t: T) => boolean, delaiMs = 20_000): Promise<T> => {
  const echeance = Date.now() + delaiMs;
  for (;;) {
    const lu = await lire();
    if (bon(lu)) return lu;
    if (Date.now() > echeance) throw new Error(`Jamais vu : ${quoi} (dernière lecture : ${JSON.stringify(lu)?.slice(0, 4000)})`);
    await new Promise((r) => setTimeout(r, 100));
  }
};
