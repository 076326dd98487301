/**
 * Durations: SMF counts hours and minutes, LHEO whole hours. The total and the hours in enterprise are rounded to the nearest hour, half an
 * hour upwards, and something never becomes nothing; the hours in centre are then what is left, so that a sum that held still holds.
 */
export type Duree = { h: number; mn: number };
export type Durees = { total?: Duree | undefined; centre?: Duree | undefined; entreprise?: Duree | undefined };
export type Heures = { total?: number; centre?: number; entreprise?: number };

export const enMinutes = ({ h, mn }: Duree): number => h * 60 + mn;
export const enDuree = (minutes: number): Duree => ({ h: Math.floor(minutes / 60), mn: minutes % 60 });

const arrondir = (d: Duree): number => {
  const minutes = enMinutes(d);
  return minutes === 0 ? 0 : Math.max(1, Math.floor((minutes + 30) / 60));
};

export const enHeures = ({ total, centre, entreprise }: Durees): Heures => {
  const lues: Heures = { ...(total && { total: arrondir(total) }), ...(entreprise && { entreprise: arrondir(entreprise) }) };
  if (!centre) return lues;
  const somme = total && entreprise && enMinutes(centre) + enMinutes(entreprise) === enMinutes(total);
  return { ...lues, centre: somme ? Math.max(0, (lues.total ?? 0) - (lues.entreprise ?? 0)) : arrondir(centre) };
};
