/** The words of the field as closed lists. Source: domain dossier §c–§d and the contract of the doors. */
import { z } from 'zod';

export const Systeme = z.enum(['smf', 'rco', 'kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo']);
export type Systeme = z.infer<typeof Systeme>;
export const SYSTEMES = Systeme.options;

/** How people call each system. */
export const NOM_SYSTEME: Record<Systeme, string> = {
  smf: 'Saisir ma formation',
  rco: 'Réseau des Carif-Oref',
  kairos: 'Kairos',
  ouiform: 'OUIFORM',
  aude: 'AUDE',
  audef: 'AUDEF',
  pefr: 'pe.fr',
  imilo: 'i-Milo',
};

export const Modalite = z.enum(['ICO', 'RDV', 'CANDIDATURE']);
export type Modalite = z.infer<typeof Modalite>;

export const Reseau = z.enum(['PE', 'ML', 'CAP_EMPLOI', 'OF', 'DE']);
export type Reseau = z.infer<typeof Reseau>;

/** The tool a positioning comes from: all that an OF may see of its origin (R29). */
export const Outil = z.enum(['AUDEF', 'OUIFORM', 'KAIROS', 'PE_FR']);
export type Outil = z.infer<typeof Outil>;
export const OUTIL_DU_RESEAU: Record<Reseau, Outil> = {
  PE: 'AUDEF',
  ML: 'OUIFORM',
  CAP_EMPLOI: 'OUIFORM',
  OF: 'KAIROS',
  DE: 'PE_FR',
};

export const Presence = z.enum(['PRESENT', 'ABSENT', 'ABSENT_EXCUSE']);
export type Presence = z.infer<typeof Presence>;

export const Suite = z.enum(['RETENU', 'NON_RETENU', 'LISTE_ATTENTE']);
export type Suite = z.infer<typeof Suite>;

export const EtatRecrutement = z.enum(['OUVERT', 'FERME', 'SUSPENDU', 'NON_RENSEIGNE']);
export type EtatRecrutement = z.infer<typeof EtatRecrutement>;

export const StatutPositionnement = z.enum(['DEMANDE', 'CONFIRME', 'REFUSE', 'HONORE', 'ABSENT', 'ANNULE', 'DEPLACE']);
export type StatutPositionnement = z.infer<typeof StatutPositionnement>;

/** Where a positioning says its slot, for somebody met outside any (R39); where a session says its fiche, when it has none (R42c). */
export const HORS_CRENEAU = 'HORS_CRENEAU';
export const HORS_CATALOGUE = 'HORS_CATALOGUE';

/** §d.7, in the order of the path. */
export const EtapeParcours = z.enum([
  'POSITIONNE',
  'CONVOQUE',
  'PRESENT',
  'ABSENT',
  'RETENU',
  'NON_RETENU',
  'LISTE_ATTENTE',
  'INSCRIT',
  'AIS_GENEREE',
  'ENTREE_A_VALIDER',
  'ENTREE_ATTESTEE',
  'EN_FORMATION',
  'INTERROMPU',
  'ABANDON',
  'FIN',
  'BILAN_SAISI',
  'CLOS',
  'INSCRIPTION_ANNULEE',
  'ANNULE',
]);
export type EtapeParcours = z.infer<typeof EtapeParcours>;

/** §d.1. */
export const EtatFiche = z.enum(['EN_SAISIE', 'SOUMISE', 'A_CORRIGER', 'MODIFIEE_A_REVALIDER', 'VALIDEE', 'ARCHIVEE']);
export type EtatFiche = z.infer<typeof EtatFiche>;
export const CODE_ETAT_FICHE: Record<EtatFiche, string> = {
  EN_SAISIE: '01',
  SOUMISE: '03',
  A_CORRIGER: '04',
  MODIFIEE_A_REVALIDER: '05',
  VALIDEE: '06',
  ARCHIVEE: '09',
};

/** §d.2, one per system a session is published to. */
export const EtatPublication = z.enum(['NON_PUBLIEE', 'EXPORTEE', 'VISIBLE', 'EXCLUE', 'RETIREE']);
export type EtatPublication = z.infer<typeof EtatPublication>;
export const RaisonExclusion = z.enum(['SIRET_INVALIDE', 'APPRENTISSAGE', 'TERMINEE_30J']);
export type RaisonExclusion = z.infer<typeof RaisonExclusion>;

/** What SMF and Kairos may say differently of one session (S18). */
export const ChampDivergent = z.enum(['PLACES', 'DATES', 'ICO', 'INTITULE', 'DISPENSATEUR']);
export type ChampDivergent = z.infer<typeof ChampDivergent>;

/** §d.3–d.5 seen by the hub: one life for the three modalities. */
export const StatutCreneau = z.enum(['PUBLIE', 'COMPLET', 'EN_COURS', 'A_EMARGER', 'PRESENCES_SAISIES', 'BILAN_SAISI', 'CLOS', 'REPORTE', 'ANNULE']);
export type StatutCreneau = z.infer<typeof StatutCreneau>;

/** §d.8. */
export const StatutDe = z.enum(['NON_INSCRIT', 'INSCRIPTION_EN_COURS', 'INSCRIT', 'RADIE', 'CESSATION', 'REINSCRIT']);
export type StatutDe = z.infer<typeof StatutDe>;

/** The facts of a candidate's path that each system may learn: the columns of the chain matrix. */
export const Fait = z.enum(['POSITIONNEMENT', 'RDV', 'PRESENCE', 'SUITE', 'INSCRIPTION', 'ENTREE', 'BILAN']);
export type Fait = z.infer<typeof Fait>;

export const EtatVisibilite = z.enum(['VISIBLE', 'EN_ATTENTE', 'DIFFEREE', 'NON_VISIBLE']);
export type EtatVisibilite = z.infer<typeof EtatVisibilite>;

export const ActeurType = z.enum(['OF', 'PRESCRIPTEUR', 'EQUIPE', 'CARIF', 'SYSTEME']);
export type ActeurType = z.infer<typeof ActeurType>;

export const RoleCompte = z.enum(['ADMIN', 'CARIF', 'REGION', 'OF', 'PRESCRIPTEUR', 'CLIENT_API', 'DEMO']);
export type RoleCompte = z.infer<typeof RoleCompte>;
