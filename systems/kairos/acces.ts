/**
 * Who may type in Kairos: the dispensateur, for itself (R13), under its own account (R12) and a convention valid that day (R44).
 * `organisme`: the SIRET of the account that acts, when the caller says it.
 */

import { estSiret } from '../../domain/identifiants.ts';
import { jourParis } from '../../domain/ouvres.ts';
import type { Lecture, Lu } from '../socle/pieces.ts';
import { parCle } from '../socle/pieces.ts';
import type { Refus } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import { REFUS } from './refus.ts';
import { Compte, Creneau, Dossier, Session } from './store.ts';

type Auteur = { organisme?: string | null | undefined };

/** What must be read of a session to know who may act on it. */
export const lecturesAcces = (lu: Lu, session: string | undefined): Lecture[] => {
  if (session === undefined) return [];
  const siret = lu.un(Session, session)?.donnees.siretDispensateur;
  return [...parCle(Session, session), ...(siret ? parCle(Compte, siret) : [])];
};

/** null: the account exists and its convention is valid. A session that Kairos does not know (R42c) has no dispensateur to check. */
export const refusDuCompte = (lu: Lu, session: string | undefined, maintenant: number): Refus | null => {
  const siret = session === undefined ? undefined : lu.un(Session, session)?.donnees.siretDispensateur;
  if (siret === undefined) return null;
  // R12: one dispensateur, one SIRET, one account.
  const compte = lu.un(Compte, siret)?.donnees;
  if (!estSiret(siret) || compte?.actif === false) return REFUS.COMPTE_ABSENT.refus;
  if (compte === undefined) return null;
  const jour = jourParis(maintenant);
  const valable = compte.convention !== null && compte.convention.debut <= jour && jour <= compte.convention.fin;
  return valable ? null : REFUS.CONVENTION_NON_VALIDE.refus;
};

/** R11: the mandataire of a guichet unique receives the candidates; everything else is typed by the dispensateur. */
const estAutre = (lu: Lu, session: string | undefined, { organisme }: Auteur, recruter: boolean): boolean => {
  const s = session === undefined ? undefined : lu.un(Session, session)?.donnees;
  if (!organisme || !s || organisme === s.siretDispensateur) return false;
  return !(recruter && s.guichetUnique && organisme === s.siretResponsable);
};

type Options<E> = { session: (lu: Lu, entree: E) => string | undefined /** An act of recruitment, which a guichet unique may do. */; recruter?: boolean };

/** A rule as an OF follows it by hand. */
export const parOrganisme = <E, S>(regle: Regle<E, S>, { session, recruter = false }: Options<E>): Regle<E & Auteur, S> => ({
  ...regle,
  lireEnsuite: (lu, e) => [...(regle.lireEnsuite?.(lu, e) ?? []), ...lecturesAcces(lu, session(lu, e))],
  decider: (lu, e, contexte) => {
    const numero = session(lu, e);
    if (estAutre(lu, numero, e, recruter)) return REFUS.SAISIE_DU_DISPENSATEUR;
    const refus = refusDuCompte(lu, numero, contexte.maintenant);
    return refus ? { refus } : regle.decider(lu, e, contexte);
  },
});

/** Where each kind of act finds its session. */
export const parSaSession = { session: (_: Lu, e: { session: string }) => e.session };
export const parSonCreneau = { session: (lu: Lu, e: { creneau: string }) => lu.un(Creneau, e.creneau)?.donnees.session };
export const parSonParcours = { session: (lu: Lu, e: { parcours: string }) => lu.un(Dossier, e.parcours)?.donnees.session };
