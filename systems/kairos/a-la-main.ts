/**
 * What an OF may not type by hand, although the hub's own word of the same is taken: the screen opens with the slot, with the session, and offers
 * nothing about somebody who did not come. All that is wrong is said at once.
 */
import type { z } from 'zod';
import type { InterruptionActe } from '../socle/actes.ts';
import type { Recu } from '../socle/contrat.ts';
import { changee, type Lu, type Piece, parCle } from '../socle/pieces.ts';
import { type Faute, tousLesRefus } from '../socle/refus.ts';
import type { Decision, Regle } from '../socle/regles.ts';
import { REFUS } from './refus.ts';
import * as offre from './rules.offre.ts';
import * as parcours from './rules.parcours.ts';
import { trouver } from './rules.ts';
import { Creneau, Dossier, Session } from './store.ts';

/** What the screen sees wrong, and what the rule refuses, together. */
const aussi = <S>(decision: Decision<S>, ...fautes: Faute[]): Decision<S> => tousLesRefus(...fautes, 'refus' in decision && decision) ?? decision;

/** R38: nobody is present before the slot has begun. */
export const saisirPresences: typeof parcours.saisirPresences = {
  ...parcours.saisirPresences,
  decider: (lu, e, contexte) => aussi(parcours.saisirPresences.decider(lu, e, contexte), estAVenir(lu, e.creneau, contexte.maintenant)),
};

export const saisirSuites: typeof parcours.saisirSuites = {
  ...parcours.saisirSuites,
  decider: (lu, e, contexte) => {
    const presenceDe = (id: string) => trouver(lu.un(Dossier, id)?.donnees.positionnements ?? [], id)?.presence ?? 'PRESENT';
    const absent = e.suites.some((l) => presenceDe(l.positionnement) !== 'PRESENT');
    return aussi(parcours.saisirSuites.decider(lu, e, contexte), estAVenir(lu, e.creneau, contexte.maintenant), absent && REFUS.SUITE_SANS_PRESENCE);
  },
};

const estAVenir = (lu: Lu, creneau: string, maintenant: number) => {
  const tenu = lu.un(Creneau, creneau)?.donnees;
  return tenu !== undefined && !tenu.annule && Date.parse(tenu.debut) > maintenant && REFUS.CRENEAU_A_VENIR;
};

/** R41: nobody enters before the session begins. */
export const attesterEntree: typeof parcours.attesterEntree = {
  ...parcours.attesterEntree,
  decider: (lu, e, contexte) => {
    const debut = inscrit(lu, e.parcours)?.inscription?.debut;
    return aussi(parcours.attesterEntree.decider(lu, e, contexte), debut != null && e.date < debut && REFUS.ENTREE_AVANT_DEBUT);
  },
};

/** R41: an inscription is cancelled before the entry; afterwards one leaves. */
export const annulerInscription: typeof parcours.annulerInscription = {
  ...parcours.annulerInscription,
  decider: (lu, e, contexte) => (inscrit(lu, e.parcours)?.entree != null ? REFUS.ENTREE_DEJA_ATTESTEE : parcours.annulerInscription.decider(lu, e, contexte)),
};

export const terminer: typeof parcours.terminer = {
  ...parcours.terminer,
  decider: (lu, e, contexte) => {
    const dossier = inscrit(lu, e.parcours);
    const entree = dossier?.entree ?? null;
    return aussi(
      parcours.terminer.decider(lu, e, contexte),
      dossier !== undefined && entree === null && REFUS.SORTIE_SANS_ENTREE,
      entree !== null && e.date < entree && REFUS.SORTIE_AVANT_ENTREE,
    );
  },
};

/** R42b: the whole session is closed for a while; said of one person, it is hers alone. */
export const saisirInterruption: Regle<z.infer<typeof InterruptionActe>, Recu> = {
  lire: (e) => ('parcours' in e ? parCle(Dossier, e.parcours) : parCle(Session, e.session)),
  decider: (lu, e, contexte) => {
    const decision = 'parcours' in e ? parcours.saisirInterruption.decider(lu, e, contexte) : interrompreSession(lu, e);
    return aussi(decision, e.fin != null && e.fin < e.debut && REFUS.PERIODE_INCOHERENTE);
  },
};
const interrompreSession = (
  lu: Lu,
  { session: numero, debut, fin = null, motif }: Extract<z.infer<typeof InterruptionActe>, { session: string }>,
): Decision<Recu> => {
  const session = lu.un(Session, numero);
  if (!session) return REFUS.SESSION_INCONNUE;
  const interruptions = [...session.donnees.interruptions.filter((i) => i.debut !== debut), { debut, fin, motif }];
  return { reponse: { reference: numero }, pieces: [changee(session, { interruptions })] };
};

type Annulation = { creneau: string; motif: string };
/** A slot is not cancelled twice by hand, nor once it has begun. */
export const annulerCreneau: Regle<Annulation, Recu> = {
  ...offre.annulerCreneau,
  decider: (lu, e, contexte) => {
    const creneau = lu.un(Creneau, e.creneau)?.donnees;
    const refus = tousLesRefus(
      creneau?.annule && REFUS.CRENEAU_ANNULE,
      creneau !== undefined && Date.parse(creneau.debut) <= contexte.maintenant && REFUS.CRENEAU_PASSE,
    );
    return refus ?? offre.annulerCreneau.decider(lu, e, contexte);
  },
};

export const deplacerCreneau: typeof offre.deplacerCreneau = {
  ...offre.deplacerCreneau,
  decider: (lu, e, contexte) => {
    const creneau: Piece<Creneau> | undefined = lu.un(Creneau, e.creneau);
    const refus = tousLesRefus(
      creneau?.donnees.annule && REFUS.CRENEAU_ANNULE,
      Date.parse(e.fin) <= Date.parse(e.debut) && REFUS.HORAIRES_INCOHERENTS,
      Date.parse(e.fin) <= contexte.maintenant && REFUS.CRENEAU_PASSE,
    );
    return creneau && refus ? refus : offre.deplacerCreneau.decider(lu, e, contexte);
  },
};

const inscrit = (lu: Lu, parcours: string) => {
  const dossier = lu.un(Dossier, parcours)?.donnees;
  return dossier?.inscription && !dossier.inscription.annulee ? dossier : undefined;
};
