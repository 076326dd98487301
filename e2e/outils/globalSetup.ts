/** One PostgreSQL for the whole test run; each test file clones its own database from a migrated template (base.ts). */
import { startPostgresDeTest } from './base.ts';

export default async (): Promise<() => Promise<void>> => {
  if (process.env['MAILLON_TEST_PG']) return async () => undefined;
  const serveur = await startPostgresDeTest();
  process.env['MAILLON_TEST_PG'] = serveur.url;
  return async () => {
    delete process.env['MAILLON_TEST_PG'];
    await serveur.close();
  };
};
