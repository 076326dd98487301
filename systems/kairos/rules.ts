/** The seats and the lock: who may be positioned where, and what came of it (R24–R29, R38). */
import type { OUTIL_DU_RESEAU } from '../../domain/codes.ts';
import { ARGUMENTAIRE_MAX, clePersonne, type PositionnementActe, personneGardee } from '../socle/actes.ts';
import type { Entree } from '../socle/contrat.ts';
import { changee, type Lu, lien, neuve, type Piece, parCle } from '../socle/pieces.ts';
import { type Refus, tousLesRefus } from '../socle/refus.ts';
import type { Contexte, Decision, Regle } from '../socle/regles.ts';
import type { PositionnementMessage } from '../socle/suivi.ts';
import type { contratKairos } from './contract.ts';
import { REFUS } from './refus.ts';
import { Creneau, cleDossier, Dossier, estEnAttente, type Positionnement, Session } from './store.ts';

type K = typeof contratKairos;
type Rendue = { creneau: string; placesLibres: number } | null;
type Positionne = { reference: string; placesLibres: number; rendue?: Rendue };

/** The hub tells of a positioning made elsewhere, or names one that an OF made here. */
export const positionner: Regle<PositionnementMessage, Positionne> = {
  tour: (e) => e.creneau,
  lire: (e) => lecturesPositionner(e.session, e.creneau, cleDossier(e.personne, e.session)),
  decider: (lu, e, contexte) => {
    const dossier = lu.un(Dossier, cleDossier(e.personne, e.session));
    const creneau = lu.un(Creneau, e.creneau);
    // What an OF has just typed here waits for its name; what the hub or another tool made at the same moment is not it.
    const sien = (p: Positionnement) => p.positionnement === e.positionnement || (p.positionnement === null && p.reference === e.reference);
    const connu = creneau && dossier?.donnees.positionnements.find((p) => p.creneau === creneau.cle && !p.annule && sien(p));
    if (creneau && dossier && connu) return nommer(dossier, creneau, connu, e);
    return prendrePlace(lu, contexte, e, { positionnement: e.positionnement, parcours: e.parcours, outil: e.outil, argumentaire: e.argumentaire });
  },
};

/** An OF enters a person itself: origin OF, which i-Milo will never show (R30). */
export const positionnerParOf: Regle<PositionnementActe, Positionne> = {
  tour: (e) => e.creneau,
  lire: (e) => lecturesPositionner(e.session, e.creneau, cleDossier(personneGardee(e.personne), e.session)),
  decider: (lu, e, contexte) => {
    const demande = { session: e.session, creneau: e.creneau, personne: personneGardee(e.personne) };
    const prise = prendrePlace(lu, contexte, demande, { positionnement: null, parcours: null, outil: 'KAIROS', argumentaire: e.argumentaire ?? null });
    const refus = tousLesRefus(
      e.prescripteur.reseau !== 'OF' && REFUS.ORIGINE_REFUSEE,
      (e.argumentaire ?? '').length > ARGUMENTAIRE_MAX && REFUS.ARGUMENTAIRE_TROP_LONG,
      'refus' in prise && prise,
    );
    return refus ?? prise;
  },
};

