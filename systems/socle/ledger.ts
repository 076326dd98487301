/** The ledger as it is read: every call received, in its order, with what was answered. */
import { z } from 'zod';
import { estTextePossible } from '../../domain/texte.ts';
import type { BaseSysteme } from '../../prisma/systeme.ts';
import { Instant } from './contrat.ts';
import type { Reponse } from './execution.ts';
import { probleme } from './refus.ts';

/** `depuis`: the rank, or the real instant, after which to read. */
const Requete = z.object({
  depuis: z
    .union([
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
      Instant.transform((i) => new Date(i)),
    ])
    .optional(),
  idempotence: z.string().refine(estTextePossible).optional(),
});
/** A longer ledger is read in pieces: `depuis` = the last rank read. */
const LIGNES_MAX = 20_000;

export const lireLedger = async (base: BaseSysteme, requete: unknown): Promise<Reponse> => {
  const lu = Requete.safeParse(requete);
  if (!lu.success) return { statut: 422, corps: probleme(422, 'REQUETE_INVALIDE', 'depuis : un rang ou un instant ; idempotence : une clé.') };
  const { depuis, idempotence } = lu.data;
  const lignes = await base.ledger.findMany({
    where: {
      ...(idempotence !== undefined ? { cle: idempotence } : {}),
      ...(depuis instanceof Date ? { recu: { gte: depuis } } : {}),
      ...(typeof depuis === 'number' ? { rang: { gt: depuis } } : {}),
    },
    orderBy: { rang: 'asc' },
    take: LIGNES_MAX,
  });
  return { statut: 200, corps: lignes.map(({ cleEffet: _, ...ligne }) => ligne) };
};
