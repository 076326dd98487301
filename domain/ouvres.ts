/**
 * Business days in Paris. Instants are epoch milliseconds, days are `AAAA-MM-JJ`.
 * The offset of Paris is computed, not asked of the machine: a flow replayed elsewhere, or years later, must find the same dates.
 */
import { z } from 'zod';

const HEURE = 3_600_000;
const JOUR = 24 * HEURE;

export const Delai = z.union([
  z.strictObject({ heures: z.number().min(0) }),
  z.strictObject({ joursOuvres: z.number().int().min(0) }),
  z.strictObject({ jours: z.number().int().min(0) }),
]);
export type Delai = z.infer<typeof Delai>;

/** Mails leave between these hours of Paris, on working days. */
export const OUVERTURE = 8;
export const FERMETURE = 19;

/** 01:00 UTC of the last Sunday of a month (0 = January). */
const dernierDimanche = (annee: number, mois: number): number => {
  const fin = Date.UTC(annee, mois + 1, 0, 1);
  return fin - new Date(fin).getUTCDay() * JOUR;
};
/** Summer time of the European Union: from the last Sunday of March to the last Sunday of October. */
const decalage = (ms: number): number => {
  const annee = new Date(ms).getUTCFullYear();
  return ms >= dernierDimanche(annee, 2) && ms < dernierDimanche(annee, 9) ? 2 * HEURE : HEURE;
};

/** Wall clock of Paris as if it were UTC, and back. An hour that does not exist becomes the one after, one that exists twice the first. */
const versLocal = (ms: number): number => ms + decalage(ms);
const versInstant = (local: number): number => {
  const ete = local - 2 * HEURE;
  return decalage(ete) === 2 * HEURE ? ete : local - HEURE;
};
const minuit = (local: number): number => Math.floor(local / JOUR) * JOUR;
const ecrire = (local: number): string => new Date(local).toISOString().slice(0, 10);

export const jourParis = (ms: number): string => ecrire(versLocal(ms));
/** What a clock on a wall of Paris shows. */
export const horlogeParis = (ms: number): { jour: string; heures: number; minutes: number } => {
  const local = new Date(versLocal(ms));
  return { jour: jourParis(ms), heures: local.getUTCHours(), minutes: local.getUTCMinutes() };
};
/** `10:30` on the walls of Paris that day. */
export const instantParis = (jour: string, heure: string): number => versInstant(Date.parse(`${jour}T${heure}:00Z`));
export const debutDeJourParis = (jour: string): number => versInstant(Date.parse(`${jour}T00:00:00Z`));

/** Easter Sunday of the Gregorian calendar, as a day number since 1970 (Meeus). */
const paques = (a: number): number => {
  const siecle = Math.floor(a / 100);
  const h = (19 * (a % 19) + siecle - Math.floor(siecle / 4) - Math.floor((siecle - Math.floor((siecle + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (siecle % 4) + 2 * Math.floor((a % 100) / 4) - h - (a % 4)) % 7;
  const m = Math.floor(((a % 19) + 11 * h + 22 * l) / 451);
  const rang = h + l - 7 * m + 114;
  return Date.UTC(a, Math.floor(rang / 31) - 1, (rang % 31) + 1) / JOUR;
};

const FIXES = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']);
/** Easter Monday, Ascension, Whit Monday. */
const MOBILES = [1, 39, 50];

/** French public holidays (Code du travail L3133-1), without the two of Alsace-Moselle. */
export const estFerie = (jour: string): boolean => {
  if (FIXES.has(jour.slice(5))) return true;
  const rang = Date.parse(`${jour}T00:00:00Z`) / JOUR;
  return MOBILES.includes(rang - paques(Number(jour.slice(0, 4))));
};

const ouvreLocal = (local: number): boolean => {
  const semaine = new Date(local).getUTCDay();
  return semaine !== 0 && semaine !== 6 && !estFerie(ecrire(local));
};

/** Is the Paris day of this instant a working day? */
export const estOuvre = (ms: number): boolean => ouvreLocal(versLocal(ms));

const joursOuvresLocal = (local: number, n: number): number => {
  let arrivee = local;
  for (let reste = n; reste > 0; ) {
    arrivee += JOUR;
    if (ouvreLocal(arrivee)) reste -= 1;
  }
  return arrivee;
};

/** The same hour of Paris, `n` working days later (0: the instant itself). */
export const ajouterJoursOuvres = (ms: number, n: number): number => (n === 0 ? ms : versInstant(joursOuvresLocal(versLocal(ms), n)));

/** Hours that only run on working days, all 24 of each: what starts on a Saturday starts on Monday (§b.3, « 48 heures ouvrées »). */
export const ajouterHeuresOuvrees = (ms: number, heures: number): number => {
  let local = versLocal(ms);
  let reste = Math.round(heures * HEURE);
  if (reste > 0 && !ouvreLocal(local)) local = minuit(joursOuvresLocal(local, 1));
  while (reste > 0) {
    const lendemain = minuit(local) + JOUR;
    const pas = Math.min(reste, lendemain - local);
    reste -= pas;
    local = reste > 0 ? minuit(joursOuvresLocal(local, 1)) : local + pas;
  }
  return versInstant(local);
};

/** The instant itself when mails may leave, else the next opening. */
export const prochainInstantOuvre = (ms: number): number => {
  const local = versLocal(ms);
  const ouverture = minuit(local) + OUVERTURE * HEURE;
  if (ouvreLocal(local) && local < minuit(local) + FERMETURE * HEURE) return local >= ouverture ? ms : versInstant(ouverture);
  return versInstant(minuit(joursOuvresLocal(local, 1)) + OUVERTURE * HEURE);
};

/** Hours are elapsed time; days keep the hour of Paris across a change of clock. */
export const ajouterDelai = (ms: number, delai: Delai): number => {
  if ('heures' in delai) return ms + Math.round(delai.heures * HEURE);
  if ('joursOuvres' in delai) return ajouterJoursOuvres(ms, delai.joursOuvres);
  return delai.jours === 0 ? ms : versInstant(versLocal(ms) + delai.jours * JOUR);
};
