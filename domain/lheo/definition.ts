/** What a version of LHEO allows, read from its facts. */
import { LHEO_2_2 } from './definition-2.2.ts';
import { LHEO_2_3 } from './definition-2.3.ts';
import type { Tables } from './tables.ts';

export type VersionLheo = '2.2' | '2.3';

/** The facts of one version, compact. */
export type Faits = {
  version: VersionLheo;
  espaceDeNoms: string;
  tables: Tables;
  sequences: Record<string, string>;
  textes: Record<string, [number, number]>;
  entiers: Record<string, [number, number]>;
  codes: Record<string, string>;
  dates: readonly string[];
};

/** `max` null: unbounded. */
export type Enfant = { nom: string; min: number; max: number | null };
export type Regle =
  | { sorte: 'sequence'; enfants: readonly Enfant[]; rang: ReadonlyMap<string, number> }
  | { sorte: 'texte' | 'entier'; min: number; max: number }
  | { sorte: 'code'; table: string; codes: Record<string, string> }
  | { sorte: 'date' }
  | { sorte: 'libre' };
export type Definition = { version: VersionLheo; espaceDeNoms: string; tables: Tables; regles: ReadonlyMap<string, Regle> };

/** Elements whose thesaurus version `@ref` is required. */
export const REF_OBLIGATOIRE: readonly string[] = ['code-FORMACODE', 'code-public-vise', 'code-modalite-pedagogique'];
const SANS_EXTRAS = ['periode-inscription'];
const BORNES: Record<string, [number, number | null]> = { '': [1, 1], '?': [0, 1], '*': [0, null], '+': [1, null] };

const lireEnfant = (ecrit: string): Enfant => {
  const lu = /^([\w-]+?)([?*+]|\{(\d+),(\d*)\})?$/.exec(ecrit);
  const nom = lu?.[1] ?? ecrit;
  const [min, max] = lu?.[3] === undefined ? (BORNES[lu?.[2] ?? ''] ?? [1, 1]) : [Number(lu[3]), lu[4] ? Number(lu[4]) : null];
  return { nom, min, max };
};

const sequence = (nom: string, ecrite: string): Regle => {
  const enfants = ecrite.split(' ').map(lireEnfant);
  if (!SANS_EXTRAS.includes(nom)) enfants.push({ nom: 'extras', min: 0, max: null });
  return { sorte: 'sequence', enfants, rang: new Map(enfants.map((e, i) => [e.nom, i])) };
};

const definir = (faits: Faits): Definition => {
  const regles = new Map<string, Regle>([
    ['extras', { sorte: 'libre' }],
    ['extra', { sorte: 'libre' }],
  ]);
  for (const [nom, ecrite] of Object.entries(faits.sequences)) regles.set(nom, sequence(nom, ecrite));
  for (const [nom, [min, max]] of Object.entries(faits.textes)) regles.set(nom, { sorte: 'texte', min, max });
  for (const [nom, [min, max]] of Object.entries(faits.entiers)) regles.set(nom, { sorte: 'entier', min, max });
  for (const [nom, table] of Object.entries(faits.codes)) regles.set(nom, { sorte: 'code', table, codes: faits.tables[table] ?? {} });
  for (const nom of faits.dates) regles.set(nom, { sorte: 'date' });
  return { version: faits.version, espaceDeNoms: faits.espaceDeNoms, tables: faits.tables, regles };
};

export const DEFINITIONS: Record<VersionLheo, Definition> = { '2.2': definir(LHEO_2_2), '2.3': definir(LHEO_2_3) };

export const versionDe = (espaceDeNoms: string): VersionLheo | undefined => Object.values(DEFINITIONS).find((d) => d.espaceDeNoms === espaceDeNoms)?.version;

/** The label of a code, or the code itself. */
export const libelle = (table: string, code: string): string => DEFINITIONS['2.3'].tables[table]?.[code] ?? code;
