/** A slot, one life for the three modalities (§d.3–d.5). */
import type { Modalite, StatutCreneau } from '../codes.ts';
import { compter, jourCourt } from '../francais.ts';
import type { Situation } from '../situation.ts';
import { type BlocageLu, pireBlocage, situationBlocage } from './blocage.ts';
import { calme, type Moment } from './socle.ts';

export type CreneauLu = {
  statut: StatutCreneau;
  modalite: Modalite;
  debut: Date;
  fin: Date;
  places: number;
  placesLibres: number;
  depuis: Date;
  nomOrganisme?: string | null;
  contact?: string | null;
};

const NOM_CRENEAU: Record<Modalite, string> = { ICO: "L'information collective", RDV: 'Le rendez-vous individuel', CANDIDATURE: 'La plage de candidature' };

/** §d.5: a window is planned, open, then closed; what it waits for are answers, not people. */
const momentFenetre = (c: CreneauLu): Moment | null => {
  const of = { qui: 'OF', nom: c.nomOrganisme, contact: c.contact } as const;
  const nom = 'La plage de candidature';
  const du = `du ${jourCourt(c.debut.getTime())} au ${jourCourt(c.fin.getTime())}`;
  switch (c.statut) {
    case 'PUBLIE':
    case 'COMPLET':
      return {
        ...of,
        etat: 'en_cours',
        phrase: `${nom} est planifiée ${du}.`,
        suite: 'À son ouverture, les prescripteurs proposent des candidatures.',
        quand: c.debut,
      };
    case 'EN_COURS':
      return {
        qui: 'PRESCRIPTEUR',
        etat: 'en_cours',
        phrase: `${nom} est ouverte jusqu'au ${jourCourt(c.fin.getTime())} : ${compter(c.placesLibres, 'candidature possible', 'candidatures possibles')}.`,
        suite: "À sa fermeture, l'organisme répond à chaque candidature.",
        quand: c.fin,
      };
    case 'A_EMARGER':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `${nom} est fermée depuis le ${jourCourt(c.fin.getTime())} ; des candidatures attendent une réponse.`,
        suite: "Sans réponse, des relances partent puis l'équipe prend le relais.",
      };
    case 'REPORTE':
      return {
        ...of,
        etat: 'en_cours',
        phrase: `${nom} a changé de dates : elle est prévue ${du}.`,
        suite: 'Les prescripteurs voient les nouvelles dates.',
        quand: c.debut,
      };
    default:
      return null;
  }
};

const momentCreneau = (c: CreneauLu): Moment => {
  const fenetre = c.modalite === 'CANDIDATURE' ? momentFenetre(c) : null;
  if (fenetre) return fenetre;
  const of = { qui: 'OF', nom: c.nomOrganisme, contact: c.contact } as const;
  const hub = { qui: 'SYSTEME', nom: 'Maillon', suite: "Plus rien n'est attendu." } as const;
  const nom = `${NOM_CRENEAU[c.modalite]} du ${jourCourt(c.debut.getTime())}`;
  const e = c.modalite === 'RDV' ? '' : 'e';
  const apres = "Ensuite, l'organisme saisit les présences et les suites données.";
  switch (c.statut) {
    case 'PUBLIE':
      return {
        qui: 'PRESCRIPTEUR',
        etat: 'en_cours',
        phrase: `${nom} est ouvert${e} : ${compter(c.placesLibres, 'place libre', 'places libres')} sur ${c.places}.`,
        suite: apres,
        quand: c.fin,
      };
    case 'COMPLET':
      return { ...of, etat: 'en_cours', phrase: `${nom} n'a plus de place libre.`, suite: `${apres} Une place rendue est proposée de nouveau.`, quand: c.fin };
    case 'EN_COURS':
      return { ...of, etat: 'en_cours', phrase: `${nom} est en cours.`, suite: apres, quand: c.fin };
    case 'A_EMARGER':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `${nom} est passé${e} ; les présences sont à saisir.`,
        suite: "Sans réponse, des relances partent puis l'équipe prend le relais.",
      };
    case 'PRESENCES_SAISIES':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `${nom} a toutes ses présences ; les suites données sont à saisir.`,
        suite: "Sans réponse, des relances partent puis l'équipe prend le relais.",
      };
    case 'BILAN_SAISI':
      return {
        qui: 'SYSTEME',
        nom: 'Maillon',
        etat: 'en_cours',
        phrase: `${nom} a son bilan complet ; les systèmes partenaires en sont prévenus.`,
        suite: 'Les réponses se corrigent encore trente jours, puis le créneau se clôt.',
      };
    case 'CLOS':
      return { ...hub, etat: 'termine', phrase: `${nom} est clos${e} : tout est enregistré.` };
    case 'REPORTE':
      return {
        ...hub,
        etat: 'en_cours',
        phrase: `${nom} a changé de date ; les personnes inscrites sont en train d'être prévenues.`,
        suite: apres,
        quand: c.fin,
      };
    case 'ANNULE':
      return { ...hub, etat: 'annule', phrase: `${nom} est annulé${e} ; les personnes inscrites sont libérées et prévenues.` };
  }
};

export const situationCreneau = (c: CreneauLu, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(blocages, maintenantMs);
  return pire ? situationBlocage(pire, maintenantMs) : calme(momentCreneau(c), c.depuis, maintenantMs);
};