export const deplacerPositionnement: Regle<Entree<K['deplacerPositionnement']>, Positionne> = {
  tour: (e) => e.creneau,
  lire: (e) => [...parCle(Dossier, e.positionnement), ...parCle(Creneau, e.creneau)],
  lireEnsuite: (lu, e) => {
    const dossier = lu.un(Dossier, e.positionnement);
    return dossier ? [...parCle(Session, dossier.donnees.session), ...parCle(Creneau, ...dossier.donnees.positionnements.map((p) => p.creneau))] : [];
  },
  decider: (lu, e, contexte) => {
    const dossier = lu.un(Dossier, e.positionnement);
    const place = dossier && trouver(dossier.donnees.positionnements, e.positionnement);
    if (!dossier || !place) return REFUS.POSITIONNEMENT_INCONNU;
    const vers = lu.un(Creneau, e.creneau);
    if (!vers) return REFUS.CRENEAU_INCONNU;
    if (vers.cle === place.creneau && !place.annule) return { reponse: { reference: place.reference, placesLibres: libres(vers.donnees) } };
    const refus = estReservable(lu.un(Session, dossier.donnees.session), vers, contexte);
    if (refus) return refus;
    const depuis = lu.un(Creneau, place.creneau);
    const positionnements = remplacer(dossier.donnees.positionnements, place, {
      creneau: vers.cle,
      candidature: fenetreDe(depuis, vers) ?? place.candidature,
      annule: false,
      presence: null,
      suite: null,
      motif: null,
    });
    const prise = changee(vers, { prises: vers.donnees.prises + 1 });
    const rendues = rendrePlace(depuis, place);
    return {
      reponse: { reference: place.reference, placesLibres: libres(prise.donnees), rendue: rendueDe(rendues) },
      pieces: [avecPlaces(dossier, positionnements), prise, ...rendues],
    };
  },
};

/** §d.5: called from a window to an appointment, a candidature remembers where it was received. */
const fenetreDe = (depuis: Piece<Creneau> | undefined, vers: Piece<Creneau>): string | undefined =>
  depuis?.donnees.modalite === 'CANDIDATURE' && vers.donnees.modalite !== 'CANDIDATURE' ? depuis.cle : undefined;

export const annulerPositionnement: Regle<Entree<K['annulerPositionnement']>, { reference: string; rendue?: Rendue }> = {
  lire: (e) => parCle(Dossier, e.positionnement),
  lireEnsuite: (lu, e) => {
    const place = trouver(lu.un(Dossier, e.positionnement)?.donnees.positionnements ?? [], e.positionnement);
    return place ? parCle(Creneau, place.creneau) : [];
  },
  decider: (lu, e) => {
    const dossier = lu.un(Dossier, e.positionnement);
    const place = dossier && trouver(dossier.donnees.positionnements, e.positionnement);
    if (!dossier || !place) return REFUS.POSITIONNEMENT_INCONNU;
    const reponse = { reference: place.reference };
    if (place.annule) return { reponse };
    const positionnements = remplacer(dossier.donnees.positionnements, place, { annule: true, motif: e.motif });
    const rendues = rendrePlace(lu.un(Creneau, place.creneau), place);
    return { reponse: { ...reponse, rendue: rendueDe(rendues) }, pieces: [avecPlaces(dossier, positionnements), ...rendues] };
  },
};

type Demande = Pick<PositionnementMessage, 'session' | 'creneau' | 'personne'>;
type Auteur = {
  positionnement: string | null;
  parcours: string | null;
  outil: (typeof OUTIL_DU_RESEAU)[keyof typeof OUTIL_DU_RESEAU];
  argumentaire: string | null;
};

const lecturesPositionner = (session: string, creneau: string, dossier: string) => [
  ...parCle(Session, session),
  ...parCle(Creneau, creneau),
  ...parCle(Dossier, dossier),
];

/** Slot and dossier are written together: two calls for the last seat, or for the same person, cannot both pass. */
const prendrePlace = (lu: Lu, contexte: Contexte, e: Demande, auteur: Auteur): Decision<Positionne> => {
  const creneau = lu.un(Creneau, e.creneau);
  const cle = cleDossier(e.personne, e.session);
  const dossier = lu.un(Dossier, cle);
  // R27: locked until presence, absence or cancellation is recorded. Said first: it is what the adviser must know.
  if (dossier?.donnees.positionnements.some(estEnAttente)) return REFUS.DEJA_INSCRIT;
  const refus = estReservable(lu.un(Session, e.session), creneau, contexte);
  if (refus) return refus;
  if (!creneau || creneau.donnees.session !== e.session) return REFUS.CRENEAU_INCONNU;
  const reference = contexte.reference();
  const place: Positionnement = { reference, creneau: creneau.cle, annule: false, presence: null, suite: null, motif: null, ...auteur };
  const prise = changee(creneau, { prises: creneau.donnees.prises + 1 });
  const colonnes = { session: e.session, creneau: creneau.cle, personne: clePersonne(e.personne) };
  const tenu = dossier
    ? changee(dossier, { positionnements: [...dossier.donnees.positionnements, place], parcours: auteur.parcours ?? dossier.donnees.parcours }, colonnes)
    : neuve(
        Dossier,
        cle,
        { ...DOSSIER_VIDE, reference: contexte.reference(), parcours: auteur.parcours, session: e.session, personne: e.personne, positionnements: [place] },
        colonnes,
      );
  const noms = [reference, auteur.positionnement, auteur.parcours].filter((nom) => nom !== null);
  return {
    reponse: { reference, placesLibres: libres(prise.donnees) },
    pieces: [prise, tenu, ...noms.map((nom) => lien(Dossier, nom, cle))],
  };
};

