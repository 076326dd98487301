/** For the tests of SMF's screens: the example with one value changed, and what is said of it. */
import { noeudFormation } from '../../lheo/exemples.ts';
import { lireFormation } from '../../lheo/lecture.ts';
import type { Formation } from '../../lheo/modele.ts';
import { controlerFiche } from '../controle.ts';
import { ficheExemple } from '../exemples.ts';
import type { FicheSmf } from '../fiche.ts';
import { versLheo } from '../vers-lheo.ts';

export type Saisie = Record<string, unknown>;
/** `sessions.0.icos.0.places`. */
export const avec = (chemin: string, valeur: unknown): Saisie => {
  const saisie = structuredClone(ficheExemple()) as unknown as Saisie;
  const pas = chemin.split('.');
  const parent = pas.slice(0, -1).reduce<Saisie>((o, cle) => o[cle] as Saisie, saisie);
  parent[pas.at(-1) ?? ''] = valeur;
  return saisie;
};
export const fautes = (saisie: unknown) => {
  const lu = controlerFiche(saisie);
  return lu.ok ? [] : lu.fautes;
};
export const dites = (chemin: string, valeur: unknown): [string, string][] => fautes(avec(chemin, valeur)).map((f) => [f.chemin, f.regle]);
/** As it leaves SMF and arrives in the hub. */
export const recue = (fiche: FicheSmf): Formation => {
  const lu = lireFormation(noeudFormation(versLheo(fiche)), '2.3');
  if (!lu.ok) throw new Error(lu.erreurs.map((e) => `${e.chemin} ${e.message}`).join('\n'));
  return lu.formation;
};
