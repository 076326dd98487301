/** The table of a run, in Markdown. */
export type Ligne = { nom: string; valeur: number; plancher: number | null; unite: string; but: string; sens: 'plus' | 'moins'; detail?: string };

const nombre = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(1)).replace('.', ',');

export const rendre = (lignes: readonly Ligne[], machine: string, charge: Record<string, number>): string => {
  const corps = lignes.map((l) => {
    const rapport = l.plancher === null ? '' : nombre(l.valeur / l.plancher);
    return `| ${l.nom}${l.detail ? ` (${l.detail})` : ''} | ${nombre(l.valeur)} ${l.unite} | ${l.plancher === null ? '' : `${nombre(l.plancher)} ${l.unite}`} | ${rapport} | ${l.but} |`;
  });
  return [
    `# Mesures du ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    '',
    `${machine}. ${Object.entries(charge)
      .map(([k, v]) => `${k} : ${v}`)
      .join(', ')}. Tout tourne sur cette machine : Temporal (SQLite), PostgreSQL, partenaires, API, worker et le banc lui-même.`,
    '',
    '| mesure | Maillon | plancher (Temporal nu) | rapport | but |',
    '|---|---|---|---|---|',
    ...corps,
    '',
  ].join('\n');
};
