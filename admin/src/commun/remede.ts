/** What a remedy must be told before it is done (domain/remedes): one draft, and whether it is complete. */
import type { CodeAction, DemandeAction } from '../../../api/contract/admin.ts';
import { REMEDES } from '../../../domain/remedes.ts';

export type Saisie = { motif: string; positionnement: string; creneau: string; valeur: '' | 'smf' | 'kairos'; nonRetenus: string };
export const VIERGE: Saisie = { motif: '', positionnement: '', creneau: '', valeur: '', nonRetenus: '0' };

/** The fields that this act shows: another slot is for somebody; in bulk, the number of people not retained belongs to nobody. */
export const champsDe = (code: CodeAction, groupe = false): readonly (keyof Saisie)[] => [
  ...(code === 'proposerAutreCreneau' ? (['positionnement'] as const) : []),
  ...REMEDES[code].exige,
  ...(code === 'traiterHorsSysteme' && !groupe ? (['nonRetenus'] as const) : []),
];

const NOMBRE = /^\d{1,3}$/;

export const complete = (code: CodeAction, s: Saisie, groupe = false): boolean =>
  champsDe(code, groupe).every((champ) => (champ === 'nonRetenus' ? NOMBRE.test(s.nonRetenus.trim()) : s[champ].trim() !== ''));

export const demandeDe = (code: CodeAction, s: Saisie): DemandeAction => {
  const champs = champsDe(code);
  return {
    ...(champs.includes('motif') && { motif: s.motif.trim() }),
    ...(champs.includes('positionnement') && { positionnement: s.positionnement }),
    ...(champs.includes('creneau') && { creneau: s.creneau }),
    ...(champs.includes('valeur') && s.valeur !== '' && { valeur: s.valeur }),
    ...(champs.includes('nonRetenus') && Number(s.nonRetenus) > 0 && { nonRetenus: Number(s.nonRetenus) }),
  };
};
