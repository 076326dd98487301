/** The words of the journal: each fact that flows note, as people read it. */
import { CAUSES, CodeCause } from './causes.ts';
import { type EtapeParcours, Fait } from './codes.ts';

export const JOURNAL = {
  // offer
  FICHE_SOUMISE: 'Fiche soumise au Carif-Oref',
  FICHE_VALIDEE: 'Fiche validée par le Carif-Oref',
  FICHE_RETOURNEE: 'Fiche retournée avec des remarques',
  FICHE_ARCHIVEE: 'Fiche archivée',
  SESSION_EXPORTEE: 'Session exportée vers le réseau des Carif-Oref',
  SESSION_EXCLUE: 'Session exclue de l’export',
  SESSION_VISIBLE: 'Session visible au niveau national',
  SESSION_PUBLIEE: 'Session publiée dans Kairos',
  SESSION_RETIREE: 'Session retirée',
  ETAT_RECRUTEMENT: 'État du recrutement modifié',
  OUVERT_SANS_CRENEAU: 'Recrutement ouvert sans créneau à venir',
  OUVERT_SANS_PLACE: 'Recrutement rouvert sans place disponible',
  FERMETURE_PROPOSEE: 'Plus de place : fermeture du recrutement proposée à l’organisme',
  REOUVERTURE_PROPOSEE: 'Place libérée : réouverture du recrutement proposée à l’organisme',
  PLACE_PROPOSEE: 'Place libérée proposée à la liste d’attente',
  COMPTE_KAIROS: 'Compte Kairos de l’organisme relu',
  DIVERGENCE: 'Valeurs différentes dans Saisir ma formation et Kairos',
  VALEUR_CHOISIE: 'Valeur choisie entre deux systèmes',
  LIEU_RATTACHE: 'Lieu rattaché à un établissement',
  // slot
  CRENEAU_PUBLIE: 'Créneau publié',
  CRENEAU_DEPLACE: 'Créneau déplacé',
  CRENEAU_ANNULE: 'Créneau annulé',
  CRENEAU_MODIFIE: 'Créneau précisé : places, consignes ou pièces',
  CRENEAU_FUSIONNE: 'Créneau saisi deux fois, réuni en un seul',
  CRENEAU_COMPLET: 'Créneau complet',
  CRENEAU_ROUVERT: 'Place libérée sur un créneau complet',
  COMMENTAIRE_A_RELIRE: 'Commentaire à relire par l’équipe',
  COMMENTAIRE_RELU: 'Commentaire relu',
  CHANGEMENT_ANNONCE: 'Changement annoncé aux personnes inscrites',
  CHANGEMENT_NON_ANNONCE: 'Changement non annoncé',
  CHANGEMENT_CONFIRME: 'Changement confirmé auprès des personnes inscrites',
  PRESENCES_DEMANDEES: 'Présences demandées à l’organisme',
  PRESENCES_SAISIES: 'Présences saisies',
  SUITES_SAISIES: 'Suites saisies',
  PRESENCE_CORRIGEE: 'Présence corrigée',
  SUITE_CORRIGEE: 'Suite corrigée',
  ABSENCES_PROVISOIRES: 'Absences provisoires déclarées',
  // positioning
  POSITIONNEMENT_DEMANDE: 'Positionnement demandé',
  PLACE_RESERVEE: 'Place réservée dans Kairos',
  POSITIONNEMENT_REFUSE: 'Positionnement refusé',
  POSITIONNEMENT_ANNULE: 'Positionnement annulé',
  POSITIONNEMENT_REPORTE: 'Positionnement reporté sur un autre créneau',
  REPORT_REFUSE: 'Report refusé par Kairos : le premier créneau est gardé',
  POSITIONNEMENT_REPRIS: 'Positionnement de l’organisme repris par le prescripteur',
  TENTATIVE_BLOQUEE: 'Tentative de positionnement bloquée',
  CONVOCATION: 'Convocation envoyée au candidat',
  REINSCRIPTION_EXPLIQUEE: 'Réinscription expliquée à la personne par courriel',
  // path (§d.7)
  POSITIONNE: 'Positionné',
  CONVOQUE: 'Convoqué',
  PRESENT: 'Présent',
  ABSENT: 'Absent',
  RETENU: 'Retenu',
  NON_RETENU: 'Non retenu',
  LISTE_ATTENTE: 'En liste d’attente',
  INSCRIT: 'Inscrit en formation',
  AIS_GENEREE: 'Attestation d’inscription (AIS) générée',
  ENTREE_A_VALIDER: 'Entrée à valider',
  ENTREE_ATTESTEE: 'Entrée attestée',
  EN_FORMATION: 'En formation',
  INTERROMPU: 'Formation interrompue',
  ABANDON: 'Abandon',
  FIN: 'Fin de formation',
  BILAN_SAISI: 'Bilan saisi',
  BILAN_CORRIGE: 'Bilan corrigé',
  CLOS: 'Parcours clos',
  INSCRIPTION_ANNULEE: 'Inscription annulée',
  ANNULE: 'Annulé',
  ABSENCE_PROVISOIRE: 'Absence présumée, faute de réponse de l’organisme',
  PLACE_LIBEREE: 'Place libérée : proposée à la première personne de la liste d’attente',
  NON_RETENUS_DECLARES: 'Candidats non retenus déclarés pour la session',
  ACTE_REFUSE: 'Acte tardif ou incompatible, non appliqué',
  TRANSITION_REFUSEE: 'Changement d’étape impossible, non fait',
  // partners
  TRANSMIS: 'Transmis',
  DIFFERE: 'Conservé jusqu’à la réinscription',
  REJOUE: 'Rejoué après la réinscription',
  DIFFEREE_EXPIREE: 'Mise à jour conservée trop longtemps, abandonnée',
  STATUT_DE: 'Statut du demandeur modifié',
  SYSTEME_EN_PANNE: 'Système en panne',
  SYSTEME_REPRIS: 'Système de nouveau disponible',
  SYSTEME_SUSPENDU: 'Système suspendu',
  SUSPENSION_DEMANDEE: 'Suspension des envois demandée',
  REPRISE_DEMANDEE: 'Reprise des envois demandée',
  // reconciliation
  ECART_CONSTATE: 'Différence constatée avec un partenaire',
  ECART_REPARE: 'Envoi refait : le partenaire ne l’avait plus',
  // what is stuck, and who does what about it
  BLOCAGE: 'Blocage',
  BLOCAGE_RESOLU: 'Blocage levé',
  RELANCE_ENVOYEE: 'Relance envoyée',
  RELANCE_IMPOSSIBLE: 'Relance impossible',
  COURRIEL_ENVOYE: 'Courriel envoyé',
  COURRIEL_EN_ECHEC: 'Courriel non remis, canal suivant essayé',
  COURRIEL_REVENU: 'Courriel revenu, adresse refusée',
  ADRESSE_INVALIDE: 'Adresse électronique signalée invalide',
  REPONSE_ORGANISME: 'Réponse de l’organisme à l’équipe',
  ADRESSE_CORRIGEE: 'Adresse électronique corrigée',
  POLITIQUE_MODIFIEE: 'Politique de relance modifiée',
  SYNTHESES_MODIFIEES: 'Choix de l’organisme sur les synthèses',
  relancer: 'Relancé par un opérateur',
  mettreEnVeille: 'Mis en veille',
  prendreEnCharge: 'Pris en charge',
  corriger: 'Corrigé et rejoué',
  passer: 'Étape passée',
  absenceProvisoire: 'Absence provisoire déclarée par un opérateur',
  proposerAutreCreneau: 'Autre créneau proposé par un opérateur',
  traiterHorsSysteme: 'Marqué traité hors système',
  choisirValeur: 'Valeur choisie entre deux systèmes',
  PAGE_OF_VUE: 'Page de l’organisme ouverte par un opérateur',
  LIENS_OF_REGENERES: 'Liens de l’organisme régénérés',
  OPERATION_LANCEE: 'Opération groupée lancée',
  OPERATION_ARRETEE: 'Arrêt de l’opération demandé',
  OPERATION_REPRISE: 'Opération reprise pour les échecs',
  VEILLE_FINIE: 'Fin de la mise en veille',
  PRISE_EN_CHARGE_FINIE: 'Fin de la prise en charge',
} as const satisfies Record<string, string> & Record<EtapeParcours, string>;

export type CodeFait = keyof typeof JOURNAL;

/** The words for a fact, or the fact itself when it was written by somebody else. */
export const direFait = (fait: string): string => (JOURNAL as Record<string, string>)[fait] ?? fait;

const FAITS: Record<Fait, string> = {
  POSITIONNEMENT: 'positionnement',
  RDV: 'rendez-vous',
  PRESENCE: 'présence',
  SUITE: 'suite donnée',
  INSCRIPTION: 'inscription',
  ENTREE: 'entrée',
  BILAN: 'sortie et bilan',
};
const ENVOIS: Record<string, string | null> = {
  ENVOYEE: null,
  INUTILE: 'sans objet',
  SANS_DESTINATAIRE: 'aucune adresse connue',
  ECHEC: 'adresse refusée',
};

/** The words for what a fact is about. */
export const direDetail = (detail: string | null): string | null => {
  if (detail === null) return null;
  const fait = Fait.safeParse(detail);
  if (fait.success) return FAITS[fait.data];
  const cause = CodeCause.safeParse(detail);
  if (cause.success) return CAUSES[cause.data].intitule;
  return detail in ENVOIS ? (ENVOIS[detail] ?? null) : detail;
};
