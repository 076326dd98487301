import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lireSecrets, prendreDossier } from './instance.ts';
import { marque } from './processus.ts';

describe('prendreDossier', () => {
  let dossier: string;
  beforeEach(() => {
    dossier = mkdtempSync(path.join(tmpdir(), 'instance-'));
  });
  afterEach(() => rmSync(dossier, { recursive: true, force: true }));

  it('gives the folder to one living process at a time', () => {
    const rendre = prendreDossier(dossier);
    expect(() => prendreDossier(dossier)).toThrow(`(processus ${process.pid})`);
    rendre();
    prendreDossier(dossier)();
  });

  it('takes it back from a process that is gone, and from another that bears its number', () => {
    const verrou = path.join(dossier, 'instance.json');
    writeFileSync(verrou, JSON.stringify({ pid: 2 ** 22 + 1, marque: 'x' }));
    prendreDossier(dossier)();
    writeFileSync(verrou, JSON.stringify({ pid: process.pid, marque: `${marque(process.pid)} autrefois` }));
    prendreDossier(dossier)();
    writeFileSync(verrou, '{ coupé');
    prendreDossier(dossier)();
  });

  it('keeps secrets that only their owner reads, and that sign events', () => {
    const secrets = lireSecrets(dossier);
    expect(lireSecrets(dossier)).toEqual(secrets);
    expect(statSync(path.join(dossier, 'secrets.json')).mode & 0o077).toBe(0);
    expect(() => new Webhook(secrets.cleSystemes).sign('id', new Date(0), '{}')).not.toThrow();
    expect(secrets.cleSystemes).toMatch(/^whsec_/);
  });
});
