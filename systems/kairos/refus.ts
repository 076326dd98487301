/** What Kairos answers to what it does not accept, in its own words. */
import { refusOutil } from '../socle/outil-refus.ts';
import { catalogue } from '../socle/refus.ts';
import { ADRESSE_A_CORRIGER, type REFUS_KAIROS } from './contract.ts';

export const REFUS = catalogue<(typeof REFUS_KAIROS)[number]>({
  ...refusOutil({
    SESSION_INCONNUE: 'Cette session n’est pas connue de Kairos.',
    CRENEAU_INCONNU: 'Ce créneau n’est pas connu de Kairos.',
    CRENEAU_ANNULE: 'Ce créneau a été annulé.',
    CRENEAU_PASSE: 'Ce créneau est passé.',
    COMPLET: 'Il n’y a plus de place disponible sur ce créneau.',
    POSITIONNEMENT_INCONNU: 'Ce candidat n’est pas dans la liste des inscrits.',
    RECRUTEMENT_FERME: 'Le recrutement de cette session n’est pas ouvert.',
    ORIGINE_REFUSEE: 'Dans Kairos, seul l’organisme de formation positionne.',
    ARGUMENTAIRE_TROP_LONG: 'L’argumentaire est limité à 385 caractères.',
  }),
  COMPTE_ABSENT: [409, 'L’organisme dispensateur n’a pas de compte Kairos.'],
  INSCRIPTION_INCONNUE: [404, 'Cette personne n’est pas inscrite en formation.'],
  INSCRIPTION_ANNULEE: [409, 'Cette inscription a été annulée.'],
  HORAIRES_INCOHERENTS: [422, 'L’heure de fin doit suivre l’heure de début.', 'fin'],
  SUITE_SANS_PRESENCE: [409, 'Une personne absente n’a pas de suite de candidature.', 'suites'],
  CRENEAU_A_VENIR: [409, 'Ce créneau n’a pas encore commencé : présences et suites se saisissent ensuite.', 'creneau'],
  // R20.
  UNE_SEULE_PLACE: [422, 'Un rendez-vous individuel a une seule place.', 'places'],
  PLACES_ABSENTES: [422, 'Le nombre de places est d’une au moins.', 'places'],
  // R44.
  CONVENTION_NON_VALIDE: [409, 'L’organisme n’a pas de convention de dématérialisation des échanges valable à cette date.'],
  // R13.
  SAISIE_DU_DISPENSATEUR: [409, 'Dans Kairos, l’organisme dispensateur saisit pour lui-même : ce n’est pas au mandataire de le faire.', 'organisme'],
  ENTREE_AVANT_DEBUT: [422, 'L’entrée ne peut pas précéder le début de la session.', 'date'],
  ENTREE_DEJA_ATTESTEE: [409, 'L’entrée est attestée : saisissez une sortie, l’inscription ne s’annule plus.'],
  SORTIE_SANS_ENTREE: [409, 'L’entrée de cette personne n’est pas attestée.'],
  SORTIE_AVANT_ENTREE: [422, 'La sortie ne peut pas précéder l’entrée.', 'date'],
  PERIODE_INCOHERENTE: [422, 'La date de fin doit suivre la date de début.', 'fin'],
  // R47.
  CHAMP_DU_CARIF: [409, 'D’origine CARIF, ce champ ne se modifie pas dans Kairos mais dans Saisir ma formation.'],
  // R43.
  ADRESSE_A_CORRIGER: [409, `${ADRESSE_A_CORRIGER}.`],
  // §d.5.
  CANDIDATURE_ABSENTE: [409, 'Ce n’est pas une candidature qui attend une réponse : elle ne se convoque pas.', 'positionnement'],
  CANDIDAT_SUIVI: [409, 'Cette personne est déjà suivie dans Kairos pour cette session : saisissez sa présence ou sa suite.', 'candidats'],
});
