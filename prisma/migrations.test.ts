import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEMES } from '../domain/codes.ts';
import { type BaseDeTest, baseDeTest, baseVide } from '../e2e/outils/base.ts';
import { createHub } from './hub.ts';
import { ecartSchema, migrerHub, migrerSysteme, migrerTout, nomsMigrations } from './migrations.ts';
import { createBaseSysteme } from './systeme.ts';

const tables = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "SELECT table_schema || '.' || table_name AS nom FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
  );
  await client.end();
  return rows.map((ligne) => String(ligne.nom));
};

describe('migrations', () => {
  let base: BaseDeTest;
  beforeAll(async () => {
    base = await baseVide();
  }, 60_000);
  afterAll(() => base.close());

  it.each(['hub', 'systeme'] as const)(
    'say what the schema %s says',
    async (schema) => {
      expect(await ecartSchema(base.url, schema)).toBe('');
      expect(await tables(base.url)).toEqual([]); // compared aside
    },
    30_000,
  );

  it('are applied once when several processes start together', async () => {
    const faites = (await Promise.all([1, 2, 3].map(() => migrerHub(base.url)))).flat();
    expect(faites).toEqual(nomsMigrations('hub'));
    expect(await migrerHub(base.url)).toEqual([]);
  }, 30_000);

  it('lay each system in a PostgreSQL schema of its own', async () => {
    expect(await migrerSysteme(base.url, 'kairos')).toEqual(nomsMigrations('systeme'));
    expect(await migrerSysteme(base.url, 'kairos')).toEqual([]);
    const noms = await tables(base.url);
    expect(noms).toContain('kairos.ledger');
    expect(noms).not.toContain('public.ledger');
    expect(noms).not.toContain('smf.ledger');
  }, 30_000);
});

describe('baseDeTest', () => {
  it('gives each caller a migrated database of its own', async () => {
    const [une, autre] = await Promise.all([baseDeTest(), baseDeTest()]);
    expect(await migrerTout(une.url)).toEqual([]);
    const hub = createHub(une.url);
    await hub.organisme.create({ data: { siret: '99900000000018', nom: 'Organisme d’essai' } });
    expect(await hub.organisme.count()).toBe(1);
    await hub.$disconnect();
    const second = createHub(autre.url);
    expect(await second.organisme.count()).toBe(0);
    await second.$disconnect();
    for (const code of SYSTEMES) {
      const systeme = createBaseSysteme(une.url, code);
      await systeme.reglage.create({ data: { nom: 'calendrier', valeur: code } });
      expect((await systeme.reglage.findMany()).map((r) => r.valeur)).toEqual([code]);
      await systeme.$disconnect();
    }
    await Promise.all([une.close(), autre.close()]);
  }, 60_000);
});
