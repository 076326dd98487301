/** The demand that a missing slot or a missing presence holds up (G5): counted from what the doors wrote, quoted in sentences and reminders. */
import type { Hub } from '../prisma/hub.ts';

export type MotifTentative = 'DEJA_INSCRITE' | 'CRENEAU_COMPLET' | 'SANS_CRENEAU';
/** Give the slot, or the session for all that was tried on it; `positionnements`: those that R27 holds against somebody; `depuis`: business instant, epoch ms; without `motif`, all of them. */
export type Cible = { session?: string; creneau?: string; positionnements?: string[]; motif?: MotifTentative; depuis?: number };
export type Demande = {
  /** Refused requests. */
  tentatives: number;
  /** Different advisers among them. */
  conseillers: number;
  /** Searches that found the session without a free slot: one per client and hour. */
  consultations: number;
  /** Different advisers whom a full slot refused. */
  complets: number;
};

export const createCompterDemande =
  (hub: Hub) =>
  async ({ session, creneau, positionnements, motif, depuis = 0 }: Cible): Promise<Demande> => {
    const [compte] = await hub.$queryRaw<Demande[]>`
      SELECT count(*) FILTER (WHERE motif <> 'SANS_CRENEAU')::int AS tentatives,
             count(DISTINCT auteur) FILTER (WHERE motif <> 'SANS_CRENEAU')::int AS conseillers,
             count(*) FILTER (WHERE motif = 'SANS_CRENEAU')::int AS consultations,
             count(DISTINCT auteur) FILTER (WHERE motif = 'CRENEAU_COMPLET')::int AS complets
      FROM hub.tentative
      WHERE (${session ?? null}::text IS NULL OR session = ${session ?? null}) AND (${creneau ?? null}::text IS NULL OR creneau = ${creneau ?? null})
        AND (${positionnements === undefined} OR positionnement = ANY(${positionnements ?? []}::uuid[]))
        AND (${motif ?? null}::text IS NULL OR motif = ${motif ?? null}) AND date >= ${new Date(depuis)}`;
    return compte ?? { tentatives: 0, conseillers: 0, consultations: 0, complets: 0 };
  };
