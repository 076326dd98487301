/** What Kairos says of people in training: those whom nobody positioned, and a session that stops for all. */
import { HORS_CRENEAU, OUTIL_DU_RESEAU } from '../../domain/codes.ts';
import type { HubTx } from '../../prisma/hub.ts';
import type { ARelayer } from '../receptions/types.ts';

/**
 * R39, R42c: registered without ever having been positioned. A row stands for the positioning that nobody made: it bears Kairos's reference,
 * which is accepted wherever the hub's id is. null: the path has a positioning that stands.
 */
export const tenirLieu = async (
  tx: HubTx,
  {
    id,
    parcours,
    personne,
    session,
    reference,
    date,
  }: { id: string; parcours: string; personne: string; session: string; reference: string | null; date: string },
): Promise<string | null> => {
  const deja = await tx.positionnement.findFirst({
    where: { parcours, statut: { in: ['DEMANDE', 'CONFIRME', 'HONORE'] } },
    select: { id: true, reference: true },
  });
  if (deja) {
    if (reference && deja.reference === null) await tx.positionnement.update({ where: { id: deja.id }, data: { reference } });
    return null;
  }
  const origine = { reseau: 'OF', outil: OUTIL_DU_RESEAU.OF, statut: 'HONORE', presence: 'PRESENT', suite: 'RETENU' };
  await tx.positionnement.create({ data: { id, parcours, personne, session, creneau: HORS_CRENEAU, reference, creeLe: new Date(date), ...origine } });
  return id;
};

/** R42b: the whole session stops: everybody who is in training there is interrupted. */
export const interrompreSession = async (
  tx: HubTx,
  d: { session: string; debut: string; fin?: string | null | undefined },
  date: string,
): Promise<ARelayer | 'EN_ATTENTE'> => {
  const connue = await tx.session.findUnique({ where: { numero: d.session }, select: { offre: true } });
  if (!connue) return 'EN_ATTENTE';
  const offre = connue.offre as { interruptions?: { debut: string; fin: string | null }[] };
  const periode = { debut: d.debut, fin: d.fin ?? null };
  const interruptions = [...(offre.interruptions ?? []).filter((i) => i.debut !== d.debut), periode];
  await tx.session.update({ where: { numero: d.session }, data: { offre: { ...offre, interruptions } } });
  const parcours = await tx.parcours.findMany({ where: { session: d.session, etape: { in: EN_FORMATION } }, select: { id: true }, orderBy: { id: 'asc' } });
  return { type: 'session.interrompue', donnees: { date, ...periode, parcours: parcours.map((p) => p.id) } };
};
const EN_FORMATION = ['ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU'];
