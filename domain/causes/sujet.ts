/** What a sentence is about, without personal data, and how each piece of it is said in French. */

import { z } from 'zod';
import { ChampDivergent, EtatFiche, EtatPublication, Modalite, NOM_SYSTEME, RaisonExclusion, Systeme } from '../codes.ts';
import { compter, jourCourt } from '../francais.ts';
import type { Objet } from '../rapprochement.ts';
import { valeurDite } from '../rapprochement-mots.ts';

export const Sujet = z.object({
  session: z.string().optional(),
  intitule: z.string().optional(),
  creneau: z.string().optional(),
  modalite: Modalite.optional(),
  /** Calendar day or instant of what is waited for: the slot, the start, the end… */
  date: z.string().optional(),
  fiche: z.string().optional(),
  etatFiche: EtatFiche.optional(),
  parcours: z.string().optional(),
  systeme: Systeme.optional(),
  /** `kairos.positionner`. */
  operation: z.string().optional(),
  /** A refusal code of the partner's contract. */
  refus: z.string().optional(),
  nombre: z.number().int().optional(),
  /** Updates kept too long, given up. */
  expirees: z.number().int().optional(),
  /** S10: the person was told how to re-register. */
  informee: z.literal(1).optional(),
  /** Advisers who tried in vain (G5). */
  conseillers: z.number().int().optional(),
  /** How far its publication is (S15). */
  etatPublication: EtatPublication.optional(),
  /** Prescribers who looked at the session and found no slot (G5). */
  consultations: z.number().int().optional(),
  /** People on the waiting list. */
  attente: z.number().int().optional(),
  /** Share of those expected who did not come, in %. */
  absents: z.number().int().optional(),
  /** Days before the session begins, when few are left. */
  jours: z.number().int().optional(),
  /** S18: what diverges, and what each says. */
  champ: ChampDivergent.optional(),
  valeurSmf: z.string().optional(),
  valeurKairos: z.string().optional(),
  /** What the reconciliation found: what it is about, what the hub says, what the partner (`systeme`) says. */
  ecart: z.string().optional(),
  valeurHub: z.string().optional(),
  valeurPartenaire: z.string().optional(),
  /** Whose mail did not arrive. */
  destinataire: z.string().optional(),
  /** Name of the organisme. */
  organisme: z.string().optional(),
});
export type Sujet = z.infer<typeof Sujet>;

const MODALITES: Record<Modalite | 'AUTRE', { le: string; du: string; au: string }> = {
  ICO: { le: "l'information collective", du: "de l'information collective", au: "à l'information collective" },
  RDV: { le: 'le rendez-vous individuel', du: 'du rendez-vous individuel', au: 'au rendez-vous individuel' },
  CANDIDATURE: { le: 'la plage de candidature', du: 'de la plage de candidature', au: 'à la plage de candidature' },
  AUTRE: { le: 'le créneau', du: 'du créneau', au: 'au créneau' },
};
const leJour = (s: Sujet): string => (s.date === undefined ? '' : ` du ${jourCourt(s.date)}`);

