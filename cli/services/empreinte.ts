/** What something built from our sources was built from: as long as it is the same, what was built is still good. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Nothing of these goes into what is built. */
const AUTRES = ['dist', 'node_modules', 'histories'];

/** `sources`: files and folders of `racine`; one that is not there counts for nothing. */
export const empreinteDe = (racine: string, sources: readonly string[]): string => {
  const hachage = createHash('sha256');
  for (const source of sources) {
    const chemin = path.join(racine, source);
    if (!existsSync(chemin)) continue;
    for (const fichier of statSync(chemin).isDirectory() ? fichiersDe(chemin) : [chemin]) {
      hachage.update(path.relative(racine, fichier)).update('\0').update(readFileSync(fichier)).update('\0');
    }
  }
  return hachage.digest('hex');
};

const fichiersDe = (dossier: string): string[] =>
  readdirSync(dossier, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entree) => {
      const chemin = path.join(dossier, entree.name);
      if (entree.isDirectory()) return AUTRES.includes(entree.name) ? [] : fichiersDe(chemin);
      return /\.test\.tsx?$/.test(entree.name) ? [] : [chemin];
    });
