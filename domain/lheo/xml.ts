/** XML text of one element, read and written by fast-xml-parser. The library never decodes nor encodes: what is markup and what is text is said here, once. */
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { Element, Noeud } from './arbre.ts';

/** An opening tag as the cutter saw it. `nom`: local name, after `:` when it belongs to another namespace. */
export type Ouverture = { nom: string; ligne: number };

const TEXTE = '#text';
const CDATA = '#cdata';
const ATTRIBUTS = ':@';
const PREFIXE = '@_';
/** Before each name of element, since no XML name begins so: `constructor` or `__proto__` are names like the others. */
const MARQUE = '~';

const lecteur = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIXE,
  textNodeName: TEXTE,
  cdataPropName: CDATA,
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Called twice on the name of an empty element.
  transformTagName: (nom) => (nom.startsWith(MARQUE) ? nom : MARQUE + nom),
  maxNestedTags: 200,
  jPath: false,
});

/**
 * The tree of one well-formed element without processing instructions. The library knows no lines: `ouvertures` gives them, one for each
 * opening tag in the order of the text. Throws when the two disagree.
 */
export const lireElement = (xml: string, ouvertures: readonly Ouverture[]): Noeud => {
  let rang = 0;
  const lire = (nom: string, contenu: unknown, attributs: unknown): Noeud => {
    const ouverture = ouvertures[rang++];
    if (!ouverture || local(ouverture.nom) !== local(nom)) throw new Error(`XML element ${rang}: one reading is not the other`);
    const noeud: Noeud = { nom: ouverture.nom, attributs: attributsDe(attributs), texte: '', enfants: [], ligne: ouverture.ligne };
    for (const { cle, valeur, attributs: siens } of suite(contenu)) {
      const texte = cle === TEXTE ? decoder(String(valeur)) : cle === CDATA ? brut(valeur) : undefined;
      if (texte === undefined) noeud.enfants.push(lire(cle.slice(MARQUE.length), valeur, siens));
      else if (noeud.enfants.length === 0 || texte.trim()) noeud.texte += texte;
    }
    if (noeud.enfants.length > 0 && !noeud.texte.trim()) noeud.texte = '';
    return noeud;
  };
  const racines = [...suite(lecteur.parse(xml))].map(({ cle, valeur, attributs }) => lire(cle.slice(MARQUE.length), valeur, attributs));
  const [racine] = racines;
  if (!racine || racines.length > 1 || rang !== ouvertures.length) throw new Error(`XML: ${rang} elements read, ${ouvertures.length} opened`);
  return racine;
};

const local = (nom: string): string => nom.slice(nom.indexOf(':') + 1);
const estObjet = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null;

/** What the library gives for an ordered content: objects of one key, and their attributes beside it. */
function* suite(contenu: unknown): Generator<{ cle: string; valeur: unknown; attributs: unknown }> {
  for (const objet of Array.isArray(contenu) ? contenu.filter(estObjet) : []) {
    for (const cle of Object.keys(objet)) if (cle !== ATTRIBUTS) yield { cle, valeur: objet[cle], attributs: objet[ATTRIBUTS] };
  }
}
const brut = (cdata: unknown): string => [...suite(cdata)].map(({ valeur }) => String(valeur)).join('');

const attributsDe = (lus: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(estObjet(lus) ? lus : {})
      .map(([cle, valeur]) => [cle.slice(PREFIXE.length), decoder(String(valeur).replace(/[\t\n]/g, ' '))] as const)
      .filter(([cle]) => !cle.startsWith('xmlns')),
  );

const REFERENCE = /&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi;
const NOMMEES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** No DTD is ever read: the five entities of XML, and the codes of characters. */
const decoder = (texte: string): string =>
  texte.replace(REFERENCE, (tout, hexa?: string, decimal?: string, nom = '') =>
    hexa || decimal ? String.fromCodePoint(hexa ? Number.parseInt(hexa, 16) : Number(decimal)) : (NOMMEES[nom] ?? tout),
  );

const redacteur = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIXE,
  textNodeName: TEXTE,
  processEntities: false,
  suppressEmptyNode: true,
  format: true,
  indentBy: ' ',
  maxNestedTags: 200,
});

type Ordonne = Record<string, unknown>;

/** XML text of an element, one element a line, set back as if it stood within `parents`. */
export const ecrireElement = (element: Element, parents: readonly string[] = []): string => {
  const entoure = (dedans: Ordonne[]): string => redacteur.build(parents.reduceRight((contenu, nom) => [{ [nom]: contenu }], dedans));
  const avant = parents.map((nom, i) => `\n${' '.repeat(i)}<${nom}>`).join('').length;
  const apres = parents.map((nom, i) => `\n${' '.repeat(i)}</${nom}>`).join('').length;
  const tout = entoure([ordonner(element)]);
  return `${tout.slice(avant + 1, tout.length - apres)}\n`;
};

const ordonner = (e: Element): Ordonne => ({
  [e.nom]: [...(e.texte ? [{ [TEXTE]: echapper(e.texte) }] : []), ...(e.enfants ?? []).map(ordonner)],
  [ATTRIBUTS]: Object.fromEntries(Object.entries(e.attributs ?? {}).map(([nom, valeur]) => [PREFIXE + nom, echapperAttribut(valeur)])),
});

const ENTITES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;', '\r': '&#13;' };
const INTERDITS = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const echapper = (texte: string): string => texte.replace(INTERDITS, '').replace(/[&<>\r]/g, (c) => ENTITES[c] ?? c);
const echapperAttribut = (texte: string): string => texte.replace(INTERDITS, '').replace(/[&<>"\n\t\r]/g, (c) => ENTITES[c] ?? c);
