/** Answers of the API as the screens' tests give them: synthetic, and checked by the contract's own schemas when they are served. */
import type { ATraiter, BlocageLigne, OperationDetail, ParcoursDetail, SystemeDetail } from '../../api/contract/admin.ts';
import type { Situation } from '../../domain/situation.ts';

export const MAINTENANT = '2026-11-20T09:00:00.000Z';
export const PARCOURS = '0a5f6c1e-8f2b-4b59-9f0e-2c6a7a1a4f10:103725';

export const situationBloquee: Situation = {
  etat: 'bloque',
  cause: 'PRESENCE_NON_SAISIE',
  phrase: 'Horizon Formation n’a pas saisi les présences de l’information collective du 12/11.',
  depuis: '2026-11-12T12:00:00.000Z',
  echeance: '2026-11-18T09:00:00.000Z',
  gravite: 'en_retard',
  acteur: { type: 'OF', libelle: 'Horizon Formation', contact: null },
  suite: { quoi: 'Sans réponse le 25/11, le dossier passe au référent Kairos.', quand: '2026-11-25T09:00:00.000Z' },
  actions: [
    { code: 'relancer', libelle: 'Relancer', effet: 'Un courriel part maintenant vers la personne qui doit agir.', groupable: true },
    { code: 'mettreEnVeille', libelle: 'Mettre en veille', effet: 'Les relances s’arrêtent jusqu’à la date choisie.', groupable: true },
    { code: 'prendreEnCharge', libelle: 'Prendre en charge', effet: 'Votre nom s’affiche sur le dossier.', groupable: false },
  ],
  relances: [],
};

export const blocage: BlocageLigne = {
  id: 'creneau:ICO-103725-1#PRESENCE_NON_SAISIE#1',
  processus: 'creneau:ICO-103725-1',
  type: 'creneau',
  onglet: 'ORGANISMES',
  cause: 'PRESENCE_NON_SAISIE',
  titre: 'Présences non saisies',
  objet: 'Soudeur, session 103725',
  organisme: { siret: '99900000100017', nom: 'Horizon Formation' },
  parcours: null,
  session: '103725',
  situation: situationBloquee,
  derniereRelance: '2026-11-16T09:00:00.000Z',
  veilleJusqua: null,
  priseEnCharge: null,
  valeurs: null,
};

export const blocageRepos: BlocageLigne = {
  ...blocage,
  id: 'creneau:ICO-103726-1#PRESENCE_NON_SAISIE#1',
  objet: 'Cuisinier, session 103726',
  situation: {
    ...situationBloquee,
    gravite: 'a_temps',
    actions: situationBloquee.actions.map((a) =>
      a.code === 'relancer' ? { ...a, indisponible: { motif: 'Relance de moins de 24 h.', jusqua: '2026-11-21T08:00:00.000Z' } } : a,
    ),
  },
};

const compteurs = {
  maintenant: MAINTENANT,
  reel: '2026-11-23T10:00:00.000Z',
  total: 12,
  enRetard: 3,
  plusAncien: '2026-11-09T09:00:00.000Z',
  onglets: { EQUIPE: 0, ORGANISMES: 12, PRESCRIPTEURS: 0, SYSTEMES: 0, VEILLE: 1 },
  nouveaux: 0,
};

export const aTraiter: ATraiter = {
  compteurs,
  titre: '12 flux bloqués · 3 en retard · le plus ancien : 11 j',
  tendance: [{ jour: '2026-11-20', ouverts: 2, leves: 1, enCours: 12 }],
  groupes: [
    {
      onglet: 'ORGANISMES',
      cause: 'PRESENCE_NON_SAISIE',
      titre: 'Présences non saisies',
      phrase: situationBloquee.phrase,
      acteur: 'Horizon Formation',
      suite: situationBloquee.suite.quoi,
      nombre: 12,
      enRetard: 3,
      plusAncien: '2026-11-09T09:00:00.000Z',
      remede: {
        code: 'relancer',
        libelle: 'Relancer les 12 organismes',
        effet: 'Un courriel part maintenant.',
        possibles: 10,
        jusqua: null,
        groupable: true,
        blocage: null,
      },
    },
  ],
  systemes: [
    { code: 'kairos', nom: 'Kairos', etat: 'EN_PANNE', depuis: '2026-11-20T08:00:00.000Z', enAttente: 4 },
    { code: 'aude', nom: 'AUDE', etat: 'OUVERT', depuis: '2026-11-01T08:00:00.000Z', enAttente: 0 },
  ],
};

