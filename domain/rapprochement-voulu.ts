/**
 * What each partner must hold of one positioning today: the chain matrix (`attendu`, §d.9) with its values, for a path that goes on as for one
 * that has ended. Pure.
 */
import type { EtapeParcours, Fait, Outil, Presence, StatutDe, StatutPositionnement, Suite, Systeme } from './codes.ts';
import type { Periode } from './rapprochement-details.ts';
import { attendu, estDiffere, type Origine, type SystemeMatrice } from './visibilite.ts';

export type CandidatConnu = {
  parcours: string;
  positionnement: string;
  session: string;
  origine: Origine & { statutDe: StatutDe };
  /** Since the last time that she was positioned. */
  etapes: readonly { etape: string; date: string }[];
  /** ANCIEN: another came after it. REPRISE: what an ML adviser made in OUIFORM of the same appointment (S8); no other tool has it. */
  role: 'COURANT' | 'ANCIEN' | 'REPRISE';
  /** A training ended before this positioning: what partners keep of it is not about this one. */
  dejaForme: boolean;
  statut: StatutPositionnement;
  presence: Presence | null;
  suite: Suite | null;
  /** Days. */
  demandeLe: string;
  inscritLe: string | null;
  entreeLe: string | null;
  sortieLe: string | null;
  /** In the order in which they were said. `dite`: to those who know of the entry. */
  interruptions: readonly (Periode & { kairos: boolean; dite: boolean })[];
  /** The tool in which this very positioning was made. */
  outil: Outil;
  /** The slot, under each of its names. */
  creneaux: readonly string[];
  /** Of that slot: instants; null when there is none. */
  horaires: { debut: string; fin: string } | null;
  /** Fingerprints (`empreinteTexte`). */
  textes: {
    argumentaire: string | null;
    /** Of the suite, of the exit, of each interruption by its beginning. */
    motif: string | null;
    motifSortie: string | null;
    interruptions: Readonly<Record<string, string>>;
    bilan: string | null;
  };
  /** When AUDE ceased to take anything of her (R36), as it says; null while it does. */
  closDepuis: string | null;
  /** Facts of this path that the demandeur's flow keeps for the réinscription. */
  differees: readonly string[];
  transmissions: readonly { systeme: string; fait: string; etat: string }[];
};

export type Voulu =
  /** It must hold it; with that value when both sides keep the same one. */
  | { tenue: 'TENIR'; valeur: string | null }
  /** It is over: whoever still shows it shows it cancelled. */
  | { tenue: 'ANNULE' }
  /** It has not happened, or was undone. */
  | { tenue: 'RIEN' }
  /** It may never know (R30, R31, R33…). */
  | { tenue: 'JAMAIS' }
  /** It will at the réinscription, and not before (R36). */
  | { tenue: 'CACHE' }
  | { tenue: 'LIBRE' };

const LIBRE: Voulu = { tenue: 'LIBRE' };
const DE_FORMATION: readonly Fait[] = ['INSCRIPTION', 'ENTREE', 'BILAN'];
const ANNONCES: readonly Fait[] = ['POSITIONNEMENT', 'RDV'];
const DU_MEME_CODE: readonly Systeme[] = ['kairos', 'ouiform', 'audef'];

export const voulu = (c: CandidatConnu, fait: Fait, systeme: SystemeMatrice): Voulu => {
  const deFormation = DE_FORMATION.includes(fait);
  if (c.role !== 'COURANT' && (deFormation || systeme === 'aude')) return LIBRE;
  if (c.role === 'REPRISE' && systeme !== 'ouiform') return LIBRE;
  if (deFormation && c.dejaForme && !estInscrit(c)) return LIBRE;
  // Kairos registered her itself: it keeps no positioning of somebody whom nobody positioned (R39, R42c).
  if (c.origine.horsSysteme && systeme === 'kairos' && !deFormation) return LIBRE;
  const a = attendu({ ...c.origine, etapes: vecues(c) }, fait, systeme);
  if (a.attendu === 'NE_SAURA_JAMAIS') return { tenue: 'JAMAIS' };
  // What is kept for the réinscription (R36) includes what undoes it; the AIS of AUDEF follows AUDE's.
  if (a.attendu === 'DIFFERE' || estDiffere(systeme, c.origine.statutDe, fait)) return estCache(c, systeme, fait) ? { tenue: 'CACHE' } : LIBRE;
  if (c.statut === 'ANNULE' && !estInscrit(c)) return annule(fait, systeme);
  // Those who keep one training for each path show the first until the second begins.
  if (a.attendu === 'PAS_ENCORE' && deFormation && c.dejaForme) return LIBRE;
  if (a.attendu === 'PAS_ENCORE') return ANNONCES.includes(fait) || (systeme === 'ouiform' && estAnnulee(c)) ? LIBRE : { tenue: 'RIEN' };
  return { tenue: 'TENIR', valeur: valeurVoulue(c, fait, systeme) };
};

