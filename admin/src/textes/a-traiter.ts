/** « À traiter » and one cause. Sentences about a blocage come from the API (domain/situations), never from here. */
import type { Onglet } from '../../../api/contract/admin.ts';
import { n, s } from './nombres.ts';

export const aTraiter = {
  aTraiter: {
    titre: 'À traiter',
    flux: (nombre: number) => `${n(nombre)} flux bloqué${s(nombre)}`,
    retard: (nombre: number) => `${n(nombre)} en retard`,
    ancien: (age: string) => `le plus ancien : ${age}`,
    nouveaux: (nombre: number) => `+${n(nombre)} nouveau${nombre > 1 ? 'x' : ''} — Actualiser`,
    annonce: (nombre: number) => `${n(nombre)} nouveau${nombre > 1 ? 'x' : ''} blocage${s(nombre)}`,
    onglets: { EQUIPE: 'Équipe', ORGANISMES: 'Organismes', PRESCRIPTEURS: 'Prescripteurs', SYSTEMES: 'Systèmes', VEILLE: 'En veille' } satisfies Record<
      Onglet,
      string
    >,
    parActeur: 'Qui doit agir',
    voir: (nombre: number) => (nombre > 1 ? `Voir les ${n(nombre)}` : 'Voir'),
    bloques: (nombre: number) => `bloqué${s(nombre)}`,
    depuis: (age: string) => `depuis ${age}`,
    depuisAuPlus: (age: string) => `le plus ancien depuis ${age}`,
    enRetard: (nombre: number) => `${n(nombre)} en retard`,
    aTemps: 'à temps',
    exemple: 'Le plus ancien :',
    sain: 'Rien n’est bloqué.',
    sainDetail: (quand: string) => `Chaque flux avance. Dernière vérification : ${quand}.`,
    ongletVide: 'Personne n’attend ici.',
    ongletVideDetail: 'Aucun flux bloqué n’est de ce ressort pour le moment.',
    sante: 'Santé des systèmes',
    tousRepondent: 'Les huit systèmes répondent.',
    attente: (nombre: number) => `${n(nombre)} flux en attente`,
    etatsSysteme: { OUVERT: 'répond', EN_PANNE: 'en panne', SUSPENDU: 'suspendu' },
    voirSystemes: 'Voir les systèmes',
    indisponible: (quand: string) => `Relance possible le ${quand}`,
    possibles: (possibles: number, nombre: number) => `${n(possibles)} sur ${n(nombre)} possible${s(possibles)} maintenant`,
  },
  cause: {
    retour: 'À traiter',
    qui: 'Qui agit',
    suite: 'Et si personne n’agit',
    sens: 'Ce que cela veut dire',
    legende: 'Flux bloqués pour cette cause',
    organisme: 'Organisme',
    tousOrganismes: 'Tous les organismes',
    gravite: 'Échéance',
    toutesGravites: 'Toutes',
    colonnes: { objet: 'Blocage', depuis: 'Depuis', echeance: 'Échéance', relance: 'Dernière relance', actions: 'Remède' },
    aucuneRelance: 'aucune',
    vide: 'Plus rien de bloqué pour cette cause.',
    videFiltre: 'Aucun blocage ne correspond à ces filtres.',
    effacer: 'Effacer les filtres',
    enVeille: (quand: string) => `En veille jusqu’au ${quand}`,
  },
  tendance: {
    titre: 'Quatorze jours',
    phrase: (avant: number, apres: number) =>
      `${n(apres)} aujourd’hui${avant === apres ? ', comme il y a quatorze jours' : `, contre ${n(avant)} il y a quatorze jours`}.`,
    tableau: 'Le tableau des quatorze jours',
    colonnes: { jour: 'Jour', ouverts: 'Nouveaux', leves: 'Résolus', enCours: 'En cours' },
  },
  gravites: { a_temps: 'à temps', bientot: 'échéance proche', en_retard: 'en retard' },
};
