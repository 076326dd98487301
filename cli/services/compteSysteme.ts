/**
 * PostgreSQL refuses to run as root, and machines in containers are root: there the server runs as the system's `postgres`
 * account, made when it is missing. Everywhere else it runs as the current user.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export type CompteSysteme = { uid: number; gid: number };

/** Where things go when `postgres` may not enter the folder of the checkout or of the data (a 0700 home or temporary folder). */
const DOSSIER_PARTAGE = '/var/lib/maillon';

/** undefined: the current user may run the server himself. */
export const compteServeur = (): CompteSysteme | undefined => {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const present = lireCompte();
  if (present) return present;
  // Debian, Red Hat… then BusyBox (Alpine).
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
  if (!lireCompte()) spawnSync('adduser', ['-S', '-D', '-H', 'postgres']);
  const cree = lireCompte();
  if (!cree)
    throw new Error(
      'PostgreSQL refuse de tourner en root et le compte système « postgres » n’a pas pu être créé : créez-le, ou donnez une base par DATABASE_URL.',
    );
  return cree;
};

export const peutLire = (compte: CompteSysteme | undefined, chemin: string): boolean =>
  compte === undefined || spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', chemin], { ...compte, cwd: '/' }).status === 0;

/**
 * A folder of the account's own at `souhaite`. When the account may not reach it, the data folder around it is opened to passage
 * (not to reading); when that is not enough, a link is left there to a folder that it can reach.
 */
export const dossierDuCompte = (compte: CompteSysteme | undefined, souhaite: string): string => {
  if (existsSync(souhaite)) return realpathSync(souhaite);
  const parent = path.dirname(souhaite);
  mkdirSync(parent, { recursive: true });
  rmSync(souhaite, { force: true }); // a link to a folder that is gone
  mkdirSync(souhaite, { mode: 0o700 });
  if (!compte) return realpathSync(souhaite);
  chownSync(souhaite, compte.uid, compte.gid);
  if (!peutLire(compte, souhaite) && parent !== homedir()) chmodSync(parent, statSync(parent).mode | 0o011);
  if (peutLire(compte, souhaite)) return realpathSync(souhaite);
  oublierAbandonnes(dossierPartage());
  const ailleurs = path.join(dossierPartage(), `donnees-${randomUUID()}`);
  writeFileSync(`${ailleurs}.origine`, souhaite);
  rmdirSync(souhaite);
  symlinkSync(ailleurs, souhaite); // before the folder itself, which nobody takes for an abandoned one then
  mkdirSync(ailleurs, { mode: 0o700 });
  chownSync(ailleurs, compte.uid, compte.gid);
  return ailleurs;
};

/** The program's folder itself when the account can read it, else a copy that it can. */
export const programmeDuCompte = (compte: CompteSysteme | undefined, dossier: string, version: string): string => {
  if (peutLire(compte, path.join(dossier, 'bin', 'postgres'))) return dossier;
  const copie = path.join(dossierPartage(), `postgresql-${version}`);
  if (existsSync(copie)) return copie;
  const provisoire = `${copie}.${randomUUID()}`;
  cpSync(dossier, provisoire, { recursive: true, verbatimSymlinks: true });
  renommerOuAbandonner(provisoire, copie);
  return copie;
};

const dossierPartage = (): string => {
  mkdirSync(DOSSIER_PARTAGE, { recursive: true });
  chmodSync(DOSSIER_PARTAGE, 0o755);
  return DOSSIER_PARTAGE;
};

/** Removes the folders whose link was deleted, with the data folder that held it. */
const oublierAbandonnes = (partage: string): void => {
  for (const nom of readdirSync(partage)) {
    if (!nom.endsWith('.origine')) continue;
    const note = path.join(partage, nom);
    const cible = note.slice(0, -'.origine'.length);
    const lien = readFileSync(note, 'utf8');
    if (lstatSync(lien, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(lien) === cible) continue;
    const enCours = !existsSync(cible) && Date.now() - statSync(note).mtimeMs < 60_000; // by another start
    if (!enCours) for (const chemin of [cible, note]) rmSync(chemin, { recursive: true, force: true });
  }
};

/** Another start may have made the same copy meanwhile: its copy is as good. */
const renommerOuAbandonner = (de: string, vers: string): void => {
  try {
    renameSync(de, vers);
  } catch (erreur) {
    rmSync(de, { recursive: true, force: true });
    if (!existsSync(vers)) throw erreur;
  }
};

const lireCompte = (): CompteSysteme | undefined => {
  const id = (option: string) => Number.parseInt(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout, 10);
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid };
};
