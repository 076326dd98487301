/** A cause of blocage as a value: its words, who must act, what can be done. Screens, mails, API and flows read it; nobody writes it again. */
import { z } from 'zod';
import type { ActeurType } from '../codes.ts';
import { majuscule, typo } from '../francais.ts';
import type { Sujet } from './sujet.ts';

export const CodeRemede = z.enum([
  'relancer',
  'mettreEnVeille',
  'prendreEnCharge',
  'corriger',
  'passer',
  'absenceProvisoire',
  'proposerAutreCreneau',
  'traiterHorsSysteme',
  'choisirValeur',
]);
export type CodeRemede = z.infer<typeof CodeRemede>;

/** `groupable`: the same act makes sense on many blocages at once. */
export type Remede = { readonly code: CodeRemede; readonly libelle: string; readonly effet: string; readonly groupable: boolean };

/** Which page answers it: those of the OF (by mail link), then those of the dashboard. */
export type LienCause =
  | 'OF_PRESENCES'
  | 'OF_CHANGEMENT'
  | 'OF_CRENEAU'
  | 'OF_ETAT_RECRUTEMENT'
  | 'OF_ENTREES'
  | 'OF_BILANS'
  | 'OF_NON_RETENUS'
  | 'OF_COMPTE'
  | 'OF_SESSION'
  | 'FICHE'
  | 'SESSION'
  | 'PARCOURS'
  | 'ORGANISME'
  | 'SYSTEME';

/** What the policy in force says of what comes next: who is turned to, step after step; how long what waits is kept. Clauses. */
export type Issue = { readonly escalade: string; readonly conservation: string };

export type Cause<C extends string = string> = {
  readonly code: C;
  /** Number in the table of stuck cases, null for technical causes. */
  readonly numero: string | null;
  readonly intitule: string;
  /** What it means, whatever the case. */
  readonly explication: string;
  readonly acteur: ActeurType;
  /** The name of who acts, when the general word would not say it. */
  readonly nomActeur?: string;
  /** Why it is stuck: one French sentence. */
  readonly phrase: (sujet: Sujet) => string;
  /** What the person who must act is asked, as a mail says it. */
  readonly demande: (sujet: Sujet) => string;
  /** What the prescribers are asked, when they hear beside who must act (S7, S22). */
  readonly auxPrescripteurs?: (sujet: Sujet) => string;
  /** Of the mail that asks it: what, and how many, never who; « Rappel : » may come before. Then what its button says. */
  readonly objet: (sujet: Sujet) => string;
  readonly bouton: string;
  /** What follows, once an organisme has said on its page that it is done elsewhere, where something follows at once: one sentence. */
  readonly dite?: string;
  /** « Sans réponse le …, » + this: a clause, without capital or full stop. */
  readonly suite: (i: Issue) => string;
  readonly remedes: readonly [Remede, ...Remede[]];
  readonly lien: LienCause;
};

const remede = (code: CodeRemede, libelle: string, effet: string, groupable: boolean): Remede => ({
  code,
  libelle: typo(libelle),
  effet: typo(effet),
  groupable,
});

export const RELANCER = remede('relancer', 'Relancer', 'Un courriel part maintenant vers la personne qui doit agir.', true);
export const RENVOYER = remede('relancer', 'Renvoyer', "Le courriel repart vers l'adresse connue aujourd'hui.", true);
export const REESSAYER = remede('relancer', 'Réessayer', "L'envoi vers le partenaire est tenté de nouveau, sans attendre.", true);
export const VEILLE = remede('mettreEnVeille', 'Mettre en veille', "Les relances s'arrêtent jusqu'à la date choisie.", true);
export const PRENDRE = remede(
  'prendreEnCharge',
  'Prendre en charge',
  "Votre nom s'affiche sur le dossier et les relances s'arrêtent jusqu'à la date choisie.",
  false,
);
export const CORRIGER = remede('corriger', 'Donnée corrigée : reprendre', "L'étape refusée est rejouée avec les données actuelles.", true);
export const PASSER = remede('passer', 'Passer cette étape', 'Le dossier continue sans ce partenaire ; le motif est gardé au journal.', false);
export const ABSENCE = remede(
  'absenceProvisoire',
  'Déclarer une absence provisoire',
  "Les personnes sans présence saisie sont notées absentes, jusqu'à ce que l'organisme dise le contraire : elles peuvent être repositionnées.",
  true,
);
export const AUTRE_CRENEAU = remede(
  'proposerAutreCreneau',
  'Proposer un autre créneau',
  'La personne passe sur un autre créneau de la session ; elle et son prescripteur en sont prévenus.',
  false,
);
export const HORS_SYSTEME = remede(
  'traiterHorsSysteme',
  'Marquer traité hors système',
  "Le dossier n'attend plus : le motif est gardé au journal, avec le nombre de personnes non retenues.",
  true,
);
export const CHOISIR = remede('choisirValeur', 'Choisir la valeur juste', "La valeur choisie s'impose, l'autre est gardée au journal.", false);
/** Nothing happens by itself but that others are turned to, as the policy says. */
export const ESCALADE = ({ escalade }: Issue): string => escalade;
export const HUMAINS = [RELANCER, VEILLE, PRENDRE] as const;

export const REPONDRE = 'Répondre maintenant';
export const OUVRIR_CRENEAU = 'Ouvrir un créneau';
export const OUVRIR_DOSSIER = 'Ouvrir le dossier';
/** Said too to who is only told of a case: nothing on it is his to answer. */
export const OUVRIR_TABLEAU = 'Ouvrir le tableau de bord';

type Brute<C extends string> = Omit<Cause<C>, 'code'>;

/** Gives each cause its code, and its sentences their typography. */
export const causes = <C extends string>(table: { [K in C]: Brute<K> }): { [K in C]: Cause<K> } => {
  const soignee = <K extends C>(code: K): Cause<K> => {
    const c = table[code];
    const { auxPrescripteurs } = c;
    return {
      ...c,
      code,
      intitule: typo(c.intitule),
      explication: typo(c.explication),
      suite: (i) => typo(c.suite(i)),
      ...(c.nomActeur !== undefined && { nomActeur: typo(c.nomActeur) }),
      phrase: (s) => typo(c.phrase(s)),
      demande: (s) => typo(c.demande(s)),
      objet: (s) => typo(majuscule(c.objet(s))),
      bouton: typo(c.bouton),
      ...(c.dite !== undefined && { dite: typo(c.dite) }),
      ...(auxPrescripteurs && { auxPrescripteurs: (s) => typo(auxPrescripteurs(s)) }),
    };
  };
  const codes = Object.keys(table) as C[];
  return Object.fromEntries(codes.map((code) => [code, soignee(code)])) as { [K in C]: Cause<K> };
};