export const aTraiterSain: ATraiter = {
  compteurs: { ...compteurs, total: 0, enRetard: 0, plusAncien: null, onglets: { EQUIPE: 0, ORGANISMES: 0, PRESCRIPTEURS: 0, SYSTEMES: 0, VEILLE: 0 } },
  titre: 'Aucun flux bloqué',
  tendance: [],
  groupes: [],
  systemes: [],
};

export const operation: OperationDetail = {
  id: '7d1f2a30-0000-4000-8000-000000000001',
  code: 'relancer',
  titre: 'Relancer : Présences non saisies',
  filtre: { cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES' },
  motif: null,
  par: 'Équipe d’animation',
  etat: 'EN_COURS',
  arretDemande: false,
  total: 12,
  aFaire: 10,
  faites: 0,
  ignorees: 2,
  echecs: 0,
  creeLe: MAINTENANT,
  finieLe: null,
  lignes: { elements: [], suivant: null },
};

export const parcoursDetail: ParcoursDetail = {
  maintenant: MAINTENANT,
  id: PARCOURS,
  personne: { nom: 'Renaud', prenom: 'Camille', idDE: '1234567A' },
  session: { numero: '103725', intitule: 'Soudeur', debut: '2027-01-11', fin: '2027-06-30' },
  organisme: { siret: '99900000100017', nom: 'Horizon Formation' },
  outil: 'OUIFORM',
  etape: 'CONVOQUE',
  situation: situationBloquee,
  blocages: [{ ...blocage, parcours: PARCOURS }],
  etapes: [
    { etape: 'POSITIONNE', etat: 'faite', date: '2026-11-02T09:00:00.000Z' },
    { etape: 'CONVOQUE', etat: 'courante', date: '2026-11-02T09:01:00.000Z' },
    { etape: 'PRESENT', etat: 'a_venir', date: null },
  ],
  chronologie: [{ date: '2026-11-02T09:00:00.000Z', acteur: 'Mission locale', systeme: 'ouiform', fait: 'Positionnement demandé', detail: null }],
  matrice: {
    KAIROS: { POSITIONNEMENT: { etat: 'VISIBLE', depuis: '2026-11-02T09:01:00.000Z', regle: null, raison: null } },
    IMILO: { POSITIONNEMENT: { etat: 'NON_VISIBLE', depuis: null, regle: 'R31', raison: 'Le dossier n’est pas synchronisé.' } },
  },
  notes: [],
  technique: {
    workflow: `parcours:${PARCOURS}`,
    etat: 'bloque',
    version: 4,
    lienTemporal: 'http://127.0.0.1:8233/namespaces/default/workflows/parcours',
    moteur: null,
  },
};

export const systeme: SystemeDetail = {
  code: 'kairos',
  nom: 'Kairos',
  role: 'Le suivi des organismes de formation',
  etat: 'EN_PANNE',
  depuis: '2026-11-20T08:00:00.000Z',
  enAttente: 4,
  dernierSucces: '2026-11-20T07:59:00.000Z',
  dernierEchec: '2026-11-20T08:59:00.000Z',
  mesure: { appels: 1240, tauxErreur: 0.0125, latenceMs: 84 },
  motif: 'Kairos ne répond pas (503).',
  reglages: {
    latenceMs: 0,
    tauxErreur: 0,
    tauxRefus: 0,
    perteApresEffet: 0,
    indisponibleJusqua: '2099-01-01T00:00:00.000Z',
    evenements: { doubles: 0, retardMs: 0, desordre: 0 },
  },
};

export const moi = {
  id: '5b0c9c2e-1f14-4a3e-b8c5-7b6cf4f0a001',
  courriel: 'animation@maillon.example',
  nom: 'Équipe d’animation',
  role: 'ADMIN',
  demonstration: true,
};
