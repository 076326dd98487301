#!/usr/bin/env node
// The command `maillon`. Plain JavaScript, so that it can say what is missing before anything else can be loaded: see
// docs/decisions/003-launcher.md. It knows no command itself.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const racine = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dans = (...morceaux) => path.join(racine, ...morceaux);

const abandonner = (phrase) => {
  console.error(phrase);
  process.exit(1);
};

const verifierNode = () => {
  const [majeure = 0, mineure = 0] = process.versions.node.split('.').map(Number);
  if (majeure < 20 || (majeure === 20 && mineure < 19)) abandonner(`Maillon demande Node 20.19 ou plus récent ; celui-ci est le ${process.versions.node}.`);
};

const verifierPaquets = () => {
  const absent = ['tsx', 'prisma', '@prisma/client', 'commander'].find((paquet) => !existsSync(dans('node_modules', paquet, 'package.json')));
  if (absent) abandonner(`Les dépendances ne sont pas installées (${absent} manque) : lancez « npm ci » dans ${racine}.`);
};

/** A generated client carries the schema (laid out anew) and the version that it was made from. */
const isClientAJour = (nom, version) => {
  const fichier = dans('prisma', 'generated', nom, 'internal', 'class.ts');
  if (!existsSync(fichier)) return false;
  const client = readFileSync(fichier, 'utf8');
  const porte = /"inlineSchema": (".*"),?$/m.exec(client)?.[1];
  if (!porte || !client.includes(`"clientVersion": "${version}"`)) return false;
  const sansMiseEnPage = (schema) => schema.replace(/\s+/g, '');
  return sansMiseEnPage(JSON.parse(porte)) === sansMiseEnPage(readFileSync(dans('prisma', nom, 'schema.prisma'), 'utf8'));
};

const genererClients = () => {
  const { version } = JSON.parse(readFileSync(dans('node_modules', 'prisma', 'package.json'), 'utf8'));
  const aFaire = () => ['hub', 'systeme'].filter((nom) => !isClientAJour(nom, version));
  if (aFaire().length === 0) return;
  const rendre = prendreVerrou(dans('prisma', 'generated', '.verrou'));
  try {
    for (const nom of aFaire()) {
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        [dans('node_modules', 'prisma', 'build', 'index.js'), 'generate', '--config', dans('prisma', nom, 'prisma.config.ts')],
        // Generating needs no engine, but without this variable it is downloaded first.
        {
          cwd: racine,
          encoding: 'utf8',
          env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
        },
      );
      if (status !== 0) abandonner(`Le client de base de données « ${nom} » n’a pas pu être généré : ${(stderr || stdout).trim()}`);
    }
  } finally {
    rendre();
  }
};

/** One process generates, the others wait for it. A lock older than a minute was left by a process that was killed. */
const prendreVerrou = (dossier) => {
  mkdirSync(path.dirname(dossier), { recursive: true });
  for (;;) {
    try {
      mkdirSync(dossier);
      return () => rmSync(dossier, { recursive: true, force: true });
    } catch (erreur) {
      if (erreur.code !== 'EEXIST') abandonner(`Les clients de base de données ne peuvent pas être écrits dans ${path.dirname(dossier)} : ${erreur.message}`);
      const age = Date.now() - (statSync(dossier, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 60_000) rmSync(dossier, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
};

// Told to stop before `start` listens by itself: nothing was started yet.
if (process.argv[2] === 'start') for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

verifierNode();
verifierPaquets();
genererClients();
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./index.ts');
await main(process.argv.slice(2));
