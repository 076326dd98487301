/**
 * What every flow is made of: its state, the acts it receives, the calendar it lives by, and what is said since its mirror was last written.
 * State is plain data: a continued run starts from it and finds its waits, its queues and its blocages as they were.
 */
import { sleep } from '@temporalio/workflow';
import type { BlocageLigne, Ecritures, EvenementLigne } from '../activities/projection.ts';
import type { ActionBlocage, ReponseAction, ReponsePositionner } from '../domain/actes.ts';
import { attenteReelle, type Calendrier, maintenant, reelDe } from '../domain/calendrier.ts';
import type { Destinataire } from '../domain/politiques.ts';
import type { Processus } from '../domain/processus.ts';
import type { Cas } from './attendre.ts';
import type { Attributs } from './attributs.ts';
import type { Effet, Envoi } from './effets.ts';
import type { EcartTenu } from './rapprocher.ts';
import { condition, heure, sonner } from './vague.ts';

/** One wait for a person, as it must survive a continued run. Business instants in epoch ms. */
export type Attente = {
  /** What is waited for, and the version of the policy that the wait lives by: the mirror says both. */
  cause: string;
  politique: number;
  depuis: number;
  /** Rank of the last step taken, and its date: a new policy is taken up after that date. */
  niveau: number;
  fait: number | null;
  blocage: string | null;
  envois: number;
  derniereRelance: number | null;
  veilleJusqua: number | null;
  /** A reminder that came back (S13), until the next channel has been tried. */
  revenu?: { niveau: number; destinataire: Destinataire } | null;
  /** The address that refused is another one now: the organisme has not heard yet. */
  reprise?: boolean;
  /** Somebody takes care of it: the ladder waits. */
  enChargeJusqua?: number | null;
  /** An operator says that it was dealt with elsewhere: nothing is waited for any more. */
  horsSysteme?: boolean;
};

export type Memoire<E> = {
  etat: E;
  version: number;
  vus: string[];
  /** Acts received so far. */
  rang: number;
  attentes: Record<string, Attente>;
  blocages: Record<string, BlocageLigne>;
  numeros: Record<string, number>;
  files: Record<string, Envoi[]>;
  corrections: Record<string, number>;
  /** Versions of the policies that this flow lives by besides its waits: it is told when they change. */
  suivies?: Record<string, number>;
  /** What the reconciliation said: the last pages, and what differs. */
  passages: string[];
  ecarts: Record<string, EcartTenu>;
};

export type Resume = { etape: string; organisme: string | null; parcours?: string | null; fini?: 'termine' | 'annule' | null };
export type Regles<E, A> = {
  initial: E;
  /** Applies one act to the state. Returns (or resolves) the answer of an `agir`. */
  recevoir: (s: Suivi<E>, a: A) => ReponsePositionner | undefined | undefined | Promise<ReponsePositionner | undefined>;
  resume: (etat: E) => Resume;
  /** The rows of the read model that this state is. */
  miroir: (etat: E) => Ecritures;
  /** Called when a queued effect has been done: what follows from it. */
  apresEnvoi?: (s: Suivi<E>, envoi: Envoi, rendu: unknown) => void;
  /** What a partner's refusal asks of somebody, when it is a case of the field; undefined: the team looks at it (REJET_FONCTIONNEL). */
  refusPropre?: (s: Suivi<E>, effet: Effet, code: string) => Cas | undefined;
  /** An operator's remedy that this process alone knows how to apply, on the blocage of that name. */
  remedier?: (s: Suivi<E>, nom: string, action: ActionBlocage) => ReponseAction | Promise<ReponseAction>;
};

