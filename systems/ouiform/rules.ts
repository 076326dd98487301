/** OUIFORM: what it refuses, and who positions there: advisers of missions locales and Cap emploi (R29). */
import { DEJA_INSCRITE } from '../../domain/deja-inscrite.ts';
import { createReglesSuivi } from '../socle/outil-suivi.ts';
import { catalogue } from '../socle/refus.ts';
import type { REFUS_OUIFORM } from './contract.ts';

const REFUS = catalogue<(typeof REFUS_OUIFORM)[number]>({
  SESSION_INCONNUE: [404, 'Cette session n’existe pas dans OUIFORM.', 'session'],
  CRENEAU_INCONNU: [404, 'Aucun rendez-vous disponible sous cette référence.', 'creneau'],
  CRENEAU_ANNULE: [409, 'Ce rendez-vous a été annulé.', 'creneau'],
  CRENEAU_PASSE: [409, 'Ce rendez-vous est passé.', 'creneau'],
  COMPLET: [409, 'Aucun rendez-vous disponible : toutes les places sont prises.', 'creneau'],
  POSITIONNEMENT_INCONNU: [404, 'Ce positionnement n’existe pas dans OUIFORM.', 'positionnement'],
  POSITIONNEMENT_CLOS: [409, 'Ce positionnement n’est plus modifiable.', 'positionnement'],
  DEJA_INSCRIT: [409, DEJA_INSCRITE, 'personne'],
  RECRUTEMENT_FERME: [409, 'Cette formation n’est pas ouverte au positionnement.', 'session'],
  ORIGINE_REFUSEE: [422, 'OUIFORM est l’outil des missions locales et de Cap emploi.', 'prescripteur.reseau'],
  // R28.
  ARGUMENTAIRE_TROP_LONG: [422, 'L’argumentaire ne peut pas dépasser 385 caractères.', 'argumentaire'],
});

export const regles = createReglesSuivi(REFUS, ['ML', 'CAP_EMPLOI']);
