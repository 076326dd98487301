/** What OUIFORM and AUDEF tell the reconciliation: the offer that they show, and the follow-up of each positioning. */
import { empreinteTexte, periodesDites } from '../../domain/rapprochement-details.ts';
import { datesDites, financeursDits, lieuDit } from '../../domain/rapprochement-offre.ts';
import { creneauDit, detailsConnus, etat } from './etats.ts';
import { Creneau, Positionnement, Session } from './outil-pieces.ts';

export const etatsSuivi = {
  sessions: etat('sessions', Session, ({ donnees: s }) => [
    {
      session: s.numero,
      offre: {
        ETAT_RECRUTEMENT: s.etatRecrutement,
        PLACES: String(s.placesConventionnees),
        DATES: datesDites(s.debut, s.fin),
        INTITULE: s.intitule,
        DISPENSATEUR: s.organisme || null,
        RESPONSABLE: s.responsable || null,
        LIEU: lieuDit(s.lieu),
        FINANCEURS: financeursDits(s.financeurs),
      },
    },
  ]),
  creneaux: etat('creneaux', Creneau, ({ cle, donnees: c }) => [{ creneau: cle, reference: cle, ...creneauDit(c), libres: null }]),
  candidats: etat('candidats', Positionnement, ({ donnees: p }) => [
    {
      positionnement: p.positionnement,
      parcours: p.parcours,
      reference: p.reference,
      session: p.session,
      faits: {
        POSITIONNEMENT: p.statut,
        ...(p.presence && { PRESENCE: p.presence }),
        ...(p.suite && { SUITE: p.suite }),
        ...(p.inscription && { INSCRIPTION: p.inscription }),
        ...(p.entree && { ENTREE: p.entree }),
        ...(p.sortie && { BILAN: p.sortie }),
      },
      details: detailsConnus({
        CRENEAU_CHOISI: p.creneau,
        ORIGINE: p.outil,
        ARGUMENTAIRE: empreinteTexte(p.argumentaire),
        MOTIF: empreinteTexte(p.motif),
        INTERRUPTIONS: p.interruption && periodesDites([p.interruption]),
      }),
    },
  ]),
};
