/** Sessions and slots as Kairos receives them (M1–M3), and as an OF makes them itself (R15–R17). */
import type { z } from 'zod';
import { estSiret } from '../../domain/identifiants.ts';
import type { CreneauActe } from '../socle/actes.ts';
import type { Entree, Lieu, Recu, Sortie } from '../socle/contrat.ts';
import { changee, type Lu, lien, neuve, type Piece, parCle, parCreneau, parSession, posee } from '../socle/pieces.ts';
import { tousLesRefus } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import { lecturesAcces, refusDuCompte } from './acces.ts';
import type { Compte as CompteMessage, contratKairos } from './contract.ts';
import { REFUS } from './refus.ts';
import { avecPlaces } from './rules.ts';
import { Compte, Creneau, Dossier, estEnAttente, Session } from './store.ts';

type K = typeof contratKairos;

export const publierSession: Regle<Entree<K['publierSession']>, Recu> = {
  lire: (e) => parCle(Session, e.numero),
  decider: (lu, e) => {
    const donnees = {
      numero: e.numero,
      debut: e.debut,
      siretDispensateur: e.ofDispensateur.siret,
      etatRecrutement: e.etatRecrutement,
      siretResponsable: e.ofResponsable.siret,
      guichetUnique: /^\s*#avenir\b/i.test(e.intitule),
      offre: e,
    };
    const connue = lu.un(Session, e.numero);
    return {
      reponse: { reference: e.numero },
      pieces: [connue ? changee(connue, donnees) : neuve(Session, e.numero, { ...donnees, interruptions: [], placesAchetees: null, plus: null, liens: [] })],
    };
  },
};

export const declarerCompte: Regle<Entree<K['declarerCompte']>, Recu> = {
  lire: () => [],
  decider: (_, e) => ({ reponse: { reference: e.siret }, pieces: [posee(Compte, e.siret, e)] }),
};

/** R45, §c.3: what was bought is counted in Kairos, whatever SMF says is under convention. */
export const compterPlaces: Regle<{ session: string; placesAchetees: number }, Recu> = {
  lire: (e) => parCle(Session, e.session),
  decider: (lu, e) => {
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    return { reponse: { reference: e.session }, pieces: [changee(session, { placesAchetees: e.placesAchetees })] };
  },
};

/** Whom nobody declared has an account, and the convention without end that the deck shows (R44, L949). */
export const compteDe = (lu: Lu, siret: string): z.infer<typeof CompteMessage> =>
  lu.un(Compte, siret)?.donnees ?? { siret, actif: estSiret(siret), courriel: null, convention: { debut: '2018-01-01', fin: '3000-12-31' } };

export const lireCompte: Regle<Entree<K['lireCompte']>, Sortie<K['lireCompte']>> = {
  lire: (e) => parCle(Compte, e.siret),
  decider: (lu, e) => ({ reponse: compteDe(lu, e.siret) }),
};

export const changerEtatRecrutement: Regle<Entree<K['changerEtatRecrutement']>, Recu> = {
  lire: (e) => parCle(Session, e.session),
  decider: (lu, e) => {
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    return { reponse: { reference: e.session }, pieces: [changee(session, { etatRecrutement: e.etat })] };
  },
};

export const publierCreneau: Regle<Entree<K['publierCreneau']>, Recu> = {
  lire: (e) => [...parCle(Session, e.session), ...parCle(Creneau, e.creneau, ...(e.reference ? [e.reference] : [])), ...parSession(Creneau, e.session)],
  lireEnsuite: (lu, e) => lecturesAcces(lu, e.session),
  decider: (lu, { reference, ...e }, { maintenant }) => {
    // Typed here: it is named, and what it says here holds, even when it has been changed since.
    const dIci = reference && !lu.un(Creneau, e.creneau) ? lu.un(Creneau, reference) : undefined;
    if (dIci) return { reponse: { reference: dIci.donnees.reference }, pieces: [changee(dIci, { creneau: e.creneau }), lien(Creneau, e.creneau, dIci.cle)] };
    const session = lu.un(Session, e.session);
    if (!session) return REFUS.SESSION_INCONNUE;
    const refus = refusDuCompte(lu, e.session, maintenant);
    if (refus) return { refus };
    if (Date.parse(e.fin) <= Date.parse(e.debut)) return REFUS.HORAIRES_INCOHERENTS;
    const { creneau, ...texte } = e;
    const connu = lu.un(Creneau, creneau);
    if (connu) return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, texte)] };
    // R15: the same slot typed in SMF and in Kairos is one slot.
    const jumeau = lu.tous(Creneau).find((c) => c.donnees.creneau === null && estLeMeme(c.donnees, e));
    if (jumeau) {
      return { reponse: { reference: jumeau.donnees.reference }, pieces: [changee(jumeau, { ...texte, creneau }), lien(Creneau, creneau, jumeau.cle)] };
    }
    const donnees: Creneau = { reference: creneau, prises: 0, annule: false, ...e };
    return { reponse: { reference: creneau }, pieces: [neuve(Creneau, creneau, donnees, { session: e.session })] };
  },
};

