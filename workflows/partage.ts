/**
 * The pure modules of the domain, run once per worker for all its flows; what is not named here is run again for each of them. Making the
 * schemas anew was most of what beginning or replaying a flow cost (decision 013). None of them keeps any state of a flow.
 */
import * as actes from '../domain/actes.ts';
import * as calendrier from '../domain/calendrier.ts';
import * as causeCause from '../domain/causes/cause.ts';
import * as causeOffre from '../domain/causes/offre.ts';
import * as causeRecrutement from '../domain/causes/recrutement.ts';
import * as causeRefus from '../domain/causes/refus.ts';
import * as causeSuivi from '../domain/causes/suivi.ts';
import * as causeSujet from '../domain/causes/sujet.ts';
import * as causeTechnique from '../domain/causes/technique.ts';
import * as causes from '../domain/causes.ts';
import * as codes from '../domain/codes.ts';
import * as francais from '../domain/francais.ts';
import * as machine from '../domain/machine.ts';
import * as machineCreneau from '../domain/machines/creneau.ts';
import * as machineDemandeur from '../domain/machines/demandeur.ts';
import * as machineFiche from '../domain/machines/fiche.ts';
import * as machineParcours from '../domain/machines/parcours.ts';
import * as machineSession from '../domain/machines/session.ts';
import * as ouvres from '../domain/ouvres.ts';
import * as politiques from '../domain/politiques.ts';
import * as processus from '../domain/processus.ts';
import * as rapprochementMots from '../domain/rapprochement-mots.ts';
import * as seuils from '../domain/seuils.ts';
import * as visibilite from '../domain/visibilite.ts';

// The SDK freezes what is shared, save what is frozen already, and a schema must still be able to make itself ready at its first use.
for (const module of [
  actes,
  calendrier,
  causes,
  causeCause,
  causeOffre,
  causeRecrutement,
  causeRefus,
  causeSuivi,
  causeSujet,
  causeTechnique,
  codes,
  francais,
  machine,
  machineCreneau,
  machineDemandeur,
  machineFiche,
  machineParcours,
  machineSession,
  ouvres,
  politiques,
  processus,
  rapprochementMots,
  seuils,
  visibilite,
])
  Object.freeze(module);
