/** Stuck cases of the offer: fiches, publication, slots that are missing. */
import { compter, jourCourt, majuscule } from '../francais.ts';
import { CHOISIR, causes, ESCALADE, HORS_SYSTEME, HUMAINS, OUVRIR_CRENEAU, PRENDRE, RELANCER, REPONDRE, VEILLE } from './cause.ts';
import { champDit, compteDit, ecartDit, enObjet, exclusionDite, ficheDite, organismeDit, type Sujet, sessionDite, seul } from './sujet.ts';

/** « 6 prescripteurs ont consulté la session », when some did. */
const vus = (s: Sujet): string | undefined =>
  s.consultations ? compter(s.consultations, 'prescripteur a consulté la session', 'prescripteurs ont consulté la session') : undefined;
const dans = (jours: number): string => (jours <= 0 ? "aujourd'hui" : jours === 1 ? 'demain' : `dans ${jours} jours`);

export const CAUSES_OFFRE = causes({
  MODALITE_NON_RENSEIGNEE: {
    numero: 'S1',
    intitule: 'Aucune modalité de recrutement',
    explication: 'La session est publiée sans information collective, ni rendez-vous, ni plage de candidature : personne ne peut y être positionné.',
    acteur: 'OF',
    phrase: (s) => `${majuscule(sessionDite(s))} n'a aucune modalité de recrutement : aucun prescripteur ne peut y positionner quelqu'un.`,
    demande: (s) => `Ajoutez à ${sessionDite(s)} une information collective, un rendez-vous individuel ou une plage de candidature.`,
    objet: (s) => `Aucune modalité de recrutement : ${enObjet(s)}`,
    bouton: OUVRIR_CRENEAU,
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_CRENEAU',
  },
  ETAT_RECRUTEMENT_NON_RENSEIGNE: {
    numero: 'S2',
    intitule: 'État du recrutement non renseigné',
    explication: "Les prescripteurs lisent « État de recrutement non renseigné » et ne savent pas s'ils peuvent proposer la session.",
    acteur: 'OF',
    phrase: (s) => `${majuscule(organismeDit(s))} n'a pas dit si le recrutement de ${sessionDite(s)} est ouvert, fermé ou suspendu.`,
    demande: (s) => `Indiquez si le recrutement de ${sessionDite(s)} est ouvert, fermé ou suspendu.`,
    objet: (s) => `Recrutement ouvert, fermé ou suspendu ? ${majuscule(enObjet(s))}`,
    bouton: "Indiquer l'état du recrutement",
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_ETAT_RECRUTEMENT',
  },
  AUCUN_RENDEZ_VOUS_DISPONIBLE: {
    numero: 'S3',
    intitule: 'Des places, mais aucun rendez-vous',
    explication: "La session a des places et recrute, mais aucun créneau à venir n'a de place : les prescripteurs lisent « Aucun rendez-vous disponible ».",
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(sessionDite(s))} a ${compteDit(s, 'place libre', 'places libres', 'des places libres')} et aucun rendez-vous à venir : ${vus(s) ?? 'les prescripteurs ne peuvent pas positionner'}${s.jours === undefined ? '' : ` ; c'est urgent, elle commence ${dans(s.jours)}`}.`,
    demande: (s) =>
      `Ouvrez un créneau pour ${sessionDite(s)}, ou indiquez que son recrutement est suspendu ou fermé : ${compteDit(s, 'place libre', 'places libres', 'des places libres')}, aucun rendez-vous${s.consultations ? `, ${vus(s)}` : ''}.`,
    objet: (s) => `${compteDit(s, 'place libre', 'places libres', 'Des places libres')}, aucun rendez-vous : ${enObjet(s)}`,
    bouton: OUVRIR_CRENEAU,
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_CRENEAU',
  },
  FICHE_EN_ATTENTE: {
    numero: 'S14',
    intitule: 'Fiche en attente',
    explication: "La fiche attend d'être validée par le Carif-Oref, ou corrigée par l'organisme : sa dernière version n'est pas publiée.",
    acteur: 'CARIF',
    phrase: (s) =>
      s.etatFiche === 'A_CORRIGER'
        ? `${majuscule(ficheDite(s))} est retournée par le Carif-Oref : tant qu'elle n'est pas corrigée, sa dernière version reste invisible des prescripteurs.`
        : `${majuscule(ficheDite(s))} attend : tant qu'elle n'est pas validée, sa dernière version reste invisible des prescripteurs.`,
    demande: (s) =>
      s.etatFiche === 'A_CORRIGER'
        ? `Corrigez ${ficheDite(s)} dans Saisir ma formation : le Carif-Oref l'a retournée avec des remarques.`
        : `Traitez ${ficheDite(s)} : validez-la, ou dites à l'organisme ce qu'il faut corriger.`,
    objet: (s) => `Fiche à corriger : ${ficheDite(s).replace(/^la /, '')}`,
    bouton: 'Voir la fiche',
    dite: 'La fiche repart au Carif-Oref, qui la relit.',
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'FICHE',
  },
  SESSION_NON_VISIBLE: {
    numero: 'S15',
    intitule: 'Session validée mais invisible',
    explication: "La fiche est validée depuis plus longtemps que la publication n'en demande, et la session n'apparaît toujours pas chez les prescripteurs.",
    acteur: 'CARIF',
    phrase: (s) =>
      s.refus !== undefined
        ? `${majuscule(sessionDite(s))} est validée mais exclue de l'export : ${exclusionDite(s.refus)}.`
        : s.etatPublication === 'EXPORTEE'
          ? `${majuscule(sessionDite(s))} est exportée, mais n'apparaît toujours pas dans Kairos.`
          : `${majuscule(sessionDite(s))} est validée, mais n'est pas encore exportée vers Kairos.`,
    demande: (s) =>
      s.etatPublication === 'EXPORTEE'
        ? `Cherchez dans Kairos pourquoi ${sessionDite(s)} n'y apparaît pas : son export est fait.`
        : `Vérifiez l'export de ${sessionDite(s)}${s.refus === undefined ? '' : ` : ${exclusionDite(s.refus)}`}.`,
    objet: (s) => `Session validée mais invisible : ${enObjet(s)}`,
    bouton: 'Voir la session',
    suite: () => 'la session reste invisible des prescripteurs',
    remedes: [PRENDRE, VEILLE, RELANCER],
    lien: 'SESSION',
  },
  COMPTE_KAIROS_ABSENT: {
    numero: 'S16',
    intitule: 'Compte Kairos absent',
    explication: 'Un organisme dispensateur a un SIRET et un compte Kairos ; sans compte, ou sans convention valable, il ne peut rien saisir.',
    acteur: 'OF',
    phrase: (s) =>
      s.refus === 'CONVENTION_BIENTOT'
        ? `La convention d'échanges de ${organismeDit(s)} avec France Travail se termine${s.date === undefined ? ' bientôt' : ` le ${jourCourt(s.date)}`} : ${sessionDite(s)} ne pourra plus être suivie.`
        : s.refus === 'CONVENTION_NON_VALIDE'
          ? `La convention d'échanges de ${organismeDit(s)} avec France Travail n'est pas valable : ${sessionDite(s)} ne peut pas être suivie dans Kairos.`
          : `${majuscule(organismeDit(s))} n'a pas de compte Kairos valable : ${sessionDite(s)} ne peut pas être suivie.`,
    demande: (s) =>
      s.refus === 'COMPTE_ABSENT'
        ? 'Demandez votre compte Kairos à votre correspondant France Travail : un organisme dispensateur, un SIRET, un compte.'
        : s.refus === undefined
          ? 'Demandez votre compte Kairos, ou le renouvellement de la convention, à votre correspondant France Travail.'
          : "Demandez le renouvellement de votre convention d'échanges à votre correspondant France Travail.",
    objet: (s) => `Compte Kairos absent : ${enObjet(s)}`,
    bouton: REPONDRE,
    dite: 'Kairos est interrogé de nouveau.',
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_COMPTE',
  },
  LIEU_SANS_SIRET: {
    numero: 'S17',
    intitule: 'Lieu sans SIRET',
    explication: "Un lieu sans SIRET ne peut pas être dispensateur : l'action se rattache au site de formation dont il dépend, qui en a un.",
    acteur: 'OF',
    phrase: (s) => `${majuscule(sessionDite(s))} est rattachée à un lieu sans SIRET : elle ne peut pas être publiée.`,
    demande: (s) => `Rattachez ${sessionDite(s)} à l'établissement dont dépend le lieu de formation.`,
    objet: (s) => `Lieu sans SIRET : ${enObjet(s)}`,
    bouton: REPONDRE,
    dite: "Le lieu est rattaché à cet établissement ; l'équipe d'animation en est informée.",
    suite: ESCALADE,
    remedes: HUMAINS,
    lien: 'OF_SESSION',
  },
  DONNEES_DIVERGENTES: {
    numero: 'S18',
    intitule: 'Données divergentes',
    explication: 'Deux systèmes ne disent pas la même chose de la même session : nombre de places, dates, information collective en double.',
    acteur: 'OF',
    phrase: (s) =>
      ecartDit(s) ??
      (s.valeurSmf === undefined || s.valeurKairos === undefined
        ? `${majuscule(sessionDite(s))} n'a pas les mêmes données dans Saisir ma formation et dans Kairos${s.nombre === undefined ? '' : ` (${compteDit(s, 'différence', 'différences', 'aucune différence')})`}.`
        : `Pour ${sessionDite(s)}, Saisir ma formation et Kairos ne disent pas la même chose sur ${champDit(s.champ)} : « ${s.valeurSmf} » dans l'un, « ${s.valeurKairos} » dans l'autre.`),
    demande: (s) =>
      s.valeurSmf === undefined || s.valeurKairos === undefined
        ? `Dites laquelle des valeurs est la bonne pour ${sessionDite(s)}.`
        : `Dites ce qui est juste pour ${sessionDite(s)}, sur ${champDit(s.champ)} : « ${s.valeurSmf} » (Saisir ma formation) ou « ${s.valeurKairos} » (Kairos).`,
    objet: (s) => `Données divergentes : ${enObjet(s)}`,
    bouton: REPONDRE,
    suite: ESCALADE,
    remedes: [...HUMAINS, CHOISIR],
    lien: 'OF_SESSION',
  },
  PLACES_NON_POURVUES: {
    numero: 'S22',
    intitule: 'Places non pourvues',
    explication: 'La session commence bientôt, et trop peu de ses places sont prises, ou trop de personnes attendues ne sont pas venues.',
    acteur: 'OF',
    phrase: (s) =>
      `${majuscule(sessionDite(s))} commence ${s.jours === undefined ? 'bientôt' : dans(s.jours)} et il y reste ${compteDit(s, 'place à pourvoir', 'places à pourvoir', 'des places à pourvoir')}${s.absents === undefined ? '' : ` ; ${s.absents} % des personnes attendues ne sont pas venues`}.`,
    demande: (s) =>
      `Ouvrez un créneau pour ${sessionDite(s)}, et proposez ${seul(s) ? 'la place restante' : 'les places restantes'} aux personnes en liste d'attente${s.attente === undefined ? '' : ` (${compter(s.attente, 'personne attend', 'personnes attendent')})`}.`,
    auxPrescripteurs: (s) =>
      `Proposez ${sessionDite(s)} aux personnes que vous accompagnez : elle commence ${s.jours === undefined ? 'bientôt' : dans(s.jours)} et il y reste ${compteDit(s, 'place à pourvoir', 'places à pourvoir', 'des places à pourvoir')}.`,
    objet: (s) => `${compteDit(s, 'place', 'places', 'Des places')} à pourvoir : ${enObjet(s)}`,
    bouton: OUVRIR_CRENEAU,
    suite: ESCALADE,
    remedes: [...HUMAINS, HORS_SYSTEME],
    lien: 'OF_CRENEAU',
  },
});
