/**
 * Who may know what of a candidate's path, since when, or why not (§d.9, R29–R37): the chain matrix. `saura` says which system may learn a
 * fact of an origin: flows tell nobody else. `attendu` says what a system must hold today; `matrice` adds what really was told. Pure.
 */
import { type EtapeParcours, type EtatVisibilite, Fait, type Modalite, type Outil, type Reseau, type StatutDe, type Systeme } from './codes.ts';
import { typo } from './francais.ts';

/** RCO and SMF know offers, not people. */
export const SYSTEMES_MATRICE = ['kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo'] as const satisfies readonly Systeme[];
export type SystemeMatrice = (typeof SYSTEMES_MATRICE)[number];

/** The person and the origin without identity. */
export type Origine = {
  outil: Outil;
  reseau: Reseau;
  aIdDE: boolean;
  dossierImilo: boolean;
  synchronise: boolean;
  /** A candidature has no appointment. */
  modalite?: Modalite;
  /** Met outside any slot: of those, only who is retained is traced by the partners (R39). */
  horsSysteme?: 'RETENU' | 'NON_RETENU' | null;
  /** A session without SMF origin (R42c). */
  horsCatalogue?: boolean;
};
export type TransmissionLue = { systeme: string; fait: string; etat: EtatVisibilite; depuis: Date | string; regle: string | null; raison: string | null };
export type Cellule = { etat: EtatVisibilite; depuis: string | null; regle: string | null; raison: string | null };
export type Matrice = Record<Uppercase<SystemeMatrice>, Partial<Record<Fait, Cellule>>>;

type Refus = { regle: string; raison: string };
const non = (regle: string, raison: string): Refus => ({ regle, raison });

const SANS_IDENTIFIANT = non('R25', "La personne n'a pas d'identifiant de demandeur d'emploi.");
const SANS_AIS = non('R25', "La personne n'a pas d'identifiant de demandeur d'emploi : AUDEF ne compte pas d'AIS pour elle.");
const SANS_RENDEZ_VOUS = non('R17', "Une candidature n'a pas de rendez-vous.");
const HORS_SYSTEME = non('R39', 'La personne a été reçue hors système : ni rendez-vous ni présence.');
const TRACE_SEULE = non('R39', 'Candidat non retenu, reçu hors système : Maillon en garde la trace, sans positionnement dans les outils.');
const SANS_REFERENCEMENT = non('R42c', 'La formation est absente du catalogue : cet outil ne la connaît pas.');

/** Why a system never learns a fact of this origin; null when it must be told. */
const empechement = (systeme: SystemeMatrice, fait: Fait, o: Origine): Refus | null => {
  if (o.horsSysteme === 'NON_RETENU') return TRACE_SEULE;
  if (fait === 'RDV' || fait === 'PRESENCE') {
    if (o.horsSysteme) return HORS_SYSTEME;
    if (o.modalite === 'CANDIDATURE') return SANS_RENDEZ_VOUS;
  }
  switch (systeme) {
    case 'kairos':
      return null;
    case 'ouiform':
      return o.horsCatalogue ? SANS_REFERENCEMENT : null;
    case 'audef':
      if (o.horsCatalogue) return SANS_REFERENCEMENT;
      return fait === 'INSCRIPTION' && !o.aIdDE ? SANS_AIS : null;
    case 'aude':
      if (!o.aIdDE) return SANS_IDENTIFIANT;
      return fait === 'RDV' || fait === 'PRESENCE' || fait === 'SUITE'
        ? non('R37', "AUDE reçoit la prescription, l'inscription, l'entrée et la sortie.")
        : null;
    case 'pefr':
      if (!o.aIdDE) return SANS_IDENTIFIANT;
      return fait === 'RDV' || fait === 'PRESENCE' ? null : non('R33', 'pe.fr montre le rendez-vous, pas la fiche de positionnement ni la suite.');
    case 'imilo':
      return empechementImilo(fait, o);
  }
};

const empechementImilo = (fait: Fait, o: Origine): Refus | null => {
  if (o.reseau === 'OF') return non('R30', "Le positionnement a été fait par l'organisme : i-Milo ne le reçoit pas.");
  if (o.outil !== 'OUIFORM' || o.reseau !== 'ML') return non('R31', 'i-Milo ne reçoit que les positionnements faits dans OUIFORM par une mission locale.');
  if (!o.dossierImilo) return non('R31', "La personne n'a pas de dossier i-Milo connu.");
  if (!o.synchronise) return non('R31', "Le dossier i-Milo n'est pas synchronisé.");
  return fait === 'RDV' || fait === 'INSCRIPTION' || fait === 'ENTREE'
    ? non('R31', 'i-Milo reçoit la proposition, la présence, la suite et la situation de la personne.')
    : null;
};

