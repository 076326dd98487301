/** What the mails read of PostgreSQL: who is waited for, where to write. */
import { z } from 'zod';
import type { CodeCause } from '../../domain/causes.ts';
import { Outil } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Demande } from './relance.ts';

const Lieu = z.object({ nom: z.string().optional(), lignes: z.array(z.string()).optional(), codePostal: z.string().optional(), ville: z.string().optional() });
export const lireLieu = (json: unknown) => Lieu.safeParse(json).data ?? null;

/** How many people a slot still waits an answer for, and the tools they come from. */
export const compterAttendus = async (hub: Hub, creneau: string, cause: CodeCause): Promise<{ nombre: number; outils: Demande['outils'] }> => {
  const quoi = { PRESENCE_NON_SAISIE: { presence: null }, SUITE_NON_SAISIE: { presence: 'PRESENT', suite: null }, CANDIDATURE_SANS_REPONSE: { suite: null } };
  if (!(cause in quoi)) return { nombre: 0, outils: {} };
  const groupes = await hub.positionnement.groupBy({
    by: ['outil'],
    where: { creneau, statut: { in: ['CONFIRME', 'HONORE'] }, ...quoi[cause as keyof typeof quoi] },
    _count: true,
    orderBy: { outil: 'asc' },
  });
  return { nombre: groupes.reduce((n, g) => n + g._count, 0), outils: Object.fromEntries(groupes.map((g) => [Outil.parse(g.outil), g._count])) };
};