/** « l'information collective du 12/11 », with « de » or « à » before it. */
export const creneauDit = (s: Sujet, forme: 'le' | 'du' | 'au'): string => MODALITES[s.modalite ?? 'AUTRE'][forme] + leJour(s);
/** « la session 103725 (« Soudeur ») ». */
export const sessionDite = (s: Sujet): string => {
  const titre = s.intitule === undefined ? '' : ` (« ${s.intitule} »)`;
  return s.session === undefined ? `la session${titre}` : `la session ${s.session}${titre}`;
};
/** « session 103725 », as the subject of a mail says it. */
export const enObjet = (s: Sujet): string => (s.session === undefined ? 'votre session' : `session ${s.session}`);
/** « information collective du 12/11 », without its article. */
export const rendezVousEnObjet = (s: Sujet): string => creneauDit(s, 'le').replace(/^(le |la |l')/, '');
export const ficheDite = (s: Sujet): string => {
  const titre = s.intitule === undefined ? '' : ` (« ${s.intitule} »)`;
  return s.fiche === undefined ? `la fiche${titre}` : `la fiche ${s.fiche}${titre}`;
};
export const organismeDit = (s: Sujet): string => s.organisme ?? "l'organisme de formation";
/** « AUDE », « le réseau des Carif-Oref ». */
export const systemeDit = (systeme: Systeme | undefined): string =>
  systeme === undefined ? 'le système partenaire' : systeme === 'rco' ? 'le réseau des Carif-Oref' : NOM_SYSTEME[systeme];
/** At the start of a sentence: names keep their own capitals (i-Milo, pe.fr). */
export const systemeEnTete = (systeme: Systeme | undefined): string => systemeDit(systeme).replace(/^le /, 'Le ');
/** « d'AUDE », « du réseau des Carif-Oref ». */
export const deSysteme = (systeme: Systeme | undefined): string => {
  const dit = systemeDit(systeme);
  return dit.startsWith('le ') ? `du ${dit.slice(3)}` : /^[aeiouy]/i.test(dit) ? `d'${dit}` : `de ${dit}`;
};
/** The counted words when the number is known and not zero, else the others. */
export const compteDit = (s: Sujet, un: string, plusieurs: string, sinon: string): string =>
  s.nombre === undefined || s.nombre < 1 ? sinon : compter(s.nombre, un, plusieurs);
export const seul = (s: Sujet): boolean => s.nombre === 1;

const EXCLUSIONS: Record<RaisonExclusion, string> = {
  SIRET_INVALIDE: "le SIRET de l'organisme manque ou n'est pas valable",
  APPRENTISSAGE: "l'apprentissage n'y est pas diffusé",
  TERMINEE_30J: 'elle est terminée depuis plus de trente jours',
};
/** Why the daily export leaves a session out (§b.3). */
export const exclusionDite = (raison: string | null | undefined): string => {
  const lue = RaisonExclusion.safeParse(raison);
  return lue.success ? EXCLUSIONS[lue.data] : "la raison n'est pas précisée";
};

const CHAMPS: Record<ChampDivergent, string> = {
  PLACES: 'le nombre de places',
  DATES: 'les dates',
  ICO: "l'information collective",
  INTITULE: "l'intitulé",
  DISPENSATEUR: "l'organisme dispensateur",
};
export const champDit = (champ: ChampDivergent | undefined): string => (champ === undefined ? 'une donnée' : CHAMPS[champ]);

const ECARTS: Record<Exclude<Objet, 'PROGRAMME'>, string> = {
  POSITIONNEMENT: 'le positionnement',
  RDV: 'le rendez-vous',
  PRESENCE: 'la présence',
  SUITE: 'la suite donnée',
  INSCRIPTION: "l'inscription",
  ENTREE: "l'entrée",
  BILAN: 'la sortie',
  FICHE: "l'état de la fiche",
  VERSION: 'le texte validé de la fiche',
  SESSION: 'la publication de la session',
  ETAT_RECRUTEMENT: "l'état du recrutement",
  PLACES: 'le nombre de places',
  DATES: 'les dates',
  INTITULE: "l'intitulé",
  DISPENSATEUR: "l'organisme dispensateur",
  RESPONSABLE: "l'organisme responsable",
  LIEU: 'le lieu de formation',
  FINANCEURS: 'les financeurs',
  FORMACODE: 'le formacode',
  CRENEAU: 'la publication du créneau',
  HORAIRES: 'les horaires du créneau',
  ANNULATION: "l'annulation du créneau",
  MODALITE: 'la modalité du créneau',
  PLACES_CRENEAU: 'les places du créneau',
  LIEU_CRENEAU: 'le lieu du créneau',
  CRENEAU_CHOISI: "le créneau d'une personne",
  HORAIRES_RDV: 'les horaires du rendez-vous',
  ORIGINE: "l'outil d'origine",
  ARGUMENTAIRE: "l'argumentaire",
  MOTIF: 'le motif de la suite donnée',
  INTERRUPTIONS: "les périodes d'interruption",
  MOTIFS_INTERRUPTION: "le motif d'une interruption",
  MOTIF_SORTIE: 'le motif de la sortie',
  TEXTE_BILAN: 'le bilan',
  CANDIDAT: 'une personne inscrite',
  STATUT_DE: "l'inscription d'une personne comme demandeur d'emploi",
  DOSSIER: "la synchronisation d'un dossier",
  SITUATION: "la situation d'une personne",
};
/** What is said of a person, whatever the session. */
const DE_PERSONNE: readonly string[] = ['STATUT_DE', 'DOSSIER', 'SITUATION'];
const objetDit = (ecart: string): string => (ECARTS as Record<string, string | undefined>)[ecart] ?? 'une donnée'; // it may be one that is said no more
/** « Maillon : … ; OUIFORM : … », both values side by side. */
export const ecartDit = (s: Sujet): string | null =>
  s.ecart === undefined
    ? null
    : `${systemeEnTete(s.systeme)} et Maillon ne disent pas la même chose sur ${objetDit(s.ecart)}${DE_PERSONNE.includes(s.ecart) ? '' : `, pour ${s.fiche === undefined ? sessionDite(s) : ficheDite(s)}`} : « ${valeurDite(s.valeurPartenaire ?? 'rien')} » dans l'un, « ${valeurDite(s.valeurHub ?? 'rien')} » dans l'autre.`;
