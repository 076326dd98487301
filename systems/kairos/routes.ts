/** Kairos: each operation, act and view beside its rule. */
import {
  CreneauActe,
  CreneauAnnuleActe,
  CreneauModifieActe,
  EntreeActe,
  InscriptionActe,
  InscriptionAnnuleeActe,
  InterruptionActe,
  PositionnementActe,
  PresencesActe,
  SortieActe,
  SuitesActe,
} from '../socle/actes.ts';
import { createSysteme, type DepsSysteme } from '../socle/createSysteme.ts';
import { acte, avecReference, lier, type Traitement } from '../socle/regles.ts';
import { contratKairos } from './contract.ts';
import * as offre from './rules.offre.ts';
import * as parcours from './rules.parcours.ts';
import * as places from './rules.ts';
import { vueCreneaux, vueInscrits } from './vues.ts';

const operations: Record<keyof typeof contratKairos, Traitement> = {
  publierSession: lier(contratKairos.publierSession, offre.publierSession),
  changerEtatRecrutement: lier(contratKairos.changerEtatRecrutement, offre.changerEtatRecrutement),
  publierCreneau: lier(contratKairos.publierCreneau, offre.publierCreneau),
  deplacerCreneau: lier(contratKairos.deplacerCreneau, offre.deplacerCreneau),
  annulerCreneau: lier(contratKairos.annulerCreneau, offre.annulerCreneau),
  positionner: lier(contratKairos.positionner, places.positionner),
  deplacerPositionnement: lier(contratKairos.deplacerPositionnement, places.deplacerPositionnement),
  annulerPositionnement: lier(contratKairos.annulerPositionnement, places.annulerPositionnement),
  saisirPresences: lier(contratKairos.saisirPresences, parcours.saisirPresences),
  saisirSuites: lier(contratKairos.saisirSuites, parcours.saisirSuites),
  inscrire: lier(contratKairos.inscrire, parcours.inscrire),
  annulerInscription: lier(contratKairos.annulerInscription, parcours.annulerInscription),
  attesterEntree: lier(contratKairos.attesterEntree, parcours.attesterEntree),
  saisirInterruption: lier(contratKairos.saisirInterruption, parcours.saisirInterruption),
  terminer: lier(contratKairos.terminer, parcours.terminer),
};

const actes: Traitement[] = [
  acte('creneau.publie', CreneauActe, { ...offre.ouvrirCreneau, evenement: avecReference }),
  acte('creneau.modifie', CreneauModifieActe, offre.deplacerCreneauALaMain),
  acte('creneau.annule', CreneauAnnuleActe, offre.annulerCreneauALaMain),
  acte('positionnement.cree', PositionnementActe, { ...places.positionnerParOf, evenement: avecReference }),
  acte('presence.saisie', PresencesActe, parcours.saisirPresences),
  acte('suite.saisie', SuitesActe, parcours.saisirSuitesALaMain),
  acte('inscription.creee', InscriptionActe, { ...parcours.inscrireSansReference, evenement: avecReference }),
  acte('inscription.annulee', InscriptionAnnuleeActe, parcours.annulerInscription),
  acte('entree.attestee', EntreeActe, parcours.attesterEntree),
  acte('interruption.saisie', InterruptionActe, parcours.saisirInterruption),
  acte('formation.terminee', SortieActe, parcours.terminer),
];

export const createKairos = (deps: DepsSysteme) =>
  createSysteme(
    {
      code: 'kairos',
      prefixe: 'KAI',
      operations,
      actes,
      vues: { '/sessions/:numero/creneaux': vueCreneaux, '/sessions/:numero/inscrits': vueInscrits },
    },
    deps,
  );
