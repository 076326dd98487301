/** OUIFORM: what it refuses, and who positions there: advisers of missions locales and Cap emploi (R29). */
import { refusOutil } from '../socle/outil-refus.ts';
import { createReglesSuivi } from '../socle/outil-suivi.ts';
import { catalogue } from '../socle/refus.ts';
import type { REFUS_OUIFORM } from './contract.ts';

const REFUS = catalogue<(typeof REFUS_OUIFORM)[number]>({
  ...refusOutil({
    SESSION_INCONNUE: 'Cette session n’existe pas dans OUIFORM.',
    CRENEAU_INCONNU: 'Aucun rendez-vous disponible sous cette référence.',
    CRENEAU_ANNULE: 'Ce rendez-vous a été annulé.',
    CRENEAU_PASSE: 'Ce rendez-vous est passé.',
    COMPLET: 'Aucun rendez-vous disponible : toutes les places sont prises.',
    POSITIONNEMENT_INCONNU: 'Ce positionnement n’existe pas dans OUIFORM.',
    RECRUTEMENT_FERME: 'Cette formation n’est pas ouverte au positionnement.',
    ORIGINE_REFUSEE: 'OUIFORM est l’outil des missions locales et de Cap emploi.',
    ARGUMENTAIRE_TROP_LONG: 'L’argumentaire ne peut pas dépasser 385 caractères.',
  }),
  POSITIONNEMENT_CLOS: [409, 'Ce positionnement n’est plus modifiable.', 'positionnement'],
});

export const regles = createReglesSuivi(REFUS, ['ML', 'CAP_EMPLOI']);
