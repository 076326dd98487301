/** `demarrage.json`: where a running instance answers, and in demonstration how to enter. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ecrireJson, lireJson } from './services/instance.ts';
import { isEnVie } from './services/processus.ts';

const Demarrage = z.object({
  pid: z.number(),
  cleSystemes: z.string(),
  urls: z.object({
    api: z.string(),
    admin: z.string(),
    docs: z.string(),
    temporal: z.string(),
    courrier: z.string().optional(),
    systemes: z.record(z.string(), z.string()),
  }),
  comptes: z.array(z.object({ role: z.string(), courriel: z.string(), motDePasse: z.string() })),
  cles: z.array(z.looseObject({ role: z.string(), cle: z.string() })),
});
export type Demarrage = z.infer<typeof Demarrage>;

const fichierDe = (dossier: string): string => path.join(dossier, 'demarrage.json');

export const ecrireDemarrage = (dossier: string, demarrage: Demarrage): void => ecrireJson(fichierDe(dossier), demarrage);
export const effacerDemarrage = (dossier: string): void => rmSync(fichierDe(dossier), { force: true });

/** The running instance of this folder, or one sentence that says there is none. */
export const lireDemarrage = (dossier: string): Demarrage => {
  const lu = existsSync(fichierDe(dossier)) ? lireJson(fichierDe(dossier), Demarrage) : undefined;
  if (!lu || !isEnVie(lu.pid))
    throw new Error(`Aucune instance de Maillon ne tourne avec le dossier « ${dossier} » : lancez « npm start », ou donnez le bon dossier par MAILLON_DATA.`);
  return lu;
};
