/** AUDEF: what it refuses, who positions there (advisers of PE, R34), and the count of AIS of each session (R45). */
import type { Entree, Recu } from '../socle/contrat.ts';
import { refusOutil } from '../socle/outil-refus.ts';
import { createReglesSuivi } from '../socle/outil-suivi.ts';
import { changee, neuve, parCle } from '../socle/pieces.ts';
import { catalogue } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import type { contratAudef, REFUS_AUDEF } from './contract.ts';
import { Ais, Session } from './store.ts';

const REFUS = catalogue<(typeof REFUS_AUDEF)[number]>({
  ...refusOutil({
    SESSION_INCONNUE: 'Session absente d’AUDE Formation.',
    CRENEAU_INCONNU: 'Créneau absent d’AUDE Formation.',
    CRENEAU_ANNULE: 'Le créneau a été annulé par l’organisme.',
    CRENEAU_PASSE: 'La date du créneau est dépassée.',
    COMPLET: 'Toutes les places du créneau sont réservées.',
    POSITIONNEMENT_INCONNU: 'Aucune réservation sous cette référence.',
    RECRUTEMENT_FERME: 'Le recrutement de la session n’est pas ouvert.',
    ORIGINE_REFUSEE: 'AUDE Formation est l’outil des conseillers de Pôle emploi.',
    ARGUMENTAIRE_TROP_LONG: 'Argumentaire trop long : 385 caractères au maximum.',
  }),
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
