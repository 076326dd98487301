/** OUIFORM and AUDEF: each operation and act that they have in common, beside its rule. */
import { AnnulationActe, ConsultationActe, PositionnementActe } from './actes.ts';
import { contratOffre } from './offre.ts';
import type { createReglesSuivi } from './outil-suivi.ts';
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
