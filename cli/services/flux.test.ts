import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lierFlux } from './flux.ts';

const MODULES = path.resolve(import.meta.dirname, '../../node_modules');
let racine: string;
let cache: string;
beforeEach(() => {
  racine = mkdtempSync(path.join(tmpdir(), 'maillon-lier-'));
  cache = path.join(racine, 'cache');
  mkdirSync(path.join(racine, 'workflows'));
  writeFileSync(path.join(racine, 'workflows/partage.ts'), '');
  symlinkSync(MODULES, path.join(racine, 'node_modules'));
});
afterEach(() => rmSync(racine, { recursive: true, force: true }));

const ecrire = (rendu: string) => writeFileSync(path.join(racine, 'workflows/index.ts'), `export async function f() { return '${rendu}'; }\n`);
const lier = async () => (await lierFlux('workflows/index.ts', racine, cache)).code;

it('reads again what it bundled from the same sources, and bundles anew what has changed', async () => {
  ecrire('premier');
  expect(await lier()).toContain('premier');
  const [garde, ...autres] = readdirSync(cache);
  expect(autres).toEqual([]);
  writeFileSync(path.join(cache, garde ?? ''), 'gardé');
  expect(await lier()).toBe('gardé');

  ecrire('second');
  expect(await lier()).toContain('second');
  expect(readdirSync(cache)).toHaveLength(1);
  expect(readdirSync(cache)).not.toContain(garde);
});

it('does without a folder to keep it in', async () => {
  ecrire('premier');
  writeFileSync(cache, 'a file where the folder should be');
  chmodSync(cache, 0o444);
  expect(await lier()).toContain('premier');
});

it('runs each module of the domain once for all flows: workflows/partage.ts names them all', async () => {
  const { code } = await lierFlux();
  const lies = new Set([...code.matchAll(/!\*\*\* \.\/(domain\/[^ ]+) \*\*\*!/g)].map(([, module]) => module));
  const partages = [...readFileSync(path.resolve(import.meta.dirname, '../../workflows/partage.ts'), 'utf8').matchAll(/from '\.\.\/(domain\/.*)'/g)];
  expect(partages.map(([, module]) => module).toSorted()).toEqual([...lies].toSorted());
});
