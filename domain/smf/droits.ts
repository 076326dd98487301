/** Who may type a fiche in SMF (R2, R13). The region is a setting: another Carif-Oref has its own. */
import { lireNda, lireSiret } from '../identifiants.ts';
import { lireCpVille } from './adresses.ts';
import { type FauteSmf, faute } from './faute.ts';
import type { FicheSmf } from './fiche.ts';

export type Region = { nom: string; prefixesNda: readonly string[]; departements: readonly string[] };

/** The numbers given before 2016 (23 Haute-Normandie, 25 Basse-Normandie) are still in use. */
export const NORMANDIE: Region = { nom: 'Normandie', prefixesNda: ['28', '23', '25'], departements: ['14', '27', '50', '61', '76'] };

/** R2: declared in the region, or delivering there. */
export const controlerRegion = (fiche: FicheSmf, region: Region = NORMANDIE): FauteSmf[] => {
  const nda = lireNda(fiche.responsable.numeroActivite)?.nda;
  if (nda && region.prefixesNda.some((p) => nda.startsWith(p))) return [];
  const codes = fiche.sessions.map((s) => lireCpVille((s.lieu ?? s.inscription).cpVille)?.codePostal ?? '');
  if (codes.some((c) => region.departements.some((d) => c.startsWith(d)))) return [];
  return [
    faute(
      'responsable.numeroActivite',
      fiche.responsable.numeroActivite,
      'R2',
      `L’organisme n’est ni déclaré en ${region.nom}, ni dispensateur d’une session qui s’y déroule.`,
    ),
  ];
};

/** R13: in SMF the mandataire types for everybody; a dispensateur types nothing, neither for another nor for itself. `par`: SIRET. */
export const controlerSaisie = (fiche: Pick<FicheSmf, 'responsable' | 'sessions'>, par: string): FauteSmf[] => {
  const qui = lireSiret(par)?.siret ?? par;
  if (qui === lireSiret(fiche.responsable.siret)?.siret) return [];
  return [faute('responsable.siret', qui, 'R13', reserve(fiche.sessions.some((s) => s.dispensateur?.siret === qui)))];
};

/** What is said to who types for another; the dispensateur has its own tool. */
export const reserve = (dispense: boolean): string =>
  dispense
    ? 'Dans Saisir ma formation, le mandataire saisit l’ensemble des actions : le dispensateur saisit dans Kairos, pour lui-même.'
    : 'Dans Saisir ma formation, seul l’organisme mandataire saisit cette fiche.';
