/** What an operator's act needs, and how its outcome is said: one table for the API, the bulk operations and the screens. */
import { type ActionBlocage, JUSQUA_UN_CHANGEMENT } from './actes.ts';
import type { CodeRemede } from './causes/cause.ts';
import { heure, jourCourt, typo } from './francais.ts';
import { jourParis } from './ouvres.ts';

export type Exigence = 'motif' | 'creneau' | 'valeur';
type Verbe = { fait: string; exige: readonly Exigence[] };

export const REMEDES: Record<CodeRemede, Verbe> = {
  relancer: { fait: 'Relance envoyée.', exige: [] },
  mettreEnVeille: { fait: 'Mis en veille.', exige: [] },
  prendreEnCharge: { fait: 'Pris en charge.', exige: [] },
  corriger: { fait: 'Étape reprise.', exige: [] },
  passer: { fait: 'Étape passée.', exige: ['motif'] },
  absenceProvisoire: { fait: 'Absence provisoire enregistrée.', exige: [] },
  proposerAutreCreneau: { fait: 'Autre créneau proposé.', exige: ['creneau'] },
  traiterHorsSysteme: { fait: 'Marqué traité hors système.', exige: ['motif'] },
  choisirValeur: { fait: 'Valeur choisie.', exige: ['valeur'] },
};

export const EXIGENCES: Record<Exigence, string> = {
  motif: 'Le motif est obligatoire : il est gardé au journal.',
  creneau: 'Indiquez l’autre créneau de la session.',
  valeur: 'Indiquez le système dont la valeur est juste.',
};

/** What a flow answers when it does not act, and what may be heard instead of an answer. */
const REFUS: Record<string, string> = {
  DEJA_LEVE: 'Déjà résolu.',
  DEJA_FAIT: 'Déjà fait par quelqu’un d’autre.',
  DEJA_PRIS: 'Déjà pris en charge par quelqu’un d’autre.',
  RELANCE_RECENTE: 'Ignorée : une relance est déjà partie.',
  NON_APPLICABLE: 'Cette action ne s’applique pas à ce blocage.',
  ENVOI_IMPOSSIBLE: 'Le courriel n’a pas pu partir : l’adresse manque ou ne répond pas.',
  FLUX_TERMINE: 'Ce flux est terminé.',
  SANS_REPONSE: 'Le flux n’a pas répondu.',
};

/** The outcome of one act, in one sentence. */
export const direIssue = (code: CodeRemede, refus: string | null, jusqua: number | null = null): string => {
  if (refus === null) return REMEDES[code].fait;
  const phrase = REFUS[refus] ?? 'Refusé par le flux.';
  return typo(jusqua === null ? phrase : `${phrase} La prochaine est possible le ${jourCourt(jusqua)} à ${heure(jusqua)}.`);
};

/** « Déjà fait par Équipe d’animation à 14 h 02 », with the day when it is not today's. */
export const direDeja = (quoi: string, nom: string, le: number | null, maintenant: number): string => {
  const quand = le === null ? '' : `${jourParis(le) === jourParis(maintenant) ? '' : ` le ${jourCourt(le)}`} à ${heure(le)}`;
  return typo(`${quoi} par ${nom}${quand}.`);
};

const HEURE = 3_600_000;
/** « Je m’en occupe » holds for half a working day unless said; a snooze for a day. */
const PAR_DEFAUT = { prendreEnCharge: 4 * HEURE, mettreEnVeille: 24 * HEURE } as const;

/** What an operator gives besides the code. Free text is not part of it: it never enters a flow. */
export type Reglage = { jusqua?: string | undefined; jusquauChangement?: boolean | undefined; valeur?: 'smf' | 'kairos' | undefined };
type Commun = { blocage: string; par: string; acte: string };

/** The action as the flow hears it. `maintenant`: business ms. */
export const composerAction = (code: Exclude<CodeRemede, 'proposerAutreCreneau'>, commun: Commun, r: Reglage, maintenant: number): ActionBlocage => {
  switch (code) {
    case 'mettreEnVeille':
      return { ...commun, code, jusqua: r.jusquauChangement ? JUSQUA_UN_CHANGEMENT : (r.jusqua ?? new Date(maintenant + PAR_DEFAUT[code]).toISOString()) };
    case 'prendreEnCharge':
      return { ...commun, code, jusqua: r.jusqua ?? new Date(maintenant + PAR_DEFAUT[code]).toISOString() };
    case 'choisirValeur':
      return { ...commun, code, valeur: r.valeur ?? 'smf' };
    default:
      return { ...commun, code };
  }
};

/** What a bulk operation makes of an answer: nothing was left to do, or it is worth trying again. */
export const issueDe = (refus: string | null): 'FAITE' | 'IGNOREE' | 'ECHEC' =>
  refus === null ? 'FAITE' : ['DEJA_LEVE', 'DEJA_FAIT', 'DEJA_PRIS', 'RELANCE_RECENTE', 'FLUX_TERMINE'].includes(refus) ? 'IGNOREE' : 'ECHEC';
