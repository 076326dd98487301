/** The data folder of an instance: who uses it now, its secrets, the ports that it had last time. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { marque } from './processus.ts';

const Occupant = z.object({ pid: z.number(), marque: z.string() });
const Secrets = z.object({ cleSystemes: z.string(), motDePasseBase: z.string() });
const Ports = z.record(z.string(), z.number());
export type Secrets = z.infer<typeof Secrets>;

/** Takes the folder for this process, or says who has it. The answer gives it back. */
export const prendreDossier = (dossier: string): (() => void) => {
  if (!existsSync(dossier)) {
    mkdirSync(dossier, { recursive: true });
    chmodSync(dossier, 0o711); // PostgreSQL's account passes through; each file and folder in it has its own rights
  }
  const verrou = path.join(dossier, 'instance.json');
  const mien = `${verrou}.${process.pid}`;
  writeFileSync(mien, JSON.stringify({ pid: process.pid, marque: marque(process.pid) }), { mode: 0o600 });
  try {
    for (let essai = 0; essai < 5; essai++) {
      if (lier(mien, verrou)) return () => rmSync(verrou, { force: true });
      const occupant = lireJson(verrou, Occupant);
      if (occupant && marque(occupant.pid) === occupant.marque) throw dossierOccupe(dossier, occupant.pid);
      rmSync(verrou, { force: true }); // left by a kill -9
    }
    throw new Error(`Le dossier « ${dossier} » ne peut pas être réservé.`);
  } finally {
    rmSync(mien, { force: true });
  }
};

/** Made once, kept in the folder, readable by its owner alone. */
export const lireSecrets = (dossier: string): Secrets => {
  const fichier = path.join(dossier, 'secrets.json');
  const gardes = lireJson(fichier, Secrets);
  if (gardes) return gardes;
  const secrets = { cleSystemes: `whsec_${randomBytes(32).toString('base64')}`, motDePasseBase: randomBytes(18).toString('base64url') };
  ecrireJson(fichier, secrets);
  return secrets;
};

export const lirePorts = (dossier: string): Record<string, number> => lireJson(path.join(dossier, 'ports.json'), Ports) ?? {};
export const ecrirePorts = (dossier: string, ports: Record<string, number>): void => ecrireJson(path.join(dossier, 'ports.json'), ports);

/** Whole or not at all, readable by its owner alone. */
export const ecrireJson = (fichier: string, valeur: unknown): void => {
  writeFileSync(`${fichier}.nouveau`, `${JSON.stringify(valeur, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${fichier}.nouveau`, fichier);
};

export const lireJson = <T>(fichier: string, schema: z.ZodType<T>): T | undefined => {
  try {
    return schema.parse(JSON.parse(readFileSync(fichier, 'utf8')));
  } catch {
    return undefined;
  }
};

/** False when `vers` exists: two starts cannot both make it. */
const lier = (de: string, vers: string): boolean => {
  try {
    linkSync(de, vers);
    return true;
  } catch (erreur) {
    if (existsSync(vers)) return false;
    throw erreur;
  }
};

const dossierOccupe = (dossier: string, pid: number): Error =>
  new Error(`Une instance de Maillon utilise déjà le dossier « ${dossier} » (processus ${pid}) : arrêtez-la, ou choisissez un autre dossier par MAILLON_DATA.`);
