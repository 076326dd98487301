/** The fields of SMF's screens 1 to 7 as data (§c.2, §c.3): label, star (R4), length, table, and where each goes in LHEO 2.3 and in Kairos. */
import type { NomTable } from './tables.ts';

export type Sorte =
  | 'texte'
  | 'textes'
  | 'code'
  | 'codes'
  | 'booleen'
  | 'siret'
  | 'nda'
  | 'formacode'
  | 'formacodes'
  | 'date'
  | 'heure'
  | 'duree'
  | 'entier'
  | 'cpVille'
  | 'courriel';
export type Champ = {
  ecran: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Path within its group: `responsable.siret`. */
  chemin: string;
  libelle: string;
  sorte: Sorte;
  obligatoire: boolean;
  max?: number;
  min?: number;
  table?: NomTable;
  /** Path within the group's element, null when LHEO has none: then it travels in `extras`. */
  lheo: string | null;
  kairos: string | null;
  regle?: string;
};
type Plus = Partial<Pick<Champ, 'max' | 'min' | 'table' | 'kairos' | 'regle'>>;

const champ =
  (ecran: Champ['ecran'], obligatoire: boolean) =>
  (chemin: string, libelle: string, sorte: Sorte, lheo: string | null, plus: Plus = {}): Champ => ({
    ecran,
    chemin,
    libelle,
    sorte,
    obligatoire,
    lheo,
    kairos: null,
    ...plus,
  });
/** With a star, and without. */
const [un, e1] = [champ(1, true), champ(1, false)];
const [deux, e2] = [champ(2, true), champ(2, false)];
const [trois, e3] = [champ(3, true), champ(3, false)];
const e4 = champ(4, false);
const cinq = champ(5, true);
const [six, e6] = [champ(6, true), champ(6, false)];
const [sept, e7] = [champ(7, true), champ(7, false)];

const ORGANISME = 'organisme-formation-responsable';
const adresse = (e: (typeof cinq)[], prefixe: string, lheo: string, kairos: string | null): Champ[] => {
  const [etoile, libre] = e as [typeof cinq, typeof cinq];
  return [
    etoile(`${prefixe}nom`, 'Nom', 'texte', `${lheo}/denomination`, { max: 255, kairos }),
    etoile(`${prefixe}voie`, 'Numéro / voie', 'texte', `${lheo}/ligne`, { max: 50, kairos }),
    libre(`${prefixe}complement`, 'Complément d’adresse', 'texte', `${lheo}/ligne`, { max: 50, kairos }),
    libre(`${prefixe}complement2`, 'Complément d’adresse n° 2', 'texte', `${lheo}/ligne`, { max: 50, kairos }),
    etoile(`${prefixe}cpVille`, 'CP - ville (+ Cedex)', 'cpVille', `${lheo}/codepostal`, { kairos, regle: 'R4b' }),
  ];
};

/** One set of each per fiche. */
export const CHAMPS_FICHE: readonly Champ[] = [
  un('intitule', 'Intitulé de l’action', 'texte', 'intitule-formation', { max: 255, kairos: 'Écran 1 : intitulé de la formation', regle: 'R5' }),
  e1('motsCles', 'Mots clés', 'texte', null, { max: 255, regle: 'R5' }),
  e1('metiers', 'Métiers préparés ou emplois visés', 'texte', null, { max: 3000 }),
  e1('certifiante', 'Formation diplômante / certifiante / habilitante', 'booleen', 'certifiante'),
  un('responsable.raisonSociale', 'Organisme gestionnaire ou responsable juridiquement', 'texte', `${ORGANISME}/raison-sociale`, {
    max: 250,
    kairos: 'Écran 3 : organisme responsable de la formation',
  }),
  e1('responsable.sigle', 'Sigle', 'texte', null, { max: 50 }),
  un('responsable.siret', 'Numéro SIRET', 'siret', `${ORGANISME}/SIRET-organisme-formation/SIRET`, { kairos: 'Écran 3 : SIRET' }),
  un('responsable.numeroActivite', 'Numéro de déclaration d’activité', 'nda', `${ORGANISME}/numero-activite`, { kairos: 'Écran 3 : n° DA', regle: 'R2' }),
  ...adresse([e4, e4], 'responsable.adresse.', `${ORGANISME}/coordonnees-organisme/coordonnees/adresse`, 'Écran 3 : adresse').filter(
    (c) => c.libelle !== 'Nom',
  ),
  e4('responsable.telephone', 'Téléphone', 'texte', `${ORGANISME}/contact-organisme/coordonnees/telfixe/numtel`, {
    max: 25,
    kairos: 'Écran 3 : contact',
    regle: 'R6',
  }),
  e4('responsable.courriel', 'Courriel', 'courriel', `${ORGANISME}/contact-organisme/coordonnees/courriel`, {
    max: 160,
    kairos: 'Écran 3 : contact',
    regle: 'R6',
  }),
  deux('objectifGeneral', 'Objectif général de la formation', 'code', 'objectif-general-formation', {
    table: 'objectifGeneral',
    kairos: 'Écran 1 : objectif général',
  }),
  e2('objectifsPedagogiques', 'Objectifs pédagogiques', 'texte', 'objectif-formation', { max: 3000, kairos: 'Écran 1 : objectif de la formation' }),
  e2('modalitesPedagogiques', 'Modalités pédagogiques', 'texte', 'action/modalites-pedagogiques', { max: 200 }),
  deux('contenu', 'Contenu de la formation', 'texte', 'contenu-formation', { max: 3000, kairos: 'Écran 1 : contenu de la formation' }),
  deux('formacodePrincipal', 'Formacode principal', 'formacode', 'domaine-formation/code-FORMACODE', { kairos: 'Écran 1 : formacode principal' }),
  // With the principal one, the five that LHEO takes.
  e2('formacodes', 'Formacodes', 'formacodes', 'domaine-formation/code-FORMACODE', { max: 4 }),
  e2('modalitesRecrutement', 'Modalité(s) de recrutement', 'codes', 'action/session/recrutement/modalite-recrutement', {
    table: 'modalitesRecrutement',
    regle: 'R14',
  }),
];

