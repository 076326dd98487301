/** What Kairos, OUIFORM and AUDEF refuse alike: the same kind of refusal, of the same field; the sentence is each tool's own. */
import { DEJA_INSCRITE } from '../../domain/deja-inscrite.ts';
import type { REFUS_OUTIL } from './suivi.ts';

/** For `catalogue`. R27 alone is said in the same words by all. */
export const refusOutil = (phrases: Record<Exclude<(typeof REFUS_OUTIL)[number], 'DEJA_INSCRIT'>, string>) =>
  ({
    SESSION_INCONNUE: [404, phrases.SESSION_INCONNUE, 'session'],
    CRENEAU_INCONNU: [404, phrases.CRENEAU_INCONNU, 'creneau'],
    CRENEAU_ANNULE: [409, phrases.CRENEAU_ANNULE, 'creneau'],
    CRENEAU_PASSE: [409, phrases.CRENEAU_PASSE, 'creneau'],
    COMPLET: [409, phrases.COMPLET, 'creneau'],
    POSITIONNEMENT_INCONNU: [404, phrases.POSITIONNEMENT_INCONNU, 'positionnement'],
    DEJA_INSCRIT: [409, DEJA_INSCRITE, 'personne'],
    RECRUTEMENT_FERME: [409, phrases.RECRUTEMENT_FERME, 'session'],
    ORIGINE_REFUSEE: [422, phrases.ORIGINE_REFUSEE, 'prescripteur.reseau'],
    // R28.
    ARGUMENTAIRE_TROP_LONG: [422, phrases.ARGUMENTAIRE_TROP_LONG, 'argumentaire'],
  }) as const;
