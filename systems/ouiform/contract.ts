/** OUIFORM, the positioning and follow-up tool of missions locales and Cap emploi (R24, R32, R40). */
import { operation, Recu } from '../socle/contrat.ts';
import { CreneauAnnule, CreneauDeplace, CreneauMessage, EtatRecrutementModifie, SessionMessage } from '../socle/offre.ts';
import { PositionnementMessage, SuiviMessage } from '../socle/suivi.ts';

export const REFUS_OUIFORM = [
  'SESSION_INCONNUE',
  'CRENEAU_INCONNU',
  'POSITIONNEMENT_INCONNU',
  'DEJA_INSCRIT',
  'RECRUTEMENT_FERME',
  'CRENEAU_PASSE',
  'ORIGINE_REFUSEE',
  'POSITIONNEMENT_CLOS',
] as const;

export const contratOuiform = {
  publierSession: operation('/sessions', SessionMessage, Recu),
  changerEtatRecrutement: operation('/sessions/etat-recrutement', EtatRecrutementModifie, Recu),
  publierCreneau: operation('/creneaux', CreneauMessage, Recu),
  deplacerCreneau: operation('/creneaux/deplacements', CreneauDeplace, Recu),
  annulerCreneau: operation('/creneaux/annulations', CreneauAnnule, Recu),
  positionner: operation('/positionnements', PositionnementMessage, Recu),
  suivre: operation('/suivis', SuiviMessage, Recu),
};