/** One set of each per session. */
export const CHAMPS_SESSION: readonly Champ[] = [
  e3('dureeTotale', 'Durée totale de la session', 'duree', 'action/nombre-heures-total', { kairos: 'Écran 2 : durée totale' }),
  e3('dureeCentre', 'Durée totale en centre', 'duree', 'action/nombre-heures-centre'),
  e3('dureeEntreprise', 'Durée totale en entreprise', 'duree', 'action/nombre-heures-entreprise', { kairos: 'Écran 2 : durée en entreprise' }),
  e3('hebdoCentre', 'Durée hebdomadaire en centre', 'duree', null),
  e3('hebdoEntreprise', 'Durée hebdomadaire en entreprise', 'duree', null),
  trois('entreesSorties', 'Modalité d’entrée / sortie', 'code', 'action/modalites-entrees-sorties', {
    table: 'entreesSorties',
    kairos: 'Écran 2 : entrées / sorties',
  }),
  trois('debut', 'Date de début', 'date', 'periode/debut', { kairos: 'Bandeau : formation du… au…' }),
  trois('fin', 'Date de fin', 'date', 'periode/fin', { kairos: 'Bandeau : formation du… au…' }),
  trois('enseignement', 'Session en centre et / ou à distance', 'code', 'action/modalites-enseignement', {
    table: 'enseignement',
    kairos: 'Écran 2 : formation en centre et à distance',
    regle: 'R14',
  }),
  e4('dispensateur.siret', 'SIRET de l’organisme formateur', 'siret', 'action/organisme-formateur/SIRET-formateur/SIRET', {
    kairos: 'Écran 3 : organisme formateur',
    regle: 'R12',
  }),
  e4('dispensateur.raisonSociale', 'Organisme formateur', 'texte', 'action/organisme-formateur/raison-sociale-formateur', {
    max: 250,
    kairos: 'Écran 3 : organisme formateur',
  }),
  ...adresse([e4, e4], 'lieu.', 'action/lieu-de-formation/coordonnees/adresse', 'Écran 3 : lieu de formation'),
  e4('contact.nom', 'Contact de la session', 'texte', 'contact-session/coordonnees/nom', { max: 50, kairos: 'Écran 3 : contact', regle: 'R7' }),
  e4('contact.telephone', 'Téléphone du contact', 'texte', 'contact-session/coordonnees/telfixe/numtel', { max: 25, regle: 'R7' }),
  e4('contact.courriel', 'Courriel du contact', 'courriel', 'contact-session/coordonnees/courriel', { max: 160, regle: 'R7' }),
  ...adresse([cinq, champ(5, false)], 'inscription.', 'adresse-inscription/adresse', null),
  six('dispositifs', 'Dispositifs de formation', 'textes', null, { max: 10, kairos: 'Écran 4 : dispositif de financement' }),
  six('financements', 'Financement de la session', 'codes', 'action/organisme-financeur/code-financeur', {
    table: 'financement',
    kairos: 'Écran 4 : organisme financeur',
  }),
  e6('placesTotales', 'Nombre de places totales (tous dispositifs confondus)', 'entier', null, { max: 100_000 }),
  six('conventionnees', 'Places conventionnées (Conseil Régional, Pôle emploi)', 'booleen', 'action/conventionnement'),
  e6('placesConventionnees', 'Nombre de places conventionnées', 'entier', 'action/organisme-financeur/nb-places-financees', {
    max: 99_999,
    kairos: 'Écran 4 : places achetées',
  }),
  six('disponibilite', 'Disponibilité', 'code', null, { table: 'disponibilite' }),
  e6('parcoursIndicatif', 'Nombre indicatif de parcours', 'entier', null, { max: 100_000 }),
  e6('commentairePlaces', 'Commentaire sur les places conventionnées', 'texte', null, { max: 3000 }),
];

/** One set of each per information collective of a session: screen 7, screen 5 of Kairos. */
const KAIROS_ICO = 'Écran 5 : information collective';
export const CHAMPS_ICO: readonly Champ[] = [
  ...adresse([sept, e7], '', 'recrutement/adresse', KAIROS_ICO),
  sept('places', 'Nombre de places', 'entier', 'recrutement/nb-places', { min: 1, max: 99_999, kairos: KAIROS_ICO, regle: 'R20' }),
  sept('date', 'Date', 'date', 'recrutement/periode/debut', { kairos: KAIROS_ICO }),
  sept('debut', 'Heure de début', 'heure', 'recrutement/heure-debut', { kairos: KAIROS_ICO }),
  sept('fin', 'Heure de fin', 'heure', 'recrutement/heure-fin', { kairos: KAIROS_ICO }),
  e7('commentaire', 'Commentaire sur l’information collective', 'texte', 'recrutement/commentaire', { max: 500, kairos: KAIROS_ICO, regle: 'R19' }),
];
