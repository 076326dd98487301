/**
 * Records the committed histories anew: `npm run histoires`. They are what the tests of the processes live through, so they stay true to them.
 * Record when a process changes on purpose and the flows under way may be lost; otherwise a flow that no longer replays is to be patched.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DOSSIER, VERS } from './histoires.ts';

/** Every test that ends a story. */
const TESTS = readdirSync('workflows')
  .filter((f) => f.endsWith('.test.ts'))
  .map((f) => path.join('workflows', f))
  .filter((f) => readFileSync(f, 'utf8').includes('.clore('));

const enregistrer = (): number => {
  const dossier = mkdtempSync(path.join(path.dirname(DOSSIER), '.histories-'));
  try {
    const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'processus', '--fileParallelism', ...TESTS], {
      stdio: 'inherit',
      env: { ...process.env, [VERS]: dossier },
    });
    if (status !== 0) return status ?? 1; // what a failing test lived through is no example
    rmSync(DOSSIER, { recursive: true, force: true });
    renameSync(dossier, DOSSIER);
    console.log(`${readdirSync(DOSSIER).length} histories in ${path.relative(process.cwd(), DOSSIER)}`);
    return 0;
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
};

process.exitCode = enregistrer();
