/**
 * Dates and hours of LHEO. A date is AAAAMMJJ; 00000000 is an unknown start, 99999999 an unknown end, AAAAMM00 a month, AAAA0000 a year.
 * An hour is `9h`, `12h` or `14h15`, in the time of Paris.
 */
import { TZDate } from '@date-fns/tz';

export const DEBUT_INCONNU = '00000000';
export const FIN_INCONNUE = '99999999';
const PARIS = 'Europe/Paris';

const dernierJour = (annee: number, mois: number): number => new Date(Date.UTC(annee, mois, 0)).getUTCDate();
const deux = (n: number): string => String(n).padStart(2, '0');
const jour = (annee: number, mois: number, j: number): string => `${String(annee).padStart(4, '0')}-${deux(mois)}-${deux(j)}`;

/** True for a date that exists in the calendar, whole or partial, or one of the two unknowns. */
export const estDateLheo = (ecrite: string): boolean => {
  if (!/^\d{8}$/.test(ecrite)) return false;
  if (ecrite === DEBUT_INCONNU || ecrite === FIN_INCONNUE) return true;
  const [annee, mois, j] = [Number(ecrite.slice(0, 4)), Number(ecrite.slice(4, 6)), Number(ecrite.slice(6))];
  if (annee === 0) return false;
  if (mois === 0) return j === 0;
  return mois <= 12 && j <= dernierJour(annee, mois);
};

/** True for a day known exactly. */
export const estJourEntier = (ecrite: string): boolean => estDateLheo(ecrite) && ecrite !== DEBUT_INCONNU && ecrite !== FIN_INCONNUE && !ecrite.endsWith('00');

/** First (or last) day AAAA-MM-JJ that the date may mean; null when unknown. */
const borne = (ecrite: string, fin: boolean): string | null => {
  if (ecrite === DEBUT_INCONNU || ecrite === FIN_INCONNUE || !estDateLheo(ecrite)) return null;
  const annee = Number(ecrite.slice(0, 4));
  const mois = Number(ecrite.slice(4, 6)) || (fin ? 12 : 1);
  return jour(annee, mois, Number(ecrite.slice(6)) || (fin ? dernierJour(annee, mois) : 1));
};
export const premierJour = (ecrite: string): string | null => borne(ecrite, false);
export const dernierJourDe = (ecrite: string): string | null => borne(ecrite, true);

/** AAAA-MM-JJ → AAAAMMJJ. */
export const dateLheo = (iso: string): string => iso.replaceAll('-', '');

/** Minutes since midnight of an hour of LHEO; undefined when it is not one. */
export const minutes = (heure: string): number | undefined => {
  const lu = /^(\d{1,2})\s?[hH:]\s?(\d{2})?$/.exec(heure.trim());
  if (!lu) return undefined;
  const [h, m] = [Number(lu[1]), Number(lu[2] ?? 0)];
  return h < 24 && m < 60 ? h * 60 + m : undefined;
};
export const heureLheo = (total: number): string => `${deux(Math.floor(total / 60))}h${deux(total % 60)}`;

/** The instant (ISO 8601, UTC) of a day AAAA-MM-JJ at so many minutes past midnight, clock of Paris. */
export const instantParis = (iso: string, total: number): string => {
  const [annee = 0, mois = 1, j = 1] = iso.split('-').map(Number);
  return new Date(new TZDate(annee, mois - 1, j, Math.floor(total / 60), total % 60, 0, 0, PARIS).getTime()).toISOString();
};

/** Day AAAA-MM-JJ and minutes past midnight of an instant, clock of Paris. */
export const aParis = (instant: number): { jour: string; minutes: number } => {
  const d = new TZDate(instant, PARIS);
  return { jour: jour(d.getFullYear(), d.getMonth() + 1, d.getDate()), minutes: d.getHours() * 60 + d.getMinutes() };
};
