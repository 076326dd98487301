/** From the model to XML, valid against the schema of the version asked for. */
import type { Element } from './arbre.ts';
import { type Champ, FORMES, type NomForme } from './correspondance.ts';
import { DEFINITIONS, type Definition, type VersionLheo } from './definition.ts';
import type { Formation } from './modele.ts';
import { elaguer, versLheo22 } from './version-2.2.ts';
import { ecrireElement } from './xml.ts';

export const enTete = (version: VersionLheo): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="${DEFINITIONS[version].espaceDeNoms}">\n <offres>\n`;
export const PIED = ' </offres>\n</lheo>\n';

/** The `formation` element, to be put between enTete and PIED. */
export const ecrireFormation = (formation: Formation, version: VersionLheo): string => ecrireElement(elementFormation(formation, version), ['lheo', 'offres']);

/** A whole document. A schema wants at least one formation. */
export const ecrireLheo = (formations: readonly Formation[], version: VersionLheo): string =>
  enTete(version) + formations.map((f) => ecrireFormation(f, version)).join('') + PIED;

export const elementFormation = (formation: Formation, version: VersionLheo): Element =>
  version === '2.3'
    ? ecrireForme('formation', formation, 'formation')
    : elaguer(ecrireForme('formation', versLheo22(formation), 'formation'), DEFINITIONS['2.2']);

type Ecrit = Record<string, unknown>;
const estEcrit = (v: unknown): v is Ecrit => typeof v === 'object' && v !== null && !Array.isArray(v);
const estElement = (v: unknown): v is Element => estEcrit(v) && typeof v['nom'] === 'string';

const ecrireForme = (nom: string, objet: Ecrit, forme: NomForme): Element => {
  const attributs: Record<string, string> = {};
  const enfants: Element[] = [];
  for (const [cle, champ] of Object.entries(FORMES[forme])) {
    const valeur = objet[cle];
    if (valeur === undefined || valeur === null) continue;
    if (champ.sorte === 'attribut') attributs[champ.chemin] = String(valeur);
    else for (const element of elements(champ, valeur)) poser(enfants, champ, element);
  }
  if (estEcrit(objet['attributs'])) for (const [a, v] of Object.entries(objet['attributs'])) attributs[a] = String(v);
  if (Array.isArray(objet['autres'])) enfants.push(...objet['autres'].filter(estElement));
  return ordonner({ nom, attributs, enfants }, DEFINITIONS['2.3']);
};

/** Puts an element under its path, making or reusing the steps above it. */
const poser = (enfants: Element[], champ: Champ, element: Element): void => {
  const pas = champ.chemin.split('/').slice(0, -1);
  let ou = enfants;
  for (const [i, nom] of pas.entries()) {
    const existant = champ.chaque && i === 0 ? undefined : ou.find((e) => e.nom === nom);
    const parent = existant ?? { nom, enfants: [] };
    if (!existant) ou.push(parent);
    parent.enfants ??= [];
    ou = parent.enfants;
  }
  ou.push(element);
};

const elements = (champ: Champ, valeur: unknown): Element[] => {
  const nom = champ.chemin.split('/').at(-1) ?? '';
  const liste = Array.isArray(valeur) ? valeur : [valeur];
  switch (champ.sorte) {
    case 'forme':
    case 'formes':
      return liste.flatMap((v) => (champ.forme && estEcrit(v) ? [ecrireForme(nom, v, champ.forme)] : []));
    case 'codes':
      return liste.filter(estEcrit).map((v) => {
        const attributs = Object.fromEntries(['ref', 'tag'].flatMap((a) => (v[a] === undefined ? [] : [[a, String(v[a])]])));
        return { nom, attributs, texte: String(v['code']) };
      });
    case 'booleen':
      return [{ nom, texte: valeur === true ? '1' : '0' }];
    default:
      return liste.map((v) => ({ nom, texte: String(v) }));
  }
};

const ordonner = (element: Element, definition: Definition): Element => {
  const regle = definition.regles.get(element.nom);
  if (regle?.sorte !== 'sequence' || !element.enfants) return element;
  const rang = (e: Element) => regle.rang.get(e.nom) ?? regle.rang.size;
  return { ...element, enfants: element.enfants.map((e) => ordonner(e, definition)).toSorted((a, b) => rang(a) - rang(b)) };
};
