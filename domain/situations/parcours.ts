/** A candidate's path at each of its steps (§d.7). Sentences say « la personne »: neither name nor gender. */
import type { EtapeParcours, Modalite } from '../codes.ts';
import { jourCourt } from '../francais.ts';
import type { Situation } from '../situation.ts';
import { type BlocageLu, pireBlocage, situationBlocage } from './blocage.ts';
import { calme, type Moment } from './socle.ts';

export type ParcoursLu = {
  etape: EtapeParcours;
  /** `provisoire`: an absence that nobody has said (G2). */
  etapes: readonly { etape: string; date: string; provisoire?: boolean }[];
  session: string;
  intitule?: string | null;
  /** Start of the session, AAAA-MM-JJ. */
  debut?: string | null;
  fin?: string | null;
  creneau?: { modalite: Modalite; debut: Date; fin: Date } | null;
  nomOrganisme?: string | null;
  contact?: string | null;
  /** The reader is an OF: what a prescriber must do would tell which network follows the person (R29). */
  pourOrganisme?: boolean;
};

const RENDEZ_VOUS: Record<Modalite, string> = {
  ICO: "l'information collective",
  RDV: 'le rendez-vous individuel',
  CANDIDATURE: 'la plage de candidature',
};

const moment = (p: ParcoursLu): Moment => {
  const of = { qui: 'OF', nom: p.nomOrganisme, contact: p.contact } as const;
  const hub = { qui: 'SYSTEME', nom: 'Maillon' } as const;
  const personne = { suite: "Plus rien n'est attendu.", qui: 'SYSTEME', nom: 'Maillon' } as const;
  const rdv = p.creneau ? `${RENDEZ_VOUS[p.creneau.modalite]} du ${jourCourt(p.creneau.debut.getTime())}` : 'le rendez-vous';
  const debut = p.debut ?? null;
  const leDebut = debut === null ? '' : ` le ${jourCourt(debut)}`;
  switch (p.etape) {
    case 'POSITIONNE':
      return {
        ...hub,
        etat: 'en_cours',
        phrase: "Le positionnement est enregistré ; les systèmes partenaires et la personne sont en train d'être prévenus.",
        suite: 'La convocation part et le rendez-vous apparaît chez chaque partenaire.',
      };
    case 'CONVOQUE':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `La personne est convoquée : ${rdv}.`,
        suite: "Après le rendez-vous, l'organisme saisit la présence et la suite donnée.",
        quand: p.creneau?.fin ?? null,
      };
    case 'PRESENT':
      return {
        ...of,
        etat: 'en_attente',
        phrase: "La personne est venue ; la décision de l'organisme est attendue.",
        suite: "L'organisme dit si la personne est retenue, non retenue ou en liste d'attente.",
      };
    case 'ABSENT':
      return {
        qui: 'PRESCRIPTEUR',
        etat: 'en_attente',
        phrase: p.etapes.at(-1)?.provisoire
          ? "L'organisme n'a pas répondu à temps : l'absence est présumée, et la personne peut être positionnée sur une autre date."
          : "L'absence est enregistrée : la personne peut être positionnée sur une autre date.",
        suite: 'Sans nouveau positionnement, le parcours en reste là.',
      };
    case 'RETENU':
      return {
        ...of,
        etat: 'en_attente',
        phrase: 'La personne est retenue ; son inscription en formation est attendue.',
        suite: "L'organisme inscrit la personne.",
        quand: debut,
      };
    case 'NON_RETENU':
      return { ...personne, etat: 'termine', phrase: "La personne n'est pas retenue ; la trace et le motif sont conservés pour les prescripteurs." };
    case 'LISTE_ATTENTE':
      return {
        ...of,
        etat: 'en_attente',
        phrase: "La personne est en liste d'attente.",
        suite: "L'organisme dit si la personne est retenue quand une place se libère.",
        quand: debut,
      };
    case 'INSCRIT':
      return {
        qui: 'SYSTEME',
        nom: 'AUDE',
        etat: 'en_attente',
        phrase: "L'inscription est faite ; l'attestation d'inscription est attendue d'AUDE.",
        suite: `L'entrée en formation est prévue${leDebut}.`,
        quand: debut,
      };
    case 'AIS_GENEREE':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `L'attestation d'inscription est générée ; l'entrée en formation est prévue${leDebut}.`,
        suite: "À cette date, l'organisme atteste l'entrée ou l'annule.",
        quand: debut,
      };
    case 'ENTREE_A_VALIDER':
      return {
        ...of,
        etat: 'en_attente',
        phrase: "La formation a commencé ; l'entrée est à attester par l'organisme.",
        suite: 'Sans attestation, la rémunération de la personne est retardée.',
      };
    case 'ENTREE_ATTESTEE':
      return {
        ...hub,
        etat: 'en_cours',
        phrase: "L'entrée en formation est attestée ; les systèmes partenaires en sont prévenus.",
        suite: "À la fin de la formation, l'organisme saisit la sortie et le bilan.",
        quand: p.fin ?? null,
      };
    case 'EN_FORMATION':
      return {
        ...of,
        etat: 'en_cours',
        phrase: 'La personne est en formation.',
        suite: "À la fin de la formation, l'organisme saisit la sortie et le bilan.",
        quand: p.fin ?? null,
      };
    case 'INTERROMPU':
      return {
        ...of,
        etat: 'en_attente',
        phrase: 'La formation de la personne est interrompue.',
        suite: "La formation reprend à la fin de l'interruption, sauf si l'organisme saisit une sortie.",
      };
    case 'ABANDON':
      return { ...of, etat: 'en_attente', phrase: 'La personne a quitté la formation ; le bilan est attendu.', suite: "L'organisme saisit le bilan." };
    case 'FIN':
      return { ...of, etat: 'en_attente', phrase: 'La formation est finie ; le bilan est attendu.', suite: "L'organisme saisit le bilan." };
    case 'BILAN_SAISI':
      return { ...hub, etat: 'en_cours', phrase: 'Le bilan est saisi ; les systèmes partenaires en sont prévenus.', suite: 'Le parcours se clôt.' };
    case 'CLOS':
      return { ...personne, etat: 'termine', phrase: 'Le parcours est clos : tout est enregistré.' };
    case 'INSCRIPTION_ANNULEE':
      return { ...personne, etat: 'annule', phrase: "L'inscription est annulée ; la place est libérée et le motif conservé." };
    case 'ANNULE':
      return { ...personne, etat: 'annule', phrase: 'Le positionnement est annulé, ou refusé ; la personne peut être positionnée de nouveau.' };
  }
};

/** Stuck: the worst blocage speaks. Else the step does. */
export const situationParcours = (p: ParcoursLu, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(p.pourOrganisme ? blocages.filter((b) => b.acteurType !== 'PRESCRIPTEUR') : blocages, maintenantMs);
  if (pire) return situationBlocage(pire, maintenantMs);
  const depuis = p.etapes.findLast((e) => e.etape === p.etape)?.date ?? p.etapes.at(-1)?.date ?? new Date(maintenantMs);
  return calme(moment(p), depuis, maintenantMs);
};
