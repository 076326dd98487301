/** « Exporter tout le tableau » (R42): a list that is seen, as a file that a spreadsheet opens. RFC 4180, semicolons, as French ones read it. */

/** null: what is seen is not a table. */
export const enCsv = (vu: unknown): string | null => {
  if (!Array.isArray(vu) || !vu.every((l): l is Record<string, unknown> => typeof l === 'object' && l !== null && !Array.isArray(l))) return null;
  const colonnes = [...new Set(vu.flatMap((l) => Object.keys(l)))];
  const lignes = [colonnes, ...vu.map((l) => colonnes.map((c) => l[c]))];
  return `\ufeff${lignes.map((l) => `${l.map(cellule).join(';')}\r\n`).join('')}`;
};

const cellule = (valeur: unknown): string => {
  const texte = valeur == null ? '' : typeof valeur === 'object' ? Object.values(valeur).join(', ') : String(valeur);
  // A spreadsheet would run what begins so.
  const inerte = /^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte;
  return /[";\r\n]/.test(inerte) ? `"${inerte.replaceAll('"', '""')}"` : inerte;
};
