/** HTML as a value: everything put in is escaped unless it is itself HTML. Attributes are always quoted. */
export type Html = { readonly html: string };

const ENTITES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const echapper = (texte: string): string => texte.replace(/[&<>"']/g, (c) => ENTITES[c] ?? c);

type Valeur = Html | string | number | null | undefined | false | readonly (Html | null | false)[];
const rendre = (v: Valeur): string => {
  if (v === null || v === undefined || v === false) return '';
  if (typeof v === 'string' || typeof v === 'number') return echapper(String(v));
  if (Array.isArray(v)) return v.map(rendre).join('');
  return 'html' in v ? v.html : '';
};

export const html = (morceaux: TemplateStringsArray, ...valeurs: Valeur[]): Html => ({
  html: morceaux.reduce((texte, m, i) => texte + m + (i < valeurs.length ? rendre(valeurs[i]) : ''), ''),
});

/** An attribute without value, when it applies: ` checked`. */
export const si = (oui: boolean, attribut: string): Html | null => (oui ? { html: ` ${attribut}` } : null);
