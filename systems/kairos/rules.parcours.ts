/** After the slot: presences, bilan, inscription, entry, interruptions, exit (R38, R41, R42). Hub and OF follow the same rules. */

import type { z } from 'zod';
import type { Presence, Suite } from '../../domain/codes.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { clePersonne, type InscriptionActe, personneGardee } from '../socle/actes.ts';
import type { Entree, Recu } from '../socle/contrat.ts';
import { changee, type Lu, lien, neuve, type Piece, parCle, posee } from '../socle/pieces.ts';
import type { Decision, Regle } from '../socle/regles.ts';
import type { contratKairos } from './contract.ts';
import { REFUS } from './refus.ts';
import { avecPlaces, DOSSIER_VIDE, remplacer, trouver } from './rules.ts';
import { Creneau, cleDossier, Dossier, type Positionnement, SansReference, Session } from './store.ts';

type K = typeof contratKairos;
type LignePresence = { positionnement: string; presence: Presence; motif?: string | null };
type LigneSuite = { positionnement: string; suite: Suite; motif?: string | null };

export const saisirPresences: Regle<{ creneau: string; presences: LignePresence[] }, Recu> = {
  lire: (e) => [...parCle(Creneau, e.creneau), ...parCle(Dossier, ...e.presences.map((l) => l.positionnement))],
  decider: (lu, e) =>
    emarger(lu, e.creneau, e.presences, (l, place) => ({
      presence: l.presence,
      motif: l.presence === place.presence && l.motif === undefined ? place.motif : (l.motif ?? null),
      // Nobody decides about someone who did not come: a decision falls with the presence.
      ...(l.presence !== 'PRESENT' && { suite: null }),
    })),
};

export const saisirSuites: Regle<{ creneau: string; suites: LigneSuite[] }, Recu> = {
  lire: (e) => [...parCle(Creneau, e.creneau), ...parCle(Dossier, ...e.suites.map((l) => l.positionnement))],
  decider: (lu, e) => emarger(lu, e.creneau, e.suites, (l) => ({ suite: l.suite, motif: l.motif ?? null })),
};

/** All the lines or none: one unknown person refuses the sheet. */
const emarger = <L extends { positionnement: string }>(
  lu: Lu,
  creneau: string,
  lignes: L[],
  change: (ligne: L, place: Positionnement) => Partial<Positionnement>,
): Decision<Recu> => {
  const tenu = lu.un(Creneau, creneau);
  if (!tenu) return REFUS.CRENEAU_INCONNU;
  const dossiers = new Map<string, Piece<Dossier>>();
  for (const ligne of lignes) {
    const trouve = lu.un(Dossier, ligne.positionnement);
    const dossier = trouve && (dossiers.get(trouve.cle) ?? trouve);
    const place = dossier && trouver(dossier.donnees.positionnements, ligne.positionnement);
    if (!dossier || !place || place.annule || place.creneau !== tenu.cle) return REFUS.POSITIONNEMENT_INCONNU;
    const positionnements = remplacer(dossier.donnees.positionnements, place, change(ligne, place));
    // The seat stays taken, the lock is gone (R27).
    dossiers.set(dossier.cle, avecPlaces(dossier, positionnements));
  }
  return { reponse: { reference: tenu.donnees.reference }, pieces: [...dossiers.values()] };
};

export const inscrire: Regle<Entree<K['inscrire']>, Recu> = {
  lire: (e) => [...parCle(Dossier, e.parcours, e.positionnement), ...parCle(Session, e.session)],
  decider: (lu, e) => {
    const dossier = lu.un(Dossier, e.parcours) ?? lu.un(Dossier, e.positionnement);
    if (!dossier) return REFUS.POSITIONNEMENT_INCONNU;
    const reponse = { reference: dossier.donnees.reference };
    const neuve = estNouvelle(dossier.donnees, e.date);
    if (!neuve && dossier.donnees.parcours === e.parcours) return { reponse };
    const debut = lu.un(Session, e.session)?.donnees.debut ?? null;
    const inscription = { date: e.date, debut, financement: e.financement, annulee: false, motif: null };
    const change = { ...(neuve && SANS_FORMATION), inscription, parcours: e.parcours };
    return { reponse, pieces: [changee(dossier, change), lien(Dossier, e.parcours, dossier.cle)] };
  },
};

