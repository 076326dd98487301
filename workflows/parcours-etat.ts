/** The state of a candidate's path, and the small steps that both its procedure and its acts take. */
import type { ParcoursLu } from '../activities/lecture.ts';
import type { EtapeParcours, Fait, Presence, StatutPositionnement, Suite } from '../domain/codes.ts';
import * as annonces from './annonces.ts';
import { diffuser } from './diffuser.ts';
import type { Effet } from './effets.ts';
import { instant, iso, noter, type Suivi } from './suivi.ts';

export type Positionnement = {
  id: string;
  creneau: string;
  debut: number;
  /** Days (AAAA-MM-JJ) of the acts that asked for it and decided: what partners are told, whenever they are told. */
  demandeLe: string;
  decideLe: string | null;
  profil: annonces.Profil;
  /** Made in a partner, which has written it and must hear of a refusal. */
  ailleurs: boolean;
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
  /** The one whose seat Kairos was asked for without having answered: cancelled or not, it comes before any other. */
  demande: string | null;
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

/** Kairos has heard all that this path had to tell it. What needs an answer from it waits for that: one person's acts keep their order. */
export const kairosAJour = (s: SuiviParcours): boolean => (s.memoire.files['kairos']?.length ?? 0) === 0;

export const refuser = (s: SuiviParcours, p: Positionnement, code: string): void => {
  p.statut = 'REFUSE';
  s.etat.actif = null;
  noter(s, 'POSITIONNEMENT_REFUSE', { systeme: 'kairos', detail: code });
  if (p.ailleurs) diffuser(s, `refus:${p.id}`, annonces.refuse(cible(s, p)));
};

export const positionne = (e: EtatParcours): Positionnement | null => (e.actif === null ? null : (e.positionnements[e.actif] ?? null));
export const cible = (s: SuiviParcours, p: Positionnement) => ({ parcours: s.sujet, positionnement: p.id, session: s.sujet.split(':')[1] as string });
export const passee = (e: EtatParcours, etape: EtapeParcours): boolean => e.etapes.some((x) => x.etape === etape);

/** Somebody who waits for a place was present too: never back from there. */
export const venir = (s: SuiviParcours): void => {
  if (s.etat.etape !== 'LISTE_ATTENTE' && s.etat.etape !== 'RETENU') avancer(s, 'PRESENT');
};

/** AUDE may have to hear of a cancellation later (R36): it then waits behind what it cancels. */
export const diffuserAnnulation = (s: SuiviParcours, cle: string, effets: Effet[], fait: Fait): void => {
  diffuser(
    s,
    cle,
    effets.filter((x) => x.systeme !== 'aude'),
  );
  diffuser(
    s,
    cle,
    effets.filter((x) => x.systeme === 'aude'),
    { parcours: s.sujet, fait },
  );
};

export const avancer = (s: SuiviParcours, etape: EtapeParcours): void => {
  const e = s.etat;
  if (e.etape === etape && e.etapes.length > 0) return;
  e.etape = etape;
  e.etapes.push({ etape, date: iso(instant(s)) });
  noter(s, etape);
};