/** R21: an OF types a slot in Kairos, which is the place to do it (R15). */
export const ouvrirCreneau: Regle<CreneauActe, Recu> = {
  lire: (e) => [...parCle(Session, e.session), ...parSession(Creneau, e.session)],
  decider: (lu, e, { maintenant, reference }) => {
    const refus = tousLesRefus(
      !lu.un(Session, e.session) && REFUS.SESSION_INCONNUE,
      Date.parse(e.fin) <= Date.parse(e.debut) && REFUS.HORAIRES_INCOHERENTS,
      Date.parse(e.fin) <= maintenant && REFUS.CRENEAU_PASSE,
      // A candidature window need not count its seats (R17); a meeting has one at least (R20).
      e.modalite === 'ICO' && e.places < 1 && REFUS.PLACES_ABSENTES,
      e.modalite === 'RDV' && e.places !== 1 && REFUS.UNE_SEULE_PLACE,
    );
    if (refus) return refus;
    // R15: it came from Saisir ma formation already; what the OF types here holds.
    const jumeau = lu.tous(Creneau).find((c) => c.donnees.creneau !== null && estLeMeme(c.donnees, { ...e, lieu: e.lieu ?? null }));
    if (jumeau) {
      const { places, pieces } = e;
      const texte = { places: Math.max(places, jumeau.donnees.prises), pieces, commentaire: e.commentaire ?? null };
      return { reponse: { reference: jumeau.donnees.reference }, pieces: [changee(jumeau, texte)] };
    }
    const ref = reference();
    const donnees = { ...e, lieu: e.lieu ?? null, commentaire: e.commentaire ?? null, reference: ref, creneau: null, prises: 0, annule: false };
    return { reponse: { reference: ref }, pieces: [neuve(Creneau, ref, donnees, { session: e.session })] };
  },
};

type Deplacement = { creneau: string; debut: string; fin: string; lieu?: Lieu | null };

export const deplacerCreneau: Regle<Deplacement, Recu> = {
  lire: (e) => parCle(Creneau, e.creneau),
  decider: (lu, e) => {
    const creneau = lu.un(Creneau, e.creneau);
    if (!creneau) return REFUS.CRENEAU_INCONNU;
    if (creneau.donnees.annule) return REFUS.CRENEAU_ANNULE;
    if (Date.parse(e.fin) <= Date.parse(e.debut)) return REFUS.HORAIRES_INCOHERENTS;
    const lieu = e.lieu ?? creneau.donnees.lieu;
    return { reponse: { reference: creneau.donnees.reference }, pieces: [changee(creneau, { debut: e.debut, fin: e.fin, lieu })] };
  },
};

/** §d.3: a cancelled slot releases those who held a seat. Said twice, it is cancelled once. */
export const annulerCreneau: Regle<{ creneau: string; motif: string }, Recu> = {
  lire: (e) => parCle(Creneau, e.creneau),
  lireEnsuite: (lu, e) => occupants(lu.un(Creneau, e.creneau)),
  decider: (lu, e) => {
    const creneau = lu.un(Creneau, e.creneau);
    if (!creneau) return REFUS.CRENEAU_INCONNU;
    const reponse = { reference: creneau.donnees.reference };
    if (creneau.donnees.annule) return { reponse };
    return { reponse, pieces: [changee(creneau, { annule: true, prises: 0 }), ...liberer(lu, creneau.cle, e.motif)] };
  },
};

const estLeMeme = (a: Creneau, b: { modalite: string; debut: string; fin: string; lieu: Lieu | null }): boolean =>
  !a.annule &&
  a.modalite === b.modalite &&
  Date.parse(a.debut) === Date.parse(b.debut) &&
  (a.lieu?.codePostal ?? '') === (b.lieu?.codePostal ?? '') &&
  (a.lieu?.ville ?? '').toUpperCase() === (b.lieu?.ville ?? '').toUpperCase();

const occupants = (creneau: Piece<Creneau> | undefined) => (creneau ? parCreneau(Dossier, creneau.cle) : []);

const liberer = (lu: Lu, creneau: string, motif: string): Piece[] =>
  lu.tous(Dossier).map((dossier) =>
    avecPlaces(
      dossier,
      dossier.donnees.positionnements.map((p) => (p.creneau === creneau && estEnAttente(p) ? { ...p, annule: true, motif } : p)),
    ),
  );
