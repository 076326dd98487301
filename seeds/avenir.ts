/** A small catalogue of one action (#Avenir: a mandataire, two dispensateurs, an ICO, an appointment, a candidature window), in either version. */
import { dateLheo } from '../domain/lheo/dates.ts';
import type { VersionLheo } from '../domain/lheo/definition.ts';
import { ecrireLheo } from '../domain/lheo/ecriture.ts';
import { Formation } from '../domain/lheo/modele.ts';
import { jourApres } from './creneaux.ts';
import { siretSynthetique } from './organismes.ts';

const MANDATAIRE = siretSynthetique(2_001);
const DISPENSATEURS = [
  { siret: siretSynthetique(2_002), raisonSociale: 'Dispensateur de l’Estuaire' },
  { siret: siretSynthetique(2_003), raisonSociale: 'Dispensateur des Falaises' },
];
const adresse = { lignes: ['1 rue des Exemples'], codePostal: '76600', ville: 'LE HAVRE', codeInsee: '76351', departement: '76', region: '28', pays: 'FR' };
const contact = { type: '4', coordonnees: { nom: 'Accueil', telephones: ['02 61 91 00 00'], courriel: 'accueil@mandataire-avenir.example' } };

export const formationAvenir = (reference: Date): Formation => {
  const jour = (n: number) => dateLheo(jourApres(reference, n));
  return Formation.parse({
    numero: '28_AF_0000990001',
    formacodes: [{ code: '15062', ref: 'V14', tag: 'principal' }],
    rome: ['K1801'],
    intitule: '#Avenir : construire son projet',
    objectif: 'Construire, en parcours individualisé, un projet professionnel réaliste.',
    resultats: 'Attestation de fin de formation',
    contenu: 'Découverte des métiers, bilan des acquis, périodes en entreprise, plan d’action.',
    certifiante: false,
    contacts: [contact],
    parcours: '2',
    niveauEntree: '1',
    objectifGeneral: '9',
    organisme: {
      numeroActivite: '28760099001',
      siret: MANDATAIRE,
      nom: 'Mandataire Avenir',
      raisonSociale: 'Mandataire Avenir',
      coordonnees: { adresse },
      contacts: [contact],
    },
    actions: [
      {
        numero: 'A990001',
        rythme: 'Temps plein',
        publics: [{ code: '83056', ref: 'V14' }],
        niveauEntreeObligatoire: false,
        alternance: '140 h en entreprise',
        enseignement: '1',
        conditions: 'Aucune',
        priseEnChargeFrais: true,
        lieux: [{ siret: DISPENSATEURS[0]?.siret, coordonnees: { nom: DISPENSATEURS[0]?.raisonSociale, adresse } }],
        entreesSorties: '1',
        heuresEntreprise: 140,
        heuresTotal: 600,
        conventionnement: true,
        formateurs: DISPENSATEURS.map((d) => ({ ...d, contacts: [{ coordonnees: { nom: 'Accueil', courriel: `accueil@${d.siret}.example` } }] })),
        financeurs: [{ code: '2', places: 40 }],
        sessions: [
          {
            numero: '990001',
            debut: jour(12),
            fin: jour(700),
            adresseInscription: adresse,
            etatRecrutement: '1',
            recrutements: [
              {
                numero: 'ICO-990001-1',
                modalite: '9',
                aDistance: false,
                adresse,
                places: 10,
                debut: jour(2),
                fin: jour(2),
                heureDebut: '09h00',
                heureFin: '12h00',
                commentaire: 'Apporter de quoi écrire.',
              },
              {
                numero: 'ICO-990001-2',
                modalite: '9',
                aDistance: false,
                adresse,
                places: 10,
                debut: jour(9),
                fin: jour(9),
                heureDebut: '09h00',
                heureFin: '12h00',
              },
              { numero: 'RDV-990001-1', modalite: '8', places: 1, debut: jour(5), fin: jour(5), heureDebut: '14h00', heureFin: '14h45' },
              { numero: 'CAND-990001-1', modalite: '7', places: 15, debut: jour(1), fin: jour(31) },
            ],
          },
        ],
      },
    ],
  });
};

export const catalogueAvenir = (reference: Date, version: VersionLheo = '2.3'): string => ecrireLheo([formationAvenir(reference)], version);
