/** Kairos: each operation, act and view beside its rule. */
import * as formes from '../socle/actes.ts';
import { createSysteme, type DepsSysteme } from '../socle/createSysteme.ts';
import type { Lu } from '../socle/pieces.ts';
import { acte, acteLocal, avecReference, lier, type Traitement } from '../socle/regles.ts';
import * as main from './a-la-main.ts';
import { parOrganisme, parSaSession, parSonCreneau, parSonParcours } from './acces.ts';
import * as candidatures from './candidatures.ts';
import { Compte, contratKairos } from './contract.ts';
import { etats } from './etats.ts';
import * as menu from './menu.ts';
import { declarerNonRetenus, vueNonRetenus } from './non-retenus.ts';
import { envoyerListe, ListeActe, PlusActe, saisirPlus } from './plus.ts';
import { corrigerAdresse } from './rules.comptes.ts';
import * as offre from './rules.offre.ts';
import * as parcours from './rules.parcours.ts';
import * as places from './rules.ts';
import * as liste from './vues.listes.ts';
import * as ecran from './vues.session.ts';
import { vueCreneaux, vueInscrits } from './vues.ts';

const operations: Record<keyof typeof contratKairos, Traitement> = {
  publierSession: lier(contratKairos.publierSession, offre.publierSession),
  declarerCompte: lier(contratKairos.declarerCompte, offre.declarerCompte),
  lireCompte: lier(contratKairos.lireCompte, offre.lireCompte),
  corrigerAdresse: lier(contratKairos.corrigerAdresse, corrigerAdresse),
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

/** R11: what a guichet unique's mandataire may do beside the dispensateur. */
const recruter = { recruter: true };
const deLUnOuDeLAutre = { session: (lu: Lu, e: { parcours: string } | { session: string }) => ('session' in e ? e.session : parSonParcours.session(lu, e)) };

const actes: Traitement[] = [
  // By the responsable de gestion des comptes of France Travail (R12, R44).
  acte('compte.modifie', Compte, offre.declarerCompte),
  acte('places.modifiees', formes.PlacesActe, offre.compterPlaces),
  acte('creneau.publie', formes.CreneauActe, { ...parOrganisme(offre.ouvrirCreneau, { ...parSaSession, ...recruter }), evenement: avecReference }),
  acte('creneau.modifie', formes.CreneauModifieActe, parOrganisme(main.deplacerCreneau, { ...parSonCreneau, ...recruter })),
  acte('creneau.annule', formes.CreneauAnnuleActe, parOrganisme(main.annulerCreneau, { ...parSonCreneau, ...recruter })),
  acte('positionnement.cree', formes.PositionnementActe, {
    ...parOrganisme(places.positionnerParOf, { ...parSaSession, ...recruter }),
    evenement: avecReference,
  }),
  acte('candidature.convoquee', candidatures.ConvocationActe, parOrganisme(candidatures.convoquer, { ...candidatures.parSonPositionnement, ...recruter })),
  acte('presence.saisie', formes.PresencesActe, parOrganisme(main.saisirPresences, { ...parSonCreneau, ...recruter })),
  acte('suite.saisie', formes.SuitesActe, parOrganisme(main.saisirSuites, { ...parSonCreneau, ...recruter })),
  acte('inscription.creee', formes.InscriptionActe, { ...parOrganisme(parcours.inscrireSansReference, parSaSession), evenement: avecReference }),
  acte('non-retenus.declares', formes.NonRetenusActe, parOrganisme(declarerNonRetenus, { ...parSaSession, ...recruter })),
  acte('inscription.annulee', formes.InscriptionAnnuleeActe, parOrganisme(main.annulerInscription, parSonParcours)),
  acte('entree.attestee', formes.EntreeActe, parOrganisme(main.attesterEntree, parSonParcours)),
  acte('interruption.saisie', formes.InterruptionActe, parOrganisme(main.saisirInterruption, deLUnOuDeLAutre)),
  acte('plus.saisis', PlusActe, parOrganisme(saisirPlus, parSaSession)),
  acteLocal('liste.envoyee', ListeActe, parOrganisme(envoyerListe, parSaSession)),
  acte('formation.terminee', formes.SortieActe, parOrganisme(main.terminer, parSonParcours)),
];

/** In the order of the menu: the session's screens 1 to 5, then its lists. */
const vues = {
  '/sessions/:session/inscrits': { titre: 'Les inscrits de la session', voir: vueInscrits },
  '/sessions/:session/creneaux': { titre: 'Les créneaux de la session', voir: vueCreneaux },
  '/sessions/:session/synthese': { titre: 'Synthèse', voir: ecran.vueSynthese },
  '/sessions/:session/detail': { titre: 'Détail', voir: ecran.vueDetail },
  '/sessions/:session/contacts-et-lieux': { titre: 'Contacts et lieux', voir: ecran.vueContacts },
  '/sessions/:session/financement': { titre: 'Financement', voir: ecran.vueFinancement },
  '/sessions/:session/informations-collectives': { titre: 'Information(s) collective(s)', voir: ecran.vueModalite('ICO') },
  '/sessions/:session/rendez-vous': { titre: 'RDV individuel(s)', voir: ecran.vueModalite('RDV') },
  '/sessions/:session/candidatures': { titre: 'RDV sur candidature (Kairos NG)', voir: ecran.vueModalite('CANDIDATURE') },
  '/sessions/:session/inscrits-en-formation': { titre: 'Inscrits en formation', voir: liste.vueInscritsEnFormation },
  '/sessions/:session/entrees': { titre: 'Saisie des entrées en formation', voir: liste.vueEntrees },
  '/sessions/:session/inscrits-infocol': { titre: 'Inscrits en infocol', voir: liste.vueInscritsAu('ICO') },
  '/sessions/:session/inscrits-rdv': { titre: 'Inscrits en RDV individuel', voir: liste.vueInscritsAu('RDV') },
  '/sessions/:session/candidatures-recues': { titre: 'Candidatures reçues', voir: candidatures.vueCandidatures },
  '/sessions/:session/non-retenus': { titre: 'Candidats reçus hors rendez-vous et non retenus', voir: vueNonRetenus },
  '/sessions/:session/en-attente': { titre: 'DE en attente', voir: liste.vueEnAttente },
  '/demandeurs/:idDE/parcours': { titre: 'Parcours de formation DE', voir: menu.vueParcoursDe },
  '/organismes/:organisme': { titre: 'Informations prestataire', voir: menu.vuePrestataire },
  '/organismes/:organisme/sans-referencement': {
    titre: 'DE inscrits sur plans de formation sans référencement',
    voir: menu.vueSansReference,
  },
  '/recherche': { titre: 'Rechercher formation', voir: menu.vueRecherche, requete: menu.FILTRES },
  '/candidats/:positionnement': { titre: 'Synthèse DE', voir: liste.vueSyntheseDe },
};

export const createKairos = (deps: DepsSysteme) => createSysteme({ code: 'kairos', prefixe: 'KAI', operations, actes, vues, etats }, deps);
