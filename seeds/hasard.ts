/** Chance without surprise: the same seed gives the same draws, on every machine. */
export type Hasard = {
  /** Whole number from min to max, both included. */
  entier(min: number, max: number): number;
  choisir<T>(parmi: readonly [T, ...T[]]): T;
  pourcent(p: number): boolean;
};

/** mulberry32. */
export const createHasard = (graine: number): Hasard => {
  let etat = graine >>> 0;
  const suivant = (): number => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = Math.imul(etat ^ (etat >>> 15), etat | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const entier = (min: number, max: number): number => min + Math.floor(suivant() * (max - min + 1));
  return { entier, choisir: (parmi) => parmi[entier(0, parmi.length - 1)] ?? parmi[0], pourcent: (p) => suivant() * 100 < p };
};
