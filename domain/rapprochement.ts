/**
 * The reconciliation, as values: what the hub believes beside what a partner holds, and what follows from their difference.
 * Pure. A partner that was not told yet is not a difference (`attendu`, and the cells still on their way, say it).
 */
import type { CodeCause } from './causes.ts';
import type { Fait, Presence, StatutDe, StatutPositionnement, Suite, Systeme } from './codes.ts';
import { attendu, type Origine, SYSTEMES_MATRICE } from './visibilite.ts';

type SystemeMatrice = (typeof SYSTEMES_MATRICE)[number];

/** What the difference is about: a fact of a path, or a piece of the offer. */
export type Objet = Fait | 'FICHE' | 'SESSION' | 'ETAT_RECRUTEMENT' | 'PLACES' | 'DATES' | 'CRENEAU' | 'HORAIRES' | 'ANNULATION' | 'CANDIDAT' | 'PROGRAMME';

/** `reparation`: where the rule is clear, what makes both agree again. Codes, ids and days only. */
export type Ecart = {
  /** Names the difference within its flow: ASCII. */
  cle: string;
  cause: CodeCause;
  /** null: Maillon itself. */
  systeme: Systeme | null;
  objet: Objet;
  hub: string | null;
  partenaire: string | null;
  reparation?: { operation: string; arg: Record<string, unknown> };
};

export type CandidatConnu = {
  parcours: string;
  positionnement: string;
  session: string;
  origine: Origine & { statutDe: StatutDe };
  /** Since the last time that she was positioned. */
  etapes: readonly { etape: string; date: string }[];
  statut: StatutPositionnement;
  presence: Presence | null;
  suite: Suite | null;
  /** Days. */
  demandeLe: string;
  entreeLe: string | null;
  transmissions: readonly { systeme: string; fait: string; etat: string }[];
};
/** By system; null: the system holds nothing of her; a system that did not answer is absent. */
export type Tenus = Partial<Record<SystemeMatrice, Partial<Record<Fait, string>> | null>>;

/** The facts that each system keeps as such: Kairos carries the appointment with the seat, i-Milo the presence with the status. */
const SUIVI: readonly Fait[] = ['POSITIONNEMENT', 'PRESENCE', 'SUITE', 'INSCRIPTION', 'ENTREE', 'BILAN'];
const TENUS_PAR: Record<SystemeMatrice, readonly Fait[]> = {
  kairos: SUIVI,
  ouiform: SUIVI,
  audef: SUIVI,
  aude: ['POSITIONNEMENT', 'INSCRIPTION', 'ENTREE', 'BILAN'],
  pefr: ['RDV', 'PRESENCE'],
  imilo: ['POSITIONNEMENT', 'SUITE'],
};
/** Of these facts both sides keep the same code: it may differ. */
const COMPARES: readonly Fait[] = ['PRESENCE', 'SUITE'];
const DU_MEME_CODE: readonly Systeme[] = ['kairos', 'ouiform', 'audef'];

export const ecartsCandidat = (c: CandidatConnu, tenus: Tenus): Ecart[] =>
  SYSTEMES_MATRICE.flatMap((systeme) => {
    const faits = tenus[systeme];
    if (faits === undefined) return [];
    return TENUS_PAR[systeme].flatMap((fait): Ecart[] => {
      if (enRoute(c, systeme, fait)) return [];
      const [voulu, tenu] = [attendu({ ...c.origine, etapes: c.etapes }, fait, systeme).attendu, faits?.[fait] ?? null];
      const ecart = (hub: string | null): Ecart => ({
        cle: `${systeme}.${fait}`,
        // S19: the person is live and registered, and her AIS is nowhere.
        cause: systeme === 'aude' && fait === 'INSCRIPTION' && tenu === null ? 'AIS_NON_GENEREE' : 'DONNEES_DIVERGENTES',
        systeme,
        objet: fait,
        hub,
        partenaire: tenu,
        ...reparation(c, systeme, fait),
      });
      if (voulu === 'DOIT_SAVOIR') {
        if (tenu === null) return [ecart(valeur(c, fait))];
        const differe = COMPARES.includes(fait) && DU_MEME_CODE.includes(systeme) && tenu !== valeur(c, fait);
        return differe ? [ecart(valeur(c, fait))] : [];
      }
      // R30, R31: what nobody told, and may not be known there.
      const deTrop = voulu === 'NE_SAURA_JAMAIS' && tenu !== null && !c.transmissions.some((t) => t.systeme === systeme);
      return deTrop ? [seulConstat(ecart(null))] : [];
    });
  });

