/** The state of a candidate's path, and the small steps that both its procedure and its acts take. */
import type { ParcoursLu } from '../activities/lecture.ts';
import type { EtapeParcours, Presence, StatutPositionnement, Suite } from '../domain/codes.ts';
import type { Profil } from './annonces.ts';
import { instant, iso, noter, type Suivi } from './suivi.ts';

export type Positionnement = {
  id: string;
  creneau: string;
  debut: number;
  /** Days (AAAA-MM-JJ) of the acts that asked for it and decided: what partners are told, whenever they are told. */
  demandeLe: string;
  decideLe: string | null;
  profil: Profil;
  statut: StatutPositionnement;
  presence: Presence | null;
  suite: Suite | null;
  annonce: boolean;
  /** The candidate was written to, or cannot be. */
  convoque: boolean;
};
export type EtatParcours = {
  etape: EtapeParcours;
  etapes: { etape: EtapeParcours; date: string }[];
  lu: ParcoursLu | null;
  /** Every positioning of the path; `actif` is the one that holds the lock. */
  positionnements: Record<string, Positionnement>;
  actif: string | null;
  /** Those refused at once by the lock. */
  refuses: { id: string; creneau: string; statut: 'REFUSE'; presence: null; suite: null }[];
  inscrit: boolean;
  entree: { jour: string; kairos: boolean } | null;
  sortie: { jour: string; abandon: boolean; bilan: boolean; kairos: boolean } | null;
  annulee: { jour: string; kairos: boolean } | null;
  fini: 'termine' | 'annule' | null;
};
export type SuiviParcours = Suivi<EtatParcours>;

export const confirmer = (s: SuiviParcours, p: Positionnement): void => {
  p.statut = 'CONFIRME';
  avancer(s, 'POSITIONNE');
  noter(s, 'PLACE_RESERVEE', { systeme: 'kairos' });
};

export const refuser = (s: SuiviParcours, p: Positionnement, code: string): void => {
  p.statut = 'REFUSE';
  s.etat.actif = null;
  noter(s, 'POSITIONNEMENT_REFUSE', { systeme: 'kairos', detail: code });
};

export const positionne = (e: EtatParcours): Positionnement | null => (e.actif === null ? null : (e.positionnements[e.actif] ?? null));
export const cible = (s: SuiviParcours, p: Positionnement) => ({ parcours: s.sujet, positionnement: p.id, session: s.sujet.split(':')[1] as string });
export const passee = (e: EtatParcours, etape: EtapeParcours): boolean => e.etapes.some((x) => x.etape === etape);

export const avancer = (s: SuiviParcours, etape: EtapeParcours): void => {
  const e = s.etat;
  if (e.etape === etape && e.etapes.length > 0) return;
  e.etape = etape;
  e.etapes.push({ etape, date: iso(instant(s)) });
  noter(s, etape);
};
