/** French as people read it: typography, agreement, dates of Paris. Sentences are written with plain characters and pass through `typo`. */
import { horlogeParis, jourParis } from './ouvres.ts';

const FINE = '\u202f';
const INSECABLE = '\u00a0';

/** Typographic apostrophes, narrow no-break spaces before ; : ! ? » and inside « », no-break space between a number and its word. */
export const typo = (texte: string): string =>
  texte
    .replace(/'/g, '’')
    .replace(/ ([;:!?»])/g, `${FINE}$1`)
    .replace(/« /g, `«${FINE}`)
    .replace(/(\d) h (\d)/g, `$1${INSECABLE}h${INSECABLE}$2`)
    .replace(/(^|[\s(«])(\d+) (?=\p{L})/gu, `$1$2${INSECABLE}`);

/** « 1 présence », « 6 présences »: French says plural from 2 on. */
export const compter = (n: number, un: string, plusieurs: string): string => `${n} ${n < 2 ? un : plusieurs}`;
/** As whoever searches types it. */
export const sansAccents = (texte: string): string => texte.normalize('NFD').replace(/\p{M}/gu, '');
export const majuscule = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1);
/** Inside a sentence; « AIS », « OUIFORM » keep their capitals. */
export const minuscule = (texte: string): string => (/^\p{Lu}\p{Ll}/u.test(texte) ? texte.charAt(0).toLowerCase() + texte.slice(1) : texte);

const JOURS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MOIS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** A calendar day as it is, an instant as its day in Paris. */
const jourDe = (date: string | number): string => (typeof date === 'number' ? jourParis(date) : date.length === 10 ? date : jourParis(Date.parse(date)));

/** « 12/11 ». */
export const jourCourt = (date: string | number): string => {
  const [, mois, jour] = jourDe(date).split('-');
  return `${jour}/${mois}`;
};

/** « 12/11/2026 ». */
export const jourChiffre = (date: string): string => date.split('-').reverse().join('/');

/** « jeudi 12 novembre ». */
export const jourLong = (date: string | number): string => {
  const jour = new Date(`${jourDe(date)}T00:00:00Z`);
  const n = jour.getUTCDate();
  return `${JOURS[jour.getUTCDay()]} ${n === 1 ? '1er' : n} ${MOIS[jour.getUTCMonth()]}`;
};

/** « 10 h 30 », « 14 h ». */
export const heure = (ms: number): string => {
  const { heures, minutes } = horlogeParis(ms);
  return minutes === 0 ? `${heures} h` : `${heures} h ${String(minutes).padStart(2, '0')}`;
};

/** « moins d'une heure », « 5 heures », « 3 jours »: elapsed time, counted in days of Paris from one day on. */
export const duree = (deMs: number, aMs: number): string => {
  const heures = Math.floor((aMs - deMs) / 3_600_000);
  if (heures < 1) return "moins d'une heure";
  if (heures < 24) return compter(heures, 'heure', 'heures');
  const jours = Math.round((Date.parse(jourParis(aMs)) - Date.parse(jourParis(deMs))) / 86_400_000);
  return compter(jours, 'jour', 'jours');
};
