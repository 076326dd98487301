/** Bulk acts as durable objects: before, during, after. */
import type { z } from 'zod';
import type { EtatLigne, EtatOperation } from '../../../api/contract/admin.ts';
import { compter, n } from './nombres.ts';

export const operations = {
  titre: 'Opérations',
  legende: 'Opérations groupées, de la plus récente à la plus ancienne',
  vide: 'Aucune opération groupée pour le moment.',
  videDetail: 'Relancer tous les organismes d’une cause, par exemple, est une opération : elle se suit ici.',
  colonnes: { titre: 'Opération', etat: 'État', avancement: 'Avancement', par: 'Lancée par', quand: 'Le' },
  etats: { EN_COURS: 'En cours', ARRETEE: 'Arrêtée', TERMINEE: 'Terminée' } satisfies Record<z.infer<typeof EtatOperation>, string>,
  arretDemande: 'Arrêt demandé',
  lignes: { A_FAIRE: 'À faire', FAITE: 'Fait', IGNOREE: 'Ignoré', ECHEC: 'Échec' } satisfies Record<z.infer<typeof EtatLigne>, string>,
  avancement: (faites: number, total: number) => `${n(faites)} sur ${n(total)}`,
  bilan: (faites: number, ignorees: number, echecs: number, aFaire: number) =>
    [
      compter(faites, 'fait', 'faits'),
      ignorees > 0 ? compter(ignorees, 'ignoré', 'ignorés') : '',
      echecs > 0 ? compter(echecs, 'échec', 'échecs') : '',
      aFaire > 0 ? `${n(aFaire)} à faire` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  lancee: (par: string, quand: string) => `Lancée par ${par}, le ${quand}`,
  finie: (quand: string) => `finie le ${quand}`,
  motif: 'Motif',
  arreter: 'Arrêter',
  arreterEffet: 'Ce qui est fait reste fait ; ce qui reste à faire ne partira pas. Vous pourrez reprendre.',
  arretFait: 'L’arrêt est demandé.',
  reprendre: (nombre: number) => `Reprendre ${compter(nombre, 'ligne')}`,
  reprendreEffet: 'Les échecs et ce qui restait à faire sont tentés de nouveau, les plus anciens d’abord.',
  reprise: 'L’opération reprend.',
  resultats: 'Résultat de chaque dossier',
  resultatsVide: 'Aucun dossier dans cet état.',
  filtre: 'Résultat',
  tous: 'Tous les résultats',
  colonnesLigne: { objet: 'Dossier', organisme: 'Organisme', etat: 'Résultat', phrase: 'Ce que le flux a répondu', le: 'Le' },
  inconnu: '—',
  possibleLe: (quand: string) => `possible le ${quand}`,
  retour: 'Opérations',
};
