/** What the partners refuse, and what was asked of them, in French clauses. Codes are those of the partners' contracts. */

const REFUS: Record<string, string> = {
  COMPLET: 'il ne reste plus de place sur ce créneau',
  DEJA_INSCRIT: 'la personne est déjà inscrite à une réunion d\'information pour cette session',
  RECRUTEMENT_FERME: 'le recrutement de la session est fermé',
  CRENEAU_PASSE: 'le créneau est passé',
  CRENEAU_ANNULE: 'le créneau est annulé',
  CRENEAU_INCONNU: 'le créneau y est inconnu',
  SESSION_INCONNUE: 'la session y est inconnue',
  POSITIONNEMENT_INCONNU: 'le positionnement y est inconnu',
  COMPTE_ABSENT: "l'organisme n'y a pas de compte valable",
  DEMANDEUR_INCONNU: 'la personne y est inconnue',
  DEMANDEUR_RADIE: "la personne n'est plus inscrite",
  DOSSIER_INCONNU: 'le dossier y est inconnu',
  DOSSIER_NON_SYNCHRONISE: "le dossier n'est pas synchronisé",
  RENDEZ_VOUS_INCONNU: 'le rendez-vous y est inconnu',
  FICHE_INCONNUE: 'la fiche y est inconnue',
  ETAT_INCOMPATIBLE: "l'état de la fiche ne le permet pas",
  NDA_ABSENT: "le numéro de déclaration d'activité manque",
};
/** « il ne reste plus de place sur ce créneau »; an unknown code is said as it is. */
export const refusDit = (code: string | undefined): string =>
  code === undefined ? 'le motif n\'est pas précisé' : (REFUS[code] ?? `code ${code}`);

const OPERATIONS: Record<string, string> = {
  publierSession: 'la publication de la session',
  exporterSession: "l'export de la session",
  retirerSession: 'le retrait de la session',
  changerEtatRecrutement: "le changement d'état du recrutement",
  publierCreneau: 'la publication du créneau',
  deplacerCreneau: 'le déplacement du créneau',
  annulerCreneau: "l'annulation du créneau",
  signalerIco: "le signalement de l'information collective",
  positionner: 'le positionnement',
  deplacerPositionnement: 'le report du positionnement',
  annulerPositionnement: "l'annulation du positionnement",
  notifierRendezVous: 'la notification du rendez-vous',
  changerRendezVous: 'le changement du rendez-vous',
  saisirPresences: 'la saisie des présences',
  saisirSuites: 'la saisie des suites',
  inscrire: "l'inscription",
  annulerInscription: "l'annulation de l'inscription",
  prescrire: 'la prescription',
  annulerPrescription: "l'annulation de la prescription",
  genererAis: "l'attestation d'inscription",
  enregistrerAis: "l'attestation d'inscription",
  retirerAis: "le retrait de l'attestation d'inscription",
  attesterEntree: "l'attestation d'entrée",
  enregistrerEntree: "l'entrée en formation",
  saisirInterruption: "l'interruption",
  enregistrerInterruption: "l'interruption",
  terminer: 'la sortie de formation',
  enregistrerSortie: 'la sortie de formation',
  proposer: 'la proposition',
  suivre: 'la mise à jour du suivi',
  situer: 'la situation de la personne',
  deposerFiche: 'le dépôt de la fiche',
  validerFiche: 'la validation de la fiche',
  retournerFiche: 'le retour de la fiche',
  archiverFiche: "l'archivage de la fiche",
};
/** `kairos.positionner` → « le positionnement ». */
export const operationDite = (operation: string | undefined): string => OPERATIONS[operation?.split('.').at(-1) ?? ''] ?? "l'envoi";
