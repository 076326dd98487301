/** What goes wrong in a real partner, at will: closed until a date, slow, failing, answering into the void. */
import { setTimeout as delai } from 'node:timers/promises';
import { attenteReelle, maintenant } from '../../domain/calendrier.ts';
import type { Memoire } from './reglages.ts';

/** What the simulation takes from outside: real clock (epoch ms) and chance (0 ≤ n < 1). */
export type Sources = { horloge: () => number; alea: () => number };
export type Panne = { statut: 500 | 503; code: string; detail: string; retryAfter?: number };
export type Perturbations = ReturnType<typeof createPerturbations>;

export const createPerturbations = (memoire: Memoire, { horloge, alea }: Sources) => {
  const tire = (taux: number): boolean => taux > 0 && alea() < taux;

  /** Real seconds until the system opens again, null when it is open. The date is a business one. */
  const fermeture = (): number | null => {
    const { indisponibleJusqua } = memoire.reglages();
    if (indisponibleJusqua === null) return null;
    const [cal, reel, fin] = [memoire.calendrier(), horloge(), Date.parse(indisponibleJusqua)];
    return maintenant(cal, reel) >= fin ? null : Math.max(1, Math.ceil(attenteReelle(cal, reel, fin) / 1000));
  };

  /** Closed for everyone, people included. */
  const panneTotale = (): Panne | null => {
    const retryAfter = fermeture();
    return retryAfter === null ? null : { statut: 503, code: 'SYSTEME_INDISPONIBLE', detail: 'Le service est momentanément fermé.', retryAfter };
  };

  /** What a caller meets before anything was done. */
  const avantEffet = async (): Promise<Panne | null> => {
    const totale = panneTotale();
    if (totale) return totale;
    const { latenceMs, tauxErreur } = memoire.reglages();
    if (latenceMs > 0) await delai(latenceMs);
    if (!tire(tauxErreur)) return null;
    return alea() < 0.5
      ? { statut: 500, code: 'ERREUR_INTERNE', detail: 'Une erreur interne est survenue.' }
      : { statut: 503, code: 'SURCHARGE', detail: 'Le service est surchargé.', retryAfter: 1 };
  };

  return {
    fermeture,
    panneTotale,
    avantEffet,
    refuse: (): boolean => tire(memoire.reglages().tauxRefus),
    perd: (): boolean => tire(memoire.reglages().perteApresEffet),
    double: (): boolean => tire(memoire.reglages().evenements.doubles),
    declasse: (): boolean => tire(memoire.reglages().evenements.desordre),
  };
};
