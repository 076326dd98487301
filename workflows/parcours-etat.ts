/** The state of a candidate's path, and the small steps that both its procedure and its acts take. */
import type { ParcoursLu } from '../activities/lecture.ts';
import type { EtapeParcours, Fait, Presence, StatutPositionnement, Suite } from '../domain/codes.ts';
import { MACHINE_PARCOURS } from '../domain/machines/parcours.ts';
import { debutDeJourParis, jourParis } from '../domain/ouvres.ts';
import * as annonces from './annonces.ts';
import { diffuser } from './diffuser.ts';
import type { Effet, Envoi } from './effets.ts';
import { franchir } from './machine.ts';
import { noter } from './miroir.ts';
import { instant, iso, type Suivi } from './suivi.ts';

export type Positionnement = {
  id: string;
  creneau: string;
  debut: number;
  fin: number;
  /** Days (AAAA-MM-JJ) of the acts that asked for it and decided: what partners are told, whenever they are told. */
  demandeLe: string;
  decideLe: string | null;
  profil: annonces.Profil;
  /** Made in a partner, which has written it and must hear of a refusal. */
  ailleurs: boolean;
  statut: StatutPositionnement;
  presence: Presence | null;
  /** G2: nobody has said the absence, the delay has. */
  provisoire: boolean;
  suite: Suite | null;
  /** Business instants of these words: an older one says nothing. */
  presenceLe: number;
  suiteLe: number;
  /** The hub has told Kairos one of these words: it may have crossed what is typed there, which is then told again. */
  dit: boolean;
  /** What Kairos was last told again, and when: it answers for all that was typed there before. */
  redit?: { le: number; presence: Presence | null; suite: Suite | null };
  annonce: boolean;
  /** The candidate was written to, or cannot be. */
  convoque: boolean;
};
/** `dite`: those that know of the entry know of it. */
export type Interruption = annonces.Periode & { kairos: boolean; dite: boolean };
export type Etape = { etape: EtapeParcours; date: string; provisoire?: boolean };
export type EtatParcours = {
  etape: EtapeParcours;
  etapes: Etape[];
  lu: ParcoursLu | null;
  /** The past is being read. */
  lecture: boolean;
  /** Every positioning of the path; `actif` is the one that holds the lock. */
  positionnements: Record<string, Positionnement>;
  actif: string | null;
  /** The one whose seat Kairos was asked for without having answered: cancelled or not, it comes before any other. */
  demande: string | null;
  /** Those refused at once by the lock. */
  refuses: { id: string; creneau: string; statut: 'REFUSE'; presence: null; suite: null }[];
  inscrit: boolean;
  /** The day that partners were told of it. */
  inscritLe?: string | null;
  /** What became of the AIS once AUDE had to be told of the registration. */
  ais: 'SANS_OBJET' | 'ATTENDUE' | 'DIFFEREE' | 'GENEREE';
  /** S7: registered without having been positioned; until the OF has said who was not retained. */
  nonRetenusAttendus: boolean;
  /** A place was offered to this path, which is on the waiting list. */
  placeOfferteLe: string | null;
  interruptions: Interruption[];
  /** The positioning whose convocation did not reach the candidate. */
  convocationRevenue: string | null;
  /** Causes of this path that somebody has settled outside any system. */
  acquittees: string[];
  entree: { jour: string; kairos: boolean } | null;
  sortie: { jour: string; abandon: boolean; bilan: boolean; kairos: boolean } | null;
  annulee: { jour: string; kairos: boolean } | null;
  fini: 'termine' | 'annule' | null;
};
export type SuiviParcours = Suivi<EtatParcours>;

/** Nothing was said of it yet. */
export const SANS_MOT = { presence: null, provisoire: false, suite: null, presenceLe: 0, suiteLe: 0, dit: false } as const;

export const nouveauParcours = (): EtatParcours => ({
  etape: MACHINE_PARCOURS.initial,
  etapes: [],
  lu: null,
  lecture: false,
  positionnements: {},
  actif: null,
  demande: null,
  refuses: [],
  inscrit: false,
  ais: 'SANS_OBJET',
  nonRetenusAttendus: false,
  placeOfferteLe: null,
  interruptions: [],
  convocationRevenue: null,
  acquittees: [],
  entree: null,
  sortie: null,
  annulee: null,
  fini: null,
});

/** Another life begins with the seat, and not before: one that is refused leaves what was lived as it was. */
export const confirmer = (s: SuiviParcours, p: Positionnement): void => {
  p.statut = 'CONFIRME';
  Object.assign(s.etat, { inscritLe: null, entree: null, sortie: null, interruptions: [], annulee: null });
  avancer(s, 'POSITIONNE');
  noter(s, 'PLACE_RESERVEE', { systeme: 'kairos' });
};

/** Kairos has heard all that this path had to tell it. What needs an answer from it waits for that: one person's acts keep their order. */
export const kairosAJour = (s: SuiviParcours): boolean => (s.memoire.files['kairos']?.length ?? 0) === 0;

export const refuser = (s: SuiviParcours, p: Positionnement, code: string): void => {
  p.statut = 'REFUSE';
  s.etat.actif = null;
  noter(s, 'POSITIONNEMENT_REFUSE', { systeme: 'kairos', detail: code });
  if (s.etat.etape === 'POSITIONNE') avancer(s, 'ANNULE'); // there was nothing before
  if (p.ailleurs) diffuser(s, `refus:${p.id}`, annonces.refuse(cible(s, p), p.profil));
};

