/** For tests: the screens of a fiche that breaks nothing, as an OF types them. Synthetic. */
import type { FicheSmf } from './fiche.ts';

export const MANDATAIRE = '99900001100018';
export const DISPENSATEUR = '99900002900010';

const lieu = (nom: string) => ({ nom, voie: '1 rue de l’Exemple', cpVille: '76600 LE HAVRE' });

export const ficheExemple = (change: Partial<FicheSmf> = {}, session: Partial<FicheSmf['sessions'][number]> = {}): FicheSmf => ({
  numero: 'A825286',
  intitule: 'Construire son projet professionnel',
  motsCles: 'orientation, projet',
  certifiante: false,
  responsable: {
    raisonSociale: 'OF Mandataire',
    sigle: 'OFM',
    siret: MANDATAIRE,
    numeroActivite: '28760000176',
    adresse: { voie: '2 quai de l’Exemple', cpVille: '76059 LE HAVRE CEDEX 2' },
    telephone: '02 00 00 00 00',
    courriel: 'accueil@of-mandataire.example',
  },
  objectifGeneral: '9',
  objectifsPedagogiques: 'Choisir un métier et le chemin qui y mène.',
  contenu: 'Bilan, enquêtes métier, stages.',
  formacodePrincipal: '15062',
  formacodes: ['15061'],
  modalitesRecrutement: ['01', '02', '05'],
  sessions: [
    {
      numero: '103725',
      dureeTotale: { h: 600, mn: 30 },
      dureeCentre: { h: 460, mn: 0 },
      dureeEntreprise: { h: 140, mn: 30 },
      entreesSorties: '1',
      debut: '2027-01-02',
      fin: '2027-12-31',
      enseignement: '2',
      dispensateur: { siret: DISPENSATEUR, raisonSociale: 'Dispensateur A' },
      lieu: lieu('Dispensateur A'),
      contact: { nom: 'Secrétariat de la session', telephone: '02 11 11 11 11', courriel: 'session@dispensateur-a.example' },
      inscription: lieu('Dispensateur A'),
      dispositifs: ['#Avenir : Construction de projet'],
      financements: ['41'],
      placesTotales: 500,
      conventionnees: true,
      placesConventionnees: 442,
      disponibilite: '1',
      icos: [{ ...lieu('Salle A'), places: 10, date: '2027-02-27', debut: '09:00', fin: '12:00', commentaire: 'Apporter son propre stylo.' }],
      ...session,
    },
  ],
  ...change,
});
