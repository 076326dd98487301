/** `processus.json`: the programs that this instance started, so that whatever survives a kill -9 is found and stopped. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { arreterOrphelin, isEnVie, marque } from './processus.ts';

const Inscrit = z.object({ nom: z.string(), pid: z.number(), marque: z.string() });
export type Inscrit = z.infer<typeof Inscrit>;
export type Registre = {
  inscrire(nom: string, pid: number): void;
  rayer(nom: string): void;
  /** In the order in which they were started. */
  lire(): Inscrit[];
};

export const createRegistre = (dossier: string): Registre => {
  const fichier = path.join(dossier, 'processus.json');
  const lire = (): Inscrit[] => {
    if (!existsSync(fichier)) return [];
    try {
      return z.array(Inscrit).parse(JSON.parse(readFileSync(fichier, 'utf8')));
    } catch {
      return []; // cut short by a crash of the machine, whose programs are gone with it
    }
  };
  const ecrire = (inscrits: Inscrit[]): void => {
    writeFileSync(`${fichier}.nouveau`, JSON.stringify(inscrits, null, 2), { mode: 0o600 });
    renameSync(`${fichier}.nouveau`, fichier);
  };
  return {
    lire,
    inscrire: (nom, pid) => ecrire([...lire().filter((autre) => autre.nom !== nom), { nom, pid, marque: marque(pid) }]),
    rayer: (nom) => {
      const reste = lire().filter((autre) => autre.nom !== nom);
      if (reste.length > 0) ecrire(reste);
      else rmSync(fichier, { force: true });
    },
  };
};

/** Stops, last started first, those of `inscrits` that are still the very processes that were written down. */
export const arreterInscrits = async (inscrits: Inscrit[]): Promise<string[]> => {
  const arretes: string[] = [];
  for (const { nom, pid, marque: attendue } of [...inscrits].reverse()) {
    if (!isEnVie(pid) || attendue === '' || marque(pid) !== attendue) continue;
    await arreterOrphelin(pid, nom === 'postgres' ? 'SIGINT' : 'SIGTERM');
    arretes.push(nom);
  }
  return arretes;
};
