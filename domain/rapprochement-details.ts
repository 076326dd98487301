/**
 * What a partner keeps beside the facts of the matrix: which slot, at what hours, from which tool, the interruptions, the words. One line a
 * detail: who keeps it, the fact that carries it, what it should be, and what says it again where the rule is clear. Pure.
 */
import { z } from 'zod';
import type { Fait, Systeme } from './codes.ts';
import type { CandidatConnu } from './rapprochement-voulu.ts';
import type { SystemeMatrice } from './visibilite.ts';

export const Detail = z.enum([
  'CRENEAU_CHOISI',
  'HORAIRES_RDV',
  'ORIGINE',
  'ARGUMENTAIRE',
  'MOTIF',
  'INTERRUPTIONS',
  'MOTIFS_INTERRUPTION',
  'MOTIF_SORTIE',
  'TEXTE_BILAN',
]);
export type Detail = z.infer<typeof Detail>;
export type Details = Partial<Record<Detail, string>>;
export type Periode = { debut: string; fin: string | null };

/** A text that may speak of a person is compared by its length and its fingerprint (FNV-1a): nothing of it leaves its table. */
export const empreinteTexte = (texte: string | null | undefined): string | null => {
  const lu = texte?.trim() ?? '';
  if (lu === '') return null;
  let h = 0x811c9dc5;
  for (const c of lu) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 0x01000193);
  return `${lu.length}#${(h >>> 0).toString(16).padStart(8, '0')}`;
};
/** « 2026-12-21/2026-12-31,2027-02-10/ », in the order of their beginnings. */
export const periodesDites = (periodes: readonly Periode[]): string | null =>
  periodes
    .map((i) => `${i.debut}/${i.fin ?? ''}`)
    .sort()
    .join() || null;
export const horairesDits = (h: { debut: string; fin: string }): string => `${new Date(h.debut).toISOString()}/${new Date(h.fin).toISOString()}`;

type Regle = {
  chez: readonly SystemeMatrice[];
  /** Without it, nothing of this can be kept; not told yet, neither is this. */
  fait: Fait;
  /** undefined: nobody can say. */
  valeur: (c: CandidatConnu, systeme: SystemeMatrice) => string | null | undefined;
  /** When equality is not the question. */
  accord?: (c: CandidatConnu, systeme: SystemeMatrice, tenu: string | null) => boolean;
  /** Absent: what one side holds is its own to say. */
  redire?: (c: CandidatConnu, systeme: SystemeMatrice, tenu: string | null) => { operation: string; plus: Record<string, unknown> } | undefined;
};

const OUTILS_DE_SUIVI: readonly Systeme[] = ['ouiform', 'audef'];
const estSuivi = (systeme: SystemeMatrice): boolean => OUTILS_DE_SUIVI.includes(systeme);

const dites = (c: CandidatConnu): CandidatConnu['interruptions'] => c.interruptions.filter((i) => i.dite);
/** OUIFORM and AUDEF show the last that they were told; Kairos also has those that were typed there before the entry. */
const interruptionsDe = (c: CandidatConnu, systeme: SystemeMatrice): string | null =>
  periodesDites(estSuivi(systeme) ? dites(c).slice(-1) : systeme === 'kairos' ? c.interruptions : dites(c));
const lues = (tenu: string | null): string[] => tenu?.split(',') ?? [];

/** « 2026-12-21=34#1a2b3c4d », one a period. */
export const motifsDits = (motifs: Readonly<Record<string, string | null>>): string | null =>
  Object.entries(motifs)
    .flatMap(([debut, motif]) => (motif === null ? [] : [`${debut}=${motif}`]))
    .sort()
    .join() || null;
const motifsDe = (c: CandidatConnu): Record<string, string | null> =>
  Object.fromEntries(dites(c).map((i) => [i.debut, c.textes.interruptions[i.debut] ?? null]));
/** Beginnings of the periods whose reason is another one there. */
const motifsPerdus = (c: CandidatConnu, tenu: string | null): string[] => {
  const la = Object.fromEntries(lues(tenu).map((x) => x.split('=') as [string, string]));
  return Object.entries(motifsDe(c)).flatMap(([debut, motif]) => (motif !== null && la[debut] !== undefined && la[debut] !== motif ? [debut] : []));
};

