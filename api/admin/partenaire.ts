/** What the dashboard asks of a partner system itself: its settings (demonstration) and what its users see. */
import { z } from 'zod';
import type { Systeme } from '../../domain/codes.ts';
import { typo } from '../../domain/francais.ts';
import { Reglages } from '../contract/admin.ts';
import { refus } from '../socle/problemes.ts';

type Dependances = { systemes: Record<Systeme, string>; cleSystemes: string; aller: typeof fetch };
/** A partner may have settings of its own: they are given back as they came. */
const ReglagesOuverts = z.looseObject(Reglages.shape);
type ReglagesOuverts = z.infer<typeof ReglagesOuverts>;

export type Partenaire = {
  lireReglages(code: Systeme): Promise<ReglagesOuverts | null>;
  ecrireReglages(code: Systeme, reglages: ReglagesOuverts): Promise<void>;
  /** null: the partner knows nothing of it (404). Throws 503 when it does not answer. */
  voir(code: Systeme, chemin: string): Promise<z.core.util.JSONType | null>;
};

const DELAI_MS = 3000;

export const createPartenaire = ({ systemes, cleSystemes, aller }: Dependances): Partenaire => {
  const appeler = (code: Systeme, chemin: string, init: RequestInit = {}, delaiMs = DELAI_MS): Promise<Response | null> =>
    aller(`${systemes[code]}${chemin}`, {
      ...init,
      headers: { authorization: `Bearer ${cleSystemes}`, accept: 'application/json', ...(init.body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(delaiMs),
    }).catch(() => null);
  const muet = (): never => {
    throw refus('indisponible', { detail: typo('Le système partenaire ne répond pas pour le moment.') });
  };
  return {
    lireReglages: async (code) => {
      const reponse = await appeler(code, '/reglages', {}, 1000);
      if (!reponse?.ok) return null;
      const lu = ReglagesOuverts.safeParse(await reponse.json());
      return lu.success ? lu.data : null;
    },
    ecrireReglages: async (code, reglages) => {
      const reponse = await appeler(code, '/reglages', { method: 'PUT', body: JSON.stringify(reglages) });
      if (!reponse?.ok) muet();
    },
    voir: async (code, chemin) => {
      // A slow partner is worth waiting for: somebody is looking.
      const reponse = await appeler(code, chemin, {}, 10_000);
      if (reponse?.status === 404) return null;
      if (!reponse?.ok) return muet();
      return z.json().parse(await reponse.json());
    },
  };
};
