/** The controls that a version of LHEO itself demands: elements, order, cardinalities, lengths, whole numbers, codes, dates. */
import type { Noeud } from './arbre.ts';
import { estDateLheo } from './dates.ts';
import { type Definition, type Enfant, REF_OBLIGATOIRE, type Regle } from './definition.ts';
import { type Faute, faute } from './faute.ts';

/** Read with their own repairs and sentences in regles.ts. */
const LUS_AILLEURS = ['SIRET', 'numero-activite'];

/** The faults of one element, its children's own content aside. */
export const controlerSchema = (noeud: Noeud, chemin: string, definition: Definition): Faute[] => {
  const regle = definition.regles.get(noeud.nom);
  if (!regle || regle.sorte === 'libre') return [];
  const fautes = regle.sorte === 'sequence' ? sequence(noeud, chemin, regle, definition) : valeur(noeud, chemin, regle);
  if (REF_OBLIGATOIRE.includes(noeud.nom) && !noeud.attributs['ref']?.trim())
    fautes.push(faute(noeud, `${chemin}/@ref`, '', 'LHEO : attribut', `L’attribut « ref » de ${noeud.nom} est obligatoire : il dit la version du thésaurus.`));
  return fautes;
};

const combien = ({ min, max }: Enfant): string =>
  max === null ? `au moins ${min}` : min === max ? `exactement ${min}` : min === 0 ? `${max} au plus` : `de ${min} à ${max}`;

const sequence = (noeud: Noeud, chemin: string, regle: Extract<Regle, { sorte: 'sequence' }>, definition: Definition): Faute[] => {
  const fautes: Faute[] = [];
  if (noeud.texte.trim()) fautes.push(faute(noeud, chemin, noeud.texte, 'LHEO : contenu', `${noeud.nom} contient des éléments, pas de texte.`));
  const vus = new Map<string, Noeud[]>();
  let rang = -1;
  let desordre = false;
  for (const e of noeud.enfants) {
    const place = regle.rang.get(e.nom);
    if (place === undefined) {
      fautes.push(faute(e, `${chemin}/${e.nom}`, '', 'LHEO : élément', `${noeud.nom} ne peut pas contenir ${e.nom} en LHEO ${definition.version}.`));
      continue;
    }
    if (place < rang && !desordre) {
      desordre = true;
      const avant = regle.enfants[rang]?.nom ?? '';
      fautes.push(faute(e, `${chemin}/${e.nom}`, '', 'LHEO : ordre', `${e.nom} est mal placé : il vient avant ${avant}.`));
    }
    rang = Math.max(rang, place);
    vus.set(e.nom, [...(vus.get(e.nom) ?? []), e]);
  }
  for (const enfant of regle.enfants) {
    const trouves = vus.get(enfant.nom) ?? [];
    if (trouves.length >= enfant.min && (enfant.max === null || trouves.length <= enfant.max)) continue;
    const dit =
      trouves.length === 0
        ? `${enfant.nom} manque dans ${noeud.nom}.`
        : `${noeud.nom} contient ${trouves.length} ${enfant.nom} : il en faut ${combien(enfant)}.`;
    const fautif = trouves.length === 0 ? noeud : (trouves[enfant.max ?? 0] ?? noeud);
    fautes.push(faute(fautif, `${chemin}/${enfant.nom}`, '', 'LHEO : cardinalité', dit));
  }
  return fautes;
};

/** Characters, as people count them. */
const longueur = (texte: string): number => [...texte].length;

const REGLE_LONGUEUR: Record<string, string> = { 'intitule-formation': 'R5', commentaire: 'R19' };

const valeur = (noeud: Noeud, chemin: string, regle: Exclude<Regle, { sorte: 'sequence' | 'libre' }>): Faute[] => {
  const lu = noeud.texte.trim();
  const dire = (nom: string, message: string) => [faute(noeud, chemin, lu, nom, message)];
  if (noeud.enfants.length > 0) return dire('LHEO : contenu', `${noeud.nom} contient du texte, pas d’élément.`);
  if (LUS_AILLEURS.includes(noeud.nom)) return [];
  switch (regle.sorte) {
    case 'texte': {
      const n = lu.length > regle.max || lu.length < regle.min ? longueur(lu) : regle.min;
      if (n >= regle.min && n <= regle.max) return [];
      if (n === 0) return dire('LHEO : longueur', `${noeud.nom} est vide.`);
      const bornes = regle.min === regle.max ? `${regle.max} attendus` : n > regle.max ? `${regle.max} au plus` : `${regle.min} au moins`;
      return dire(REGLE_LONGUEUR[noeud.nom] ?? 'LHEO : longueur', `${noeud.nom} compte ${n} caractères : ${bornes}.`);
    }
    case 'entier':
      return /^\d{1,9}$/.test(lu) && Number(lu) >= regle.min && Number(lu) <= regle.max
        ? []
        : dire('LHEO : nombre', `${noeud.nom} doit être un nombre entier de ${regle.min} à ${regle.max}.`);
    case 'code':
      return Object.hasOwn(regle.codes, lu) ? [] : dire(`LHEO : ${regle.table}`, `Ce code n’est pas dans la table de ${noeud.nom}.`);
    case 'date':
      return estDateLheo(lu) ? [] : dire('LHEO : date', `${noeud.nom} doit être une date du calendrier, AAAAMMJJ (AAAAMM00 pour un mois).`);
  }
};
