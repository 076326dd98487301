/**
 * The reconciliation, as values: what the hub believes beside what a partner holds, and what follows from their difference.
 * Pure. A partner that was not told yet is not a difference (`attendu`, and the cells still on their way, say it).
 */
import type { CodeCause } from './causes.ts';
import type { Fait, Systeme } from './codes.ts';
import { DETAILS, Detail, type Details } from './rapprochement-details.ts';
import { reparation, valeur } from './rapprochement-reparation.ts';
import { type CandidatConnu, estAnnulee, estCache, estCancelle, valeurTenue, voulu } from './rapprochement-voulu.ts';
import { SYSTEMES_MATRICE, type SystemeMatrice } from './visibilite.ts';

/** What the difference is about: a fact of a path, or a piece of the offer. */
export type Objet =
  | Fait
  | (
      | 'FICHE'
      | 'VERSION'
      | 'SESSION'
      | 'ETAT_RECRUTEMENT'
      | 'PLACES'
      | 'DATES'
      | 'INTITULE'
      | 'DISPENSATEUR'
      | 'RESPONSABLE'
      | 'LIEU'
      | 'FINANCEURS'
      | 'FORMACODE'
      | 'CRENEAU'
      | 'HORAIRES'
      | 'ANNULATION'
      | 'MODALITE'
      | 'PLACES_CRENEAU'
      | 'LIEU_CRENEAU'
      | 'CANDIDAT'
      | 'PROGRAMME'
    )
  | ('STATUT_DE' | 'DOSSIER' | 'SITUATION')
  | Detail;

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
  /** Whose it is, for a guardian, which knows only what it is told. */
  organisme?: string | null;
};

/** One thing of which each side says something else, left as it is: `reparation` is for whoever knows the rule. */
export const divergence = (systeme: Systeme, objet: Objet, hub: string | null, partenaire: string | null): Ecart => ({
  cle: `${systeme}.${objet}`,
  cause: 'DONNEES_DIVERGENTES',
  systeme,
  objet,
  hub,
  partenaire,
});

/** By system; null: the system holds nothing of her; a system that did not answer is absent. */
export type Tenus = Partial<Record<SystemeMatrice, Partial<Record<Fait, string>> | null>>;

/** The facts that each system keeps as such: Kairos carries the appointment with the seat. */
const SUIVI: readonly Fait[] = ['POSITIONNEMENT', 'PRESENCE', 'SUITE', 'INSCRIPTION', 'ENTREE', 'BILAN'];
export const TENUS_PAR: Record<SystemeMatrice, readonly Fait[]> = {
  kairos: SUIVI,
  ouiform: SUIVI,
  audef: SUIVI,
  aude: ['POSITIONNEMENT', 'INSCRIPTION', 'ENTREE', 'BILAN'],
  pefr: ['RDV', 'PRESENCE'],
  imilo: ['POSITIONNEMENT', 'PRESENCE', 'SUITE'],
};

type DetailsTenus = Partial<Record<SystemeMatrice, Details>>;

/** `calmes`: the systems that have been still for so long that an event of theirs would have come. */
export const ecartsCandidat = (c: CandidatConnu, tenus: Tenus, calmes: readonly Systeme[] = SYSTEMES_MATRICE, details: DetailsTenus = {}): Ecart[] =>
  SYSTEMES_MATRICE.flatMap((systeme) => {
    const faits = tenus[systeme];
    if (faits === undefined) return [];
    const calme = calmes.includes(systeme);
    const desFaits = TENUS_PAR[systeme].flatMap((fait) =>
      enRoute(c, systeme, fait) && !estCache(c, systeme, fait) ? [] : comparer(c, systeme, fait, faits, calme),
    );
    const tenue = details[systeme];
    return calme && faits !== null && tenue ? [...desFaits, ...ecartsDetails(c, systeme, faits, tenue)] : desFaits;
  });

/** Compared where both hold the fact that carries them: what is missing or cancelled is said of the fact. */
const ecartsDetails = (c: CandidatConnu, systeme: SystemeMatrice, faits: Partial<Record<Fait, string>>, tenue: Details): Ecart[] =>
  Detail.options.flatMap((objet): Ecart[] => {
    const { chez, fait, valeur: valeurDe, accord, redire } = DETAILS[objet];
    const porteur = faits[fait];
    if (!chez.includes(systeme) || porteur === undefined || estCancelle(porteur) || enRoute(c, systeme, fait)) return [];
    const [hub, partenaire] = [valeurDe(c, systeme), tenue[objet] ?? null];
    if (hub === undefined || voulu(c, fait, systeme).tenue !== 'TENIR') return [];
    if (accord ? accord(c, systeme, partenaire) : hub === partenaire) return [];
    const dire = redire?.(c, systeme, partenaire);
    const { parcours, positionnement, session } = c;
    const reparee = dire && { reparation: { operation: `${systeme}.${dire.operation}`, arg: { parcours, positionnement, session, ...dire.plus } } };
    return [{ ...divergence(systeme, objet, hub, partenaire), cle: cleDe(c, systeme, objet), ...reparee }];
  });

