/** What people type, read as they write it; null when it cannot be understood. */
import { contientNir } from '../../../domain/identifiants.ts';

/** `2026-12-07` as the browser's field gives it, or `7/12/2026`. */
export const lireJour = (brut: string | undefined): string | null => {
  const dit = (brut ?? '').trim();
  const [, j = '', m = '', a = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(dit) ?? [];
  const jour = a === '' ? dit : `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(jour)) return null;
  const ms = Date.parse(`${jour}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== jour ? null : jour;
};

/** `09:30`, or « 9 h 30 », « 14h ». */
export const lireHeure = (brut: string | undefined): string | null => {
  const [, h = '', m = ''] = /^(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)$/.exec((brut ?? '').replace(/\u00a0/g, ' ').trim()) ?? [];
  return h !== '' && Number(h) < 24 && Number(m || 0) < 60 ? `${h.padStart(2, '0')}:${m || '00'}` : null;
};

export const lireTexte = (brut: string | undefined): string | null => (brut ?? '').replace(/\r\n/g, '\n').trim() || null;

/** Too long, or a social security number in it (§h). */
export const fauteTexte = (texte: string | null, max: number): string | null =>
  texte === null
    ? null
    : texte.length > max
      ? `ce texte dépasse ${max} caractères.`
      : contientNir(texte)
        ? 'ce texte semble contenir un numéro de sécurité sociale : retirez-le.'
        : null;
