/** What AUDE says of a jobseeker's registration (§d.8), in whatever order it is heard: an older word than the one known changes nothing. */
import type { StatutDe } from '../codes.ts';
import type { Machine, Transition } from '../machine.ts';

const vers = (de: StatutDe, ...suites: [vers: StatutDe, quand: string][]): Transition<StatutDe>[] =>
  suites.map(([fin, quand]) => ({ de, vers: fin, qui: 'AUDE', quand }));

const ENREGISTRE = 'une inscription est enregistrée';
const INSCRIT = 'l’inscription est faite';
const RADIE = 'une radiation est prononcée';
const CESSE = 'l’actualisation n’est pas faite, ou la situation change';
const REINSCRIT = 'la personne se réinscrit';

export const MACHINE_DEMANDEUR: Machine<StatutDe> = {
  nom: 'demandeur',
  initial: 'NON_INSCRIT',
  etats: {
    NON_INSCRIT: 'AUDE n’a rien dit de la personne',
    INSCRIPTION_EN_COURS: 'l’inscription se fait ; les mises à jour parviennent déjà à AUDE',
    INSCRIT: 'la personne est inscrite ; les mises à jour parviennent à AUDE',
    RADIE: 'les mises à jour sont gardées, dans l’ordre, jusqu’à la réinscription',
    CESSATION: 'les mises à jour sont gardées, dans l’ordre, jusqu’à la réinscription',
    REINSCRIT: 'les mises à jour gardées sont rejouées une fois, dans l’ordre',
  },
  /** A person may always come back. */
  finaux: [],
  transitions: [
    ...vers('NON_INSCRIT', ['INSCRIPTION_EN_COURS', ENREGISTRE], ['INSCRIT', INSCRIT], ['RADIE', RADIE], ['CESSATION', CESSE], ['REINSCRIT', REINSCRIT]),
    ...vers('INSCRIPTION_EN_COURS', ['INSCRIT', INSCRIT], ['RADIE', RADIE], ['CESSATION', CESSE], ['REINSCRIT', REINSCRIT]),
    ...vers(
      'INSCRIT',
      ['RADIE', RADIE],
      ['CESSATION', CESSE],
      ['REINSCRIT', 'la cessation n’a jamais été dite'],
      ['INSCRIPTION_EN_COURS', 'l’inscription est refaite'],
    ),
    ...vers('RADIE', ['REINSCRIT', REINSCRIT], ['INSCRIT', REINSCRIT], ['INSCRIPTION_EN_COURS', ENREGISTRE], ['CESSATION', CESSE]),
    ...vers('CESSATION', ['REINSCRIT', REINSCRIT], ['INSCRIT', REINSCRIT], ['INSCRIPTION_EN_COURS', ENREGISTRE], ['RADIE', RADIE]),
    ...vers('REINSCRIT', ['RADIE', RADIE], ['CESSATION', CESSE], ['INSCRIT', INSCRIT], ['INSCRIPTION_EN_COURS', ENREGISTRE]),
  ],
};
