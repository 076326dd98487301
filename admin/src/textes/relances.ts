/** Reminders: sent, to come, and what they bring. */
import type { z } from 'zod';
import type { EtatRelance } from '../../../api/contract/admin.ts';
import { n, part } from './nombres.ts';

export const relances = {
  titre: 'Relances',
  vues: 'Relances : que regarder',
  onglets: { envoyees: 'Envoyées', a_venir: 'À venir', effet: 'Effet' },
  legende: { envoyees: 'Relances envoyées, les plus récentes d’abord', a_venir: 'Relances à venir, les plus proches d’abord', effet: 'Effet des relances' },
  recherche: 'SIRET de l’organisme',
  cause: 'Cause',
  toutesCauses: 'Toutes les causes',
  etat: 'Ce qu’elle est devenue',
  tousEtats: 'Toutes',
  suivie: 'Suivie d’un acte',
  suivies: { true: 'oui', false: 'pas encore' },
  indifferent: 'Indifférent',
  parOrganisme: 'Par organisme',
  etats: {
    PREVUE: 'Prévue',
    EN_ENVOI: 'En cours d’envoi',
    ENVOYEE: 'Distribuée',
    ECHEC: 'Non partie',
    REBONDIE: 'Revenue',
  } satisfies Record<z.infer<typeof EtatRelance>, string>,
  /** In the mail server's own words otherwise. */
  echec: (code: string) => (code === 'SANS_ADRESSE' ? 'aucune adresse connue' : code),
  canaux: { COURRIEL: 'courriel', TABLEAU: 'tableau de bord' } as Record<string, string>,
  colonnes: { titre: 'Pour', organisme: 'Organisme', a: 'À', quand: 'Quand', etat: 'Devenue', suite: 'Suivie d’un acte' },
  niveau: (niveau: number, canal: string) => `niveau ${niveau}, ${canal}`,
  suivieApres: (heures: number) => (heures < 1 ? 'oui, en moins d’une heure' : `oui, après ${n(Math.round(heures))} h`),
  pasEncore: 'pas encore',
  sansObjet: '—',
  vide: { envoyees: 'Aucune relance n’est encore partie.', a_venir: 'Aucune relance n’est prévue.', effet: 'Aucune relance à mesurer.' },
  videFiltre: 'Aucune relance ne correspond à ces filtres.',
  methode: (heures: number) => `Une relance est suivie quand l’acte attendu arrive dans les ${n(heures)} h, avant la relance suivante.`,
  delai: 'Acte attendu dans',
  delais: [
    ['24', '24 heures'],
    ['72', '72 heures'],
    ['168', 'une semaine'],
  ] as const,
  delaiParDefaut: '72 heures',
  effet: {
    cause: 'Cause',
    niveau: 'Niveau',
    organisme: 'Organisme',
    envoyees: 'Envoyées',
    rebondies: 'Revenues',
    suivies: 'Suivies',
    part: 'Effet',
    mediane: 'Délai médian',
  },
  part,
  heures: (heures: number) => (heures < 1 ? 'moins d’une heure' : `${n(Math.round(heures))} h`),
};
