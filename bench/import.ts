/** LHEO: speed and peak memory of the import at three weights, beside fast-xml-parser making a tree of the same file. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { baseDeTest } from '../e2e/outils/base.ts';
import { ecrireCatalogue } from './import/fichier.ts';
import type { Mesure } from './rapport.ts';

const executer = promisify(execFile);
const Lecture = z.object({ secondes: z.number(), picMio: z.number(), acceptes: z.number().optional(), refuses: z.number().optional() });

/** `poids`: megabytes (10⁶ bytes), growing. */
export const mesurerImport = async (poids: readonly number[]): Promise<Mesure> => {
  const dossier = mkdtempSync(path.join(tmpdir(), 'maillon-banc-'));
  try {
    const lus = [];
    for (const mo of poids) lus.push(await mesurerUn(path.join(dossier, `${mo}.xml`), mo));
    return {
      lignes: lus.flatMap(({ mo, formations, maillon, nu }) => [
        {
          nom: `import LHEO de ${mo} Mo`,
          valeur: mo / maillon.secondes,
          plancher: mo / nu.secondes,
          unite: 'Mo/s',
          but: '',
          sens: 'plus' as const,
          detail: `${formations} formations jusqu’en base ; à côté : fast-xml-parser seul`,
        },
        { nom: `pic de mémoire à ${mo} Mo`, valeur: maillon.picMio, plancher: nu.picMio, unite: 'Mio', but: 'constant', sens: 'moins' as const },
      ]),
      croissance: [
        { nom: 'import LHEO (Mo/s)', charges: poids.map((mo) => `${mo} Mo`), valeurs: lus.map(({ mo, maillon }) => mo / maillon.secondes) },
        { nom: 'import LHEO, pic de mémoire (Mio)', charges: poids.map((mo) => `${mo} Mo`), valeurs: lus.map(({ maillon }) => maillon.picMio) },
      ],
    };
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
};

const mesurerUn = async (fichier: string, mo: number) => {
  const { formations } = await ecrireCatalogue(fichier, mo * 1e6);
  const base = await baseDeTest();
  try {
    const maillon = await lire('maillon', fichier, base.url);
    if (maillon.acceptes !== formations) throw new Error(`${formations} formations, ${maillon.acceptes} acceptées, ${maillon.refuses} refusées`);
    return { mo, formations, maillon, nu: await lire('nu', fichier, base.url) };
  } finally {
    await base.close();
  }
};

const lire = async (sorte: 'maillon' | 'nu', fichier: string, url: string) => {
  const { stdout } = await executer(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'import', 'lecteur.ts'), sorte, fichier], {
    env: { ...process.env, DATABASE_URL: url },
  });
  return Lecture.parse(JSON.parse(stdout));
};
