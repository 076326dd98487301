/** What a session's flow remembers (§d.2), and the few moves that its procedure, its acts and its watches share. */
import { workflowInfo } from '@temporalio/workflow';
import type { CompteLu, Recrutement, SessionLue } from '../activities/lecture.ts';
import type { Reglage } from '../activities/politique.ts';
import type { ChampDivergent, EtatPublication, EtatRecrutement, Systeme } from '../domain/codes.ts';
import { type EtapeSession, MACHINE_PUBLICATION } from '../domain/machines/session.ts';
import { ajouterDelai, type Delai, debutDeJourParis } from '../domain/ouvres.ts';
import { type CodeSeuil, type Seuils, seuilDe } from '../domain/seuils.ts';
import { franchir } from './machine.ts';
import { joindre, noter } from './miroir.ts';
import { tenirReglages } from './politique.ts';
import { instant, iso, type Suivi } from './suivi.ts';

/** A slot as its session sees it: epoch ms; `libres` null: not known. */
export type CreneauSuivi = { fin: number; limite: number; libres: number | null };
export type Divergence = { smf: string; kairos: string; depuis: string };

export type EtatSession = {
  etape: EtapeSession;
  lue: SessionLue | null;
  /** Fingerprints of the offer: the one asked for, the one exported, the one published. */
  demandee: string | null;
  /** How many offers were asked for: an offer that comes back to what it was is told again, under keys of its own. */
  rang: number;
  exportee: string | null;
  publiee: string | null;
  visible: boolean;
  raison: string | null;
  /** Hops of the offer on its way (G7), ISO 8601. */
  valideeLe: string | null;
  exporteeLe: string | null;
  etatRecrutement: EtatRecrutement | null;
  /** What the offer said of it last: SMF is one of the places where it is said. */
  etatOffre: EtatRecrutement | null;
  /** Slots that stand, past ones for a while. */
  creneaux: Record<string, CreneauSuivi>;
  places: { totales: number; disponibles: number } | null;
  /** Paths that hold a place. */
  inscrits: string[];
  /** What was proposed to the OF, until it answers or it has lost its reason. */
  proposee: 'FERMETURE' | 'REOUVERTURE' | null;
  /** Whether Kairos was asked for the account of that SIRET, and what it said. */
  comptePour: string | null;
  compte: CompteLu | null;
  /** Slots were not opened, for want of an account. */
  creneauxRetenus: string[];
  /** `complets`: advisers whom a full slot refused (G5). */
  mesures: (Recrutement & { consultations: number; complets?: number }) | null;
  divergences: Partial<Record<ChampDivergent, Divergence>>;
  /** Seats under convention, once somebody has chosen between two numbers. */
  conventionnees: number | null;
  /** Pairs of values between which somebody has chosen: they are no longer a question. */
  choix: Partial<Record<ChampDivergent, string>>;
  retiree: boolean;
  /** Tools that were told of it and said yes. */
  montree?: Systeme[];
  /** §f.2. */
  conservation: Delai | null;
  /** §f: the numbers that its watches read. */
  seuils?: Seuils;
};

export type SuiviSession = Suivi<EtatSession>;

export const INITIAL: EtatSession = {
  etape: 'NON_PUBLIEE',
  lue: null,
  demandee: null,
  rang: 0,
  exportee: null,
  publiee: null,
  visible: false,
  raison: null,
  valideeLe: null,
  exporteeLe: null,
  etatRecrutement: null,
  etatOffre: null,
  creneaux: {},
  places: null,
  inscrits: [],
  proposee: null,
  comptePour: null,
  compte: null,
  creneauxRetenus: [],
  mesures: null,
  divergences: {},
  conventionnees: null,
  choix: {},
  retiree: false,
  montree: [],
  conservation: null,
};

const JOUR = 86_400_000;
/** §f.2 `session.export.cutoffAfterEnd`, when no policy has been read yet. */
const CONSERVATION: Delai = { jours: 30 };