const cleDe = (c: CandidatConnu, systeme: Systeme, objet: Objet): string => `${systeme}.${objet}${c.role === 'COURANT' ? '' : `.${c.positionnement}`}`;

const comparer = (c: CandidatConnu, systeme: SystemeMatrice, fait: Fait, faits: Partial<Record<Fait, string>> | null, calme: boolean): Ecart[] => {
  const tenu = faits?.[fait] ?? null;
  const v = voulu(c, fait, systeme);
  const ecart = (hub: string | null): Ecart => ({
    ...divergence(systeme, fait, hub, tenu),
    cle: cleDe(c, systeme, fait),
    // S19: the person is live and registered, and her AIS is nowhere.
    ...(v.tenue === 'TENIR' && tenu === null && systeme === 'aude' && fait === 'INSCRIPTION' && { cause: 'AIS_NON_GENEREE' }),
    ...reparation(c, systeme, fait, tenu),
  });
  switch (v.tenue) {
    case 'TENIR':
      if (tenu === null) return systeme === 'kairos' && estSousEntendu(c, fait, faits) ? [] : [ecart(valeur(c, fait, systeme))];
      if (v.valeur === null || valeurTenue(fait, systeme, tenu) === v.valeur) return [];
      // An adviser, or the person, may have cancelled there: nobody answers for them.
      return [estCancelle(tenu) && systeme !== 'imilo' ? seulConstat(ecart(valeur(c, fait))) : ecart(dite(c, fait, systeme, v.valeur))];
    case 'ANNULE':
      return tenu === null || estCancelle(tenu) ? [] : [ecart('ANNULE')];
    case 'RIEN':
      if (tenu === null || !calme) return [];
      return [defaite(c, systeme, fait) ? ecart(null) : seulConstat(ecart(null))];
    case 'JAMAIS':
      // R30, R31: what nobody told, and may not be known there.
      return tenu === null || c.transmissions.some((t) => t.systeme === systeme) ? [] : [seulConstat(ecart(null))];
    case 'CACHE':
      // What it held before she was struck off is its own. Nothing can be said to that file: a person must look.
      return tenu !== valeur(c, fait, systeme) || !calme ? [] : [seulConstat(ecart('DIFFEREE'))];
    case 'LIBRE':
      return [];
  }
};

/** In Kairos a later word says the earlier one: whoever is retained there came, whoever is registered there was retained. */
const estSousEntendu = (c: CandidatConnu, fait: Fait, faits: Partial<Record<Fait, string>> | null): boolean =>
  (fait === 'PRESENCE' && c.presence === 'PRESENT' && Boolean(faits?.SUITE ?? faits?.INSCRIPTION)) ||
  (fait === 'SUITE' && c.suite === 'RETENU' && Boolean(faits?.INSCRIPTION));

/** Undone by the hub's own word: those who repeat it undo it too. */
const defaite = (c: CandidatConnu, systeme: SystemeMatrice, fait: Fait): boolean =>
  fait === 'SUITE'
    ? c.suite === null && c.presence !== null && c.presence !== 'PRESENT'
    : (systeme === 'aude' || systeme === 'audef') && (fait === 'INSCRIPTION' ? estAnnulee(c) : fait === 'POSITIONNEMENT' && c.statut === 'ANNULE');

/** Nobody can tell by rule which of the two is right. */
export const seulConstat = ({ reparation: _, ...ecart }: Ecart): Ecart => ecart;

/** On its way, or kept for the réinscription (R36): not a difference. Once she is back, what nobody keeps any more was lost. */
const enRoute = (c: CandidatConnu, systeme: Systeme, fait: Fait): boolean => {
  const etat = c.transmissions.find((t) => t.systeme === systeme && t.fait === fait && t.etat !== 'VISIBLE')?.etat;
  return etat !== undefined && (etat !== 'DIFFEREE' || c.differees.includes(fait));
};

/** What both keep under the same word is said so; the status of a positioning is said as the hub has it. */
const dite = (c: CandidatConnu, fait: Fait, systeme: SystemeMatrice, voulue: string): string | null =>
  voulue === 'ANNULE' ? voulue : valeur(c, fait, systeme);

/** What a flow is told of itself after a comparison. */
export type Rapprochement = {
  /** The page of the comparison that says it: said twice, it counts once. */
  passage: string;
  ecarts: Ecart[];
  /** Keys of what agrees again. */
  leves: string[];
  /** Systems that were compared: what differed there and is not said again agrees. */
  egaux?: Systeme[];
  /** The rows of this flow are stale: write them again. */
  reflet?: boolean;
  /** For a guardian that begins again: the version that its mirror has. */
  version?: number;
};
