/** Which element of LHEO each field of the model is: one table, read in both directions (lecture.ts, ecriture.ts). */

/** `chemin`: path under the structural element; `chaque`: its first step is repeated for each value. */
export type Champ = {
  chemin: string;
  sorte: 'attribut' | 'texte' | 'entier' | 'booleen' | 'siret' | 'nda' | 'textes' | 'codes' | 'forme' | 'formes';
  forme?: NomForme;
  chaque?: boolean;
};
export type NomForme =
  | 'formation'
  | 'action'
  | 'session'
  | 'recrutement'
  | 'organisme'
  | 'formateur'
  | 'financeur'
  | 'lieu'
  | 'contact'
  | 'coordonnees'
  | 'adresse';
export type Forme = Record<string, Champ>;

const champ =
  (sorte: Champ['sorte']) =>
  (chemin: string): Champ => ({ chemin, sorte });
const texte = champ('texte');
const textes = champ('textes');
const entier = champ('entier');
const booleen = champ('booleen');
const siret = champ('siret');
const codes = champ('codes');
const numero = champ('attribut')('numero');
const forme = (chemin: string, nom: NomForme): Champ => ({ chemin, sorte: 'forme', forme: nom });
const formes = (chemin: string, nom: NomForme): Champ => ({ chemin, sorte: 'formes', forme: nom });

export const FORMES: Record<NomForme, Forme> = {
  formation: {
    numero,
    formacodes: codes('domaine-formation/code-FORMACODE'),
    nsf: textes('domaine-formation/code-NSF'),
    rome: textes('domaine-formation/code-ROME'),
    intitule: texte('intitule-formation'),
    objectif: texte('objectif-formation'),
    resultats: texte('resultats-attendus'),
    contenu: texte('contenu-formation'),
    certifiante: booleen('certifiante'),
    contacts: formes('contact-formation', 'contact'),
    parcours: texte('parcours-de-formation'),
    niveauEntree: texte('code-niveau-entree'),
    objectifGeneral: texte('objectif-general-formation'),
    niveauSortie: texte('code-niveau-sortie'),
    actions: formes('action', 'action'),
    organisme: forme('organisme-formation-responsable', 'organisme'),
  },
  action: {
    numero,
    rythme: texte('rythme-formation'),
    publics: codes('code-public-vise'),
    niveauEntreeObligatoire: booleen('niveau-entree-obligatoire'),
    alternance: texte('modalites-alternance'),
    enseignement: texte('modalites-enseignement'),
    conditions: texte('conditions-specifiques'),
    priseEnChargeFrais: booleen('prise-en-charge-frais-possible'),
    lieux: formes('lieu-de-formation', 'lieu'),
    entreesSorties: texte('modalites-entrees-sorties'),
    sessions: formes('session', 'session'),
    adresseInformation: forme('adresse-information/adresse', 'adresse'),
    datesInformation: { ...textes('date-information/date'), chaque: true },
    modalitesRecrutement: texte('modalites-recrutement'),
    heuresCentre: entier('nombre-heures-centre'),
    heuresEntreprise: entier('nombre-heures-entreprise'),
    heuresTotal: entier('nombre-heures-total'),
    conventionnement: booleen('conventionnement'),
    formateurs: formes('organisme-formateur', 'formateur'),
    financeurs: formes('organisme-financeur', 'financeur'),
  },
  session: {
    numero,
    debut: texte('periode/debut'),
    fin: texte('periode/fin'),
    adresseInscription: forme('adresse-inscription/adresse', 'adresse'),
    modalitesInscription: texte('modalites-inscription'),
    inscriptionDebut: texte('periode-inscription/periode/debut'),
    inscriptionFin: texte('periode-inscription/periode/fin'),
    etatRecrutement: texte('etat-recrutement'),
    recrutements: formes('recrutement', 'recrutement'),
    contacts: formes('contact-session', 'contact'),
  },
  recrutement: {
    numero,
    modalite: texte('modalite-recrutement'),
    aDistance: booleen('a-distance'),
    adresse: forme('adresse', 'adresse'),
    url: texte('urlweb'),
    places: entier('nb-places'),
    debut: texte('periode/debut'),
    fin: texte('periode/fin'),
    heureDebut: texte('heure-debut'),
    heureFin: texte('heure-fin'),
    commentaire: texte('commentaire'),
  },
  organisme: {
    numeroActivite: champ('nda')('numero-activite'),
    siret: siret('SIRET-organisme-formation/SIRET'),
    nom: texte('nom-organisme'),
    raisonSociale: texte('raison-sociale'),
    coordonnees: forme('coordonnees-organisme/coordonnees', 'coordonnees'),
    contacts: formes('contact-organisme', 'contact'),
  },
  formateur: { siret: siret('SIRET-formateur/SIRET'), raisonSociale: texte('raison-sociale-formateur'), contacts: formes('contact-formateur', 'contact') },
  financeur: { code: texte('code-financeur'), places: entier('nb-places-financees') },
  lieu: { siret: siret('SIRET-lieu-formation/SIRET'), coordonnees: forme('coordonnees', 'coordonnees') },
  contact: { type: texte('type-contact'), coordonnees: forme('coordonnees', 'coordonnees') },
  coordonnees: {
    civilite: texte('civilite'),
    nom: texte('nom'),
    prenom: texte('prenom'),
    lignes: textes('ligne'),
    adresse: forme('adresse', 'adresse'),
    telephones: textes('telfixe/numtel'),
    portables: textes('portable/numtel'),
    courriel: texte('courriel'),
    web: textes('web/urlweb'),
  },
  adresse: {
    denomination: texte('denomination'),
    lignes: textes('ligne'),
    codePostal: texte('codepostal'),
    ville: texte('ville'),
    departement: texte('departement'),
    codeInsee: texte('code-INSEE-commune'),
    region: texte('region'),
    pays: texte('pays'),
  },
};
