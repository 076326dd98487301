/** Messages that the hub might send, for the tests of the partners: synthetic, and dated relative to a real instant. */
import { jourParis } from '../../domain/ouvres.ts';
import type { CreneauMessage, SessionMessage } from '../../systems/socle/offre.ts';
import type { PositionnementMessage } from '../../systems/socle/suivi.ts';

export const SIRET = '99900000300015';
const HEURE = 3_600_000;
const JOUR = 24 * HEURE;

/** Real instant, `jours` from now, as ISO 8601. */
export const dans = (jours: number): string => new Date(Date.now() + jours * JOUR).toISOString();
/** The day of Paris then. */
export const jourDans = (jours: number): string => jourParis(Date.now() + jours * JOUR);

export const session = (change: Partial<SessionMessage> = {}): SessionMessage => ({
  numero: '103725',
  fiche: 'A825286',
  intitule: 'Accueillir et conseiller',
  formacode: '15062',
  objectif: '9',
  debut: jourDans(30),
  fin: jourDans(200),
  modaliteEntreeSortie: 'DATES_FIXES',
  ofResponsable: { siret: SIRET, nom: 'Organisme d’essai' },
  ofDispensateur: { siret: SIRET, nom: 'Organisme d’essai' },
  lieu: { codePostal: '14000', ville: 'Caen' },
  financeurs: [{ code: '2', libelle: 'Conseil régional', places: 12 }],
  placesConventionnees: 12,
  etatRecrutement: 'OUVERT',
  formacodes: ['15062'],
  rome: [],
  autresLieux: [],
  dispositifs: [],
  ...change,
});

export const creneau = (change: Partial<CreneauMessage> = {}): CreneauMessage => ({
  creneau: 'ico-1',
  session: '103725',
  modalite: 'ICO',
  debut: dans(2),
  fin: dans(2 + 1 / 12),
  lieu: { nom: 'Salle A', codePostal: '14000', ville: 'Caen' },
  places: 12,
  pieces: ['CV'],
  commentaire: null,
  ...change,
});

export const personne = (rang = 1) => ({
  idDE: `${String(1_000_000 + rang).slice(0, 7)}A`,
  nom: `Essai${rang}`,
  prenom: 'Camille',
  courriel: `essai${rang}@personne.example`,
  telephone: null,
  adresse: { codePostal: '14000', ville: 'Caen' },
});

export const positionnement = (rang = 1, change: Partial<PositionnementMessage> = {}): PositionnementMessage => ({
  positionnement: `pos-${rang}`,
  parcours: `parcours-${rang}`,
  personne: personne(rang),
  session: '103725',
  creneau: 'ico-1',
  outil: 'OUIFORM',
  argumentaire: 'Projet confirmé par un stage.',
  reference: null,
  ...change,
});

/** As a person does it in a partner. */
export const demande = (rang: number, reseau: 'PE' | 'ML' | 'CAP_EMPLOI' | 'OF' | 'DE', change: Record<string, unknown> = {}) => ({
  personne: personne(rang),
  session: '103725',
  creneau: 'ico-1',
  prescripteur: { reseau, structure: 'Structure d’essai', nom: 'Prescriptrice' },
  ...change,
});
