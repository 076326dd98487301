/** Stuck cases between the positioning and the decision. */
import { compter, majuscule } from '../francais.ts';
import { ABSENCE, AUTRE_CRENEAU, causes, ESCALADE, HORS_SYSTEME, HUMAINS, OUVRIR_DOSSIER, PRENDRE, RELANCER, REPONDRE, VEILLE } from './cause.ts';
import { compteDit, creneauDit, enObjet, organismeDit, rendezVousEnObjet, type Sujet, sessionDite, seul } from './sujet.ts';

/** G5: the demand that presses the answer. */
const demandeDite = (s: Sujet): string =>
  (s.conseillers ?? 0) > 0 ? ` ; ${compter(s.conseillers ?? 0, 'conseiller a essayé', 'conseillers ont essayé')} de repositionner une personne` : '';

export const CAUSES_RECRUTEMENT = causes({
  PRESENCE_NON_SAISIE: {
    numero: 'S4',
    intitule: 'Présences non saisies',
    explication: 'Le rendez-vous est passé sans que la présence soit saisie : la personne ne peut pas être positionnée sur une autre date (R27).',
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(organismeDit(s))} n'a pas saisi ${seul(s) ? 'la présence de la personne attendue' : 'les présences'} ${seul(s) ? creneauDit(s, 'au') : creneauDit(s, 'du')}${s.nombre !== undefined && s.nombre > 1 ? ` (${s.nombre} personnes attendues)` : ''}${demandeDite(s)}.`,
    demande: (s) =>
      `Dites qui est venu ${creneauDit(s, 'au')} : ${compteDit(s, 'présence est à saisir', 'présences sont à saisir', 'toutes les présences sont à saisir')}.${(s.conseillers ?? 0) > 0 ? ` ${compter(s.conseillers ?? 0, 'conseiller a essayé', 'conseillers ont essayé')} de proposer une autre date.` : ''}`,
    objet: (s) => `${compteDit(s, 'présence', 'présences', 'Présences')} à saisir : ${rendezVousEnObjet(s)}`,
    bouton: REPONDRE,
    suite: ESCALADE,
    remedes: [...HUMAINS, ABSENCE],
    lien: 'OF_PRESENCES',
  },
  SUITE_NON_SAISIE: {
    numero: 'S5',
    intitule: 'Suites non saisies',
    explication: "Des personnes sont venues et ne savent pas si elles sont retenues, non retenues ou en liste d'attente.",
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(organismeDit(s))} n'a pas donné la suite ${creneauDit(s, 'du')} : ${compteDit(s, 'personne présente attend une réponse', 'personnes présentes attendent une réponse', 'des personnes présentes attendent une réponse')}.`,
    demande: (s) =>
      `Dites, pour ${compteDit(s, 'personne venue', 'personnes venues', 'les personnes venues')} ${creneauDit(s, 'au')} : retenu, non retenu ou liste d'attente.`,
    objet: (s) => `${compteDit(s, 'suite', 'suites', 'Suites')} à donner : ${rendezVousEnObjet(s)}`,
    bouton: REPONDRE,
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_PRESENCES',
  },
  INSCRIPTION_BLOQUEE: {
    numero: 'S6',
    intitule: 'Repositionnement bloqué',
    explication: "Un prescripteur a voulu positionner une personne déjà inscrite à une réunion de la session, dont la présence n'est pas saisie (R27).",
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(compteDit(s, 'conseiller ne peut pas repositionner', 'conseillers ne peuvent pas repositionner', 'des conseillers ne peuvent pas repositionner'))} une personne : sa présence ${creneauDit(s, 'au')} n'est pas saisie.`,
    demande: (s) =>
      `Dites qui est venu ${creneauDit(s, 'au')} : ${compteDit(s, 'conseiller attend', 'conseillers attendent', 'un conseiller attend')} votre réponse pour proposer une autre date.`,
    objet: (s) => `${compteDit(s, 'conseiller attend', 'conseillers attendent', 'Un conseiller attend')} vos présences : ${rendezVousEnObjet(s)}`,
    bouton: REPONDRE,
    suite: ESCALADE,
    remedes: [...HUMAINS, ABSENCE, AUTRE_CRENEAU],
    lien: 'OF_PRESENCES',
  },
  RECRUTEMENT_HORS_SYSTEME: {
    numero: 'S7',
    intitule: 'Recrutement hors système',
    explication: "Des personnes sont inscrites sans avoir été positionnées : celles qui n'ont pas été retenues ne laissent aucune trace (R39).",
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(sessionDite(s))} compte ${compteDit(s, 'inscrit sans positionnement', 'inscrits sans positionnement', 'des inscrits sans positionnement')} : les candidats non retenus restent inconnus des prescripteurs.`,
    demande: (s) => `Déclarez aussi les candidats non retenus de ${sessionDite(s)}.`,
    auxPrescripteurs: (s) =>
      `Positionnez dans votre outil les personnes que vous adressez à ${sessionDite(s)}, et demandez à l'organisme la suite donnée à celles qu'il a reçues sans positionnement : il y compte ${compteDit(s, 'inscrit sans positionnement', 'inscrits sans positionnement', 'des inscrits sans positionnement')}.`,
    objet: (s) => `${compteDit(s, 'inscrit', 'inscrits', 'Inscrits')} sans positionnement : ${enObjet(s)}`,
    bouton: 'Déclarer les non-retenus',
    suite: ESCALADE,
    remedes: [...HUMAINS, HORS_SYSTEME],
    lien: 'OF_NON_RETENUS',
  },
  ORIGINE_OF_HORS_IMILO: {
    numero: 'S8',
    intitule: "Positionnement de l'organisme, absent d'i-Milo",
    explication: "Un positionnement saisi par l'organisme n'est jamais transmis à i-Milo (R30) : la mission locale doit le faire dans OUIFORM.",
    acteur: 'PRESCRIPTEUR',
    phrase: (s) => `Une personne suivie en mission locale a été positionnée par l'organisme sur ${sessionDite(s)} : i-Milo ne le saura pas.`,
    demande: (s) => `Positionnez la personne dans OUIFORM sur ${sessionDite(s)} pour la retrouver dans i-Milo.`,
    objet: (s) => `Positionnement de l'organisme, absent d'i-Milo : ${enObjet(s)}`,
    bouton: OUVRIR_DOSSIER,
    suite: () => "le positionnement reste absent d'i-Milo",
    remedes: [...HUMAINS, HORS_SYSTEME],
    lien: 'PARCOURS',
  },
  DOSSIER_NON_SYNCHRONISE: {
    numero: 'S8b',
    intitule: 'Dossier i-Milo non synchronisé',
    explication: 'Seuls les positionnements faits dans OUIFORM sur des dossiers synchronisés apparaissent dans i-Milo (R31).',
    acteur: 'PRESCRIPTEUR',
    phrase: (s) => `Le dossier i-Milo de la personne n'est pas synchronisé : son positionnement sur ${sessionDite(s)} n'y apparaît pas.`,
    demande: (s) => `Synchronisez le dossier pour voir dans i-Milo le positionnement sur ${sessionDite(s)}.`,
    objet: (s) => `Dossier i-Milo non synchronisé : ${enObjet(s)}`,
    bouton: OUVRIR_DOSSIER,
    suite: () => "le positionnement reste absent d'i-Milo",
    remedes: [...HUMAINS, HORS_SYSTEME],
    lien: 'PARCOURS',
  },
  CANDIDATURE_SANS_REPONSE: {
    numero: 'S9',
    intitule: 'Candidatures sans réponse',
    explication: 'La plage de candidature est close et des candidatures restent sans décision.',
    acteur: 'OF',
    phrase: (s) =>
      `La plage de candidature de ${sessionDite(s)} est close : ${compteDit(s, 'candidature reste sans réponse', 'candidatures restent sans réponse', 'des candidatures restent sans réponse')}.`,
    demande: (s) =>
      `Répondez à ${compteDit(s, 'candidature reçue', 'candidatures reçues', 'chaque candidature reçue')} pour ${sessionDite(s)} : retenu, non retenu ou liste d'attente.`,
    objet: (s) => `${compteDit(s, 'candidature', 'candidatures', 'Candidatures')} sans réponse : ${enObjet(s)}`,
    bouton: REPONDRE,
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_PRESENCES',
  },
  CHANGEMENT_NON_CONFIRME: {
    numero: 'S21',
    intitule: 'Changement non confirmé',
    explication: "Un créneau a été déplacé ou annulé, et les personnes inscrites n'ont pas toutes été prévenues.",
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(creneauDit(s, 'le'))} a changé et ${compteDit(s, "personne inscrite n'est pas encore prévenue", 'personnes inscrites ne sont pas encore prévenues', 'des personnes inscrites ne sont pas encore prévenues')}.`,
    demande: (s) => `Proposez une nouvelle date aux personnes inscrites ${creneauDit(s, 'au')}, ou confirmez l'annulation.`,
    objet: (s) => `Changement non confirmé : ${enObjet(s)}`,
    bouton: REPONDRE,
    suite: () => "l'équipe prévient elle-même les personnes inscrites",
    remedes: [RELANCER, AUTRE_CRENEAU, HORS_SYSTEME, PRENDRE, VEILLE],
    lien: 'OF_CHANGEMENT',
  },
});
