import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portLibre } from './ports.ts';
import { exigerBase, type Postgres, startPostgres } from './postgres.ts';
import { attendreFin } from './processus.ts';

const demander = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('startPostgres', () => {
  let racine: string;
  const lances: Postgres[] = [];
  const lancer = async (): Promise<Postgres> => {
    const serveur = await startPostgres({ dossier: path.join(racine, 'donnees', 'postgres'), port: await portLibre(undefined), motDePasse: 'é l’essai' });
    lances.push(serveur);
    return serveur;
  };
  beforeEach(() => {
    // As the folders that a person or a script makes: closed to others, `postgres` included when we are root.
    racine = mkdtempSync(path.join(tmpdir(), 'maillon-postgres-'));
  });
  afterEach(async () => {
    await Promise.all(lances.splice(0).map((serveur) => serveur.close()));
    rmSync(realpathSync(path.join(racine, 'donnees', 'postgres')), { recursive: true, force: true }); // elsewhere when we are root
    rmSync(racine, { recursive: true, force: true });
  });

  it('finds its data again after a stop and after a kill -9', async () => {
    const premier = await lancer();
    await demander(premier.url, 'CREATE TABLE t (n int)');
    await demander(premier.url, 'INSERT INTO t VALUES (1)');
    await premier.close();

    const second = await lancer();
    await demander(second.url, 'INSERT INTO t VALUES (2)');
    process.kill(second.pid, 'SIGKILL');
    await second.fini;

    const troisieme = await lancer();
    expect(await demander(troisieme.url, 'SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    await exigerBase(troisieme.url);
    await expect(exigerBase(troisieme.url.replace(/maillon$/, 'absente'))).rejects.toThrow(`(127.0.0.1:${troisieme.port}) : cette base n’existe pas.`);
    await expect(exigerBase('postgresql://moi:secret@127.0.0.1:1/maillon')).rejects.toThrow('(127.0.0.1:1) : rien n’écoute à cette adresse.');
  }, 60_000);

  it('takes the place of a server that its supervisor left behind', async () => {
    const oublie = await lancer();
    await demander(oublie.url, 'CREATE TABLE t (n int)');
    const suivant = await lancer();
    expect(await attendreFin(oublie.pid, 5_000)).toBe(true);
    expect(await demander(suivant.url, 'SELECT n FROM t')).toEqual([]);
  }, 60_000);

  it('never runs as root, and shows its data to nobody else', async () => {
    const serveur = await lancer();
    const dossier = path.join(racine, 'donnees', 'postgres');
    const { uid, mode } = statSync(dossier);
    expect(mode & 0o077).toBe(0);
    expect(uid).not.toBe(0);
    const reel = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${serveur.pid}/status`, 'utf8'))?.[1];
    expect(Number(reel)).toBe(uid);
  }, 60_000);
});
