/** What Kairos answers to what it does not accept, in its own words. */
import { catalogue } from '../socle/refus.ts';
import type { REFUS_KAIROS } from './contract.ts';

export const REFUS = catalogue<(typeof REFUS_KAIROS)[number]>({
  COMPLET: [409, 'Il n’y a plus de place disponible sur ce créneau.'],
  // R27, L1150: the sentence that advisers know.
  DEJA_INSCRIT: [409, 'Est déjà inscrite à une réunion d’information pour cette session de formation.'],
  RECRUTEMENT_FERME: [409, 'Le recrutement de cette session n’est pas ouvert.'],
  CRENEAU_PASSE: [409, 'Ce créneau est passé.'],
  CRENEAU_ANNULE: [409, 'Ce créneau a été annulé.'],
  CRENEAU_INCONNU: [404, 'Ce créneau n’est pas connu de Kairos.'],
  SESSION_INCONNUE: [404, 'Cette session n’est pas connue de Kairos.'],
  POSITIONNEMENT_INCONNU: [404, 'Ce candidat n’est pas dans la liste des inscrits.'],
  COMPTE_ABSENT: [409, 'L’organisme dispensateur n’a pas de compte Kairos.'],
  INSCRIPTION_INCONNUE: [404, 'Cette personne n’est pas inscrite en formation.'],
  INSCRIPTION_ANNULEE: [409, 'Cette inscription a été annulée.'],
  HORAIRES_INCOHERENTS: [422, 'L’heure de fin doit suivre l’heure de début.'],
  ORIGINE_REFUSEE: [422, 'Dans Kairos, seul l’organisme de formation positionne.'],
  SUITE_SANS_PRESENCE: [409, 'Une personne absente n’a pas de suite de candidature.'],
  // R28.
  ARGUMENTAIRE_TROP_LONG: [422, 'L’argumentaire est limité à 385 caractères.'],
  // R44.
  CONVENTION_NON_VALIDE: [409, 'L’organisme n’a pas de convention de dématérialisation des échanges valable à cette date.'],
  // R13.
  SAISIE_DU_DISPENSATEUR: [409, 'Dans Kairos, l’organisme dispensateur saisit pour lui-même : ce n’est pas au mandataire de le faire.'],
  ENTREE_AVANT_DEBUT: [422, 'L’entrée ne peut pas précéder le début de la session.'],
  CANDIDAT_SUIVI: [409, 'Cette personne est déjà suivie dans Kairos pour cette session : saisissez sa présence ou sa suite.'],
});
