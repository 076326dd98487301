/** The state of a slot, and the small steps that its life, its acts and its waits all take. */
import type { CreneauLu } from '../activities/lecture.ts';
import type { Occasion } from '../domain/actes.ts';
import type { Presence, StatutCreneau, Suite } from '../domain/codes.ts';
import { permet } from '../domain/machine.ts';
import { type EtatDeCreneau, machineDe } from '../domain/machines/creneau.ts';
import type { Emargement } from './emargement.ts';
import { franchir } from './machine.ts';
import { noter } from './miroir.ts';
import { signaler } from './signaler.ts';
import { iso, type Suivi } from './suivi.ts';

export type Inscrit = {
  parcours: string;
  presence: Presence | null;
  suite: Suite | null;
  /** Business instants of these words: an older one says nothing. */
  presenceLe: number;
  suiteLe: number;
  /** G2: nobody said it, the delay did. */
  provisoire: boolean;
  /** S6: an adviser was refused because this presence is missing. */
  tente: boolean;
};
/** Somebody who is to be told of the change of that rank. */
export type Avis = { occasion: Occasion; rang: number; sort: 'A_DIRE' | 'NON_DIT' };
export type EtatCreneau = {
  statut: EtatDeCreneau;
  lu: CreneauLu | null;
  debut: number;
  fin: number;
  annulation: { id: string; kairos: boolean } | null;
  /** Moves and cancellation so far; when the last one was heard, and when it was made where it was made. */
  changements: number;
  changeLe: number;
  deplaceLe: number;
  /** A late word has put older dates in the read model: the flow's are to be written again. */
  restaurer: boolean;
  inscrits: Record<string, Inscrit>;
  avis: Record<string, Avis>;
  /** How many heard of the last change by mail. */
  prevenus: number;
  /** Refused attempts told so far, and the different advisers who are still held up by a missing presence. */
  tentatives: number;
  conseillers: number;
  presomptions: number;
  /** Lines about a positioning that has not reached this flow yet. */
  avance: Emargement[];
  /** When the OF is asked, once the slot is over and before any reminder: at the next opening. Whether it has been. */
  demandeLe: number | null;
  demandee?: boolean;
};
export type SuiviCreneau = Suivi<EtatCreneau>;

export const NEUF: EtatCreneau = {
  statut: 'NOUVEAU',
  lu: null,
  debut: 0,
  fin: 0,
  annulation: null,
  changements: 0,
  changeLe: 0,
  deplaceLe: 0,
  restaurer: false,
  inscrits: {},
  avis: {},
  prevenus: 0,
  tentatives: 0,
  conseillers: 0,
  presomptions: 0,
  avance: [],
  demandeLe: null,
};

/** After its end a slot stays open to corrections: as long as the OF's link is valid. */
export const CORRECTION_MS = 30 * 86_400_000;

export const estFenetre = (e: EtatCreneau): boolean => e.lu?.modalite === 'CANDIDATURE';
export const sansPresence = (i: Inscrit): boolean => i.presence === null;
export const sansSuite = (i: Inscrit): boolean => i.presence === 'PRESENT' && i.suite === null;
/** Nobody comes to a candidature: an answer is all that is waited for. */
export const sansReponse = (i: Inscrit): boolean => i.suite === null;
export const combien = (e: EtatCreneau, test: (i: Inscrit) => boolean): number => Object.values(e.inscrits).filter(test).length;
/** Something is still to be typed. */
export const manque = (e: EtatCreneau): boolean => Object.values(e.inscrits).some((i) => (estFenetre(e) ? sansReponse(i) : sansPresence(i) || sansSuite(i)));

const machine = (s: SuiviCreneau) => machineDe(s.etat.lu?.modalite ?? 'ICO');
export const peut = (s: SuiviCreneau, vers: StatutCreneau): boolean => permet(machine(s), s.etat.statut, vers);

/** The only way in which the state changes. */
export const passer = (s: SuiviCreneau, vers: StatutCreneau): boolean => {
  if (s.etat.statut === vers) return true;
  if (!franchir(s, machine(s), s.etat.statut, vers)) return false;
  s.etat.statut = vers;
  s.sale = true;
  return true;
};

/** Seats are Kairos's to give and all it gave are known here: a full slot leaves the session's offer, a seat given back brings it back. */
export const compterPlaces = async (s: SuiviCreneau, cle: string): Promise<void> => {
  const e = s.etat;
  if (e.lu === null || (e.statut !== 'PUBLIE' && e.statut !== 'COMPLET')) return;
  const plein = Object.keys(e.inscrits).length >= e.lu.places;
  if (plein === (e.statut === 'COMPLET') || !passer(s, plein ? 'COMPLET' : 'PUBLIE')) return;
  noter(s, plein ? 'CRENEAU_COMPLET' : 'CRENEAU_ROUVERT');
  await prevenirSession(s, `places:${cle}`, !plein);
};

/** A full slot still stands: its session lacks seats (S3), not slots (S1). */
export const prevenirSession = (s: SuiviCreneau, cle: string, ouvert: boolean): Promise<void> => {
  const { lu, debut, fin, statut, inscrits } = s.etat;
  const acte = {
    type: 'creneau',
    creneau: s.sujet,
    ouvert: ouvert || statut === 'COMPLET',
    fin: iso(fin),
    limite: iso(lu?.modalite === 'CANDIDATURE' ? fin : debut),
    libres: Math.max(0, (lu?.places ?? 0) - Object.keys(inscrits).length),
  };
  return signaler(s, cle, [{ processus: 'session', sujet: lu?.session ?? '', acte }]);
};

export const cas = (s: SuiviCreneau) => ({
  acteurType: 'OF',
  acteur: s.etat.lu?.dispensateur ?? null,
  organisme: s.etat.lu?.dispensateur ?? null,
  session: s.etat.lu?.session ?? null,
  creneau: s.sujet,
});
export const sujetDe = (s: SuiviCreneau, nombre: number) => ({
  creneau: s.sujet,
  session: s.etat.lu?.session ?? '',
  intitule: s.etat.lu?.intitule ?? '',
  modalite: s.etat.lu?.modalite ?? 'ICO',
  date: iso(s.etat.debut),
  nombre,
});
