/**
 * Rendez-vous individuels and candidatures as an OF follows them in Kairos (§d.4, §d.5): each state is read of the slot, of who holds it and of
 * what was said of that person; the hub keeps one life for the three modalities.
 */
import type { Presence, Suite } from './codes.ts';

/** Epoch milliseconds. */
type Creneau = { debut: number; fin: number; annule: boolean };
type Place = { annule: boolean; presence: Presence | null; suite: Suite | null };

const SUITES = { RETENU: 'RETENU', NON_RETENU: 'NON_RETENU', LISTE_ATTENTE: 'LISTE_ATTENTE' } as const;

export type EtatRdv = 'PROPOSE' | 'RESERVE' | 'A_RENSEIGNER' | 'PRESENT' | 'ABSENT' | keyof typeof SUITES | 'ANNULE_OF' | 'ANNULE_CANDIDAT';

/** Of one appointment for who holds it; `place` null: nobody does. A seat given back before the hour is proposed again. */
export const etatRdv = (c: Creneau, place: Place | null, maintenant: number): EtatRdv => {
  if (place === null) return c.annule ? 'ANNULE_OF' : 'PROPOSE';
  if (place.annule) return c.annule ? 'ANNULE_OF' : 'ANNULE_CANDIDAT';
  if (place.suite !== null) return SUITES[place.suite];
  if (place.presence === 'PRESENT') return 'PRESENT';
  if (place.presence !== null) return 'ABSENT';
  if (c.annule) return 'ANNULE_OF';
  return maintenant < c.debut ? 'RESERVE' : 'A_RENSEIGNER';
};

export type EtatFenetre = 'PLANIFIEE' | 'OUVERTE' | 'FERMEE' | 'ANNULEE';
export const etatFenetre = (c: Creneau, maintenant: number): EtatFenetre => {
  if (c.annule) return 'ANNULEE';
  if (maintenant < c.debut) return 'PLANIFIEE';
  return maintenant < c.fin ? 'OUVERTE' : 'FERMEE';
};

export type EtatCandidature = 'RECUE' | 'A_L_ETUDE' | 'CONVOQUEE' | 'RETENUE' | 'NON_RETENUE' | 'LISTE_ATTENTE' | 'SANS_SUITE' | 'ANNULEE';

/** `convoquee`: the OF has called the candidate to an appointment. Until the window closes it is received; then it is up to the OF. */
export const etatCandidature = (c: Creneau, place: Place & { convoquee: boolean }, maintenant: number): EtatCandidature => {
  if (place.suite === 'RETENU') return 'RETENUE';
  if (place.suite === 'NON_RETENU') return 'NON_RETENUE';
  if (place.suite === 'LISTE_ATTENTE') return 'LISTE_ATTENTE';
  if (place.annule) return c.annule ? 'ANNULEE' : 'SANS_SUITE';
  if (place.convoquee) return 'CONVOQUEE';
  return maintenant < c.fin ? 'RECUE' : 'A_L_ETUDE';
};

export const DIT_RDV: Record<EtatRdv, string> = {
  PROPOSE: 'Proposé',
  RESERVE: 'Réservé',
  A_RENSEIGNER: 'À renseigner',
  PRESENT: 'Présent',
  ABSENT: 'Absent',
  RETENU: 'Retenu',
  NON_RETENU: 'Non retenu',
  LISTE_ATTENTE: 'Liste d’attente',
  ANNULE_OF: 'Annulé par l’organisme',
  ANNULE_CANDIDAT: 'Annulé par le candidat',
};
export const DIT_FENETRE: Record<EtatFenetre, string> = { PLANIFIEE: 'Planifiée', OUVERTE: 'Ouverte', FERMEE: 'Fermée', ANNULEE: 'Annulée' };
export const DIT_CANDIDATURE: Record<EtatCandidature, string> = {
  RECUE: 'Reçue',
  A_L_ETUDE: 'À l’étude',
  CONVOQUEE: 'Convoquée',
  RETENUE: 'Retenue',
  NON_RETENUE: 'Non retenue',
  LISTE_ATTENTE: 'Liste d’attente',
  SANS_SUITE: 'Sans suite',
  ANNULEE: 'Annulée',
};
