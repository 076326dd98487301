/** The training bodies: invented names, SIREN 999 xxx xxx with a valid key, addresses of `.example`. */
import type { Hasard } from './hasard.ts';
import { COMMUNES, type Commune } from './normandie.ts';

export type OrganismeSeme = { siret: string; nda: string; nom: string; commune: Commune; rue: string; courriel: string; telephone: string };

const somme = (chiffres: string): number =>
  [...chiffres].reverse().reduce((total, c, i) => {
    const n = Number(c) * (i % 2 === 1 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
/** Appends the digit that makes Luhn's sum a multiple of 10. */
const avecCle = (chiffres: string): string => `${chiffres}${(10 - (somme(`${chiffres}0`) % 10)) % 10}`;

/** A SIRET that no one has: SIREN 999 xxx xx + key, establishment 0001 + key. */
export const siretSynthetique = (n: number): string => avecCle(`${avecCle(`999${String(n).padStart(5, '0')}`)}0001`);

const FORMES = [
  'Atelier des compétences',
  'Institut Les Peupliers',
  'Centre Cap Métiers',
  'Maison des savoir-faire',
  'Forma Estuaire',
  'École du geste',
  'Pôle Transmission',
] as const;
const RUES = ['rue des Tilleuls', 'avenue de la Source', 'quai des Apprentis', 'rue du Vieux Moulin', 'boulevard des Métiers'] as const;

const adresse = (nom: string): string =>
  nom
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

export const genererOrganismes = (hasard: Hasard, nombre: number): OrganismeSeme[] =>
  Array.from({ length: nombre }, (_, i) => {
    const commune = COMMUNES[i % COMMUNES.length] ?? COMMUNES[0];
    const forme = FORMES[i % FORMES.length] ?? FORMES[0];
    const ville = commune.nom.replace(/(^|[\s-])(\p{L})(\p{L}*)/gu, (_t, avant: string, p: string, reste: string) => `${avant}${p}${reste.toLowerCase()}`);
    const nom = `${forme} ${ville}`;
    return {
      // The first is the OF whose account and key the demonstration has.
      siret: siretSynthetique(i * 37 + 101),
      nda: `2${hasard.choisir(['3', '5', '8'])}${commune.codePostal.slice(0, 2)}${String(i).padStart(4, '0')}${commune.codePostal.slice(0, 2)}${i % 10}`,
      nom,
      commune,
      rue: `${hasard.entier(1, 98)} ${hasard.choisir(RUES)}`,
      courriel: `contact@${adresse(nom)}.example`,
      telephone: `02 61 91 ${String(hasard.entier(10, 99))} ${String(hasard.entier(10, 99))}`,
    };
  });
