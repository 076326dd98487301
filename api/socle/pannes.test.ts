/** Each failure is a real one: the database away, too busy, restarting, or two writers in each other's way. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubDeTest } from '../../e2e/outils/base.ts';
import { createHub } from '../../prisma/hub.ts';
import { entreEcrivains, estConflit, estPassagere, PASSAGERES } from './pannes.ts';

const { hub, url, close } = await hubDeTest(4);
/** One connection, as when all are taken. */
const etroit = createHub(url, 1);
beforeAll(async () => {
  await hub.organisme.createMany({
    data: [
      { siret: '1', nom: 'Un' },
      { siret: '2', nom: 'Deux' },
    ],
  });
});
afterAll(async () => {
  await etroit.$disconnect();
  await close();
});

const attraper = (p: Promise<unknown>): Promise<unknown> =>
  p.then(
    () => expect.fail('ceci devait échouer'),
    (erreur: unknown) => erreur,
  );
const nommer = (siret: string, nom: string) => ({ where: { siret }, data: { nom } });
/** Two transactions that take the same two rows the other way round; the faults of those that lost. */
const croiser = async (faire: (travail: () => Promise<unknown>) => Promise<unknown>): Promise<unknown[]> => {
  let arrives = 0;
  let tous: () => void = () => undefined;
  const ensemble = new Promise<void>((suite) => {
    tous = suite;
  });
  const un = (premier: string, second: string) =>
    faire(() =>
      hub.$transaction(async (tx) => {
        await tx.organisme.update(nommer(premier, `${premier} par ${second}`));
        if (++arrives >= 2) tous();
        await ensemble;
        await tx.organisme.update(nommer(second, `${second} par ${premier}`));
      }),
    );
  const issues = await Promise.allSettled([un('1', '2'), un('2', '1')]);
  return issues.flatMap((i) => (i.status === 'rejected' ? [i.reason] : []));
};

describe('a failure that passes is told as such', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['nobody listens where the database was', () => createHub('postgresql://x:x@127.0.0.1:9/x').organisme.count()],
    [
      'no connection of the pool for a transaction',
      async () => {
        const occupe = etroit.$queryRaw`SELECT pg_sleep(0.4)::text`.then(() => undefined); // begins at once
        const erreur = await attraper(etroit.$transaction((tx) => tx.organisme.count(), { maxWait: 50 }));
        await occupe;
        throw erreur;
      },
    ],
    [
      'a transaction open too long',
      () =>
        hub.$transaction(
          async (tx) => {
            await tx.$queryRaw`SELECT pg_sleep(0.3)::text`;
            await tx.organisme.count();
          },
          { timeout: 100 },
        ),
    ],
    [
      'a statement cancelled',
      () =>
        hub.$transaction(async (tx) => {
          await tx.$executeRaw`SET LOCAL statement_timeout = '20ms'`;
          await tx.$queryRaw`SELECT pg_sleep(1)::text`;
        }),
    ],
    [
      'a lock not available',
      () =>
        hub.$transaction(async (tx) => {
          await tx.organisme.update(nommer('1', 'Un'));
          await hub.$queryRaw`SELECT 1 FROM hub.organisme WHERE siret = '1' FOR UPDATE NOWAIT`;
        }),
    ],
    [
      'the server shutting down',
      async () => {
        const couper = async () => {
          const admin = new pg.Client({ connectionString: url });
          await admin.connect();
          await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(7)%' AND pid <> pg_backend_pid()");
          await admin.end();
        };
        const coupee = etroit.$queryRaw`SELECT pg_sleep(7)::text`;
        const tentatives = setInterval(() => void couper(), 50);
        return coupee.finally(() => clearInterval(tentatives));
      },
    ],
    ['too many connections', () => Promise.reject(Object.assign(new Error(), { cause: { originalCode: '53300' } }))],
    ['the network cut', () => Promise.reject(Object.assign(new Error(), { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }))],
    ['the engine too busy (gRPC RESOURCE_EXHAUSTED)', () => Promise.reject(Object.assign(new Error(), { code: 8, details: '', metadata: {} }))],
    ['the engine out of reach (gRPC UNAVAILABLE)', () => Promise.reject(Object.assign(new Error(), { code: 14, details: '', metadata: {} }))],
    ['the engine too late (gRPC DEADLINE_EXCEEDED)', () => Promise.reject(Object.assign(new Error(), { code: 4, details: '', metadata: {} }))],
  ])('%s', async (_quoi, faire) => expect(estPassagere(await attraper(faire()))).toBe(true));

  it.each(Object.keys(PASSAGERES))('%s, of the table', (code) => expect(estPassagere({ meta: { driverAdapterError: { cause: { code } } } })).toBe(true));

  it.each<[string, () => Promise<unknown>]>([
    ['a row that is not there', () => hub.organisme.update(nommer('absent', 'x'))],
    ['a value that somebody already has', () => hub.organisme.create({ data: { siret: '1', nom: 'Encore' } })],
    ['a statement that means nothing', () => hub.$queryRaw`SELECT nulle_part`],
    ['a fault of ours', () => Promise.reject(new TypeError('undefined is not a function'))],
    ['nothing', () => Promise.reject(undefined)],
    ['an argument that the engine refuses (gRPC INVALID_ARGUMENT)', () => Promise.reject(Object.assign(new Error(), { code: 3, details: '', metadata: {} }))],
  ])('not %s', async (_quoi, faire) => expect(estPassagere(await attraper(faire()))).toBe(false));
});

describe('two writers in each other’s way', () => {
  it('one loses, and is known as such', async () => {
    const fautes = await croiser((travail) => travail());
    expect(fautes).toHaveLength(1);
    expect([estConflit(fautes[0]), estPassagere(fautes[0])]).toEqual([true, true]);
  });

  it('both are kept when the loser tries again', async () => {
    let essais = 0;
    expect(
      await croiser((travail) =>
        entreEcrivains(() => {
          essais++;
          return travail();
        }),
      ),
    ).toEqual([]);
    expect(essais).toBeGreaterThanOrEqual(3); // once more when both come back at the same moment
  });

  it('a value taken meanwhile is met again; what is no conflict is not tried twice; nobody tries for ever', async () => {
    const echouer = async (faire: () => Promise<unknown>) => {
      let essais = 0;
      await attraper(
        entreEcrivains(() => {
          essais++;
          return faire();
        }),
      );
      return essais;
    };
    expect(await echouer(() => hub.organisme.create({ data: { siret: '1', nom: 'Encore' } }))).toBe(3);
    expect(await echouer(() => hub.organisme.update(nommer('absent', 'x')))).toBe(1);
  });
});
