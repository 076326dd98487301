/**
 * G1, R39: candidates met off-system and not retained, told afterwards. Each leaves a trace, a row that stands for the positioning that nobody
 * made; the paths of those who were registered without positioning learn that the others are known (S7).
 */
import { z } from 'zod';
import { HORS_CRENEAU, OUTIL_DU_RESEAU } from '../../domain/codes.ts';
import { numeroParcours } from '../../domain/processus.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { enregistrerPersonne, PersonneRecue } from './personnes.ts';
import { uuidDe } from './positionnements.ts';
import type { ARelayer } from './types.ts';

export const NonRetenusRecus = z.strictObject({
  /** Nobody: everybody who was met is known. */
  candidats: z.array(z.strictObject({ personne: PersonneRecue, motif: z.string().trim().min(1).max(1_000) })).max(50),
});
export type NonRetenusRecus = z.infer<typeof NonRetenusRecus>;

type Options = { source: string; id: string; date: string };

export const ecrireNonRetenus = async (tx: HubTx, session: string, { candidats }: NonRetenusRecus, { source, id, date }: Options): Promise<ARelayer> => {
  const declares = [];
  for (const [rang, { personne: identite, motif }] of candidats.entries()) {
    const personne = await enregistrerPersonne(tx, identite);
    const parcours = numeroParcours(personne, session);
    const positionnement = uuidDe(source, id, String(rang));
    const trace = { reseau: 'OF', outil: OUTIL_DU_RESEAU.OF, statut: 'HONORE', suite: 'NON_RETENU', motif, motifs: { SUITE: motif }, creeLe: new Date(date) };
    await tx.positionnement.create({ data: { id: positionnement, parcours, personne, session, creneau: HORS_CRENEAU, ...trace } });
    declares.push({ parcours, positionnement });
  }
  const inscrits = await tx.positionnement.findMany({
    where: { session, creneau: HORS_CRENEAU, suite: 'RETENU' },
    select: { parcours: true },
    distinct: ['parcours'],
  });
  return { type: 'candidats.non-retenus', donnees: { date, session, declares, inscrits: inscrits.map((p) => p.parcours) } };
};
