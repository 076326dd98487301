/**
 * `npm run bench`: one table, everything measured in one run, each figure beside the same thing without Maillon. Results in bench/results.
 * `npm run bench -- --plein` takes the loads of docs/mesures.md; names of rows (`import ecrans`…) measure these alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mesurerChaine } from './chaine.ts';
import { mesurerEcrans } from './ecrans.ts';
import { mesurerImport } from './import.ts';
import { type Mesure, rendre } from './rapport.ts';
import { mesurerAttentes, mesurerRelances } from './relances.ts';
import { mesurerVie } from './vie.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { plein: { type: 'boolean', default: false } } });
const plein = values.plein;

const RANGS: Record<string, () => Promise<Mesure>> = {
  chaine: () =>
    mesurerChaine(
      plein
        ? { chemins: [2, 20, 200], reponses: 200, cadences: [0.5, 5, 50], secondes: 20 }
        : { chemins: [1, 10, 100], reponses: 100, cadences: [0.5, 5, 50], secondes: 6 },
    ),
  vie: () => mesurerVie(plein ? [14, 140, 1_400] : [1, 10, 100]),
  import: () => mesurerImport(plein ? [1, 10, 100] : [1, 10]),
  ecrans: () => mesurerEcrans(plein ? [10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000]),
  relances: () => mesurerRelances(plein ? [10, 100, 1_000] : [10, 100]),
  attentes: () => mesurerAttentes(plein ? [1_000, 10_000, 100_000] : [100, 1_000, 5_000]),
};

const voulus = positionals.length === 0 ? Object.keys(RANGS) : positionals;
const mesures: Mesure[] = [];
const echecs: string[] = [];
const durees: string[] = [];
for (const nom of voulus) {
  const debut = performance.now();
  try {
    const mesurer = RANGS[nom];
    if (!mesurer) throw new Error(`connu : ${Object.keys(RANGS).join(', ')}`);
    mesures.push(await mesurer());
  } catch (erreur) {
    console.error(erreur);
    echecs.push(nom);
  }
  durees.push(`${nom} ${Math.round((performance.now() - debut) / 1000)} s`);
  console.error(durees.at(-1));
}

const tout: Mesure = { lignes: mesures.flatMap((m) => m.lignes), croissance: mesures.flatMap((m) => m.croissance) };
const machine = `${cpus().length} cœurs (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} Gio, Node ${process.versions.node}`;
const texte = rendre(tout, machine, `${plein ? 'Charges entières' : 'Charges réduites'} : ${durees.join(', ')}`);
console.log(texte);
if (echecs.length > 0) {
  console.error(`Non mesuré : ${echecs.join(', ')}`);
  process.exitCode = 1;
}
const dossier = path.join(import.meta.dirname, 'results');
mkdirSync(dossier, { recursive: true });
const nom = [new Date().toISOString().slice(0, 10), ...(plein ? [] : ['reduit']), ...positionals].join('-');
writeFileSync(path.join(dossier, `${nom}.md`), texte);
writeFileSync(path.join(dossier, `${nom}.json`), `${JSON.stringify({ machine, plein, ...tout }, null, 1)}\n`);
