/** A place as the partners' messages carry it. */
import type { Adresse } from './modele.ts';

export type LieuOffre = { nom?: string; lignes?: string[]; codePostal?: string; ville?: string };

export const lieuDe = (adresse: Adresse | undefined, nom: string | undefined = adresse?.denomination): LieuOffre | null =>
  adresse ? { ...(nom ? { nom } : {}), lignes: adresse.lignes, codePostal: adresse.codePostal, ville: adresse.ville } : null;
