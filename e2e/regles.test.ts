/** Every rule (R1–R49) and stuck case (S1–S22) of the field is named by the title of a test that shows it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const PIECES = ['domain', 'systems', 'workflows', 'activities', 'api', 'admin', 'prisma', 'seeds', 'cli', 'e2e', 'bench'];
const suite = (lettre: string, dernier: number): string[] => Array.from({ length: dernier }, (_, i) => `${lettre}${i + 1}`);
/** Those that a letter follows were found later, beside the one of the same number. */
const REGLES = [...suite('R', 49), 'R4b', 'R13b', 'R32b', 'R41b', 'R42b', 'R42c'];
const BLOCAGES = [...suite('S', 22), 'S8b'];

/** `(?!-)`: an identifier such as `S3-2` is not a rule. */
const citees = (titre: string): string[] => titre.match(/(?<![\w-])[RS]\d+[a-z]?(?![\w-])/g) ?? [];

const fichiersDeTest = (dossier: string): string[] =>
  readdirSync(dossier, { withFileTypes: true }).flatMap((entree) => {
    const chemin = join(dossier, entree.name);
    if (entree.isDirectory()) return ['node_modules', 'dist', 'generated'].includes(entree.name) ? [] : fichiersDeTest(chemin);
    return /\.test\.tsx?$/.test(entree.name) ? [chemin] : [];
  });

/** Titles given to describe, it and test, with their `.each`, `.concurrent`… */
const titres = (fichier: string, source: string): string[] => {
  const trouves: string[] = [];
  const visiter = (noeud: ts.Node): void => {
    if (ts.isCallExpression(noeud) && ['describe', 'it', 'test'].includes(racine(noeud.expression))) {
      const titre = noeud.arguments[0];
      if (titre && (ts.isStringLiteralLike(titre) || ts.isTemplateExpression(titre))) trouves.push(titre.getText());
    }
    ts.forEachChild(noeud, visiter);
  };
  visiter(ts.createSourceFile(fichier, source, ts.ScriptTarget.Latest, true));
  return trouves;
};

const racine = (expression: ts.Expression): string => {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression) || ts.isTaggedTemplateExpression(expression))
    return racine(ts.isTaggedTemplateExpression(expression) ? expression.tag : expression.expression);
  return '';
};

const citations = (): { fichier: string; code: string }[] =>
  PIECES.flatMap(fichiersDeTest).flatMap((fichier) =>
    titres(fichier, readFileSync(fichier, 'utf8')).flatMap((titre) => citees(titre).map((code) => ({ fichier, code }))),
  );

describe('rules named by the tests', () => {
  it('finds titles however the test is written, and nothing else', () => {
    const source = "describe('a R1', () => { it.each([['R9']])('b %s S2', () => {}); test(`c R42c, R3-1`, () => {}); f('R8'); // R7\n});";
    expect(titres('x.test.ts', source).flatMap(citees)).toEqual(['R1', 'S2', 'R42c']);
  });

  it('cites no rule that does not exist', () => {
    expect(citations().filter(({ code }) => ![...REGLES, ...BLOCAGES].includes(code))).toEqual([]);
  });

  it('leaves none without a test that names it', () => {
    const vues = new Set(citations().map(({ code }) => code));
    expect([...REGLES, ...BLOCAGES].filter((code) => !vues.has(code))).toEqual([]);
  });
});
