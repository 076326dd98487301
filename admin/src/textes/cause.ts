/** The rest of the cause's own screen: what was done, what comes, saved views, acts on many. */
import { compter, n } from './nombres.ts';

export const causeTextes = {
  fait: 'Depuis quatorze jours',
  faitDit: (relances: number, actes: number, leves: number) =>
    [compter(relances, 'relance'), compter(actes, 'acte d’opérateur', 'actes d’opérateurs'), compter(leves, 'blocage résolu', 'blocages résolus')].join(' · '),
  derniere: (quand: string) => `Dernière relance\u202f: ${quand}`,
  prochaine: (quand: string) => `prochaine\u202f: ${quand}`,
  aucuneProchaine: 'aucune n’est prévue',
  echelle: 'Ce qui part, et quand',
  etape: (apres: string, a: string, canal: string) => `${apres} — ${a} ${canal === 'COURRIEL' ? '(courriel)' : '(tableau de bord)'}`,
  politique: 'Voir la politique de relance',
  session: 'Session',
  anciennete: 'Ouvert depuis',
  touteAnciennete: 'Toutes les durées',
  anciennetes: [
    ['3', 'plus de 3 jours'],
    ['7', 'plus de 7 jours'],
    ['15', 'plus de 15 jours'],
  ] as const,
  csv: 'Exporter en CSV',
  vues: 'Mes vues',
  vuesVide: 'Aucune vue enregistrée. Choisissez des filtres, puis donnez-leur un nom.',
  garder: 'Garder ces filtres',
  nomVue: 'Nom de la vue',
  supprimerVue: (nom: string) => `Supprimer la vue « ${nom} »`,
  gardee: (nom: string) => `Vue « ${nom} » gardée.`,
  supprimee: (nom: string) => `Vue « ${nom} » supprimée.`,
  lot: 'Agir sur plusieurs',
  coches: (nombre: number) => compter(nombre, 'dossier choisi', 'dossiers choisis'),
  tout: (nombre: number) => `Tout le filtre : ${compter(nombre, 'dossier')}`,
  acte: (libelle: string, nombre: number) => `${libelle} (${n(nombre)})`,
  toutDecocher: 'Ne plus choisir',
};
