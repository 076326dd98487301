/** What OUIFORM and AUDEF both do for the hub and for their advisers, and what they tell the reconciliation. */
import { empreinteTexte, periodesDites } from '../../domain/rapprochement-details.ts';
import { datesDites, financeursDits, lieuDit } from '../../domain/rapprochement-offre.ts';
import { AnnulationActe, ConsultationActe, PositionnementActe } from './actes.ts';
import { detailsConnus, etat } from './etats.ts';
import { contratOffre } from './offre.ts';
import { Creneau, Positionnement, Session } from './outil-pieces.ts';
import type { createReglesSuivi } from './outil-suivi.ts';
import { parCle } from './pieces.ts';
import { acte, avecReference, lier, type Traitement } from './regles.ts';
import { contratSuivi } from './suivi.ts';

type Regles = ReturnType<typeof createReglesSuivi>;

export const operationsSuivi = (regles: Regles): Record<keyof typeof contratOffre | keyof typeof contratSuivi, Traitement> => ({
  publierSession: lier(contratOffre.publierSession, regles.publierSession),
  changerEtatRecrutement: lier(contratOffre.changerEtatRecrutement, regles.changerEtatRecrutement),
  publierCreneau: lier(contratOffre.publierCreneau, regles.publierCreneau),
  deplacerCreneau: lier(contratOffre.deplacerCreneau, regles.deplacerCreneau),
  annulerCreneau: lier(contratOffre.annulerCreneau, regles.annulerCreneau),
  positionner: lier(contratSuivi.positionner, regles.positionner),
  suivre: lier(contratSuivi.suivre, regles.suivre),
});

export const actesSuivi = (regles: Regles): Traitement[] => [
  acte('session.consultee', ConsultationActe, { ...regles.consulterIci, evenement: (e, { disponibles }) => ({ ...e, disponibles }) }),
  acte('positionnement.cree', PositionnementActe, {
    ...regles.positionnerIci,
    evenement: avecReference,
    // S6, G5: a prescriber who is held up is a demand that presses the OF.
    tente: {
      refus: 'DEJA_INSCRIT',
      type: 'positionnement.refuse',
      donnees: ({ personne, session, creneau, prescripteur }) => ({ personne, session, creneau, prescripteur }),
    },
  }),
  acte('positionnement.annule', AnnulationActe, regles.annulerIci),
];

export const etatsSuivi = {
  sessions: etat(
    'sessions',
    Session,
    (...r) => parCle(Session, ...r),
    ({ donnees: s }) => [
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
    ],
  ),
  creneaux: etat(
    'creneaux',
    Creneau,
    (...r) => parCle(Creneau, ...r),
    ({ cle, donnees: c }) => [
      {
        creneau: cle,
        reference: cle,
        session: c.session,
        debut: c.debut,
        fin: c.fin,
        annule: c.annule,
        modalite: c.modalite,
        lieu: lieuDit(c.lieu),
        places: c.places,
        libres: null,
      },
    ],
  ),
  candidats: etat(
    'candidats',
    Positionnement,
    (...r) => parCle(Positionnement, ...r),
    ({ donnees: p }) => [
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
    ],
  ),
};
