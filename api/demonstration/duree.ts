/** ISO 8601 durations, counted from a date: a month and a year are those of the calendar. */
const FORME =
  /^P(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;

/** Milliseconds from `depuis` (epoch ms), or null when it is not such a duration or is empty. */
export const lireDuree = (texte: string, depuis: number): number | null => {
  const lu = FORME.exec(texte);
  if (!lu) return null;
  const [semaines = 0, annees = 0, mois = 0, jours = 0, heures = 0, minutes = 0, secondes = 0] = lu.slice(1).map((v) => Number((v ?? '0').replace(',', '.')));
  const fixe = ((((semaines * 7 + jours) * 24 + heures) * 60 + minutes) * 60 + secondes) * 1000;
  const ms = Math.round(dansMois(depuis, annees * 12 + mois) - depuis + fixe);
  return ms > 0 ? ms : null;
};

/** The 31st, a month later, is the last day of that month. */
const dansMois = (depuis: number, mois: number): number => {
  if (mois === 0) return depuis;
  const date = new Date(depuis);
  const jour = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + mois, 1);
  const dernier = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(jour, dernier));
};
