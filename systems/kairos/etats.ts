/** What Kairos tells the reconciliation: the offer that it received, its seats, and each positioning with what came of it. */
import { empreinteTexte, motifsDits, periodesDites } from '../../domain/rapprochement-details.ts';
import { datesDites, financeursDits, lieuDit } from '../../domain/rapprochement-offre.ts';
import { creneauDit, detailsConnus, etat } from '../socle/etats.ts';
import { libres } from './rules.ts';
import { Creneau, Dossier, Session } from './store.ts';

export const etats = {
  sessions: etat('sessions', Session, ({ donnees: s }) => [
    {
      session: s.numero,
      offre: {
        ETAT_RECRUTEMENT: s.etatRecrutement,
        PLACES: (s.placesAchetees ?? s.offre?.placesConventionnees)?.toString() ?? null,
        DATES: s.offre && datesDites(s.debut, s.offre.fin),
        INTITULE: s.offre?.intitule ?? null,
        DISPENSATEUR: s.siretDispensateur || null,
        RESPONSABLE: s.siretResponsable || null,
        LIEU: lieuDit(s.offre?.lieu),
        FINANCEURS: s.offre && financeursDits(s.offre.financeurs),
        FORMACODE: s.offre?.formacode ?? null,
      },
    },
  ]),
  creneaux: etat('creneaux', Creneau, ({ donnees: c }) => [{ creneau: c.creneau ?? c.reference, reference: c.reference, ...creneauDit(c), libres: libres(c) }]),
  candidats: etat('candidats', Dossier, ({ donnees: d }) => {
    // What was typed of a registration cancelled since is shown nowhere.
    const formation = d.inscription?.annulee
      ? {}
      : {
          ...(d.inscription && { INSCRIPTION: d.inscription.date }),
          ...(d.entree && { ENTREE: d.entree }),
          ...(d.sortie && { BILAN: d.sortie.date }),
        };
    const deLaFormation = {
      INTERRUPTIONS: periodesDites(d.interruptions),
      MOTIFS_INTERRUPTION: motifsDits(Object.fromEntries(d.interruptions.map((i) => [i.debut, empreinteTexte(i.motif)]))),
      MOTIF_SORTIE: empreinteTexte(d.sortie?.motif),
      TEXTE_BILAN: empreinteTexte(d.sortie?.bilan),
    };
    const tenues = d.positionnements.map((p) => ({
      positionnement: p.positionnement,
      // Typed here and not named yet, it is nobody's but its own.
      parcours: p.positionnement === null ? null : d.parcours,
      reference: p.reference,
      session: d.session,
      faits: {
        POSITIONNEMENT: p.annule ? 'ANNULE' : 'CONFIRME',
        ...(p.presence && { PRESENCE: p.presence }),
        ...(p.suite && { SUITE: p.suite }),
        ...formation,
      },
      details: detailsConnus({
        CRENEAU_CHOISI: p.creneau,
        ORIGINE: p.outil,
        ARGUMENTAIRE: empreinteTexte(p.argumentaire),
        MOTIF: empreinteTexte(p.motif),
        ...deLaFormation,
      }),
    }));
    // R42c: in training without ever having been positioned.
    if (tenues.length > 0) return tenues;
    return [
      { positionnement: null, parcours: d.parcours, reference: d.reference, session: d.session, faits: formation, details: detailsConnus(deLaFormation) },
    ];
  }),
};
