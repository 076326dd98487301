/** What a fiche breaks in SMF: where, what, which rule, in one sentence. */
import { typo } from '../francais.ts';

/** `valeur` is cut short and never a social security number. */
export type FauteSmf = { chemin: string; valeur: string; regle: string; message: string };

const LONGUEUR_VALEUR = 80;

export const faute = (ou: string, valeur: unknown, regle: string, message: string): FauteSmf => {
  const dite = typeof valeur === 'string' ? valeur.replace(/\s+/g, ' ').trim() : valeur === undefined ? '' : JSON.stringify(valeur);
  return { chemin: ou, valeur: dite.length > LONGUEUR_VALEUR ? `${dite.slice(0, LONGUEUR_VALEUR)}…` : dite, regle, message: typo(message) };
};

/** « sessions[0].icos[0].commentaire : 500 caractères au plus, 501 saisis. (R19) » */
export const direFaute = (f: FauteSmf): string => `${f.chemin}\u202f: ${f.message} (${f.regle})`;
