/** A file that cannot be read as a whole: one French sentence, with line and column. Nothing of it is imported. */
export type Illisible = Error & { illisible: { phrase: string; ligne: number; colonne: number } };

export const illisible = (phrase: string, ligne: number, colonne: number): Illisible =>
  Object.assign(new Error(`Ligne ${ligne}, colonne ${colonne} : ${phrase}`), { illisible: { phrase, ligne, colonne } });

export const estIllisible = (erreur: unknown): erreur is Illisible => erreur instanceof Error && 'illisible' in erreur;

/** What the XML reader says, in French. The first pattern that matches wins. */
const TRADUCTIONS: readonly [RegExp, (m: RegExpExecArray) => string][] = [
  [/^unclosed tag: (.+)$/, (m) => `le fichier est tronqué : la balise <${m[1]}> n’est pas refermée.`],
  [/^unmatched closing tag: (.+)\.$/, (m) => `la balise </${m[1]}> ferme un élément qui n’est pas ouvert.`],
  [/^unexpected close tag/, () => 'les balises sont mal emboîtées : celle-ci n’est pas la dernière ouverte.'],
  [
    /^undefined entity|^malformed character entity|^empty entity name|^disallowed character in entity/,
    () => 'cette référence « &…; » n’est pas permise : seules &amp;, &lt;, &gt;, &apos;, &quot; et les codes de caractères le sont.',
  ],
  [/^document must contain a root element/, () => 'le fichier ne contient aucun XML.'],
  [/^text data outside of root node/, () => 'ce n’est pas du XML : du texte se trouve hors de l’élément racine.'],
  [/^documents may contain only one root/, () => 'le fichier contient deux éléments racines.'],
  [/^unexpected end/, () => 'le fichier est tronqué.'],
  [/^duplicate attribute: (.+)\.$/, (m) => `l’attribut « ${m[1]} » est donné deux fois.`],
  [/^unbound namespace prefix: (.+)\.$/, (m) => `le préfixe ${m[1]} n’est pas déclaré.`],
  [
    /^(attribute without value|unquoted attribute value|value must be quoted|no whitespace between attributes|disallowed character in attribute)/,
    () => 'un attribut est mal écrit.',
  ],
  [/XML declaration|xml declaration|^version number|^standalone value|^encoding value|^expected/i, () => 'la déclaration XML est mal écrite ou mal placée.'],
  [/^disallowed character in (tag|closing tag)|^weird empty|^forward-slash/, () => 'une balise est mal écrite.'],
  [/^disallowed character/, () => 'un caractère interdit en XML s’y trouve.'],
  [/^inappropriately located doctype/, () => 'une déclaration DOCTYPE est mal placée.'],
];

export const enFrancais = (message: string): string => {
  for (const [motif, dire] of TRADUCTIONS) {
    const lu = motif.exec(message);
    if (lu) return dire(lu);
  }
  return 'le XML est mal formé.';
};
