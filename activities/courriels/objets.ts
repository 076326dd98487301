/** Subjects and buttons: what, and how many. Never who. */

import { compteDit, creneauDit, ficheDite } from '../../domain/causes/sujet.ts';
import type { CodeCause, LienCause, Sujet } from '../../domain/causes.ts';
import { CAUSES } from '../../domain/causes.ts';
import { compter, majuscule, minuscule } from '../../domain/francais.ts';

const session = (s: Sujet): string => (s.session === undefined ? 'votre session' : `session ${s.session}`);
/** « information collective du 12/11 », without its article. */
const rendezVous = (s: Sujet): string => creneauDit(s, 'le').replace(/^(le |la |l')/, '');

const OBJETS: Partial<Record<CodeCause, (s: Sujet) => string>> = {
  PRESENCE_NON_SAISIE: (s) => `${compteDit(s, 'présence', 'présences', 'Présences')} à saisir : ${rendezVous(s)}`,
  SUITE_NON_SAISIE: (s) => `${compteDit(s, 'suite', 'suites', 'Suites')} à donner : ${rendezVous(s)}`,
  INSCRIPTION_BLOQUEE: (s) => `${compteDit(s, 'conseiller attend', 'conseillers attendent', 'Un conseiller attend')} vos présences : ${rendezVous(s)}`,
  CANDIDATURE_SANS_REPONSE: (s) => `${compteDit(s, 'candidature', 'candidatures', 'Candidatures')} sans réponse : ${session(s)}`,
  AUCUN_RENDEZ_VOUS_DISPONIBLE: (s) => `${compteDit(s, 'place libre', 'places libres', 'Des places libres')}, aucun rendez-vous : ${session(s)}`,
  ETAT_RECRUTEMENT_NON_RENSEIGNE: (s) => `Recrutement ouvert, fermé ou suspendu ? ${majuscule(session(s))}`,
  ENTREE_NON_ATTESTEE: (s) => `${compteDit(s, 'entrée', 'entrées', 'Entrée')} à attester : ${session(s)}`,
  SORTIE_NON_SAISIE: (s) => `${compteDit(s, 'sortie', 'sorties', 'Sortie')} à saisir : ${session(s)}`,
  PLACES_NON_POURVUES: (s) => `${compteDit(s, 'place', 'places', 'Des places')} à pourvoir : ${session(s)}`,
  RECRUTEMENT_HORS_SYSTEME: (s) => `${compteDit(s, 'inscrit', 'inscrits', 'Inscrits')} sans positionnement : ${session(s)}`,
  DEMANDEUR_RADIE: (s) => `${compteDit(s, 'mise à jour en attente', 'mises à jour en attente', 'Mise à jour en attente')} de réinscription`,
  COURRIEL_EN_ECHEC: (s) =>
    s.destinataire === 'CANDIDAT' ? `Convocation non remise : ${session(s)}` : `Courriel non remis${s.session === undefined ? '' : ` : ${session(s)}`}`,
  FICHE_EN_ATTENTE: (s) => `Fiche à corriger : ${ficheDite(s).replace(/^la /, '')}`,
};

/** What is about an organisme, or about a partner, is about no session. */
const SANS_SESSION = new Set<LienCause>(['ORGANISME', 'SYSTEME']);

/** From the second mail on a case, the subject says that it is a reminder. */
export const objet = (cause: CodeCause, sujet: Sujet, rappel: boolean): string => {
  const quoi = sujet.session === undefined && SANS_SESSION.has(CAUSES[cause].lien) ? (sujet.organisme ?? null) : session(sujet);
  const dit = OBJETS[cause]?.(sujet) ?? `${CAUSES[cause].intitule}${quoi === null ? '' : ` : ${quoi}`}`;
  return rappel ? `Rappel : ${minuscule(dit)}` : majuscule(dit);
};

const BOUTONS: Record<LienCause, string> = {
  OF_PRESENCES: 'Répondre maintenant',
  OF_CRENEAU: 'Ouvrir un créneau',
  OF_CHANGEMENT: 'Répondre maintenant',
  OF_ETAT_RECRUTEMENT: "Indiquer l'état du recrutement",
  OF_ENTREES: "Attester ou annuler l'entrée",
  OF_BILANS: 'Saisir la sortie et le bilan',
  OF_NON_RETENUS: 'Déclarer les non-retenus',
  OF_COMPTE: 'Répondre maintenant',
  OF_SESSION: 'Répondre maintenant',
  FICHE: 'Voir la fiche',
  SESSION: 'Voir la session',
  PARCOURS: 'Ouvrir le dossier',
  ORGANISME: 'Répondre maintenant',
  SYSTEME: 'Ouvrir le tableau de bord',
};
export const bouton = (cause: CodeCause): string => BOUTONS[CAUSES[cause].lien];

/** « 3 conseillers ont essayé de positionner quelqu’un. » (G5) */
export const essais = (conseillers: number): string => `${compter(conseillers, 'conseiller a essayé', 'conseillers ont essayé')} de positionner quelqu'un.`;
/** « 6 recherches de prescripteurs n’y ont trouvé aucun créneau. » (G5) */
export const recherches = (n: number): string =>
  `${compter(n, "recherche de prescripteur n'y a trouvé aucun créneau", "recherches de prescripteurs n'y ont trouvé aucun créneau")}.`;