export type Suivi<E = unknown> = {
  readonly sujet: string;
  readonly processus: Processus;
  readonly memoire: Memoire<E>;
  readonly etat: E;
  /** The process's own rules, bound to its state. */
  resume(): Resume;
  miroir(): Ecritures;
  apresEnvoi(envoi: Envoi, rendu: unknown): void;
  refusPropre(effet: Effet, code: string): Cas | undefined;
  remedier(nom: string, action: ActionBlocage): ReponseAction | Promise<ReponseAction>;
  calendrier: Calendrier;
  /** Grows each time that waits must look again: a jump of the calendar, an operator's verb, a new policy. */
  battement: number;
  /** The version of the mirror when this run began, or took up a later one: those of its own come after. */
  socle: number;
  /** Grows with each change of a policy: waits read theirs again. */
  politiques: number;
  reprises: Record<string, number>;
  /** What operators decided about refused steps, by blocage name. */
  decisions: Record<string, { code: 'corriger' | 'passer'; par: string }>;
  /** The procedure has begun: before that, nothing can be said to be calm. */
  commence: boolean;
  actifs: number;
  /** Local attempts in flight: the mirror waits for them, so that one turn is one write. */
  rapides: number;
  reponsesDues: number;
  enEcriture: boolean;
  /** What must look at the state before each write: a sentence that counts. */
  avantEcriture: Set<() => void>;
  dormeurs: Set<Dormeur>;
  tampon: { evenements: EvenementLigne[]; autres: Ecritures };
  sale: boolean;
  attributs: Attributs | undefined;
};
type Dormeur = { pret: () => boolean; echeance: number | null };

const JOUR_REEL_MAX = 30 * 86_400_000;

/** Nothing under way, nothing due: what happens next is up to time or to somebody. */
export const estCalme = (s: Suivi): boolean =>
  s.commence && s.actifs === 0 && !s.sale && [...s.dormeurs].every((d) => !d.pret() && (d.echeance === null || d.echeance > instant(s)));

/** When something becomes due by itself, epoch ms; now, while a partner is waited for; null when only others can act. */
export const prochaineEcheance = (s: Suivi): number | null => {
  if (Object.values(s.memoire.blocages).some((b) => b.cause === 'SYSTEME_INDISPONIBLE')) return instant(s);
  const echeances = [...s.dormeurs].flatMap((d) => (d.echeance === null ? [] : [d.echeance]));
  return echeances.length === 0 ? null : Math.min(...echeances);
};

/** Business now, epoch ms. */
export const instant = (s: Suivi): number => maintenant(s.calendrier, heure());
export const iso = (ms: number): string => new Date(ms).toISOString();

/** Counts as work under way while `travail` runs. */
export const pendant = async <T>(s: Suivi, travail: () => Promise<T>): Promise<T> => {
  s.actifs++;
  try {
    return await travail();
  } finally {
    s.actifs--;
  }
};

/** Waits until `pret` (true) or until the business instant that `echeance` says, if any (false). The instant may move meanwhile. */
export const jusquA = async (s: Suivi, pret: () => boolean, echeance: () => number | null = () => null): Promise<boolean> => {
  for (;;) {
    if (pret()) return true;
    const e = echeance();
    if (e !== null && instant(s) >= e) return false;
    const battement = s.battement;
    const change = () => pret() || s.battement !== battement || echeance() !== e;
    const dormeur: Dormeur = { pret: () => pret() || echeance() !== e, echeance: e };
    s.dormeurs.add(dormeur);
    try {
      if (e === null) await condition(change);
      else {
        // How long a timer lasts is not replayed: the true hour sets it.
        const reste = attenteReelle(s.calendrier, Date.now(), e);
        if (!(await condition(change, Math.max(1, Math.min(reste, JOUR_REEL_MAX)))) && reste <= JOUR_REEL_MAX) sonner(reelDe(s.calendrier, e));
      }
    } finally {
      s.dormeurs.delete(dormeur);
    }
  }
};

/** Lets the server answer a pending update before what follows begins: a workflow task is only reported when its local work is done. */
export const laisserRepondre = async (s: Suivi): Promise<void> => {
  if (s.reponsesDues === 0) return;
  await pendant(s, async () => {
    await condition(() => s.reponsesDues === 0);
    await sleep(1);
  });
};
