/** CSV as French spreadsheets open it: semicolons, UTF-8 with its mark, and no cell that a spreadsheet would run. */
type Cellule = string | number | null;

const cellule = (v: Cellule): string => {
  if (v === null) return '';
  if (typeof v === 'number') return String(v).replace('.', ',');
  const inerte = /^[=+\-@\t\r]/.test(v) ? `'${v}` : v;
  return /[";\n\r]/.test(inerte) ? `"${inerte.replaceAll('"', '""')}"` : inerte;
};

export const ligneCsv = (cellules: readonly Cellule[]): string => `${cellules.map(cellule).join(';')}\r\n`;

/** A whole table, header first. */
export async function* ecrireCsv(entete: readonly string[], lignes: AsyncIterable<readonly Cellule[]> | Iterable<readonly Cellule[]>): AsyncGenerator<string> {
  yield `\uFEFF${ligneCsv(entete)}`;
  for await (const l of lignes) yield ligneCsv(l);
}

export const enTetesCsv = (nom: string): Record<string, string> => ({
  'Content-Disposition': `attachment; filename="${nom}.csv"`,
  'Cache-Control': 'no-store',
});
export const TYPE_CSV = 'text/csv; charset=utf-8';
