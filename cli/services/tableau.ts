/** The dashboard, built into admin/dist when it is missing or older than its sources. */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { executer } from './commande.ts';
import { empreinteDe } from './empreinte.ts';

const RACINE = path.resolve(import.meta.dirname, '..', '..');
const SOURCES = ['admin', 'domain', 'api/contract', 'package-lock.json'];

export const isTableauAJour = (racine = RACINE): boolean => {
  const dist = path.join(racine, 'admin', 'dist');
  if (!existsSync(path.join(dist, 'index.html'))) return false;
  const empreinte = path.join(dist, '.empreinte');
  // Built by the image's own build, which says nothing of its sources: they came together.
  if (!existsSync(empreinte)) return process.env['NODE_ENV'] === 'production';
  return readFileSync(empreinte, 'utf8') === empreinteDe(racine, SOURCES);
};

/** Built aside, then put in place: an instance that serves the former one is not left without. */
export const construireTableau = async (racine = RACINE): Promise<void> => {
  const empreinte = empreinteDe(racine, SOURCES);
  const atelier = path.join(racine, 'node_modules', '.cache');
  mkdirSync(atelier, { recursive: true });
  const neuf = mkdtempSync(path.join(atelier, 'tableau-'));
  try {
    const vite = path.join(racine, 'node_modules', 'vite', 'bin', 'vite.js');
    const { code, stderr, stdout } = await executer(process.execPath, [vite, 'build', 'admin', '--outDir', neuf, '--emptyOutDir', '--logLevel', 'warn'], {
      cwd: racine,
      // Whatever the caller's own mode: a development build of React is slower and twice as heavy.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (code !== 0) throw new Error(`Le tableau de bord n’a pas pu être construit : ${(stderr || stdout).trim().split('\n').slice(-5).join(' ')}`);
    writeFileSync(path.join(neuf, '.empreinte'), empreinte);
    chmodSync(neuf, 0o755); // made for its owner alone: built by one user, it serves the others too
    remplacer(neuf, path.join(racine, 'admin', 'dist'));
  } finally {
    rmSync(neuf, { recursive: true, force: true });
  }
};

const remplacer = (neuf: string, place: string): void => {
  const ancien = `${neuf}.ancien`;
  if (existsSync(place)) renameSync(place, ancien);
  try {
    renameSync(neuf, place);
  } catch {
    // Another start put its own there meanwhile, or admin/ is on another disk.
    if (!existsSync(path.join(place, 'index.html'))) cpSync(neuf, place, { recursive: true });
  }
  rmSync(ancien, { recursive: true, force: true });
};
