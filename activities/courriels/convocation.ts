/** What a candidate receives: the appointment, moved or cancelled, with its calendar file. Never the positioning sheet (R33). */
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Occasion as Changement } from '../../domain/actes.ts';
import type { Modalite } from '../../domain/codes.ts';
import { composer, type Gabarit } from '../../domain/courriel.ts';
import { jourLong, typo } from '../../domain/francais.ts';
import { type Lieu, quandDit } from './relance.ts';

export type Occasion = 'CONVOCATION' | Changement;
export type Convocation = {
  occasion: Occasion;
  /** Stable for one positioning: a calendar replaces the appointment it already has. */
  uid: string;
  /** 0, then one more each time. */
  sequence: number;
  personne: { nom: string; prenom: string; courriel: string };
  modalite: Exclude<Modalite, 'CANDIDATURE'>;
  intitule: string;
  debut: Date;
  fin: Date;
  lieu: Lieu | null;
  pieces: readonly string[];
  organisme: { nom: string; telephone: string | null; courriel: string | null };
  expediteur: { nom: string; adresse: string };
  /** Business instant, epoch ms. */
  maintenant: number;
};

const UN: Record<Convocation['modalite'], { le: string; au: string; prevu: string; titre: string }> = {
  ICO: { le: "l'information collective", au: "à l'information collective", prevu: 'prévue', titre: 'Information collective' },
  RDV: { le: 'le rendez-vous individuel', au: 'au rendez-vous individuel', prevu: 'prévu', titre: 'Rendez-vous individuel' },
};

const adresse = (lieu: Lieu | null): string =>
  [lieu?.nom, ...(lieu?.lignes ?? []), [lieu?.codePostal, lieu?.ville].filter((x) => x).join(' ')].filter((x) => x).join(', ');

export const composerConvocation = (c: Convocation): Gabarit => {
  const { le, au, prevu, titre } = UN[c.modalite];
  const ou = adresse(c.lieu);
  const quand = quandDit(c);
  const joindre = c.organisme.telephone ?? c.organisme.courriel;
  const salutation = `Bonjour ${c.personne.prenom} ${c.personne.nom},`;
  if (c.occasion === 'ANNULATION')
    return composer({
      objet: `Rendez-vous annulé : ${titre}, ${quand}`,
      salutation,
      lignes: [`${c.organisme.nom} a annulé ${le} « ${c.intitule} » ${prevu} ${quand}.`],
      apres: ['Votre conseiller peut vous proposer une autre date.'],
    });
  return composer({
    objet: `${OBJETS[c.occasion]} : ${titre}, ${quand}`,
    salutation,
    lignes: [
      c.occasion === 'REPORT'
        ? `La date de votre rendez-vous « ${c.intitule} » a changé.`
        : c.occasion === 'PRECISION'
          ? `Votre rendez-vous « ${c.intitule} » garde sa date ; le lieu ou ce qu’il faut apporter a changé.`
          : `Votre participation ${au} « ${c.intitule} » est enregistrée.`,
      `Quand : ${quand}.`,
      ...(ou ? [`Où : ${ou}.`] : []),
      ...(c.pieces.length > 0 ? [`À apporter : ${c.pieces.join(', ')}.`] : []),
      `Organisme : ${c.organisme.nom}${joindre ? `, ${joindre}` : ''}.`,
    ],
    apres: ["Un empêchement ? Prévenez l'organisme ou votre conseiller dès que possible."],
  });
};

const OBJETS: Record<Exclude<Occasion, 'ANNULATION'>, string> = {
  CONVOCATION: 'Votre rendez-vous',
  REPORT: 'Nouvelle date',
  PRECISION: 'Votre rendez-vous a changé',
};

/** A candidature has no appointment: only what becomes of its window is told (R17). */
export const composerFenetre = (c: Omit<Convocation, 'modalite'>): Gabarit => {
  const periode = `du ${jourLong(c.debut.getTime())} au ${jourLong(c.fin.getTime())}`;
  const salutation = `Bonjour ${c.personne.prenom} ${c.personne.nom},`;
  if (c.occasion === 'ANNULATION')
    return composer({
      objet: `Candidature annulée : ${c.intitule}`,
      salutation,
      lignes: [`${c.organisme.nom} ne reçoit plus de candidatures pour « ${c.intitule} » ${periode} : la vôtre est annulée.`],
      apres: ['Votre conseiller peut vous proposer une autre date.'],
    });
  return composer({
    objet: `Candidature : les dates ont changé, ${c.intitule}`,
    salutation,
    lignes: [`${c.organisme.nom} reçoit les candidatures pour « ${c.intitule} » ${periode}. La vôtre est gardée.`],
    apres: ["Un empêchement ? Prévenez l'organisme ou votre conseiller dès que possible."],
  });
};

/** UTC only: readers everywhere agree on it. */
export const composerIcs = (c: Convocation): string => {
  const annule = c.occasion === 'ANNULATION';
  const calendrier = ical({
    prodId: { company: 'Maillon', product: 'Maillon', language: 'FR' },
    method: annule ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const evenement = calendrier.createEvent({
    id: c.uid,
    sequence: c.sequence,
    start: c.debut,
    end: c.fin,
    stamp: new Date(c.maintenant),
    status: annule ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: typo(`${UN[c.modalite].titre} : ${c.intitule}`),
    location: adresse(c.lieu) || null,
    organizer: { name: c.expediteur.nom, email: c.expediteur.adresse },
  });
  evenement.createAttendee({ email: c.personne.courriel, rsvp: true, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION });
  return calendrier.toString();
};