export const DETAILS: Record<Detail, Regle> = {
  CRENEAU_CHOISI: {
    chez: ['kairos', 'ouiform', 'audef'],
    fait: 'POSITIONNEMENT',
    valeur: (c) => c.creneaux[0],
    accord: (c, _, tenu) => tenu !== null && c.creneaux.includes(tenu),
    redire: (_, systeme) => (estSuivi(systeme) ? { operation: 'suivre', plus: { deplace: true } } : undefined),
  },
  HORAIRES_RDV: {
    chez: ['pefr'],
    fait: 'RDV',
    valeur: (c) => (c.role === 'COURANT' && c.horaires !== null ? horairesDits(c.horaires) : undefined),
    // Booked there and not named yet, it has no date.
    accord: (c, _, tenu) => tenu === null || (c.horaires !== null && horairesDits(c.horaires) === tenu),
    redire: (c) => (c.presence === null ? { operation: 'notifierRendezVous', plus: {} } : undefined),
  },
  ORIGINE: { chez: ['kairos', 'ouiform', 'audef'], fait: 'POSITIONNEMENT', valeur: (c) => c.outil },
  ARGUMENTAIRE: {
    chez: ['kairos', 'ouiform', 'audef', 'aude'],
    fait: 'POSITIONNEMENT',
    valeur: (c) => c.textes.argumentaire,
    redire: (c, systeme) => (systeme === 'aude' ? { operation: 'prescrire', plus: { date: c.demandeLe } } : undefined),
  },
  MOTIF: {
    chez: ['kairos', 'ouiform', 'audef'],
    fait: 'SUITE',
    valeur: (c) => (c.role !== 'REPRISE' && c.presence === 'PRESENT' ? c.textes.motif : undefined),
    // Kairos may have been given none where the hub had one.
    accord: (c, systeme, tenu) => tenu === c.textes.motif || (systeme === 'kairos' && (tenu === null || c.textes.motif === null)),
    redire: (c, systeme) => (estSuivi(systeme) ? { operation: 'suivre', plus: { suite: c.suite } } : undefined),
  },
  INTERRUPTIONS: {
    chez: ['kairos', 'ouiform', 'audef', 'aude'],
    fait: 'ENTREE',
    valeur: interruptionsDe,
    accord: (c, systeme, tenu) => {
      if (systeme !== 'kairos') return tenu === interruptionsDe(c, systeme);
      // What was typed there may be a closure of the whole session, which it keeps elsewhere.
      const [connues, apprises, ici] = [lues(periodesDites(c.interruptions)), lues(periodesDites(dites(c).filter((i) => !i.kairos))), lues(tenu)];
      return ici.every((x) => connues.includes(x)) && apprises.every((x) => ici.includes(x));
    },
    redire: (c, systeme, tenu) => {
      if (systeme === 'kairos') return undefined;
      const perdue = estSuivi(systeme) ? dites(c).at(-1) : dites(c).find((i) => !lues(tenu).includes(periodesDites([i]) ?? ''));
      if (!perdue) return undefined;
      const { debut, fin } = perdue;
      return systeme === 'aude'
        ? { operation: 'enregistrerInterruption', plus: { date: debut, fin } }
        : { operation: 'suivre', plus: { interruption: { debut, fin } } };
    },
  },
  MOTIFS_INTERRUPTION: {
    chez: ['kairos', 'aude'],
    fait: 'ENTREE',
    valeur: (c) => motifsDits(motifsDe(c)),
    // Compared of the periods that both have: another one is a difference of its own.
    accord: (c, _, tenu) => motifsPerdus(c, tenu).length === 0,
    redire: (c, systeme, tenu) => {
      const [debut] = motifsPerdus(c, tenu);
      const periode = c.interruptions.find((i) => i.debut === debut);
      return systeme === 'aude' && periode ? { operation: 'enregistrerInterruption', plus: { date: periode.debut, fin: periode.fin } } : undefined;
    },
  },
  MOTIF_SORTIE: {
    chez: ['kairos', 'aude'],
    fait: 'BILAN',
    valeur: (c) => c.textes.motifSortie ?? undefined,
    redire: (c, systeme) => (systeme === 'aude' && c.sortieLe !== null ? { operation: 'enregistrerSortie', plus: { date: c.sortieLe } } : undefined),
  },
  TEXTE_BILAN: { chez: ['kairos'], fait: 'BILAN', valeur: (c) => c.textes.bilan },
};