/** What was made here first gets the hub's ids as second names; nothing else changes. */
const nommer = (dossier: Piece<Dossier>, creneau: Piece<Creneau>, place: Positionnement, e: PositionnementMessage): Decision<Positionne> => {
  const reponse = { reference: place.reference, placesLibres: libres(creneau.donnees) };
  if (place.positionnement === e.positionnement && dossier.donnees.parcours === e.parcours) return { reponse };
  const positionnements = remplacer(dossier.donnees.positionnements, place, { positionnement: e.positionnement });
  return {
    reponse,
    pieces: [changee(dossier, { positionnements, parcours: e.parcours }), lien(Dossier, e.positionnement, dossier.cle), lien(Dossier, e.parcours, dossier.cle)],
  };
};

const estReservable = (
  session: Piece<{ etatRecrutement: string }> | undefined,
  creneau: Piece<Creneau> | undefined,
  { maintenant }: Contexte,
): { refus: Refus } | null => {
  if (!session) return REFUS.SESSION_INCONNUE;
  if (!creneau) return REFUS.CRENEAU_INCONNU;
  if (creneau.donnees.annule) return REFUS.CRENEAU_ANNULE;
  // R17: a candidature window is open until its end, a meeting until it begins.
  const limite = creneau.donnees.modalite === 'CANDIDATURE' ? creneau.donnees.fin : creneau.donnees.debut;
  return tousLesRefus(
    // §d.2: a suspended session hides its slots.
    ['FERME', 'SUSPENDU'].includes(session.donnees.etatRecrutement) && REFUS.RECRUTEMENT_FERME,
    Date.parse(limite) <= maintenant && REFUS.CRENEAU_PASSE,
    !estSansLimite(creneau.donnees) && libres(creneau.donnees) === 0 && REFUS.COMPLET,
  );
};

/** A candidature window need not count its seats. */
const estSansLimite = (c: Creneau): boolean => c.modalite === 'CANDIDATURE' && c.places === 0;
export const libres = (c: Creneau): number => Math.max(0, c.places - c.prises);

const rendueDe = ([creneau]: Piece<Creneau>[]): Rendue =>
  creneau ? { creneau: creneau.donnees.creneau ?? creneau.donnees.reference, placesLibres: libres(creneau.donnees) } : null;
const rendrePlace = (creneau: Piece<Creneau> | undefined, place: Positionnement): Piece<Creneau>[] =>
  creneau && !place.annule ? [changee(creneau, { prises: Math.max(0, creneau.donnees.prises - 1) })] : [];

/** Under the hub's id or Kairos's own. */
export const trouver = (places: readonly Positionnement[], id: string): Positionnement | undefined =>
  places.find((p) => p.positionnement === id || p.reference === id);

export const remplacer = (places: readonly Positionnement[], place: Positionnement, change: Partial<Positionnement>): Positionnement[] =>
  places.map((p) => (p === place ? { ...p, ...change } : p));

/** The dossier is found by the slot that it waits for, if any. */
export const avecPlaces = (dossier: Piece<Dossier>, positionnements: Positionnement[]): Piece<Dossier> =>
  changee(dossier, { positionnements }, { creneau: positionnements.find(estEnAttente)?.creneau ?? null });

export const DOSSIER_VIDE = { positionnements: [], inscription: null, entree: null, interruptions: [], sortie: null };