/** It happened since she was struck off, and nobody was told: a file that shows it shows what it may not. */
export const estCache = (c: CandidatConnu, systeme: SystemeMatrice, fait: Fait): boolean => {
  if (c.closDepuis === null || !estDiffere(systeme, c.origine.statutDe, fait)) return false;
  const le = fait === 'POSITIONNEMENT' ? `${c.demandeLe}T00:00:00.000Z` : c.etapes.findLast((e) => e.etape === DIT_PAR[fait])?.date;
  const dite = c.transmissions.some((t) => t.systeme === systeme && t.fait === fait && t.etat !== 'DIFFEREE');
  const defaite = c.statut === 'ANNULE' || estAnnulee(c);
  return le !== undefined && !dite && !defaite && Date.parse(le) > Date.parse(c.closDepuis);
};
const DIT_PAR: Partial<Record<Fait, EtapeParcours>> = { INSCRIPTION: 'INSCRIT', ENTREE: 'ENTREE_ATTESTEE', BILAN: 'FIN' };

const annule = (fait: Fait, systeme: SystemeMatrice): Voulu => {
  if (systeme === 'aude' || DE_FORMATION.includes(fait)) return { tenue: 'RIEN' };
  return ANNONCES.includes(fait) ? { tenue: 'ANNULE' } : LIBRE;
};

const rangDe = (c: CandidatConnu, etape: EtapeParcours): number => c.etapes.findLastIndex((e) => e.etape === etape);
/** R41: the registration that the path lived by was cancelled. */
export const estAnnulee = (c: CandidatConnu): boolean => rangDe(c, 'INSCRIPTION_ANNULEE') > rangDe(c, 'INSCRIT');
export const estInscrit = (c: CandidatConnu): boolean => rangDe(c, 'INSCRIT') >= 0 && !estAnnulee(c);

/** The facts of this positioning, whatever came after it; those of the training are the path's. */
const vecues = (c: CandidatConnu): { etape: string }[] => {
  const annonce = c.role !== 'COURANT' || rangDe(c, 'CONVOQUE') >= 0;
  const formation = c.etapes.filter((e) => e.etape !== 'INSCRIT' && DE_LA_FORMATION.includes(e.etape));
  return [
    ...(annonce ? [{ etape: 'CONVOQUE' }] : []),
    ...(c.presence === null ? [] : [{ etape: c.presence === 'PRESENT' ? 'PRESENT' : 'ABSENT' }]),
    ...(c.suite === null ? [] : [{ etape: c.suite }]),
    ...(estInscrit(c) ? [{ etape: 'INSCRIT' }] : []),
    ...formation,
  ];
};
const DE_LA_FORMATION: readonly string[] = ['ENTREE_ATTESTEE', 'FIN', 'ABANDON'];

/** null: both sides cannot be expected to keep the same value. */
const valeurVoulue = (c: CandidatConnu, fait: Fait, systeme: SystemeMatrice): string | null => {
  switch (fait) {
    case 'POSITIONNEMENT':
      // AUDE keeps a day; of an older positioning, a registration that was cancelled may have cancelled it too.
      if (systeme === 'aude') return c.demandeLe;
      if (c.role === 'ANCIEN') return null;
      return systeme === 'ouiform' && estAnnulee(c) ? 'ANNULE' : 'CONFIRME';
    case 'RDV':
      return 'CONFIRME';
    case 'PRESENCE':
      return DU_MEME_CODE.includes(systeme) ? c.presence : c.presence === 'PRESENT' ? 'PRESENT' : 'ABSENT';
    case 'SUITE':
      return c.suite;
    case 'ENTREE':
      return c.entreeLe;
    case 'INSCRIPTION':
      return c.inscritLe;
    case 'BILAN':
      return c.sortieLe;
  }
};

/** What a partner says, in the words of `valeurVoulue`: each tool has its own for an appointment that stands. */
export const valeurTenue = (fait: Fait, systeme: SystemeMatrice, tenu: string): string =>
  ANNONCES.includes(fait) && systeme !== 'aude' ? (estCancelle(tenu) ? 'ANNULE' : 'CONFIRME') : tenu;

export const estCancelle = (tenu: string): boolean => tenu === 'ANNULE' || tenu === 'REFUSE';
