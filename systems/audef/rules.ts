/** AUDEF: what it refuses, who positions there (advisers of PE, R34), and the count of AIS of each session (R45). */
import { DEJA_INSCRITE } from '../../domain/deja-inscrite.ts';
import type { Entree, Recu } from '../socle/contrat.ts';
import { createReglesSuivi } from '../socle/outil-suivi.ts';
import { changee, neuve, parCle } from '../socle/pieces.ts';
import { catalogue } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import type { contratAudef, REFUS_AUDEF } from './contract.ts';
import { Ais, Session } from './store.ts';

const REFUS = catalogue<(typeof REFUS_AUDEF)[number]>({
  SESSION_INCONNUE: [404, 'Session absente d’AUDE Formation.', 'session'],
  CRENEAU_INCONNU: [404, 'Créneau absent d’AUDE Formation.', 'creneau'],
  CRENEAU_ANNULE: [409, 'Le créneau a été annulé par l’organisme.', 'creneau'],
  COMPLET: [409, 'Toutes les places du créneau sont réservées.', 'creneau'],
  POSITIONNEMENT_INCONNU: [404, 'Aucune réservation sous cette référence.', 'positionnement'],
  // R28.
  ARGUMENTAIRE_TROP_LONG: [422, 'Argumentaire trop long : 385 caractères au maximum.', 'argumentaire'],
  DEJA_INSCRIT: [409, DEJA_INSCRITE, 'personne'],
  RECRUTEMENT_FERME: [409, 'Le recrutement de la session n’est pas ouvert.', 'session'],
  CRENEAU_PASSE: [409, 'La date du créneau est dépassée.', 'creneau'],
  ORIGINE_REFUSEE: [422, 'AUDE Formation est l’outil des conseillers de Pôle emploi.', 'prescripteur.reseau'],
  POSITIONNEMENT_CLOS: [409, 'La réservation n’est plus modifiable.', 'positionnement'],
});

type A = typeof contratAudef;

const enregistrerAis: Regle<Entree<A['enregistrerAis']>, Recu> = {
  lire: (e) => [...parCle(Session, e.session), ...parCle(Ais, e.parcours)],
  decider: (lu, e) => {
    if (!lu.un(Session, e.session)) return REFUS.SESSION_INCONNUE;
    const connue = lu.un(Ais, e.parcours);
    const donnees = { ...e, retiree: false };
    return { reponse: { reference: e.parcours }, pieces: [connue ? changee(connue, donnees) : neuve(Ais, e.parcours, donnees, { session: e.session })] };
  },
};

/** The place is free again. What was never counted needs no removal. */
const retirerAis: Regle<Entree<A['retirerAis']>, Recu> = {
  lire: (e) => parCle(Ais, e.parcours),
  decider: (lu, e) => {
    const connue = lu.un(Ais, e.parcours);
    return { reponse: { reference: e.parcours }, pieces: connue ? [changee(connue, { retiree: true })] : [] };
  },
};

export const regles = { ...createReglesSuivi(REFUS, ['PE']), enregistrerAis, retirerAis };
