/** The house keeps its shape: the table of who may import whom holds, and the check that says so can fail. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IRuleSetType } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const regles: { forbidden: IRuleSetType['forbidden']; options: ICruiseOptions } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const PIECES = ['domain', 'systems', 'workflows', 'activities', 'api', 'admin', 'prisma', 'seeds', 'cli', 'e2e', 'bench'];

/** Each line: the file, what it imports, and the rule that must refuse it ('permis': none). */
const IMPORTS: [fichier: string, importe: string, regle: string][] = [
  ['domain/a.ts', `import { x } from '../prisma/hub.ts';`, 'domain'],
  ['domain/b.ts', `import { x } from '../systems/kairos/contract.ts';`, 'domain'],
  ['domain/c.ts', `import { readFileSync } from 'node:fs';`, 'domain-pure'],
  ['domain/d.ts', `import { x } from 'express';`, 'domain-pure'],
  ['domain/e.ts', `import { x } from 'zod';`, 'permis'],
  ['systems/kairos/a.ts', `import { x } from '../aude/contract.ts';`, 'systems'],
  ['systems/kairos/b.ts', `import { x } from '../../prisma/hub.ts';`, 'systems'],
  ['systems/kairos/c.ts', `import { x } from '../socle/serveur.ts';`, 'permis'],
  ['systems/kairos/d.ts', `import { x } from '../../prisma/systeme.ts';`, 'permis'],
  ['systems/socle/a.ts', `import { x } from '../kairos/contract.ts';`, 'systems'],
  ['workflows/a.ts', `import { x } from '../activities/x.ts';`, 'workflows-activities-by-type'],
  ['workflows/b.ts', `import type { x } from '../activities/x.ts';`, 'permis'],
  ['workflows/c.ts', `import { x } from '../prisma/hub.ts';`, 'workflows'],
  ['workflows/d.ts', `import { x } from '@temporalio/client';`, 'workflows-deterministic'],
  ['workflows/e.ts', `import { x } from '@temporalio/workflow';`, 'permis'],
  ['workflows/f.ts', `import { setTimeout } from 'node:timers/promises';`, 'workflows-deterministic'],
  ['workflows/g.ts', `import { x } from './essais/maison.ts';`, 'no-test-in-the-product'],
  ['workflows/essais/maison.ts', `import { x } from '@temporalio/client';`, 'permis'],
  ['workflows/h.test.ts', `import { x } from '../activities/x.ts';`, 'permis'],
  ['activities/a.ts', `import { x } from '../systems/kairos/store.ts';`, 'activities'],
  ['activities/b.ts', `import { x } from '../systems/kairos/contract.ts';`, 'permis'],
  ['activities/c.ts', `import { x } from '../systems/socle/offre.ts';`, 'permis'],
  ['activities/d.ts', `import { x } from '../prisma/systeme.ts';`, 'activities'],
  ['api/a.ts', `import { x } from '../workflows/parcours.ts';`, 'api'],
  ['api/b.ts', `import { x } from '../workflows/messages.ts';`, 'permis'],
  ['api/c.ts', `import { x } from '../activities/x.ts';`, 'api'],
  ['api/d.ts', `import { x } from '../cli/config.ts';`, 'api'],
  ['admin/a.tsx', `import { x } from '../api/serveur.ts';`, 'admin'],
  ['admin/b.tsx', `import { x } from '../api/contract/admin.ts';`, 'permis'],
  ['prisma/a.ts', `import { x } from '../api/serveur.ts';`, 'prisma'],
  ['cli/a.ts', `import { x } from '../e2e/base.ts';`, 'no-test-in-the-product'],
  ['cli/b.ts', `import { x } from '../api/serveur.ts';`, 'permis'],
  ['cli/c.ts', `import { x } from './absent.ts';`, 'no-unresolvable'],
  ['cli/d.ts', `import { x } from 'fast-check';`, 'no-dev-dependency-in-the-product'],
];
const CIBLES = [
  'activities/x.ts',
  'api/serveur.ts',
  'api/contract/admin.ts',
  'cli/config.ts',
  'e2e/base.ts',
  'prisma/hub.ts',
  'prisma/systeme.ts',
  'systems/aude/contract.ts',
  'systems/kairos/contract.ts',
  'systems/kairos/store.ts',
  'systems/socle/offre.ts',
  'systems/socle/serveur.ts',
  'workflows/messages.ts',
  'workflows/parcours.ts',
];
const PAQUETS = ['express', 'zod', '@temporalio/client', '@temporalio/workflow'];

const cruiser = async (dossiers: string[], baseDir: string): Promise<ICruiseResult> => {
  const { output } = await cruise(dossiers, { ...regles.options, validate: true, ruleSet: { forbidden: regles.forbidden }, baseDir });
  if (typeof output === 'string') throw new Error(output);
  return output;
};

describe('architecture', () => {
  const maquette = mkdtempSync(join(tmpdir(), 'maillon-architecture-'));
  let violations: { from: string; regle: string }[] = [];

  const poser = (fichier: string, texte: string): void => {
    mkdirSync(dirname(join(maquette, fichier)), { recursive: true });
    writeFileSync(join(maquette, fichier), texte);
  };
  beforeAll(async () => {
    for (const cible of CIBLES) poser(cible, 'export const x = 1;\n');
    for (const [fichier, importe] of IMPORTS) poser(fichier, `${importe}\n`);
    for (const paquet of [...PAQUETS, 'fast-check']) {
      poser(`node_modules/${paquet}/package.json`, JSON.stringify({ name: paquet, version: '1.0.0', main: 'index.js' }));
      poser(`node_modules/${paquet}/index.js`, 'export const x = 1;\n');
    }
    poser('package.json', JSON.stringify({ dependencies: Object.fromEntries(PAQUETS.map((p) => [p, '1.0.0'])), devDependencies: { 'fast-check': '1.0.0' } }));
    const vu = await cruiser([...new Set(IMPORTS.map(([fichier]) => fichier.split('/')[0] ?? ''))], maquette);
    violations = vu.summary.violations.map((v) => ({ from: v.from, regle: v.rule.name }));
  });
  afterAll(() => rmSync(maquette, { recursive: true, force: true }));

  it.each(IMPORTS)('%s: %s → %s', (fichier, _importe, regle) => {
    expect(violations.filter((v) => v.from === fichier).map((v) => v.regle)).toEqual(regle === 'permis' ? [] : [regle]);
  });

  it('holds in the whole house, and looks at all of it', async () => {
    const vu = await cruiser(PIECES, process.cwd());
    expect(vu.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
    expect(vu.summary.totalCruised).toBeGreaterThan(0);
    for (const piece of PIECES) expect(vu.modules.filter((m) => m.source.startsWith(`${piece}/`)).length, piece).toBeGreaterThan(0);
  });
});
