/** Addresses as the screens of SMF type them, and their three helpers (R4b). */
import type { Adresse } from '../lheo/modele.ts';
import type { AdresseSmf, LieuSmf } from './fiche.ts';

/** « 76600 LE HAVRE », « 76059 LE HAVRE CEDEX 2 »: postal code, then the ville as it is written, CEDEX included. */
export const lireCpVille = (saisi: string): { codePostal: string; ville: string } | null => {
  const lu = /^\s*(\d{5})\s+(\p{L}[\p{L}\p{M}\d' ’.-]*?)\s*$/u.exec(saisi);
  const [, codePostal, ville] = lu ?? [];
  return codePostal && ville && ville.length <= 50 ? { codePostal, ville } : null;
};
export const ecrireCpVille = ({ codePostal, ville }: { codePostal: string; ville: string }): string => `${codePostal} ${ville}`;

/** « Récupérer l'adresse de l'organisme formateur ». */
export const recupererAdresse = (organisme: { raisonSociale: string; adresse: AdresseSmf }): LieuSmf => ({
  nom: organisme.raisonSociale,
  ...organisme.adresse,
});
/** « Rechercher un autre OF »: by SIRET, or by any part of its name. */
export const rechercherOf = <O extends { siret: string; raisonSociale: string }>(connus: readonly O[], saisi: string): O[] => {
  const voulu = saisi.trim().toLocaleLowerCase('fr');
  return voulu === '' ? [] : connus.filter((o) => o.siret === saisi.replace(/\s/g, '') || o.raisonSociale.toLocaleLowerCase('fr').includes(voulu));
};
/** « Vider les champs ». */
export const viderLieu = (): LieuSmf => ({ nom: '', voie: '', cpVille: '' });

export const adresseLheo = (lieu: AdresseSmf & { nom?: string | undefined }): Adresse => {
  const { codePostal, ville } = lireCpVille(lieu.cpVille) ?? { codePostal: '', ville: lieu.cpVille };
  const lignes = [lieu.voie, lieu.complement, lieu.complement2].filter((l): l is string => l !== undefined && l !== '');
  return { attributs: {}, autres: [], ...(lieu.nom ? { denomination: lieu.nom } : {}), lignes, codePostal, ville };
};

export const adresseSmf = (a: Adresse): AdresseSmf => ({
  voie: a.lignes[0] ?? '',
  ...(a.lignes[1] && { complement: a.lignes[1] }),
  ...(a.lignes[2] && { complement2: a.lignes[2] }),
  cpVille: ecrireCpVille(a),
});
/** LHEO names a place in its address, or not at all. */
export const lieuSmf = (a: Adresse, nom = a.denomination): LieuSmf => ({ nom: nom ?? '', ...adresseSmf(a) });
