/**
 * Cuts a stream of XML into `formation` elements, with constant memory: only the formation being read is held, and it may not
 * exceed `limite` characters. The cutter (saxes) checks, counts lines and resolves prefixes; fast-xml-parser makes the tree of each formation.
 */
import { SaxesParser } from 'saxes';
import type { Noeud } from '../../domain/lheo/arbre.ts';
import { type VersionLheo, versionDe } from '../../domain/lheo/definition.ts';
import { lireElement, type Ouverture } from '../../domain/lheo/xml.ts';
import { decoder } from './encodage.ts';
import { createFenetre } from './fenetre.ts';
import { enFrancais, illisible } from './illisible.ts';
import { createGardien } from './racine.ts';

/** `taille`: characters of the element in the file. */
export type Coupe = { version: VersionLheo; formation: Noeud; taille: number };

export const LIMITE_FORMATION = 5_000_000;
const PROFONDEUR = 100;
const ATTRIBUTS = 100;
const TRANCHE = 65_536;
/** Letters of a name to XML (U+1680, U+FEFF), blanks to JavaScript and to the parsers written in it. */
const BLANC = /\s/;
const SANS_CONTENU: Noeud = { nom: 'formation', attributs: {}, texte: '', enfants: [], ligne: 0 };

/** Throws an Illisible at the first fault of the file as a whole. `construire` false: checks only, yields formations without content. */
export async function* decouper(flux: AsyncIterable<Uint8Array>, { limite = LIMITE_FORMATION, construire = true } = {}): AsyncGenerator<Coupe> {
  const lecteur = new SaxesParser({ xmlns: true, position: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const fenetre = createFenetre();
  const pretes: Coupe[] = [];
  /** Opening tags of the formation being read, in the order of the file, and how many of them are not closed yet. */
  let ouvertures: Ouverture[] = [];
  let profondeur = 0;
  let version: VersionLheo | undefined;
  let espace = '';
  /** Position at which the last tag, comment, CDATA section or instruction ended: after it comes text, without « < », up to the next. */
  let depuis = 0;
  let debutFormation: { position: number; ligne: number; colonne: number } | undefined;
  let vues = 0;

  const ici = (phrase: string) => illisible(phrase, lecteur.line, Math.max(1, lecteur.column));
  const gardien = createGardien();

  lecteur.on('error', (erreur) => {
    throw ici(enFrancais(erreur.message.replace(/^(.*?:)?\d+:\d+: /, '')));
  });
  lecteur.on('doctype', (doctype) => {
    const lignes = doctype.split('\n').length - 1;
    const colonne = lignes === 0 ? lecteur.column - doctype.length - '<!DOCTYPE'.length : 1;
    throw illisible('une déclaration DOCTYPE est refusée : un catalogue ne définit ni entité ni DTD.', lecteur.line - lignes, Math.max(1, colonne));
  });
  lecteur.on('opentag', (tag) => {
    const apres = depuis;
    depuis = lecteur.position;
    if (debutFormation === undefined) {
      const refus = gardien.ouvrir(tag.local, tag.uri);
      if (refus) throw ici(refus);
      if (tag.local === 'lheo' && espace === '') {
        espace = tag.uri;
        version = versionDe(tag.uri);
      }
      if (!gardien.dansFormation()) return;
      if (construire) fenetre.marquer(fenetre.chevron(apres));
      debutFormation = { position: lecteur.position, ligne: lecteur.line, colonne: lecteur.column };
    }
    if (profondeur >= PROFONDEUR) throw ici(`plus de ${PROFONDEUR} éléments sont emboîtés.`);
    const noms = Object.keys(tag.attributes);
    if (noms.length > ATTRIBUTS) throw ici(`plus de ${ATTRIBUTS} attributs dans une balise.`);
    if ([tag.name, ...noms].some((n) => BLANC.test(n))) throw ici('une balise est mal écrite.');
    profondeur += 1;
    if (construire) ouvertures.push({ nom: tag.uri === espace ? tag.local : `:${tag.local}`, ligne: lecteur.line });
  });
  const texte = (lu: string): void => {
    if (debutFormation || !lu.trim()) return;
    const refus = gardien.texte();
    if (refus) throw ici(refus);
  };
  lecteur.on('text', texte);
  lecteur.on('cdata', (lu) => {
    depuis = lecteur.position;
    texte(lu);
  });
  lecteur.on('comment', () => {
    depuis = lecteur.position;
  });
  lecteur.on('processinginstruction', () => {
    if (construire) fenetre.sauter(fenetre.chevron(depuis), lecteur.position);
    depuis = lecteur.position;
  });
  lecteur.on('closetag', () => {
    depuis = lecteur.position;
    if (debutFormation === undefined) return gardien.fermer();
    profondeur -= 1;
    if (profondeur > 0) return;
    verifierTaille();
    gardien.fermer();
    vues += 1;
    const formation = construire ? lireElement(fenetre.prendre(lecteur.position), ouvertures) : SANS_CONTENU;
    if (version) pretes.push({ version, formation, taille: lecteur.position - debutFormation.position });
    debutFormation = undefined;
    ouvertures = [];
  });

  const verifierTaille = (): void => {
    if (debutFormation && lecteur.position - debutFormation.position > limite)
      throw illisible(`une formation dépasse ${limite.toLocaleString('fr-FR')} caractères.`, debutFormation.ligne, debutFormation.colonne);
    if (lecteur.position - depuis > limite) throw ici(`un même élément dépasse ${limite.toLocaleString('fr-FR')} caractères.`);
  };

  const ecrire = (lu: string): void => {
    if (construire) fenetre.ajouter(lu);
    lecteur.write(lu);
    fenetre.oublier(depuis);
  };

  let commence = false;
  for await (const { texte: lu, fautif } of decoder(flux)) {
    const premier = commence ? -1 : lu.search(/\S/);
    if (premier >= 0) {
      commence = true;
      ecrire(lu.slice(0, premier));
      if (lu[premier] !== '<') throw illisible('ce n’est pas du XML : le premier caractère devrait être « < ».', lecteur.line, lecteur.column + 1);
      ecrire(lu.slice(premier, premier + 1));
    }
    for (let i = premier >= 0 ? premier + 1 : 0; i < lu.length; i += TRANCHE) {
      ecrire(lu.slice(i, i + TRANCHE));
      verifierTaille();
      yield* pretes.splice(0);
    }
    if (fautif) throw ici(fautif.octet && !commence ? 'ce n’est pas du XML, ni du texte.' : phraseEncodage(fautif));
  }
  if (lecteur.position === 0) throw ici('le fichier est vide.');
  // The reader forgets where it was once closed.
  const aLaFin = ici('le catalogue ne contient aucune formation.');
  lecteur.close();
  yield* pretes.splice(0);
  if (vues === 0) throw aLaFin;
}

const phraseEncodage = ({ encodage, octet }: { encodage: string; octet: boolean }): string =>
  octet
    ? `cet octet n’existe pas en ${encodage}, l’encodage du fichier : enregistrez-le en UTF-8, ou annoncez son vrai encodage dans la déclaration XML.`
    : `l’encodage annoncé, « ${encodage} », n’est pas celui du fichier ou n’est pas connu : enregistrez-le en UTF-8.`;
