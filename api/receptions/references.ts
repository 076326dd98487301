/** The hub's ids and the partners' own references are accepted alike. */
import type { HubTx } from '../../prisma/hub.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const trouverCreneau = (tx: HubTx, reference: string) =>
  tx.creneau.findFirst({ where: { OR: [{ id: reference }, { reference }, { jumelle: reference }] } });

export const trouverPositionnement = (tx: HubTx, reference: string) =>
  tx.positionnement.findFirst({ where: UUID.test(reference) ? { OR: [{ id: reference }, { reference }] } : { reference } });

/** A parcours, by its own id or by one of its positionings. */
export const trouverParcours = async (tx: HubTx, reference: string) =>
  (await tx.parcours.findUnique({ where: { id: reference } })) ??
  (await trouverPositionnement(tx, reference).then((p) => p && tx.parcours.findUnique({ where: { id: p.parcours } })));
