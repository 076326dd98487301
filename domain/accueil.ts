/** R11: who holds the slots of a session and receives its candidates: its dispensateur, or the mandataire of a single window. */
export const accueilDe = (s: { guichetUnique: boolean; ofResponsable: string; ofDispensateur: string }): string =>
  s.guichetUnique ? s.ofResponsable : s.ofDispensateur;
