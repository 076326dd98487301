import { defineConfig } from 'vitest/config';

// Forks, never threads: the native module of the Temporal worker does not survive a thread.
const commun = { pool: 'forks' as const, setupFiles: ['./e2e/outils/graine.ts'], globals: false, restoreMocks: true };
/** Shape of the house: quick, and needs none of it running. */
const VEILLE = ['e2e/architecture.test.ts', 'e2e/deploiement.test.ts', 'e2e/regles.test.ts', 'e2e/verifications.test.ts'];

export default defineConfig({
  test: {
    globalSetup: './e2e/outils/globalSetup.ts',
    maxWorkers: Number(process.env['MAILLON_TESTS'] ?? 2),
    passWithNoTests: false,
    // Groups run one after the other: what is quick first, what needs the machine for itself last.
    projects: [
      {
        test: {
          ...commun,
          name: 'unite',
          environment: 'node',
          include: ['{domain,systems,api,activities,cli,prisma,seeds}/**/*.test.ts', ...VEILLE],
          exclude: ['**/generated/**'],
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
