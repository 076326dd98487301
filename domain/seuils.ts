/**
 * The numbers that a cause reads besides its ladder: from when it is urgent, how far ahead it looks, what counts as too few (§f). They are part of
 * its policy: changed with it, and followed by what already runs.
 */
import { z } from 'zod';
import type { CodeCause } from './causes.ts';
import { typo } from './francais.ts';

export const CodeSeuil = z.enum(['urgence', 'preavis', 'entreeProche', 'approche', 'remplissage', 'absences']);
export type CodeSeuil = z.infer<typeof CodeSeuil>;
export const Seuils = z.partialRecord(CodeSeuil, z.number().int().min(0).max(365));
export type Seuils = z.infer<typeof Seuils>;

type Seuil = { readonly cause: CodeCause; readonly cle: string; readonly libelle: string; readonly unite: 'JOURS' | 'POURCENT'; readonly defaut: number };

const seuil = (cause: CodeCause, cle: string, libelle: string, unite: Seuil['unite'], defaut: number): Seuil => ({
  cause,
  cle,
  libelle: typo(libelle),
  unite,
  defaut,
});

export const SEUILS: { readonly [S in CodeSeuil]: Seuil } = {
  urgence: seuil('AUCUN_RENDEZ_VOUS_DISPONIBLE', 'slot.urgent.before', 'Urgent quand la session commence dans moins de', 'JOURS', 30),
  preavis: seuil('COMPTE_KAIROS_ABSENT', 'convention.warn.before', 'Prévenir avant la fin de la convention', 'JOURS', 60),
  entreeProche: seuil('DEMANDEUR_RADIE', 'radie.entry.near', "Prévenir aussitôt quand l'entrée est dans moins de", 'JOURS', 10),
  approche: seuil('PLACES_NON_POURVUES', 'fill.watch.before', 'Regarder le remplissage avant le début, à partir de', 'JOURS', 15),
  remplissage: seuil('PLACES_NON_POURVUES', 'fill.min', 'Places prises : trop peu en dessous de', 'POURCENT', 60),
  absences: seuil('PLACES_NON_POURVUES', 'absence.max', 'Absences : trop au-dessus de', 'POURCENT', 30),
};

export const seuilsDe = (cause: CodeCause): CodeSeuil[] => CodeSeuil.options.filter((s) => SEUILS[s].cause === cause);
/** The default ones of a cause; undefined when it has none. */
export const seuilsParDefaut = (cause: CodeCause): Seuils | undefined => {
  const codes = seuilsDe(cause);
  return codes.length === 0 ? undefined : Object.fromEntries(codes.map((s) => [s, SEUILS[s].defaut]));
};
/** The one in force: a policy that was edited before a threshold existed has its default. */
export const seuilDe = (seuils: Seuils | undefined, code: CodeSeuil): number => seuils?.[code] ?? SEUILS[code].defaut;
/** What a session lives by besides its waits: how long it is shown after its end (§f.2); when it is urgent, its convention near its end, its filling too low. */
export const REGLAGES_DE_SESSION = ['SESSION_NON_VISIBLE', 'AUCUN_RENDEZ_VOUS_DISPONIBLE', 'COMPTE_KAIROS_ABSENT', 'PLACES_NON_POURVUES'] as const;
/** And a fiche: when it is archived. */
export const REGLAGES_DE_FICHE = ['FICHE_EN_ATTENTE'] as const;
export const MAXIMUM = { JOURS: 365, POURCENT: 100 } as const;
