/** AUDEF (AUDE Formation): prescription, seats and follow-up for the advisers of PE (R34, R45). */
import { z } from 'zod';
import { Jour, operation, Recu } from '../socle/contrat.ts';
import { CreneauAnnule, CreneauDeplace, CreneauMessage, EtatRecrutementModifie, SessionMessage } from '../socle/offre.ts';
import { PositionnementMessage, SuiviMessage } from '../socle/suivi.ts';

export const REFUS_AUDEF = [
  'SESSION_INCONNUE',
  'CRENEAU_INCONNU',
  'POSITIONNEMENT_INCONNU',
  'DEJA_INSCRIT',
  'RECRUTEMENT_FERME',
  'CRENEAU_PASSE',
  'ORIGINE_REFUSEE',
  'POSITIONNEMENT_CLOS',
] as const;

export const contratAudef = {
  publierSession: operation('/sessions', SessionMessage, Recu),
  changerEtatRecrutement: operation('/sessions/etat-recrutement', EtatRecrutementModifie, Recu),
  publierCreneau: operation('/creneaux', CreneauMessage, Recu),
  deplacerCreneau: operation('/creneaux/deplacements', CreneauDeplace, Recu),
  annulerCreneau: operation('/creneaux/annulations', CreneauAnnule, Recu),
  positionner: operation('/positionnements', PositionnementMessage, Recu),
  enregistrerAis: operation('/ais', z.object({ parcours: z.string(), session: z.string(), date: Jour }), Recu),
  retirerAis: operation('/ais/retraits', z.object({ parcours: z.string(), session: z.string(), motif: z.string() }), Recu),
  suivre: operation('/suivis', SuiviMessage, Recu),
};
