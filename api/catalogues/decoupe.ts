/**
 * Cuts a stream of XML into `formation` elements, with constant memory: only the formation being read is held, and it may not
 * exceed `limite` characters. The reader (saxes) makes each tree itself: exact lines, resolved prefixes, one reading.
 */
import { SaxesParser } from 'saxes';
import type { Noeud } from '../../domain/lheo/arbre.ts';
import { type VersionLheo, versionDe } from '../../domain/lheo/definition.ts';
import { decoder } from './encodage.ts';
import { enFrancais, illisible } from './illisible.ts';
import { createGardien } from './racine.ts';

/** `taille`: characters of the element in the file. */
export type Coupe = { version: VersionLheo; formation: Noeud; taille: number };

export const LIMITE_FORMATION = 5_000_000;
const PROFONDEUR = 100;
const TRANCHE = 65_536;

/** Throws an Illisible at the first fault of the file as a whole. `construire` false: checks only, yields formations without content. */
export async function* decouper(flux: AsyncIterable<Uint8Array>, { limite = LIMITE_FORMATION, construire = true } = {}): AsyncGenerator<Coupe> {
  const lecteur = new SaxesParser({ xmlns: true, position: true });
  const pretes: Coupe[] = [];
  const pile: Noeud[] = [];
  let version: VersionLheo | undefined;
  let espace = '';
  /** Position at which the last token ended: what saxes still holds began there. */
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
    depuis = lecteur.position;
    const nom = tag.uri === espace || espace === '' ? tag.local : `:${tag.local}`;
    if (debutFormation === undefined) {
      const refus = gardien.ouvrir(tag.local, tag.uri);
      if (refus) throw ici(refus);
      if (tag.local === 'lheo' && espace === '') {
        espace = tag.uri;
        version = versionDe(tag.uri);
      }
      if (!gardien.dansFormation()) return;
      debutFormation = { position: lecteur.position, ligne: lecteur.line, colonne: lecteur.column };
    }
    if (pile.length >= PROFONDEUR) throw ici(`plus de ${PROFONDEUR} éléments sont emboîtés.`);
    const attributs: Record<string, string> = {};
    for (const [cle, a] of Object.entries(tag.attributes)) if (!cle.startsWith('xmlns')) attributs[cle] = a.value;
    const noeud: Noeud = { nom, attributs, texte: '', enfants: [], ligne: lecteur.line };
    if (construire) pile.at(-1)?.enfants.push(noeud);
    pile.push(noeud);
  });
  const texte = (lu: string): void => {
    depuis = lecteur.position;
    const noeud = pile.at(-1);
    if (noeud) {
      if (construire && (noeud.enfants.length === 0 || lu.trim())) noeud.texte += lu;
    } else if (lu.trim()) {
      const refus = gardien.texte();
      if (refus) throw ici(refus);
    }
  };
  lecteur.on('text', texte);
  lecteur.on('cdata', texte);
  lecteur.on('comment', () => {
    depuis = lecteur.position;
  });
  lecteur.on('closetag', () => {
    depuis = lecteur.position;
    if (debutFormation === undefined) return gardien.fermer();
    const ferme = pile.pop();
    if (!ferme) return;
    if (pile.length > 0) {
      if (ferme.enfants.length > 0 && !ferme.texte.trim()) ferme.texte = '';
      return;
    }
    verifierTaille();
    gardien.fermer();
    vues += 1;
    if (version) pretes.push({ version, formation: ferme, taille: lecteur.position - debutFormation.position });
    debutFormation = undefined;
  });

  const verifierTaille = (): void => {
    if (debutFormation && lecteur.position - debutFormation.position > limite)
      throw illisible(`une formation dépasse ${limite.toLocaleString('fr-FR')} caractères.`, debutFormation.ligne, debutFormation.colonne);
    if (lecteur.position - depuis > limite) throw ici(`un même élément dépasse ${limite.toLocaleString('fr-FR')} caractères.`);
  };

  let commence = false;
  for await (const { texte: lu, fautif } of decoder(flux)) {
    const premier = commence ? -1 : lu.search(/\S/);
    if (premier >= 0) {
      commence = true;
      lecteur.write(lu.slice(0, premier));
      if (lu[premier] !== '<') throw illisible('ce n’est pas du XML : le premier caractère devrait être « < ».', lecteur.line, lecteur.column + 1);
      lecteur.write(lu.slice(premier, premier + 1));
    }
    for (let i = premier >= 0 ? premier + 1 : 0; i < lu.length; i += TRANCHE) {
      lecteur.write(lu.slice(i, i + TRANCHE));
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
