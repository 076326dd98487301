import { defineConfig } from 'vitest/config';
import { LesLongsDAbord } from './e2e/outils/ordre.ts';

// Forks, never threads: the native module of the Temporal worker does not survive a thread.
const commun = { pool: 'forks' as const, setupFiles: ['./e2e/outils/graine.ts'], globals: false, restoreMocks: true };
/** Shape of the house: quick, and needs none of it running. */
const VEILLE = ['e2e/architecture.test.ts', 'e2e/deploiement.test.ts', 'e2e/regles.test.ts', 'e2e/verifications.test.ts'];
/** What loads or measures too much to live in a process with others. */
const ISOLES = [...VEILLE, 'api/catalogues/import.test.ts'];

export default defineConfig({
  test: {
    globalSetup: './e2e/outils/globalSetup.ts',
    maxWorkers: Number(process.env['MAILLON_TESTS'] ?? 2),
    passWithNoTests: false,
    sequence: { sequencer: LesLongsDAbord },
    // Groups run one after the other, what is quick first; in each, two files at a time: whole instances wait more than they compute.
    projects: [
      {
        test: {
          ...commun,
          name: 'unite',
          environment: 'node',
          include: ['{domain,systems,api,activities,cli,prisma,seeds}/**/*.test.ts'],
          exclude: ['**/generated/**', ...ISOLES],
          // Loading the code for each file would cost as much as the tests. Our modules keep no state (each file has a database and a house of its own).
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...commun,
          name: 'isoles',
          environment: 'node',
          include: ISOLES,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...commun,
          name: 'admin',
          environment: 'jsdom',
          include: ['admin/**/*.test.{ts,tsx}'],
          exclude: ['admin/dist/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...commun,
          name: 'processus',
          environment: 'node',
          include: ['{workflows,bench}/**/*.test.ts'],
          // Two at once: each file has servers of its own, and the clock of a time-skipping one is for its own flows.
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...commun,
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.test.ts'],
          exclude: VEILLE,
          globalSetup: './e2e/outils/batir.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
