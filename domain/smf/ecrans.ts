/** The seven screens of a fiche as people see them: each field with its label, its star and its value in words. */
import { CHAMPS_FICHE, CHAMPS_ICO, CHAMPS_SESSION, type Champ } from './champs.ts';
import type { Duree } from './durees.ts';
import type { FicheSmf } from './fiche.ts';
import { lireCode } from './tables.ts';

export type ChampVu = { champ: string; libelle: string; obligatoire: boolean; valeur: string | null };
/** `session`, `ico`: whose screen it is, null for the screens of the fiche. */
export type EcranVu = { ecran: number; titre: string; session: string | null; champs: ChampVu[] };

const TITRES: Record<Champ['ecran'], string> = {
  1: 'Intitulé et organisme responsable',
  2: 'Objectifs, contenu et formacodes',
  3: 'Durées, modalité et dates d’entrée / sortie',
  4: 'Organismes et contacts',
  5: 'Lieu d’inscription',
  6: 'Dispositifs, financements et places conventionnées',
  7: 'Informations collectives',
};

export const ecransDe = (fiche: FicheSmf): EcranVu[] => [
  ...parEcran(fiche, CHAMPS_FICHE, null),
  ...fiche.sessions.flatMap((s) => [...parEcran(s, CHAMPS_SESSION, s.numero), ...s.icos.flatMap((ico) => parEcran(ico, CHAMPS_ICO, s.numero))]),
];

const parEcran = (objet: unknown, champs: readonly Champ[], session: string | null): EcranVu[] =>
  [...new Set(champs.map((c) => c.ecran))].sort().map((ecran) => ({
    ecran,
    titre: TITRES[ecran],
    session,
    champs: champs
      .filter((c) => c.ecran === ecran)
      .map((c) => ({ champ: c.chemin, libelle: c.libelle, obligatoire: c.obligatoire, valeur: dire(c, lire(objet, c.chemin)) })),
  }));

const lire = (objet: unknown, chemin: string): unknown =>
  chemin.split('.').reduce<unknown>((v, cle) => (typeof v === 'object' && v !== null ? (v as Record<string, unknown>)[cle] : undefined), objet); // any object may be asked for a key

const dire = (c: Champ, v: unknown): string | null => {
  if (v === undefined || v === null || v === '' || (Array.isArray(v) && v.length === 0)) return null;
  if (Array.isArray(v)) return v.map((x) => dire(c, x)).join(' ; ');
  if (c.sorte === 'booleen') return v === true ? 'Oui' : 'Non';
  if (c.sorte === 'duree') {
    const { h, mn } = v as Duree; // controlled: a duration
    return `${h} h ${String(mn).padStart(2, '0')}`;
  }
  const lu = c.table && lireCode(c.table, String(v));
  return lu?.ok ? `${lu.code} - ${lu.entree.libelle}` : String(v);
};
