/** Fixed points of the tests' small region: instants, names, ids. All synthetic; SIREN 999 xxx xxx. */

/** A Friday morning of the field. */
export const T0 = Date.parse('2026-11-20T09:00:00Z');
export const HEURE = 3_600_000;
export const JOUR = 24 * HEURE;
export const a = (ms: number): Date => new Date(T0 + ms);

export const ORGANISMES = [
  'Horizon Formation',
  'Atelier des Métiers',
  'Cap Compétences',
  'Normandie Savoirs',
  'Les Compagnons du Port',
  'Élan Formation',
  'Passerelle 76',
  'Institut des Arts du Bois',
  'Clé des Langues',
  'Fabrique du Numérique',
  'École du Rail',
  'Maison des Services',
  'Terres d’Avenir',
  'Soins et Santé Formation',
];
export const INTITULES = [
  'Soudeur industriel',
  'Cuisinier',
  'Assistant de vie aux familles',
  'Développeur web',
  'Conducteur de transport en commun',
  'Menuisier agenceur',
  'Employé administratif et d’accueil',
  'Préparateur de commandes',
  'Électricien d’équipement',
  'Français à visée professionnelle',
  'Agent de propreté',
  'Maçon',
  'Serveur en restauration',
  'Aide-soignant',
];
export const PERSONNES = [
  ['Camille', 'Renaud'],
  ['Sami', 'Benoit'],
  ['Inès', 'Morel'],
  ['Jules', 'Garnier'],
  ['Awa', 'Diallo'],
  ['Théo', 'Lambert'],
  ['Nadia', 'Perrin'],
  ['Louis', 'Faure'],
] as const;

/** SIREN 999 xxx xxx with a valid Luhn key, then an establishment whose SIRET is valid too. */
const luhn = (chiffres: string): number =>
  [...chiffres].reverse().reduce((somme, c, i) => somme + (i % 2 === 0 ? Number(c) : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(c)] ?? 0)), 0);
const completer = (debut: string): string => debut + String((10 - (luhn(`${debut}0`) % 10)) % 10);
export const siret = (n: number): string => completer(`${completer(`9990${String(n).padStart(4, '0')}`)}0001`);
export const personne = (n: number): string => `0a5f6c1e-8f2b-4b59-9f0e-${String(n + 1).padStart(12, '0')}`;
export const session = (n: number): string => String(103725 + n);
export const creneau = (n: number): string => `ICO-${session(n)}-1`;
export const parcours = (n: number): string => `${personne(n)}:${session(n)}`;
