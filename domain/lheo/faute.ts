/** What a formation breaks: where, what, which rule. `valeur` is cut short and never a social security number. */
export type Faute = { chemin: string; valeur: string; regle: string; message: string; ligne: number };

const LONGUEUR_VALEUR = 80;

export const faute = (noeud: { ligne: number }, chemin: string, valeur: string, regle: string, message: string): Faute => {
  const propre = valeur.replace(/\s+/g, ' ').trim();
  return { chemin, valeur: propre.length > LONGUEUR_VALEUR ? `${propre.slice(0, LONGUEUR_VALEUR)}…` : propre, regle, message, ligne: noeud.ligne };
};

/** The sentence people read: what is wrong, the value, the rule. */
export const phraseFaute = (f: Faute): string => `${f.message}${f.valeur ? ` Valeur : « ${f.valeur} ».` : ''} (${f.regle})`;
