/** `npm test`: every check and every test of the house, two at a time where they allow it. Closes with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

type Verification = { nom: string; commande: string; args: string[] };
type Bilan = { reussis: number; echoues: number };

const PIECES = ['domain', 'systems', 'workflows', 'activities', 'api', 'admin', 'prisma', 'seeds', 'cli', 'e2e', 'bench'];
/** The launcher makes sure of the database clients before anything else. */
const PREALABLES: Verification[] = [{ nom: 'database clients', commande: process.execPath, args: ['cli/maillon.mjs', 'help'] }];
const VERIFICATIONS: Verification[] = [
  { nom: 'types (server)', commande: 'tsc', args: ['-p', '.'] },
  { nom: 'types (admin)', commande: 'tsc', args: ['-p', 'admin', '--noEmit'] },
  { nom: 'typed lint', commande: 'eslint', args: ['.'] },
  { nom: 'format and lint', commande: 'biome', args: ['check', '--error-on-warnings'] },
  { nom: 'architecture', commande: 'depcruise', args: ['--config', '.dependency-cruiser.cjs', ...PIECES] },
  { nom: 'dead code', commande: 'knip', args: [] },
];

const Rapport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), name: z.string(), assertionResults: z.array(z.unknown()) })),
});

const main = async (options: string[]): Promise<void> => {
  const pour = options.filter((option) => option !== '--checks-only' && option !== '--tests-only');
  const bilans: Bilan[] = [await verifier(PREALABLES, 1)];
  if (!options.includes('--tests-only')) bilans.push(await verifier(VERIFICATIONS, 2));
  if (!options.includes('--checks-only')) bilans.push(await tester(pour));
  const reussis = bilans.reduce((somme, bilan) => somme + bilan.reussis, 0);
  const echoues = bilans.reduce((somme, bilan) => somme + bilan.echoues, 0);
  process.exitCode = echoues > 0 ? 1 : 0;
  console.log(`\n${reussis} passed, ${echoues} failed`);
};

/** Runs them, `ensemble` at a time; the output of one that fails is printed whole. */
const verifier = async (verifications: Verification[], ensemble: number): Promise<Bilan> => {
  const bilan: Bilan = { reussis: 0, echoues: 0 };
  const restantes = [...verifications];
  const suivante = async (): Promise<void> => {
    for (let verification = restantes.shift(); verification; verification = restantes.shift()) {
      const debut = Date.now();
      const { code, sortie } = await executer(verification, 'pipe');
      console.log(`${code === 0 ? '✔' : '✘'} ${verification.nom} (${((Date.now() - debut) / 1000).toFixed(1)} s)`);
      if (code === 0) bilan.reussis++;
      else {
        bilan.echoues++;
        console.log(sortie);
      }
    }
  };
  await Promise.all(Array.from({ length: ensemble }, suivante));
  return bilan;
};

const tester = async (pour: string[]): Promise<Bilan> => {
  const dossier = mkdtempSync(join(tmpdir(), 'maillon-tests-'));
  try {
    const rapport = join(dossier, 'rapport.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${rapport}`, ...pour];
    const { code } = await executer({ nom: 'tests', commande: 'vitest', args }, 'inherit');
    return compter(rapport, code);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
};

/** A file that could not be loaded has no test that failed, and an error outside of any test is in no file: both count as one failure. */
const compter = (rapport: string, code: number): Bilan => {
  let lu: z.infer<typeof Rapport>;
  try {
    lu = Rapport.parse(JSON.parse(readFileSync(rapport, 'utf8')));
  } catch (erreur) {
    console.error('The tests wrote no report:', erreur instanceof Error ? erreur.message : erreur);
    return { reussis: 0, echoues: 1 };
  }
  const illisibles = lu.testResults.filter((fichier) => fichier.status === 'failed' && fichier.assertionResults.length === 0).length;
  const echoues = lu.numFailedTests + illisibles;
  return { reussis: lu.numPassedTests, echoues: code !== 0 && echoues === 0 ? 1 : echoues };
};

const executer = ({ commande, args }: Verification, stdio: 'pipe' | 'inherit'): Promise<{ code: number; sortie: string }> =>
  new Promise((fini) => {
    const enfant = spawn(resolve('node_modules', '.bin', commande), args, { stdio: ['ignore', stdio, stdio] });
    let sortie = '';
    enfant.stdout?.on('data', (morceau) => (sortie += morceau));
    enfant.stderr?.on('data', (morceau) => (sortie += morceau));
    enfant.on('error', (erreur) => fini({ code: 1, sortie: erreur.message }));
    enfant.on('close', (code) => fini({ code: code ?? 1, sortie }));
  });

await main(process.argv.slice(2));