/** So long after the last day; null for an unknown end. */
export const finDe = ({ lue, conservation }: EtatSession): number | null => (lue?.fin ? ajouterDelai(Date.parse(lue.fin), conservation ?? CONSERVATION) : null);

/** The policies say how long an ended session is shown, and what its watches hold for urgent, near or too few. */
export const regler = (s: SuiviSession, reglages: readonly Reglage[]): void => {
  if (!tenirReglages(s, reglages)) return;
  for (const { cause, conservation, seuils } of reglages) {
    if (cause === 'SESSION_NON_VISIBLE') s.etat.conservation = conservation ?? null;
    s.etat.seuils = { ...s.etat.seuils, ...seuils };
  }
};
export const seuil = (s: SuiviSession, code: CodeSeuil): number => seuilDe(s.etat.seuils, code);
export const debutDe = ({ lue }: EtatSession): number | null => (lue ? debutDeJourParis(lue.debut) : null);
/** Whole days before the first one. */
export const joursAvant = (s: SuiviSession): number => Math.ceil(((debutDe(s.etat) ?? 0) - instant(s)) / JOUR);

/** R11: who holds the slots, and is asked about them. */
export const accueil = ({ lue }: EtatSession): string | null => (lue === null ? null : lue.guichetUnique ? lue.responsable : lue.dispensateur);

/** Names a version of the offer in keys, for ever: a session that lives again after its withdrawal is another run. */
export const version = ({ rang, demandee }: EtatSession): string => `${workflowInfo().firstExecutionRunId.slice(0, 8)}.${rang}-${demandee?.slice(0, 12)}`;
/** The session as it is shown: read when it leaves, with the état du recrutement that its flow knows before its mirror. */
export const dite = ({ sujet, etat: { etatRecrutement: etat } }: SuiviSession) => ({ session: sujet, ...(etat && { etat }) });

export const passer = (s: SuiviSession, etape: EtapeSession): void => {
  if (s.etat.etape === etape || !franchir(s, MACHINE_PUBLICATION, s.etat.etape, etape)) return;
  s.etat.etape = etape;
  s.sale = true;
};

/** `le`: when that system began to show it, if it does. */
export const publication = (s: SuiviSession, systeme: Systeme, etat: EtatPublication, raison: string | null = null, le = iso(instant(s))): void => {
  const { valideeLe, exporteeLe } = s.etat;
  const visibleLe = etat === 'VISIBLE' ? le : null;
  joindre(s, { publications: [{ session: s.sujet, systeme, etat, depuis: le, raison, valideeLe, exporteeLe, visibleLe }] });
};

export const cas = (s: SuiviSession) => ({
  acteurType: 'OF' as const,
  acteur: accueil(s.etat),
  organisme: accueil(s.etat),
  session: s.sujet,
});
export const sujet = (s: SuiviSession) => ({ session: s.sujet, intitule: s.etat.lue?.intitule ?? '' });

/** Seats taken since the offer was read are kept when it is read again. */
export const tenirPlaces = (s: SuiviSession, disponibles: number): void => {
  const e = s.etat;
  const avant = e.places?.disponibles ?? null;
  e.places = { totales: e.places?.totales ?? Math.max(0, disponibles), disponibles: Math.max(0, disponibles) };
  if (avant !== e.places.disponibles) s.sale = true;
  proposer(s);
};

/** §d.2: closing and reopening are the OF's to do; the hub only says that it is time. */
export const proposer = (s: SuiviSession): void => {
  const { places, etatRecrutement: etat, proposee } = s.etat;
  if (places === null || places.totales === 0) return;
  const quoi = etat === 'OUVERT' && places.disponibles === 0 ? 'FERMETURE' : etat === 'FERME' && places.disponibles > 0 ? 'REOUVERTURE' : null;
  if (quoi === proposee) return;
  s.etat.proposee = quoi;
  if (quoi) noter(s, quoi === 'FERMETURE' ? 'FERMETURE_PROPOSEE' : 'REOUVERTURE_PROPOSEE');
};
