/** The XML Schema of a version, made from its facts: what an export is checked against. */
import { type Definition, REF_OBLIGATOIRE, type Regle } from './definition.ts';

const ATTRIBUTS: readonly (readonly [string, string])[] = [
  ...['numero', 'info', 'ref', 'tag'].map((nom) => [nom, 'xs:string'] as const),
  ['id', 'xs:ID'],
  ['idref', 'xs:IDREF'],
  ...['horodatage-creation', 'horodatage-modification', 'horodatage-export'].map((nom) => [nom, 'xs:dateTime'] as const),
  ['uri', 'xs:anyURI'],
];
const DATES = ['lheo', 'formation', 'action', 'session'];

export const ecrireXsd = (definition: Definition): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${definition.espaceDeNoms}" targetNamespace="${definition.espaceDeNoms}" elementFormDefault="qualified">`,
    ...[...definition.regles].map(([nom, regle]) => element(nom, regle)),
    '</xs:schema>',
  ].join('\n');

const attributs = (nom: string): string =>
  [...ATTRIBUTS, ...(DATES.includes(nom) ? [['datecrea', 'xs:string'] as const, ['datemaj', 'xs:string'] as const] : [])]
    .map(([a, type]) => `<xs:attribute name="${a}" type="${type}"${a === 'ref' && REF_OBLIGATOIRE.includes(nom) ? ' use="required"' : ''}/>`)
    .join('');

const element = (nom: string, regle: Regle): string => {
  if (regle.sorte === 'sequence') {
    const enfants = regle.enfants.map((e) => `<xs:element ref="${e.nom}" minOccurs="${e.min}" maxOccurs="${e.max ?? 'unbounded'}"/>`).join('');
    return `<xs:element name="${nom}"><xs:complexType><xs:sequence>${enfants}</xs:sequence>${attributs(nom)}</xs:complexType></xs:element>`;
  }
  if (regle.sorte === 'libre') {
    const dedans =
      nom === 'extras'
        ? '<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="extras"/><xs:element ref="extra"/></xs:choice>'
        : '<xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence>';
    return `<xs:element name="${nom}"><xs:complexType${nom === 'extra' ? ' mixed="true"' : ''}>${dedans}${attributs(nom)}</xs:complexType></xs:element>`;
  }
  const type = `<xs:simpleType name="${nom}.type">${restriction(regle)}</xs:simpleType>`;
  return `${type}<xs:element name="${nom}"><xs:complexType><xs:simpleContent><xs:extension base="${nom}.type">${attributs(nom)}</xs:extension></xs:simpleContent></xs:complexType></xs:element>`;
};

const restriction = (regle: Exclude<Regle, { sorte: 'sequence' | 'libre' }>): string => {
  switch (regle.sorte) {
    case 'texte':
      return `<xs:restriction base="xs:string"><xs:minLength value="${regle.min}"/><xs:maxLength value="${regle.max}"/></xs:restriction>`;
    case 'entier':
      return `<xs:restriction base="xs:integer"><xs:minInclusive value="${regle.min}"/><xs:maxInclusive value="${regle.max}"/></xs:restriction>`;
    case 'code':
      return `<xs:restriction base="xs:string">${Object.keys(regle.codes)
        .map((c) => `<xs:enumeration value="${c}"/>`)
        .join('')}</xs:restriction>`;
    case 'date':
      return '<xs:restriction base="xs:string"><xs:pattern value="[0-9]{8}"/></xs:restriction>';
  }
};