/** A cancelled registration, or one that has ended on another day, is not this one: what was lived by it is not this one's. */
const estNouvelle = ({ inscription, sortie }: Dossier, date: string): boolean =>
  inscription === null || inscription.annulee || (sortie !== null && inscription.date !== date);
const SANS_FORMATION = { entree: null, interruptions: [], sortie: null };

/** R42c: « DE inscrits sur plans de formation sans référencement »: the session need not be known. */
export const inscrireSansReference: Regle<z.infer<typeof InscriptionActe>, Recu> = {
  lire: (e) => [...parCle(Dossier, cleDossier(personneGardee(e.personne), e.session)), ...parCle(Session, e.session)],
  decider: (lu, e, { maintenant, reference }) => {
    const personne = personneGardee(e.personne);
    const cle = cleDossier(personne, e.session);
    const dossier = lu.un(Dossier, cle);
    const date = jourParis(maintenant);
    if (dossier && !estNouvelle(dossier.donnees, date)) return REFUS.DEJA_INSCRIT;
    const debut = lu.un(Session, e.session)?.donnees.debut ?? null;
    const inscription = { date, debut, financement: null, annulee: false, motif: null };
    if (dossier) return { reponse: { reference: dossier.donnees.reference }, pieces: [changee(dossier, { ...SANS_FORMATION, inscription })] };
    const ref = reference();
    const dossierNeuf = { ...DOSSIER_VIDE, reference: ref, parcours: null, session: e.session, personne, inscription };
    const neuf = neuve(Dossier, cle, dossierNeuf, { session: e.session, personne: clePersonne(personne) });
    const horsCatalogue = lu.un(Session, e.session) ? [] : [posee(SansReference, ref, { dossier: cle }, { session: e.organisme ?? '' })];
    return { reponse: { reference: ref }, pieces: [neuf, lien(Dossier, ref, cle), ...horsCatalogue] };
  },
};

/** What is said of a person who is in training, or about to be. */
const surInscrit = <E extends { parcours: string }>(change: (dossier: Dossier, e: E) => Partial<Dossier>): Regle<E, Recu> => ({
  lire: (e) => parCle(Dossier, e.parcours),
  decider: (lu, e) => {
    const dossier = lu.un(Dossier, e.parcours);
    if (!dossier?.donnees.inscription) return REFUS.INSCRIPTION_INCONNUE;
    if (dossier.donnees.inscription.annulee) return REFUS.INSCRIPTION_ANNULEE;
    return { reponse: { reference: dossier.donnees.reference }, pieces: [changee(dossier, change(dossier.donnees, e))] };
  },
});

/** R41: with a motif. Said twice, it is cancelled once. */
export const annulerInscription: Regle<{ parcours: string; motif: string }, Recu> = {
  lire: (e) => parCle(Dossier, e.parcours),
  decider: (lu, e) => {
    const dossier = lu.un(Dossier, e.parcours);
    const inscription = dossier?.donnees.inscription;
    if (!dossier || !inscription) return REFUS.INSCRIPTION_INCONNUE;
    const reponse = { reference: dossier.donnees.reference };
    return inscription.annulee ? { reponse } : { reponse, pieces: [changee(dossier, { inscription: { ...inscription, annulee: true, motif: e.motif } })] };
  },
};
export const attesterEntree = surInscrit<{ parcours: string; date: string }>((_, e) => ({ entree: e.date }));
export const saisirInterruption = surInscrit<{ parcours: string; debut: string; fin?: string | null; motif: string }>((d, e) => ({
  interruptions: [...d.interruptions.filter((i) => i.debut !== e.debut), { debut: e.debut, fin: e.fin ?? null, motif: e.motif }],
}));
export const terminer = surInscrit<{ parcours: string; date: string; motif: string; bilan?: string | null }>((_, e) => ({
  sortie: { date: e.date, motif: e.motif, bilan: e.bilan ?? null },
}));
