/** Causes that come from machines: partners, mail, programs. */
import { CORRIGER, causes, ESCALADE, HORS_SYSTEME, OUVRIR_DOSSIER, OUVRIR_TABLEAU, PASSER, PRENDRE, REESSAYER, RENVOYER, REPONDRE, VEILLE } from './cause.ts';
import { operationDite, refusDit } from './refus.ts';
import { compteDit, deSysteme, enObjet, organismeDit, type Sujet, sessionDite, systemeDit, systemeEnTete } from './sujet.ts';

/** S10: what told a person how to re-register, which is about no session. */
const estReinscription = (s: Sujet): boolean => s.destinataire === 'CANDIDAT' && s.session === undefined;

const aQui = (s: Sujet): string =>
  estReinscription(s)
    ? 'à la personne pour lui dire comment se réinscrire à France Travail'
    : s.destinataire === 'CANDIDAT'
      ? `à une personne attendue pour ${sessionDite(s)}`
      : s.destinataire === 'MANDATAIRE'
        ? "à l'organisme mandataire"
        : s.destinataire === 'PRESCRIPTEUR'
          ? 'au prescripteur'
          : s.destinataire === 'EQUIPE'
            ? `à l'équipe par ${organismeDit(s)}`
            : `à ${organismeDit(s)}`;

export const CAUSES_TECHNIQUES = causes({
  COURRIEL_OF_INVALIDE: {
    numero: 'S13',
    intitule: 'Adresse électronique invalide',
    explication: "L'adresse de l'organisme manque ou n'accepte pas les messages : ni listes d'inscrits ni relances ne lui parviennent.",
    acteur: 'EQUIPE',
    phrase: (s) => `L'adresse électronique connue pour ${organismeDit(s)} empêche l'envoi des listes d'inscrits et des relances.`,
    demande: () => "Joignez l'organisme par téléphone ou par son mandataire, et corrigez son adresse électronique.",
    objet: (s) => `Adresse électronique invalide : ${organismeDit(s)}`,
    bouton: REPONDRE,
    suite: ESCALADE,
    remedes: [RENVOYER, PRENDRE, VEILLE],
    lien: 'ORGANISME',
  },
  PARTENAIRE_FERME: {
    numero: 'S20',
    intitule: 'Partenaire fermé',
    explication: "Le partenaire ne répond plus du tout ; les envois attendent, dans l'ordre, sans perte.",
    acteur: 'SYSTEME',
    phrase: (s) =>
      `${systemeEnTete(s.systeme)} ne répond plus : ${compteDit(s, 'dossier attend', 'dossiers attendent', 'les dossiers attendent')}, rien n'est perdu.`,
    demande: (s) => `Suivez le rétablissement ${deSysteme(s.systeme)}.`,
    objet: (s) => `Partenaire fermé : ${systemeDit(s.systeme)}`,
    bouton: OUVRIR_TABLEAU,
    suite: () => 'les envois repartent seuls dès que le partenaire répond',
    remedes: [PRENDRE, VEILLE],
    lien: 'SYSTEME',
  },
  REJET_FONCTIONNEL: {
    numero: null,
    intitule: 'Refus du partenaire',
    explication: 'Le partenaire a refusé un envoi pour une raison de fond : le rejouer tel quel ne servirait à rien.',
    acteur: 'EQUIPE',
    phrase: (s) => `${systemeEnTete(s.systeme)} refuse ${operationDite(s.operation)} : ${refusDit(s.refus)}.`,
    demande: (s) => `Corrigez ce que ${systemeDit(s.systeme)} refuse, puis reprenez l'étape, ou passez-la avec un motif.`,
    objet: (s) => `Refus du partenaire : ${systemeDit(s.systeme)}`,
    bouton: OUVRIR_DOSSIER,
    suite: () => 'le dossier reste arrêté à cette étape',
    remedes: [CORRIGER, PASSER, PRENDRE, VEILLE],
    lien: 'PARCOURS',
  },
  SYSTEME_INDISPONIBLE: {
    numero: null,
    intitule: 'Système indisponible',
    explication: "Le partenaire ne répond pas ; l'envoi est retenté régulièrement et partira seul.",
    acteur: 'SYSTEME',
    phrase: (s) => `${systemeEnTete(s.systeme)} ne répond pas : ${operationDite(s.operation)} attend son retour.`,
    demande: (s) => `Suivez le rétablissement ${deSysteme(s.systeme)} ; l'envoi repartira seul.`,
    objet: (s) => `Système indisponible : ${systemeDit(s.systeme)}`,
    bouton: OUVRIR_TABLEAU,
    suite: () => "l'équipe est prévenue si la fermeture dure, et l'envoi repart seul dès que le partenaire répond",
    remedes: [REESSAYER, PRENDRE, VEILLE],
    lien: 'SYSTEME',
  },
  COURRIEL_EN_ECHEC: {
    numero: null,
    intitule: 'Courriel en échec',
    explication: "Un courriel n'a pas pu être remis ; la personne qui doit agir ne le sait peut-être pas.",
    acteur: 'EQUIPE',
    phrase: (s) => `Le courriel adressé ${aQui(s)} n'a pas pu être remis.`,
    demande: (s) =>
      estReinscription(s)
        ? 'Dites à la personne comment se réinscrire à France Travail : le courriel ne lui est pas parvenu. Corrigez aussi son adresse électronique.'
        : s.destinataire === 'CANDIDAT'
          ? `Prévenez la personne attendue pour ${sessionDite(s)} de son rendez-vous : sa convocation ne lui est pas parvenue. Corrigez aussi son adresse électronique.`
          : s.destinataire === 'EQUIPE'
            ? `Joignez ${organismeDit(s)} : ce qui a été écrit à l'équipe n'est gardé nulle part. Vérifiez aussi l'adresse des comptes de l'équipe.`
            : "Vérifiez l'adresse électronique, puis renvoyez le courriel.",
    objet: (s) =>
      s.destinataire === 'CANDIDAT' && s.session !== undefined
        ? `Convocation non remise : ${enObjet(s)}`
        : `Courriel non remis${s.session === undefined ? '' : ` : ${enObjet(s)}`}`,
    bouton: REPONDRE,
    suite: () => "les prochains courriels n'arriveront pas non plus",
    remedes: [RENVOYER, HORS_SYSTEME, PRENDRE, VEILLE],
    lien: 'ORGANISME',
  },
  ERREUR_PROGRAMME: {
    numero: null,
    intitule: 'Erreur du programme',
    explication: "Le déroulement du dossier s'est arrêté sur une erreur de Maillon ; il reprendra où il en est une fois l'erreur corrigée.",
    acteur: 'EQUIPE',
    phrase: () => "Le dossier s'est arrêté sur une erreur de Maillon ; aucune donnée n'est perdue.",
    demande: () => "Transmettez les détails techniques du dossier à l'exploitation.",
    objet: () => 'Un dossier est arrêté sur une erreur de Maillon',
    bouton: OUVRIR_TABLEAU,
    suite: () => "le dossier reste arrêté jusqu'à la correction du programme",
    remedes: [PRENDRE, VEILLE],
    lien: 'SYSTEME',
  },
});