const estDeMatrice = (systeme: Systeme): systeme is SystemeMatrice => (SYSTEMES_MATRICE as readonly Systeme[]).includes(systeme);

/** May this system ever learn this fact? */
export const saura = (systeme: Systeme, fait: Fait, o: Origine): boolean => estDeMatrice(systeme) && empechement(systeme, fait, o) === null;

/** What each system must be told of a path of this origin, whether the fact has happened or not. */
export const attendus = (o: Origine): { systeme: SystemeMatrice; fait: Fait }[] =>
  SYSTEMES_MATRICE.flatMap((systeme) => Fait.options.filter((fait) => empechement(systeme, fait, o) === null).map((fait) => ({ systeme, fait })));

/** The steps that say that a fact has happened. */
const PREUVES: Record<Fait, readonly EtapeParcours[]> = {
  POSITIONNEMENT: ['CONVOQUE', 'INSCRIT'],
  RDV: ['CONVOQUE'],
  PRESENCE: ['PRESENT', 'ABSENT'],
  SUITE: ['RETENU', 'NON_RETENU', 'LISTE_ATTENTE', 'INSCRIT'],
  INSCRIPTION: ['INSCRIT'],
  ENTREE: ['ENTREE_ATTESTEE'],
  BILAN: ['FIN', 'ABANDON'],
};

/** DOIT_SAVOIR: the fact happened and the system must hold it. DIFFERE: it will at the réinscription. PAS_ENCORE: it has not happened. */
export type Attendu =
  | { attendu: 'DOIT_SAVOIR' }
  | { attendu: 'PAS_ENCORE' }
  | { attendu: 'NE_SAURA_JAMAIS'; regle: string; raison: string }
  | { attendu: 'DIFFERE'; regle: 'R36' };

/** What `systeme` must hold of `fait` today, for a path of this origin that went through these steps. */
export const attendu = (o: Origine & { statutDe: StatutDe; etapes: readonly { etape: string }[] }, fait: Fait, systeme: SystemeMatrice): Attendu => {
  const refus = empechement(systeme, fait, o);
  if (refus) return { attendu: 'NE_SAURA_JAMAIS', regle: refus.regle, raison: typo(refus.raison) };
  if (!o.etapes.some((e) => PREUVES[fait].some((preuve) => preuve === e.etape))) return { attendu: 'PAS_ENCORE' };
  return estDiffere(systeme, o.statutDe, fait) ? { attendu: 'DIFFERE', regle: 'R36' } : { attendu: 'DOIT_SAVOIR' };
};

/**
 * R36: AUDE shows nothing new of somebody who is no longer registered, and AUDEF counts the AIS once AUDE has made it (M17). « En cours
 * d'inscription » is told like « inscrit » (R35, R37).
 */
export const estDiffere = (systeme: Systeme, statutDe: StatutDe, fait?: Fait): boolean =>
  (systeme === 'aude' || (systeme === 'audef' && fait === 'INSCRIPTION')) && (statutDe === 'RADIE' || statutDe === 'CESSATION');

/** Facts that a path ended at this step will never know. */
const JAMAIS: Partial<Record<EtapeParcours, readonly Fait[]>> = {
  NON_RETENU: ['INSCRIPTION', 'ENTREE', 'BILAN'],
  INSCRIPTION_ANNULEE: ['ENTREE', 'BILAN'],
  ANNULE: ['PRESENCE', 'SUITE', 'INSCRIPTION', 'ENTREE', 'BILAN'],
  CLOS: Fait.options,
};
const ARRETE = "Le parcours s'est arrêté avant ce fait.";
const ARRET: Partial<Record<EtapeParcours, string>> = { NON_RETENU: 'R38', INSCRIPTION_ANNULEE: 'R41', ANNULE: 'R27' };