/** Nobody can tell by rule which of the two is right. */
export const seulConstat = ({ reparation: _, ...ecart }: Ecart): Ecart => ecart;

/** On its way, or kept for the réinscription (R36): not a difference. */
const enRoute = (c: CandidatConnu, systeme: Systeme, fait: Fait): boolean =>
  c.transmissions.some((t) => t.systeme === systeme && t.fait === fait && t.etat !== 'VISIBLE');

const dateDe = (c: CandidatConnu, ...etapes: string[]): string | null => c.etapes.findLast((e) => etapes.includes(e.etape))?.date.slice(0, 10) ?? null;

const valeur = (c: CandidatConnu, fait: Fait): string | null => {
  switch (fait) {
    case 'POSITIONNEMENT':
    case 'RDV':
      return c.statut;
    case 'PRESENCE':
      return c.presence;
    case 'SUITE':
      return c.suite;
    case 'INSCRIPTION':
      return dateDe(c, 'INSCRIT');
    case 'ENTREE':
      return c.entreeLe;
    case 'BILAN':
      return dateDe(c, 'FIN', 'ABANDON');
  }
};

/** Kairos owns seats, presences and entries: what it lost, a person must see. The others only repeat: they are told again. */
const reparation = (c: CandidatConnu, systeme: SystemeMatrice, fait: Fait): Pick<Ecart, 'reparation'> => {
  const cible = { parcours: c.parcours, positionnement: c.positionnement, session: c.session };
  const date = fait === 'POSITIONNEMENT' ? c.demandeLe : valeur(c, fait);
  const refaire = (operation: string, plus: Record<string, unknown> = {}) => ({
    reparation: { operation: `${systeme}.${operation}`, arg: { ...cible, ...plus } },
  });
  switch (systeme) {
    case 'kairos':
      return {};
    case 'ouiform':
    case 'audef':
      if (fait === 'POSITIONNEMENT') return refaire('positionner');
      if (fait === 'PRESENCE') return refaire('suivre', { presence: c.presence, statut: c.statut });
      if (fait === 'SUITE') return refaire('suivre', { suite: c.suite });
      if (fait === 'INSCRIPTION') return systeme === 'audef' ? refaire('enregistrerAis', { date }) : refaire('suivre', { inscription: date });
      return refaire('suivre', fait === 'ENTREE' ? { entree: date } : { sortie: date });
    case 'aude': {
      const operation = { POSITIONNEMENT: 'prescrire', INSCRIPTION: 'genererAis', ENTREE: 'enregistrerEntree', BILAN: 'enregistrerSortie' }[fait as string];
      return operation === undefined ? {} : refaire(operation, { date });
    }
    case 'pefr':
      return fait === 'RDV' ? refaire('notifierRendezVous') : refaire('changerRendezVous', { statut: c.presence === 'PRESENT' ? 'HONORE' : 'ABSENT' });
    case 'imilo':
      return fait === 'POSITIONNEMENT' ? refaire('proposer') : refaire('suivre', { suite: c.suite });
  }
};

/** What a flow is told of itself after a comparison. */
export type Rapprochement = {
  /** The page of the comparison that says it: said twice, it counts once. */
  passage: string;
  ecarts: Ecart[];
  /** Keys of what agrees again. */
  leves: string[];
  /** The rows of this flow are stale: write them again. */
  reflet?: boolean;
  /** For a guardian that begins again: the version that its mirror has. */
  version?: number;
};
