/** Why it was done, act by act: what partners are told of one, maybe long after, is not the motive of the next. */
import type { HubTx } from './hub.ts';

export type Occasion = 'SUITE' | 'ANNULATION' | 'INSCRIPTION' | `INTERRUPTION:${string}` | 'SORTIE';

export const noterMotif = async (tx: HubTx, positionnement: string, occasion: Occasion, motif: string): Promise<void> => {
  await tx.$executeRaw`UPDATE hub.positionnement SET motif = ${motif}, motifs = motifs || jsonb_build_object(${occasion}::text, ${motif}::text)
    WHERE id = ${positionnement}::uuid`;
};

/** What was written before motives were kept apart has one for all. */
export const motifDe = ({ motif, motifs }: { motif: string | null; motifs: Record<string, string> }, occasion: Occasion): string | null =>
  motifs[occasion] ?? (Object.keys(motifs).length === 0 ? motif : null);
