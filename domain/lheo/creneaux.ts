/** The slots of a session: `recrutement` 9, 8 and 7 of LHEO 2.3 (never the other codes, R14), `date-information` of 2.2. */
import type { Modalite } from '../codes.ts';
import { dernierJourDe, estJourEntier, FIN_INCONNUE, instantParis, minutes, premierJour } from './dates.ts';
import { type LieuOffre, lieuDe } from './lieu.ts';
import type { ActionLheo, Adresse, Recrutement, SessionLheo } from './modele.ts';

export type CreneauOffre = {
  id: string;
  session: string;
  modalite: Modalite;
  /** ISO 8601, UTC. */
  debut: string;
  fin: string;
  lieu: LieuOffre | null;
  places: number;
  pieces: string[];
  commentaire: string | null;
  origine: 'SMF';
};

export const MODALITES: Record<string, Modalite> = { 9: 'ICO', 8: 'RDV', 7: 'CANDIDATURE' };
/** What LHEO leaves unsaid: seats, and minutes past midnight of start and end. */
const PAR_DEFAUT: Record<Modalite, { places: number; debut: number; fin: number }> = {
  ICO: { places: 10, debut: 9 * 60, fin: 12 * 60 },
  RDV: { places: 1, debut: 9 * 60, fin: 12 * 60 },
  CANDIDATURE: { places: 20, debut: 0, fin: 23 * 60 + 59 },
};
/** A candidature window without a known end, on a session without one either: one year. */
const fenetreSansFin = (debut: string): string => `${Number(debut.slice(0, 4)) + 1}${debut.slice(4)}`;

export const creneauxDeSession = (action: ActionLheo, session: SessionLheo): CreneauOffre[] => {
  const pris = new Set<string>();
  const recrutements = [...session.recrutements, ...reunions22(action, session)];
  const creneaux = recrutements.flatMap((r) => creneau(session, r, pris));
  // R15: the same meeting typed twice is one meeting.
  const cle = (c: CreneauOffre) => [c.modalite, c.debut, c.lieu?.codePostal, c.lieu?.lignes?.join()].join('|');
  return creneaux.filter((c, i) => c.modalite !== 'ICO' || creneaux.findIndex((autre) => autre.modalite === 'ICO' && cle(autre) === cle(c)) === i);
};

const creneau = (session: SessionLheo, r: Recrutement, pris: Set<string>): CreneauOffre[] => {
  const modalite = MODALITES[r.modalite];
  const de = r.debut === undefined ? null : premierJour(r.debut);
  if (!modalite || !de) return [];
  const defaut = PAR_DEFAUT[modalite];
  const a = jourDeFin(r, session, de, modalite);
  const depart = minutes(r.heureDebut ?? '') ?? defaut.debut;
  const arrivee = minutes(r.heureFin ?? '') ?? (r.heureDebut === undefined ? defaut.fin : Math.min(depart + (defaut.fin - defaut.debut), 23 * 60 + 59));
  return [
    {
      id: identifiant(session, r, modalite, pris),
      session: session.numero,
      modalite,
      debut: instantParis(de, depart),
      fin: instantParis(a, arrivee > depart || a > de ? arrivee : Math.min(depart + 60, 23 * 60 + 59)),
      lieu: lieuDuRecrutement(r, session),
      places: r.places ?? defaut.places,
      pieces: [],
      commentaire: r.commentaire ?? null,
      origine: 'SMF',
    },
  ];
};

const jourDeFin = (r: Recrutement, session: SessionLheo, de: string, modalite: Modalite): string => {
  const dit = r.fin === undefined || r.fin === FIN_INCONNUE ? null : dernierJourDe(r.fin);
  if (dit) return dit;
  if (modalite !== 'CANDIDATURE') return de;
  const fin = dernierJourDe(session.fin);
  return fin && fin >= de ? fin : fenetreSansFin(de);
};

const lieuDuRecrutement = (r: Recrutement, session: SessionLheo): LieuOffre | null => {
  if (r.adresse) return lieuDe(r.adresse);
  if (r.aDistance) return { nom: 'À distance', ...(r.url ? { lignes: [r.url] } : {}) };
  return lieuDe(session.adresseInscription);
};

/** The file's own number when it can stand alone, else modality, session and rank. */
const identifiant = (session: SessionLheo, r: Recrutement, modalite: Modalite, pris: Set<string>): string => {
  const propre = r.numero !== undefined && /^[\w.-]{5,64}$/.test(r.numero) ? r.numero : undefined;
  let id = propre ?? `${modalite}-${session.numero}-${r.numero !== undefined && /^\w{1,4}$/.test(r.numero) ? r.numero : 1}`;
  for (let n = 1; pris.has(id); n++) id = `${modalite}-${session.numero}-${n}`;
  pris.add(id);
  return id;
};

/** 2.2 dates a meeting on the action alone: it is held for the first session not yet begun, and for those with rolling entries. */
const reunions22 = (action: ActionLheo, session: SessionLheo): Recrutement[] => {
  const dites = new Set(session.recrutements.filter((r) => r.modalite === '9').map((r) => r.debut));
  return action.datesInformation
    .filter((date) => estJourEntier(date) && !dites.has(date) && sessionsVisees(action, date).includes(session))
    .map((date) => ({ ...RECRUTEMENT_VIDE, debut: date, fin: date, adresse: adresseDeReunion(action) }));
};
const RECRUTEMENT_VIDE: Recrutement = { attributs: {}, autres: [], modalite: '9' };
const adresseDeReunion = (action: ActionLheo): Adresse | undefined => action.adresseInformation;

const sessionsVisees = (action: ActionLheo, date: string): SessionLheo[] => {
  const pasFinies = action.sessions.filter((s) => s.fin >= date);
  if (action.entreesSorties === '1') return pasFinies.length > 0 ? pasFinies : action.sessions.slice(-1);
  const aVenir = action.sessions.filter((s) => s.debut >= date).toSorted((a, b) => a.debut.localeCompare(b.debut));
  return (aVenir.length > 0 ? aVenir : action.sessions).slice(0, 1);
};
