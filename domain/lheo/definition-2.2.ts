/** LHEO 2.2 as its differences with 2.3: it knows neither `recrutement`, nor several places or teaching bodies in one action. */
import type { Faits } from './definition.ts';
import { LHEO_2_3 } from './definition-2.3.ts';
import type { Tables } from './tables.ts';

const sans = <T>(faits: Record<string, T>, noms: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(faits).filter(([nom]) => !noms.includes(nom)));

/** Elements that 2.3 brought. */
export const NOUVEAUX_2_3: readonly string[] = [
  'contact-session',
  'reference-certification',
  'code-type-formation',
  'nb-places',
  'recrutement',
  'a-distance',
  'enseignement',
  'equipement',
  'type-equipement',
  'cout-indicatif-equipement',
  'obligatoire',
  'modalite-recrutement',
  'libelle-enseignement',
  'type-enseignement',
  'effectif-minimal',
  'capacite-simultanee',
  'capacite-cumulee',
  'type-alternance',
  'unite-rythme-alternance',
  'unites-entreprise',
  'unites-centre',
  'rythme-alternance',
  'type-cycle',
  'duree-cycle',
  'annee-cycle',
  'alternance',
  'cycle',
  'url-session',
  'code-UAI-organisme-formation',
  'SIRET-lieu-formation',
  'code-UAI-lieu-formation',
  'type-contact',
  'code-UAI-formateur',
  'reference-code-FORMACODE',
  'reference-code-CERTIFINFO',
  'reference-code-RNCP',
  'reference-code-RS',
  'libelle-bloc',
  'code-bloc',
  'bloc-competences',
  'validation-blocs',
  'blocs-competences',
  'code-UAI',
  'code-RS',
  'code-CPF',
  'code-ELU',
  'denomination',
  'commentaire',
  'heure-debut',
  'heure-fin',
];

const TABLES_2_2: Tables = {
  ...sans(LHEO_2_3.tables, [
    'dict-type-contact',
    'dict-modalite-recrutement',
    'dict-type-enseignement',
    'dict-type-equipement',
    'dict-type-validation-blocs',
    'dict-type-alternance',
    'dict-unite-rythme',
    'dict-type-cycle',
  ]),
  'dict-financeurs': { ...sans(LHEO_2_3.tables['dict-financeurs'] ?? {}, ['18', '19', '20']), 16: 'OPCA', 17: 'OPACIF' },
  'dict-niveaux': { ...sans(LHEO_2_3.tables['dict-niveaux'] ?? {}, ['11', '12', '13', '14', '15', '16', '17', '18']) },
};

export const LHEO_2_2: Faits = {
  ...LHEO_2_3,
  version: '2.2',
  espaceDeNoms: 'http://www.lheo.org/2.2',
  tables: TABLES_2_2,
  sequences: {
    ...sans(LHEO_2_3.sequences, NOUVEAUX_2_3),
    'contact-formation': 'coordonnees',
    certification: 'code-RNCP? code-CERTIFINFO?',
    formation:
      'domaine-formation intitule-formation objectif-formation resultats-attendus contenu-formation certifiante contact-formation parcours-de-formation code-niveau-entree objectif-general-formation? certification{0,5} code-niveau-sortie? url-formation? action+ organisme-formation-responsable identifiant-module? positionnement? sous-modules? modules-prerequis?',
    action:
      'rythme-formation code-public-vise{1,10} info-public-vise? niveau-entree-obligatoire modalites-alternance modalites-enseignement conditions-specifiques prise-en-charge-frais-possible lieu-de-formation modalites-entrees-sorties url-action? session+ adresse-information? date-information{0,3} restauration? hebergement? transport? acces-handicapes? langue-formation? modalites-recrutement? modalites-pedagogiques? code-modalite-pedagogique{0,5} frais-restants? code-perimetre-recrutement? infos-perimetre-recrutement? prix-horaire-TTC? prix-total-TTC? duree-indicative? nombre-heures-centre? nombre-heures-entreprise? nombre-heures-total? detail-conditions-prise-en-charge? conventionnement? duree-conventionnee? organisme-formateur? organisme-financeur{0,8}',
    'organisme-formation-responsable':
      'numero-activite SIRET-organisme-formation nom-organisme raison-sociale coordonnees-organisme contact-organisme renseignements-specifiques? potentiel?',
    'organisme-formateur': 'SIRET-formateur raison-sociale-formateur contact-formateur? potentiel?',
    'lieu-de-formation': 'coordonnees',
    session: 'periode adresse-inscription modalites-inscription? periode-inscription? etat-recrutement?',
    'contact-organisme': 'coordonnees',
    'contact-formateur': 'coordonnees',
    adresse: 'ligne{1,4} codepostal ville departement? code-INSEE-commune? code-INSEE-canton? region? pays? geolocalisation?',
  },
  textes: { ...sans(LHEO_2_3.textes, NOUVEAUX_2_3), 'code-RNCP': [1, 6], 'code-CERTIFINFO': [1, 6] },
  entiers: sans(LHEO_2_3.entiers, NOUVEAUX_2_3),
  codes: sans(LHEO_2_3.codes, NOUVEAUX_2_3),
};
