/** The tables of a run, in Markdown. */
export type Ligne = {
  nom: string;
  valeur: number;
  /** The same thing without Maillon, measured in the same run; null where there is none. */
  plancher: number | null;
  unite: string;
  but: string;
  sens: 'plus' | 'moins';
  detail?: string;
};
/** One figure at growing loads (×1, ×10, ×100). */
export type Croissance = { nom: string; charges: readonly string[]; valeurs: readonly number[] };
export type Mesure = { lignes: readonly Ligne[]; croissance: readonly Croissance[] };

const nombre = (n: number): string => (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2)).replace('.', ',');

export const rendre = ({ lignes, croissance }: Mesure, machine: string, reglages: string): string =>
  [
    `# Mesures du ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    '',
    `${machine}. ${reglages}. Tout tourne sur cette machine : Temporal (SQLite), PostgreSQL, partenaires, API, worker et le banc lui-même.`,
    '',
    '| mesure | Maillon | à nu | rapport | but |',
    '|---|---|---|---|---|',
    ...lignes.map(enLigne),
    '',
    ...(croissance.length === 0
      ? []
      : ['## Croissance', '', '| mesure | ×1 | ×10 | ×100 | de ×1 à ×100 |', '|---|---|---|---|---|', ...croissance.map(enCroissance), '']),
  ].join('\n');

const enLigne = (l: Ligne): string => {
  const rapport = l.plancher === null ? '' : nombre(l.valeur / l.plancher);
  const plancher = l.plancher === null ? '' : `${nombre(l.plancher)} ${l.unite}`;
  return `| ${l.nom}${l.detail ? ` (${l.detail})` : ''} | ${nombre(l.valeur)} ${l.unite} | ${plancher} | ${rapport} | ${l.but} |`;
};

const enCroissance = ({ nom, charges, valeurs }: Croissance): string => {
  const cases = charges.map((c, i) => `${nombre(valeurs[i] ?? Number.NaN)} (${c})`);
  while (cases.length < 3) cases.push('');
  const rapport = (valeurs.at(-1) ?? 0) / (valeurs[0] ?? 0);
  return `| ${nom} | ${cases.join(' | ')} | ${Number.isFinite(rapport) ? `× ${nombre(rapport)}` : ''} |`;
};
