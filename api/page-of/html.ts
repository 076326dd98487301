/** HTML as a value: everything put in is escaped unless it is itself HTML. */
export type Html = { readonly html: string };

const ENTITES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const echapper = (texte: string): string => texte.replace(/[&<>"']/g, (c) => ENTITES[c] ?? c);

type Valeur = Html | string | number | null | undefined | false | readonly Html[];
const rendre = (v: Valeur): string => {
  if (v === null || v === undefined || v === false) return '';
  if (typeof v === 'string' || typeof v === 'number') return echapper(String(v));
  if (Array.isArray(v)) return v.map((x: Html) => x.html).join('');
  return 'html' in v ? v.html : '';
};

export const html = (morceaux: TemplateStringsArray, ...valeurs: Valeur[]): Html => ({
  html: morceaux.reduce((texte, m, i) => texte + m + (i < valeurs.length ? rendre(valeurs[i]) : ''), ''),
});
