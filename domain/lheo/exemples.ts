/** For tests: a small formation that breaks nothing, and XML elements as the reader would give them. Synthetic. */
import type { Element, Noeud } from './arbre.ts';
import type { VersionLheo } from './definition.ts';
import { elementFormation } from './ecriture.ts';
import { Formation, type Recrutement } from './modele.ts';

const adresse = { lignes: ['1 rue de l’Exemple'], codePostal: '76600', ville: 'LE HAVRE' };
const contact = { coordonnees: { nom: 'Accueil', telephones: ['02 00 00 00 00'], courriel: 'accueil@of-mandataire.example' } };

export const ico = (champs: Partial<Recrutement> = {}): Recrutement => ({
  attributs: {},
  autres: [],
  numero: 'ICO-103725-1',
  modalite: '9',
  places: 10,
  debut: '20270227',
  fin: '20270227',
  heureDebut: '09h00',
  heureFin: '12h00',
  ...champs,
});

export const formationExemple = (recrutements: Recrutement[] = [ico()]): Formation =>
  Formation.parse({
    numero: '28_AF_0000825286',
    formacodes: [{ code: '15062', ref: 'V14', tag: 'principal' }],
    rome: ['K1801'],
    intitule: 'Construire son projet professionnel',
    objectif: 'Choisir un métier et le chemin qui y mène.',
    resultats: 'Attestation de fin de formation',
    contenu: 'Bilan, enquêtes métier, stages.',
    certifiante: false,
    contacts: [contact],
    parcours: '2',
    niveauEntree: '1',
    objectifGeneral: '9',
    organisme: {
      numeroActivite: '28760000176',
      siret: '99900001100018',
      nom: 'OF Mandataire',
      raisonSociale: 'OF Mandataire',
      coordonnees: { adresse },
      contacts: [contact],
    },
    actions: [
      {
        numero: 'A825286',
        rythme: 'Temps plein',
        publics: [{ code: '83056', ref: 'V14' }],
        niveauEntreeObligatoire: false,
        alternance: '140 h en entreprise',
        enseignement: '1',
        conditions: 'Aucune',
        priseEnChargeFrais: true,
        lieux: [{ siret: '99900002900010', coordonnees: { nom: 'Dispensateur A', adresse } }],
        entreesSorties: '1',
        heuresTotal: 600,
        conventionnement: true,
        formateurs: [{ siret: '99900002900010', raisonSociale: 'Dispensateur A' }],
        financeurs: [{ code: '2', places: 12 }],
        sessions: [{ numero: '103725', debut: '20270102', fin: '20271231', adresseInscription: adresse, etatRecrutement: '1', recrutements }],
      },
    ],
  });

/** As the reader gives it; each element is on a line of its own. */
export const noeudDe = (element: Element): Noeud => {
  let ligne = 0;
  const noeud = (e: Element): Noeud => ({
    nom: e.nom,
    attributs: e.attributs ?? {},
    texte: e.texte ?? '',
    ligne: ++ligne,
    enfants: (e.enfants ?? []).map(noeud),
  });
  return noeud(element);
};
export const noeudFormation = (formation: Formation, version: VersionLheo = '2.3'): Noeud => noeudDe(elementFormation(formation, version));

/** Changes the first element of that name, wherever it is. */
export const changer = (noeud: Noeud, nom: string, changement: (n: Noeud) => Partial<Noeud> | null): Noeud => {
  let fait = false;
  const suivre = (n: Noeud): Noeud[] => {
    if (!fait && n.nom === nom) {
      fait = true;
      const change = changement(n);
      return change === null ? [] : [{ ...n, ...change }];
    }
    return [{ ...n, enfants: n.enfants.flatMap(suivre) }];
  };
  return suivre(noeud)[0] ?? noeud;
};