export const positionne = (e: EtatParcours): Positionnement | null => (e.actif === null ? null : (e.positionnements[e.actif] ?? null));
/** The positioning that the path is about: the one that holds the lock, else the last one that Kairos did not refuse. */
export const courant = (e: EtatParcours): Positionnement | null =>
  positionne(e) ?? Object.values(e.positionnements).findLast((p) => p.statut !== 'REFUSE') ?? null;
/** A positioning with what came of it: only the one that the path lives by may be in training. */
export const vecu = (e: EtatParcours, p: Positionnement) => ({ ...p, sortie: p.id !== e.actif || e.sortie !== null || e.etape === 'INSCRIPTION_ANNULEE' });
/** R27: somebody holds the place, or is past it. */
export const occupe = (e: EtatParcours): boolean => e.etape !== 'CLOS' && (e.actif !== null || e.inscrit);
/** Gives the lock back to a positioning of which something was corrected: the procedure looks at it again, even if the path had ended. */
export const reprendreVerrou = (e: EtatParcours, p: Positionnement): void => {
  e.actif = p.id;
  e.fini = null;
};
/** One name for each registration of the path, `rang` from 1: keys of another would be answered as the first time. */
export const cleInscription = (p: Positionnement, rang: number): string => (rang > 1 ? `${p.id}:${rang}` : p.id);
export const inscriptions = (e: EtatParcours): number => e.etapes.filter((x) => x.etape === 'INSCRIT').length;
export const cible = (s: SuiviParcours, p: Positionnement) => ({ parcours: s.sujet, positionnement: p.id, session: s.sujet.split(':')[1] as string });
/** Since the registration that the path lives by: an earlier one may have ended. */
export const passee = (e: EtatParcours, etape: EtapeParcours): boolean => {
  const debut = e.etapes.findLastIndex((x) => x.etape === 'INSCRIT');
  return debut >= 0 && e.etapes.slice(debut).some((x) => x.etape === etape);
};

/** The cell of the matrix; with the day of the entry, which makes a deferred update urgent (S10). */
export const cellule = (s: SuiviParcours, fait: Fait): Envoi['transmission'] => {
  const debut = debutSession(s.etat);
  return { parcours: s.sujet, fait, ...(debut !== null && { entree: iso(debut) }) };
};
export const dire = (s: SuiviParcours, cle: string, effets: Effet[], fait: Fait): void => diffuser(s, cle, effets, cellule(s, fait));

/** AUDE may have to hear of a cancellation later (R36): it then waits behind what it cancels. */
export const diffuserAnnulation = (s: SuiviParcours, cle: string, effets: Effet[], fait: Fait): void => {
  diffuser(
    s,
    cle,
    effets.filter((x) => x.systeme !== 'aude'),
  );
  dire(
    s,
    cle,
    effets.filter((x) => x.systeme === 'aude'),
    fait,
  );
};

/** The only way in which the step changes. True when it is, or was, the step. */
export const avancer = (s: SuiviParcours, etape: EtapeParcours, plus: Pick<Etape, 'provisoire'> = {}): boolean => {
  const e = s.etat;
  const neuf = e.etapes.length === 0 && etape === MACHINE_PARCOURS.initial;
  if (e.etape === etape && e.etapes.length > 0) return true;
  if (!neuf && !franchir(s, MACHINE_PARCOURS, e.etape, etape)) return false;
  e.etape = etape;
  e.etapes.push({ etape, date: iso(instant(s)), ...plus });
  noter(s, plus.provisoire ? 'ABSENCE_PROVISOIRE' : etape);
  return true;
};

/** What the slot is told of who comes: with the hours that were read, for they may have changed since. */
export const inscritAu = (s: SuiviParcours, p: Positionnement) => ({
  processus: 'creneau' as const,
  sujet: p.creneau,
  acte: { type: 'inscrit', positionnement: p.id, parcours: s.sujet, debut: iso(p.debut), fin: iso(p.fin) },
});

/** The day of the act in Paris: recorded with it, so that it is the same however often the flow is told. */
export const jourDe = (a: { date: string }): string => jourParis(Date.parse(a.date));

export const debutSession = (e: EtatParcours): number | null => (e.lu ? debutDeJourParis(e.lu.debut) : null);
/** The end of the last day; null for an unknown end. */
export const finSession = (e: EtatParcours): number | null => (e.lu?.fin ? finDeJour(e.lu.fin) : null);
export const finDeJour = (jour: string): number => debutDeJourParis(jour) + 86_400_000;

/** Who must act, as the ladders and the screens name it. */
export const casOf = ({ lu }: EtatParcours, creneau: string | null) => ({
  acteurType: 'OF' as const,
  // R42c: of a training of no catalogue, nobody may have said who delivers it.
  acteur: lu?.dispensateur || null,
  organisme: lu?.dispensateur || null,
  session: lu?.session ?? null,
  creneau,
});
export const sujetSession = ({ lu }: EtatParcours, date?: string) => ({
  session: lu?.session ?? '',
  intitule: lu?.intitule ?? '',
  date: date ?? lu?.debut ?? '',
  nombre: 1,
});
