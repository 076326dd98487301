/** The checks of `npm test` do look at the code: each refuses what was planted for it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const eslint = new ESLint();
const regles = async (fichier: string, texte: string): Promise<(string | null)[]> => {
  const resultats = await eslint.lintText(texte, { filePath: fichier });
  return resultats.flatMap((resultat) => resultat.messages.map((message) => message.ruleId));
};

/** In a folder of its own: what Biome reads from standard input it judges without saying by which rule. */
const biome = (fichier: string, texte: string): string => {
  const dossier = mkdtempSync(join(tmpdir(), 'maillon-biome-'));
  try {
    const reglages = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(join(dossier, 'biome.json'), JSON.stringify({ ...reglages, $schema: undefined, vcs: undefined }));
    mkdirSync(join(dossier, dirname(fichier)), { recursive: true });
    writeFileSync(join(dossier, fichier), texte);
    const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', '.'], { cwd: dossier, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
};

describe('typed lint', () => {
  // The types of the whole house, read once: what the first lint costs.
  beforeAll(() => regles('cli/config.ts', ''));

  it('refuses a promise that nobody awaits', async () => {
    expect(await regles('cli/config.ts', 'const f = async () => 1;\nexport const g = () => {\n  f();\n};\n')).toEqual([
      '@typescript-eslint/no-floating-promises',
    ]);
  });

  it('refuses a promise taken for a condition', async () => {
    expect(await regles('cli/config.ts', 'const f = async () => true;\nexport const g = () => (f() ? 1 : 2);\n')).toEqual([
      '@typescript-eslint/no-misused-promises',
    ]);
  });

  it('accepts one that is awaited', async () => {
    expect(await regles('cli/config.ts', 'const f = async () => 1;\nexport const g = async () => {\n  await f();\n};\n')).toEqual([]);
  });
});

describe('lint', () => {
  it('refuses any', () => {
    expect(biome('api/x.ts', 'export const x: any = 1;\n')).toContain('noExplicitAny');
  });

  it('refuses a test that does not run', () => {
    expect(biome('api/x.test.ts', "import { it } from 'vitest';\nit.skip('x', () => {});\n")).toContain('noSkippedTests');
  });

  it('refuses a picture without a text in the dashboard', () => {
    expect(biome('admin/src/x.tsx', 'export const X = () => <img src="a.png" />;\n')).toContain('useAltText');
  });
});
