/** Every reason why something is stuck: one table, read by screens, mails, API and flows (§f). */
import { z } from 'zod';
import type { Cause } from './causes/cause.ts';
import { CAUSES_OFFRE } from './causes/offre.ts';
import { CAUSES_RECRUTEMENT } from './causes/recrutement.ts';
import { CAUSES_SUIVI } from './causes/suivi.ts';
import { CAUSES_TECHNIQUES } from './causes/technique.ts';

export type { Cause, LienCause, Remede } from './causes/cause.ts';
export { refusDit } from './causes/refus.ts';
export { Sujet } from './causes/sujet.ts';

export const CodeCause = z.enum([
  'MODALITE_NON_RENSEIGNEE',
  'ETAT_RECRUTEMENT_NON_RENSEIGNE',
  'AUCUN_RENDEZ_VOUS_DISPONIBLE',
  'PRESENCE_NON_SAISIE',
  'SUITE_NON_SAISIE',
  'INSCRIPTION_BLOQUEE',
  'RECRUTEMENT_HORS_SYSTEME',
  'ORIGINE_OF_HORS_IMILO',
  'DOSSIER_NON_SYNCHRONISE',
  'CANDIDATURE_SANS_REPONSE',
  'DEMANDEUR_RADIE',
  'ENTREE_NON_ATTESTEE',
  'SORTIE_NON_SAISIE',
  'COURRIEL_OF_INVALIDE',
  'FICHE_EN_ATTENTE',
  'SESSION_NON_VISIBLE',
  'COMPTE_KAIROS_ABSENT',
  'LIEU_SANS_SIRET',
  'DONNEES_DIVERGENTES',
  'AIS_NON_GENEREE',
  'PARTENAIRE_FERME',
  'CHANGEMENT_NON_CONFIRME',
  'PLACES_NON_POURVUES',
  'REJET_FONCTIONNEL',
  'SYSTEME_INDISPONIBLE',
  'COURRIEL_EN_ECHEC',
  'ERREUR_PROGRAMME',
]);
export type CodeCause = z.infer<typeof CodeCause>;

/** A code that is missing, or too many, does not compile. */
export const CAUSES: { readonly [C in CodeCause]: Cause<C> } = {
  ...CAUSES_OFFRE,
  ...CAUSES_RECRUTEMENT,
  ...CAUSES_SUIVI,
  ...CAUSES_TECHNIQUES,
};
