/** The pieces every Situation is made of. */
import type { ActeurType } from '../codes.ts';
import { majuscule, typo } from '../francais.ts';
import type { EtatSituation, Situation } from '../situation.ts';

const HEURE = 3_600_000;

export const iso = (instant: Date | number | string): string => new Date(instant).toISOString();

export const LIBELLE_ACTEUR: Record<ActeurType, string> = {
  OF: "L'organisme de formation",
  PRESCRIPTEUR: 'Le prescripteur',
  EQUIPE: "L'équipe d'animation",
  CARIF: 'Le Carif-Oref',
  SYSTEME: 'Un système partenaire',
};

/** Who is waited for: `nom` replaces the general word when it is known. */
export const acteur = (type: ActeurType, nom?: string | null, contact?: string | null): Situation['acteur'] => ({
  type,
  libelle: nom ?? typo(LIBELLE_ACTEUR[type]),
  contact: contact ?? null,
});

/** What a moment of a process is, before the dates of one case are known. */
export type Moment = {
  etat: EtatSituation;
  phrase: string;
  qui: ActeurType;
  /** Name shown instead of the general word. */
  nom?: string | null;
  contact?: string | null;
  suite: string;
  quand?: Date | string | null;
};

/** The Situation of something that is not stuck. It can be late for nobody: once late it is a blocage. */
export const calme = (m: Moment, depuis: Date | string, maintenantMs: number): Situation => {
  const quand = m.quand === undefined || m.quand === null ? null : iso(m.quand);
  return {
    etat: m.etat,
    cause: null,
    phrase: majuscule(typo(m.phrase)),
    depuis: iso(depuis),
    echeance: quand,
    gravite: quand !== null && Date.parse(quand) - maintenantMs < 24 * HEURE && m.etat === 'en_attente' ? 'bientot' : 'a_temps',
    acteur: acteur(m.qui, m.nom, m.contact),
    suite: { quoi: majuscule(typo(m.suite)), quand },
    actions: [],
    relances: [],
  };
};