/** The rule by which a system learns a fact: what waits waits for that. */
const REGLE_DU_FAIT: Record<Fait, string> = {
  POSITIONNEMENT: 'R26',
  RDV: 'R24',
  PRESENCE: 'R38',
  SUITE: 'R38',
  INSCRIPTION: 'R41',
  ENTREE: 'R48',
  BILAN: 'R48',
};
const REGLE_CHEZ: Partial<Record<SystemeMatrice, Partial<Record<Fait, string>>>> = {
  ouiform: { POSITIONNEMENT: 'R40', INSCRIPTION: 'R40' },
  aude: { POSITIONNEMENT: 'R29', INSCRIPTION: 'R37' },
  audef: { POSITIONNEMENT: 'R34', INSCRIPTION: 'R45' },
  pefr: { RDV: 'R33', PRESENCE: 'R33' },
  imilo: { POSITIONNEMENT: 'R31', PRESENCE: 'R31', SUITE: 'R31', BILAN: 'R31' },
};
const regleDe = (systeme: SystemeMatrice, fait: Fait): string => REGLE_CHEZ[systeme]?.[fait] ?? REGLE_DU_FAIT[fait];

/** The positioning message carries its appointment. */
const RDV_AVEC_POSITIONNEMENT: readonly Systeme[] = ['kairos', 'ouiform', 'audef'];

export type Lecture = Origine & {
  statutDe: StatutDe;
  etape: EtapeParcours;
  etapes?: readonly { etape: string; date: string }[];
  transmissions: readonly TransmissionLue[];
  /** The reader is an OF: what i-Milo knows would tell which network follows the person (R29). */
  pourOrganisme?: boolean;
};

export const matrice = (l: Lecture): Matrice => {
  const ligne = (systeme: SystemeMatrice): Partial<Record<Fait, Cellule>> =>
    systeme === 'imilo' && l.pourOrganisme ? {} : Object.fromEntries(Fait.options.map((fait) => [fait, soignee(cellule(l, systeme, fait))]));
  return {
    KAIROS: ligne('kairos'),
    OUIFORM: ligne('ouiform'),
    AUDE: ligne('aude'),
    AUDEF: ligne('audef'),
    PEFR: ligne('pefr'),
    IMILO: ligne('imilo'),
  };
};

const soignee = (c: Cellule): Cellule => ({ ...c, raison: c.raison === null ? null : typo(c.raison) });
const iso = (d: Date | string): string => new Date(d).toISOString();

const cellule = (l: Lecture, systeme: SystemeMatrice, fait: Fait): Cellule => {
  const dite = transmission(l, systeme, fait);
  const refus = empechement(systeme, fait, l);
  const differe = estDiffere(systeme, l.statutDe, fait);
  const regle = regleDe(systeme, fait);
  if (dite?.etat === 'VISIBLE') return { etat: 'VISIBLE', depuis: iso(dite.depuis), regle: null, raison: null };
  if (dite?.etat === 'DIFFEREE') return differee(iso(dite.depuis));
  if (dite?.etat === 'NON_VISIBLE')
    return { etat: 'NON_VISIBLE', depuis: iso(dite.depuis), regle: dite.regle ?? refus?.regle ?? regle, raison: dite.raison ?? refus?.raison ?? NON_DIT };
  if (refus) return { etat: 'NON_VISIBLE', depuis: null, ...refus };
  if (dite)
    return differe ? differee(iso(dite.depuis)) : { etat: 'EN_ATTENTE', depuis: iso(dite.depuis), regle, raison: "L'envoi est en attente chez le partenaire." };
  if (JAMAIS[l.etape]?.includes(fait)) return { etat: 'NON_VISIBLE', depuis: null, regle: ARRET[l.etape] ?? regle, raison: ARRETE };
  if (differe) return differee(null);
  return { etat: 'EN_ATTENTE', depuis: null, regle, raison: "Le fait n'a pas encore été transmis." };
};

const NON_DIT = "Ce système n'en a pas été informé.";
const differee = (depuis: string | null): Cellule => ({
  etat: 'DIFFEREE',
  depuis,
  regle: 'R36',
  raison: "La personne n'est plus inscrite : AUDE le saura à la réinscription.",
});

/** The transmission of this fact, or what proves it. */
const transmission = (l: Lecture, systeme: SystemeMatrice, fait: Fait): TransmissionLue | undefined => {
  const lire = (f: Fait) => l.transmissions.find((t) => t.systeme.toLowerCase() === systeme && t.fait === f);
  const propre = lire(fait);
  if (propre) return propre;
  if (fait === 'RDV' && RDV_AVEC_POSITIONNEMENT.includes(systeme)) return lire('POSITIONNEMENT');
  // What Kairos was not told, it said: these facts are written there first. But for whom it has never had (R39).
  const preuve = systeme === 'kairos' && l.horsSysteme !== 'NON_RETENU' ? l.etapes?.findLast((e) => PREUVES[fait].some((p) => p === e.etape)) : undefined;
  return preuve && { systeme, fait, etat: 'VISIBLE', depuis: preuve.date, regle: null, raison: null };
};
