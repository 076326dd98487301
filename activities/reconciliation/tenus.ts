/** Asks a partner what it holds (systems/socle/etat): a few things by reference, or all by pages. null: it does not answer, or cannot be asked. */
import { z } from 'zod';
import type { Systeme } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import { type DemandeEtat, ETATS, type GenreEtat } from '../../systems/socle/etat.ts';

export type Tenus = ReturnType<typeof createTenus>;
type Element<G extends GenreEtat> = z.infer<(typeof ETATS)[G]>;
export type PageTenue<G extends GenreEtat> = { elements: Element<G>[]; suivant: string | null };

const DELAI_MS = 15_000;
/** References of one question. */
const LOT = 400;
/** An event may be late, doubled, or wait for something else: it has that long, beside the grace of the comparison. */
export const PATIENCE = 4;

export const createTenus = ({ hub, urls, cle, fetch }: { hub: Hub; urls: Record<Systeme, string>; cle: string; fetch: typeof globalThis.fetch }) => {
  const lire = async <G extends GenreEtat>(systeme: Systeme, genre: G, demande: DemandeEtat): Promise<PageTenue<G> | null> => {
    // A partner that is known to be down is not asked: its own flow says so (S20).
    if (await hub.etatSysteme.findFirst({ where: { code: systeme, etat: { not: 'OUVERT' } }, select: { code: true } })) return null;
    const reponse = await fetch(`${urls[systeme]}/etat/${genre}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cle}`, 'content-type': 'application/json' },
      body: JSON.stringify(demande),
      signal: AbortSignal.timeout(DELAI_MS),
    }).catch(() => null);
    if (!reponse?.ok) {
      await reponse?.body?.cancel();
      return null;
    }
    const page = z.object({ elements: z.array(ETATS[genre]), suivant: z.string().nullable() });
    return page.parse(await reponse.json()) as PageTenue<G>; // just validated against the schema of this kind
  };
  return {
    page: lire,
    parReferences: async <G extends GenreEtat>(systeme: Systeme, genre: G, references: readonly string[]): Promise<Element<G>[] | null> => {
      const uniques = [...new Set(references)];
      const elements: Element<G>[] = [];
      for (let i = 0; i < uniques.length; i += LOT) {
        const page = await lire(systeme, genre, { references: uniques.slice(i, i + LOT) });
        if (page === null) return null;
        elements.push(...page.elements);
      }
      return elements;
    },
  };
};

/** Rows of one type are neighbours: their ids begin with it. */
export const apresId = (type: string, apres: string): { gt: string } => ({ gt: apres === '' ? `${type}:` : apres });

/** Moves that recent are still on their way somewhere. */
export const enMouvement = (ligne: { majLe: Date; etat: string }, graceMs: number): boolean =>
  ligne.etat === 'attente_systeme' || Date.now() - ligne.majLe.getTime() < graceMs;
