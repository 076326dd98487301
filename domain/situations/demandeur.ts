/** A jobseeker's registration (§d.8): only what decides who may know of his path. */
import type { StatutDe } from '../codes.ts';
import { compter } from '../francais.ts';
import type { Situation } from '../situation.ts';
import { type BlocageLu, pireBlocage, situationBlocage } from './blocage.ts';
import { calme, type Moment } from './socle.ts';

/** `differees`: updates kept for the réinscription. */
export type DemandeurLu = { statut: StatutDe; depuis: Date; differees: number };

const moment = ({ statut, differees }: DemandeurLu): Moment => {
  const aude = { qui: 'SYSTEME', nom: 'AUDE' } as const;
  const gardees = differees < 1 ? 'aucune mise à jour à rejouer' : compter(differees, 'mise à jour conservée', 'mises à jour conservées');
  switch (statut) {
    case 'NON_INSCRIT':
      return {
        qui: 'SYSTEME',
        nom: 'Maillon',
        etat: 'en_cours',
        phrase: "La personne n'est pas connue comme inscrite à France Travail.",
        suite: 'AUDE est informée dès que la personne y est inscrite.',
      };
    case 'INSCRIPTION_EN_COURS':
      return {
        ...aude,
        etat: 'en_cours',
        phrase: "L'inscription de la personne à France Travail est en cours.",
        suite: 'Les mises à jour parviennent déjà à AUDE.',
      };
    case 'INSCRIT':
      return { ...aude, etat: 'en_cours', phrase: 'La personne est inscrite à France Travail.', suite: 'Les mises à jour parviennent à AUDE.' };
    case 'REINSCRIT':
      return {
        ...aude,
        etat: 'en_cours',
        phrase: `La personne est réinscrite à France Travail : ${gardees}.`,
        suite: "Les mises à jour conservées sont rejouées dans l'ordre.",
      };
    case 'RADIE':
      return {
        ...aude,
        etat: 'en_attente',
        phrase: `La personne n'est plus inscrite (radiation) : ${gardees}.`,
        suite: "À la réinscription, les mises à jour conservées sont rejouées dans l'ordre.",
      };
    case 'CESSATION':
      return {
        ...aude,
        etat: 'en_attente',
        phrase: `La personne n'est plus inscrite (cessation d'inscription) : ${gardees}.`,
        suite: "À la réinscription, les mises à jour conservées sont rejouées dans l'ordre.",
      };
  }
};

export const situationDemandeur = (d: DemandeurLu, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(blocages, maintenantMs);
  return pire ? situationBlocage(pire, maintenantMs) : calme(moment(d), d.depuis, maintenantMs);
};
