/** ISO 8601 durations that do not depend on a calendar month: weeks, days, hours, minutes, seconds. */
const FORME = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds, or null when it is not such a duration or is empty. */
export const lireDuree = (texte: string): number | null => {
  const lu = FORME.exec(texte);
  if (!lu) return null;
  const [semaines, jours, heures, minutes, secondes] = lu.slice(1).map((v) => Number(v ?? 0)) as [number, number, number, number, number];
  const ms = ((((semaines * 7 + jours) * 24 + heures) * 60 + minutes) * 60 + secondes) * 1000;
  return ms > 0 ? ms : null;
};
