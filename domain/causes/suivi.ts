/** Stuck cases after the decision: registration, entry, exit, what AUDE may know. */
import { compter, majuscule } from '../francais.ts';
import { causes, ESCALADE, HUMAINS, OUVRIR_DOSSIER, PRENDRE, VEILLE } from './cause.ts';
import { compteDit, enObjet, organismeDit, sessionDite } from './sujet.ts';

export const CAUSES_SUIVI = causes({
  DEMANDEUR_RADIE: {
    numero: 'S10',
    intitule: 'Mise à jour différée',
    explication:
      "La personne n'est plus inscrite à France Travail : ses mises à jour sont conservées dans l'ordre et rejouées dans AUDE à la réinscription (R36).",
    acteur: 'PRESCRIPTEUR',
    phrase: (s) =>
      s.expirees !== undefined
        ? `Faute de réinscription, ${compter(s.expirees, "mise à jour conservée trop longtemps n'est plus gardée", 'mises à jour conservées trop longtemps ne sont plus gardées')} pour AUDE.`
        : `${majuscule(compteDit(s, 'mise à jour conservée sera visible', 'mises à jour conservées seront visibles', 'la mise à jour est conservée et sera visible'))} dans AUDE à la réinscription de la personne.`,
    demande: (s) =>
      s.expirees !== undefined
        ? 'Si la personne se réinscrit, saisissez vous-même dans son dossier ce que le journal du parcours indique.'
        : `${s.informee ? 'Un courriel a dit à la personne comment se réinscrire : rappelez-le-lui si besoin' : 'Dites à la personne comment se réinscrire'} ; rien d'autre n'est à faire, les mises à jour sont conservées.`,
    objet: (s) => `${compteDit(s, 'mise à jour en attente', 'mises à jour en attente', 'Mise à jour en attente')} de réinscription`,
    bouton: OUVRIR_DOSSIER,
    suite: ({ conservation }) => `les mises à jour restent conservées ${conservation}`,
    remedes: [VEILLE, PRENDRE],
    lien: 'PARCOURS',
  },
  ENTREE_NON_ATTESTEE: {
    numero: 'S11',
    intitule: 'Entrée non attestée',
    explication: "La formation a commencé et l'entrée n'est ni attestée ni annulée : la rémunération du stagiaire en dépend.",
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(organismeDit(s))} n'a ni attesté ni annulé ${compteDit(s, 'entrée', 'entrées', 'une entrée')} en formation sur ${sessionDite(s)}.`,
    demande: (s) =>
      `Attestez ${compteDit(s, 'entrée', 'entrées', "l'entrée")} en formation sur ${sessionDite(s)}, ou annulez avec un motif : la rémunération du stagiaire en dépend.`,
    objet: (s) => `${compteDit(s, 'entrée', 'entrées', 'Entrée')} à attester : ${enObjet(s)}`,
    bouton: "Attester ou annuler l'entrée",
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_ENTREES',
  },
  SORTIE_NON_SAISIE: {
    numero: 'S12',
    intitule: 'Sortie ou bilan non saisi',
    explication: "La formation est finie et la sortie, ou le bilan, n'est pas saisi.",
    acteur: 'OF',
    phrase: (s) => `${majuscule(organismeDit(s))} n'a pas saisi ${compteDit(s, 'sortie', 'sorties', 'la sortie')} avec bilan sur ${sessionDite(s)}.`,
    demande: (s) => `Saisissez ${compteDit(s, 'sortie', 'sorties', 'la sortie')} et le bilan sur ${sessionDite(s)}.`,
    objet: (s) => `${compteDit(s, 'sortie', 'sorties', 'Sortie')} à saisir : ${enObjet(s)}`,
    bouton: 'Saisir la sortie et le bilan',
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_BILANS',
  },
  AIS_NON_GENEREE: {
    numero: 'S19',
    intitule: 'AIS non générée',
    explication: "La personne est inscrite en formation et à France Travail, et l'attestation d'inscription n'est pas arrivée dans AUDE.",
    acteur: 'SYSTEME',
    nomActeur: 'Le support technique de France Travail',
    phrase: (s) => `L'attestation d'inscription à ${sessionDite(s)} n'est pas générée dans AUDE, alors que l'inscription est faite.`,
    demande: (s) => `Vérifiez dans AUDE l'inscription à ${sessionDite(s)}.`,
    objet: (s) => `AIS non générée : ${enObjet(s)}`,
    bouton: OUVRIR_DOSSIER,
    suite: () => "l'équipe saisit le support technique de France Travail",
    remedes: [PRENDRE, VEILLE],
    lien: 'PARCOURS',
  },
});
