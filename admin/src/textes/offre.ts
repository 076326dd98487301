/** Sessions and slots. */
import { n } from './nombres.ts';

export const offre = {
  sessions: {
    titre: 'Sessions',
    legende: 'Sessions de formation',
    recherche: 'Numéro ou intitulé',
    tous: 'Tous les états',
    colonnes: {
      intitule: 'Formation',
      organisme: 'Organisme',
      dates: 'Dates',
      recrutement: 'Recrutement',
      places: 'Places libres',
      creneaux: 'Créneaux',
      blocages: 'Blocages',
    },
    vide: 'Aucune session n’est publiée.',
    videDetail: 'Les sessions arrivent avec un catalogue LHEO ou une fiche validée.',
    videFiltre: 'Aucune session ne correspond à cette recherche.',
    recrutement: { OUVERT: 'Ouvert', FERME: 'Fermé', SUSPENDU: 'Suspendu', NON_RENSEIGNE: 'Non renseigné' },
    sur: (libres: number, total: number) => `${n(libres)} sur ${n(total)}`,
  },
  creneaux: {
    titre: 'Créneaux',
    legende: 'Créneaux de recrutement',
    statut: 'Statut',
    tous: 'Tous les statuts',
    colonnes: { quand: 'Créneau', session: 'Session', organisme: 'Organisme', statut: 'Statut', places: 'Places libres', blocages: 'Blocages' },
    vide: 'Aucun créneau n’est ouvert.',
    videDetail: 'Un créneau s’ouvre depuis SMF, Kairos ou l’API.',
    videFiltre: 'Aucun créneau n’a ce statut.',
    modalites: { ICO: 'Information collective', RDV: 'Rendez-vous', CANDIDATURE: 'Candidature' },
    statuts: {
      PUBLIE: 'Publié',
      COMPLET: 'Complet',
      EN_COURS: 'En cours',
      A_EMARGER: 'À émarger',
      PRESENCES_SAISIES: 'Présences saisies',
      BILAN_SAISI: 'Bilan saisi',
      CLOS: 'Clos',
      REPORTE: 'Reporté',
      ANNULE: 'Annulé',
    },
  },
};
