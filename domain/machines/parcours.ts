/** One person on one session, from the positioning to the end of the training (§d.7). */
import type { EtapeParcours } from '../codes.ts';
import type { Machine, Transition } from '../machine.ts';

type E = EtapeParcours;
const depuis = (de: E, ...suites: [vers: E, qui: string, quand: string][]): Transition<E>[] => suites.map(([vers, qui, quand]) => ({ de, vers, qui, quand }));

const CORRIGE = 'corrige sa saisie';
const DE_NOUVEAU = 'positionne de nouveau la personne';

export const MACHINE_PARCOURS: Machine<E> = {
  nom: 'parcours',
  initial: 'POSITIONNE',
  etats: {
    POSITIONNE: 'la place est demandée, ou vient d’être obtenue',
    CONVOQUE: 'la place est tenue et le rendez-vous annoncé partout',
    PRESENT: 'la personne est venue ; la décision de l’organisme est attendue',
    ABSENT: 'la personne n’est pas venue, ou son absence est présumée ; elle peut être positionnée de nouveau',
    LISTE_ATTENTE: 'la personne attend qu’une place se libère',
    RETENU: 'l’organisme la retient ; l’inscription se fait',
    NON_RETENU: 'l’organisme ne la retient pas ; la trace est gardée, la place de rendez-vous est libre',
    INSCRIT: 'l’inscription est faite ; l’attestation d’inscription (AIS) est attendue d’AUDE',
    AIS_GENEREE: 'l’AIS est générée et comptée',
    ENTREE_A_VALIDER: 'la formation a commencé ; l’entrée est à attester',
    ENTREE_ATTESTEE: 'l’entrée est attestée et dite à tous',
    EN_FORMATION: 'la personne est en formation',
    INTERROMPU: 'la formation est suspendue, pour la personne ou pour toute la session',
    ABANDON: 'la personne a quitté la formation avant la fin ; le bilan est attendu',
    FIN: 'la formation est finie ; le bilan est attendu',
    BILAN_SAISI: 'la sortie et le bilan sont connus',
    CLOS: 'tout est enregistré',
    INSCRIPTION_ANNULEE: 'l’inscription est annulée avec son motif ; la place est rendue',
    ANNULE: 'le positionnement est annulé, ou Kairos l’a refusé ; la personne peut être positionnée de nouveau',
  },
  finaux: ['ABSENT', 'NON_RETENU', 'ANNULE', 'INSCRIPTION_ANNULEE', 'CLOS'],
  transitions: [
    ...depuis(
      'POSITIONNE',
      ['CONVOQUE', 'Maillon', 'Kairos donne la place : chacun est prévenu'],
      ['ANNULE', 'prescripteur ou Kairos', 'annule, ou refuse la place'],
      ['INSCRIT', 'organisme', 'inscrit dans Kairos sans positionnement'],
      ['NON_RETENU', 'organisme', 'déclare après coup un candidat reçu hors système'],
    ),
    ...depuis(
      'CONVOQUE',
      ['PRESENT', 'organisme', 'saisit la présence'],
      ['ABSENT', 'organisme ou horloge', 'saisit l’absence, ou le délai la présume'],
      ['RETENU', 'organisme', 'retient une candidature'],
      ['NON_RETENU', 'organisme', 'ne retient pas une candidature'],
      ['LISTE_ATTENTE', 'organisme', 'met une candidature en liste d’attente'],
      ['ANNULE', 'prescripteur ou organisme', 'annule le positionnement ou le rendez-vous'],
    ),
    ...depuis(
      'PRESENT',
      ['RETENU', 'organisme', 'retient'],
      ['NON_RETENU', 'organisme', 'ne retient pas'],
      ['LISTE_ATTENTE', 'organisme', 'met en liste d’attente'],
      ['ABSENT', 'organisme', CORRIGE],
      ['ANNULE', 'prescripteur', 'retire la candidature'],
    ),
    ...depuis(
      'ABSENT',
      ['POSITIONNE', 'prescripteur', DE_NOUVEAU],
      ['PRESENT', 'organisme', 'corrige une absence saisie par erreur ou présumée'],
      ['INSCRIT', 'organisme', 'inscrit dans Kairos malgré l’absence'],
      ['NON_RETENU', 'organisme', 'déclare après coup un candidat reçu hors système'],
    ),
    ...depuis(
      'LISTE_ATTENTE',
      ['RETENU', 'organisme', 'retient quand une place se libère'],
      ['NON_RETENU', 'organisme', 'ne retient pas'],
      ['ABSENT', 'organisme', CORRIGE],
      ['ANNULE', 'prescripteur', 'retire la candidature'],
    ),
    ...depuis('RETENU', ['INSCRIT', 'Maillon', 'inscrit dans Kairos']),
    ...depuis(
      'NON_RETENU',
      ['RETENU', 'organisme', CORRIGE],
      ['LISTE_ATTENTE', 'organisme', CORRIGE],
      ['ABSENT', 'organisme', CORRIGE],
      ['POSITIONNE', 'prescripteur', DE_NOUVEAU],
    ),
    ...depuis(
      'INSCRIT',
      ['AIS_GENEREE', 'AUDE', 'génère l’AIS d’une personne inscrite'],
      ['ENTREE_A_VALIDER', 'horloge', 'la formation commence'],
      ['ENTREE_ATTESTEE', 'organisme', 'atteste l’entrée'],
      ['INSCRIPTION_ANNULEE', 'organisme', 'annule avec un motif'],
    ),
    ...depuis(
      'AIS_GENEREE',
      ['ENTREE_A_VALIDER', 'horloge', 'la formation commence'],
      ['ENTREE_ATTESTEE', 'organisme', 'atteste l’entrée'],
      ['INSCRIPTION_ANNULEE', 'organisme', 'annule avec un motif'],
    ),
    ...depuis('ENTREE_A_VALIDER', ['ENTREE_ATTESTEE', 'organisme', 'atteste l’entrée'], ['INSCRIPTION_ANNULEE', 'organisme', 'annule avec un motif']),
    ...depuis('ENTREE_ATTESTEE', ['EN_FORMATION', 'Maillon', 'chacun est prévenu']),
    ...depuis(
      'EN_FORMATION',
      ['INTERROMPU', 'organisme', 'une interruption commence'],
      ['ABANDON', 'organisme', 'saisit un abandon et son motif'],
      ['FIN', 'organisme', 'saisit la sortie'],
    ),
    ...depuis(
      'INTERROMPU',
      ['EN_FORMATION', 'horloge ou organisme', 'l’interruption finit'],
      ['ABANDON', 'organisme', 'saisit un abandon et son motif'],
      ['FIN', 'organisme', 'saisit la sortie'],
    ),
    ...depuis('ABANDON', ['BILAN_SAISI', 'organisme', 'saisit le bilan'], ['FIN', 'organisme', CORRIGE]),
    ...depuis('FIN', ['BILAN_SAISI', 'organisme', 'saisit le bilan'], ['ABANDON', 'organisme', CORRIGE]),
    ...depuis('BILAN_SAISI', ['CLOS', 'Maillon', 'chacun est prévenu']),
    ...depuis(
      'INSCRIPTION_ANNULEE',
      ['POSITIONNE', 'prescripteur', DE_NOUVEAU],
      ['RETENU', 'organisme', 'inscrit de nouveau dans Kairos'],
      ['NON_RETENU', 'organisme', 'corrige une personne retenue par erreur'],
    ),
    ...depuis(
      'ANNULE',
      ['POSITIONNE', 'prescripteur', DE_NOUVEAU],
      ['INSCRIT', 'organisme', 'inscrit dans Kairos malgré l’annulation'],
      ['NON_RETENU', 'organisme', 'déclare après coup un candidat reçu hors système'],
    ),
    ...depuis('CLOS', ['POSITIONNE', 'prescripteur', DE_NOUVEAU]),
  ],
};
