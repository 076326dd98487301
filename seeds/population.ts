/** People who do not exist: names drawn from lists, addresses of `.example`, telephone numbers kept for fiction. */
import { base, Faker, fr } from '@faker-js/faker';
import type { Reseau, StatutDe } from '../domain/codes.ts';
import { COMMUNES } from './normandie.ts';

export type PersonneSemee = {
  idDE: string | null;
  nom: string;
  prenom: string;
  courriel: string;
  telephone: string;
  adresse: { codePostal: string; ville: string };
  statutDe: StatutDe;
  dossierImilo: { id: string; synchronise: boolean } | null;
  /** Who follows the person. */
  reseau: Reseau;
};

const RESEAUX: readonly Reseau[] = ['ML', 'PE', 'ML', 'CAP_EMPLOI', 'PE', 'ML', 'DE', 'PE', 'OF', 'ML'];
const STATUTS: readonly StatutDe[] = ['INSCRIT', 'INSCRIT', 'INSCRIT', 'INSCRIT', 'INSCRIPTION_EN_COURS', 'INSCRIT', 'INSCRIT', 'RADIE', 'INSCRIT'];

/** `premiere`: the number of the first one, so that two populations share nobody. */
export const genererPopulation = ({ graine, n, premiere = 0 }: { graine: number; n: number; premiere?: number }): PersonneSemee[] => {
  const faker = new Faker({ locale: [fr, base], seed: graine });
  return Array.from({ length: n }, (_, i) => personne(faker, premiere + i));
};

const personne = (faker: Faker, i: number): PersonneSemee => {
  const prenom = faker.person.firstName();
  const nom = faker.person.lastName();
  const commune = faker.helpers.arrayElement(COMMUNES);
  const reseau = RESEAUX[i % RESEAUX.length] ?? 'PE';
  // R25: some are no registered jobseekers; pe.fr and PE know only those who are.
  const inscrit = reseau === 'PE' || reseau === 'DE' || i % 7 !== 2;
  return {
    idDE: inscrit ? `${String(1_000_000 + ((i * 7_919 + 13) % 8_999_999))}${'ABCDEFGHJK'[i % 10]}` : null,
    nom,
    prenom,
    courriel: `candidat.${i + 1}@personne.example`,
    telephone: `06 39 98 ${String(Math.floor(i / 100) % 100).padStart(2, '0')} ${String(i % 100).padStart(2, '0')}`,
    adresse: { codePostal: commune.codePostal, ville: commune.nom },
    statutDe: inscrit ? (STATUTS[i % STATUTS.length] ?? 'INSCRIT') : 'NON_INSCRIT',
    dossierImilo: reseau === 'ML' ? { id: `ML-${String(70_000 + i)}`, synchronise: i % 4 !== 3 } : null,
    reseau,
  };
};
