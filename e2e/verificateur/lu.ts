/** What the checker looks at: the ledgers, what each system holds, the read model and the mails, once an instance is calm. */

/** Partners that hold something about people. */
export const SYSTEMES = ['kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo'] as const;
export type Systeme = (typeof SYSTEMES)[number];
/** All that keep a ledger: SMF and RCO know offers, not people. */
export const LEDGERS = [...SYSTEMES, 'smf', 'rco'] as const;
export type Ledger = (typeof LEDGERS)[number];
/** In the order in which one person's facts reach a system. */
export const ORDRE = ['POSITIONNEMENT', 'PRESENCE', 'SUITE', 'INSCRIPTION', 'ENTREE', 'BILAN'] as const;
export type Fait = (typeof ORDRE)[number];

/** `reference`: what the system calls it, as it answered. */
export type Ligne = { rang: number; cle: string; route: string; empreinte: string; statut: number; rejeu: boolean; reference: string | null };
/** One positioning or one path, as a system says that it holds it. */
export type Tenu = { positionnement: string | null; parcours: string | null; reference: string; faits: Readonly<Record<string, string>> };

/** Partners that show the offer: its sessions and its slots. */
export const VITRINES = ['kairos', 'ouiform', 'audef'] as const;
export type Vitrine = (typeof VITRINES)[number];
export type CreneauTenu = { creneau: string | null; debut: string; fin: string; annule: boolean };
export type SessionTenue = { session: string; etatRecrutement: string | null };

export type Personne = { id: string; idDE: string | null; statutDe: string; dossierImilo: string | null; dossierSynchronise: boolean; dossierLe: Date | null };
export type Positionnement = {
  id: string;
  parcours: string;
  creneau: string;
  session: string;
  reseau: string;
  outil: string;
  statut: string;
  presence: string | null;
  suite: string | null;
  creeLe: Date;
};
export type Parcours = {
  id: string;
  personne: string;
  session: string;
  etape: string;
  etapes: readonly { etape: string; date: string }[];
  positionnement: string | null;
};
export type Creneau = { id: string; session: string; modalite: string; debut: Date; fin: Date; statut: string; placesLibres: number };
export type Session = {
  numero: string;
  fiche: string;
  debut: Date;
  fin: Date | null;
  ofDispensateur: string;
  ofResponsable: string;
  placesDisponibles: number;
  etatRecrutement: string;
  lieuSansSiret: boolean;
};
export type Blocage = {
  id: string;
  processus: string;
  cause: string;
  sujet: Readonly<Record<string, unknown>>;
  organisme: string | null;
  systeme: string | null;
  session: string | null;
  creneau: string | null;
  depuis: Date;
};
export type Relance = {
  id: string;
  processus?: string;
  blocage: string;
  niveau: number;
  canal: string;
  destinataire: string | null;
  etat: string;
  messageId: string | null;
  prevueLe: Date | null;
  envoyeeLe: Date | null;
};
export type Publication = { session: string; systeme: string; etat: string; depuis: Date; valideeLe: Date | null };
export type Courriel = { messageId: string; a: string; objet: string; texte: string };

export type Lu = {
  /** Business instant. */
  maintenant: number;
  ledgers: Readonly<Record<Ledger, readonly Ligne[]>>;
  tenus: Readonly<Record<Systeme, readonly Tenu[]>>;
  creneauxTenus: Readonly<Record<Vitrine, readonly CreneauTenu[]>>;
  sessionsTenues: Readonly<Record<Vitrine, readonly SessionTenue[]>>;
  /** Of AUDE, which decides of it. */
  statutsTenus: readonly { idDE: string; statut: string }[];
  personnes: readonly Personne[];
  parcours: readonly Parcours[];
  positionnements: readonly Positionnement[];
  creneaux: readonly Creneau[];
  sessions: readonly Session[];
  /** Updates that AUDE will have at the réinscription, and those given up. */
  differees: readonly { parcours: string; fait: string }[];
  expirees: readonly { parcours: string; fait: string }[];
  processus: readonly { id: string; ouvert: boolean; echeance: Date | null }[];
  /** Those that are up. */
  blocages: readonly Blocage[];
  /** Every blocage that ever was. */
  connus: ReadonlySet<string>;
  relances: readonly Relance[];
  courriels: readonly Courriel[];
  fiches: readonly { numero: string; etat: string }[];
  publications: readonly Publication[];
  comptes: readonly { siret: string; etat: string; conventionFin: Date | null; lueLe: Date }[];
  divergences: readonly { session: string; choix: string | null }[];
  organismes: readonly { siret: string; courriel: string | null; courrielRefuse: string | null }[];
  tentatives: readonly { creneau: string | null }[];
  /** When the journal last spoke of a process. */
  derniersFaits: ReadonlyMap<string, number>;
  /** How many times it says each step of each path. */
  etapesDites: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Slots of which it says that they were moved or cancelled. */
  creneauxChanges: ReadonlySet<string>;
  /** Partners that do not answer now. */
  enPanne: readonly Systeme[];
  /** Inbox rows that no flow has heard. */
  nonTransmises: readonly { source: string; id: string; type: string }[];
  /** Flows whose work is tried again and again. */
  arretes: readonly string[];
  /** What the worker said of flows that do not follow their own history. */
  incidents: readonly string[];
  /** True when a process was killed: a mail that was leaving may leave again, as the same message. */
  tues: boolean;
};

const JOUR = 86_400_000;
/** Weekdays that have begun between two instants: bank holidays are left to the margin of who asks. */
export const joursPasses = (depuis: number, maintenant: number): number => {
  let n = 0;
  for (let t = depuis + JOUR; t <= maintenant; t += JOUR) if (![0, 6].includes(new Date(t).getUTCDay())) n++;
  return n;
};
export const grouper = <T>(liste: readonly T[], cle: (t: T) => string): Map<string, T[]> => {
  const groupes = new Map<string, T[]>();
  for (const t of liste) {
    const groupe = groupes.get(cle(t));
    if (groupe) groupe.push(t);
    else groupes.set(cle(t), [t]);
  }
  return groupes;
};
