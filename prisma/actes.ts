/** The acts of operators as they are kept: asked, then done or refused, with what the blocage was before and became after. */
import type { HubTx, Prisma } from './hub.ts';

export type Acte = {
  id: string;
  blocage: string;
  code: string;
  par: string;
  motif?: string | undefined;
  demande?: Record<string, string | number | boolean>;
  /** Business instant, epoch ms. */
  date: number;
  operation?: string;
};
type Ligne = Prisma.BlocageGetPayload<object>;

/** What an act may change of a blocage. */
export const instantane = (b: Ligne): Record<string, string | number | null> => ({
  niveau: b.niveau,
  derniereRelance: b.derniereRelance?.toISOString() ?? null,
  veilleJusqua: b.veilleJusqua?.toISOString() ?? null,
  priseEnChargePar: b.priseEnChargePar,
  priseEnChargeJusqua: b.priseEnChargeJusqua?.toISOString() ?? null,
  leveLe: b.leveLe?.toISOString() ?? null,
  levePar: b.levePar,
});

/** Written before the flow is asked: the motif is here before anything happens. The same id again changes nothing. */
export const ouvrirActe = async (hub: HubTx, { id, date, demande = {}, motif, operation, ...a }: Acte, b: Ligne): Promise<void> => {
  await hub.acteOperateur.createMany({
    data: [
      {
        ...a,
        id,
        processus: b.processus,
        cause: b.cause,
        motif: motif ?? null,
        demande,
        date: new Date(date),
        avant: instantane(b),
        operation: operation ?? null,
      },
    ],
    skipDuplicates: true,
  });
};

/** Written once the flow has answered, or has not: `apres` is read back from what it wrote. */
export const cloreActe = async (hub: HubTx, id: string, refus: string | null): Promise<void> => {
  const { blocage } = await hub.acteOperateur.findUniqueOrThrow({ where: { id }, select: { blocage: true } });
  const b = blocage === null ? null : await hub.blocage.findUnique({ where: { id: blocage } });
  const etat = refus === null ? 'FAIT' : refus === 'SANS_REPONSE' ? 'SANS_REPONSE' : 'REFUSE';
  await hub.acteOperateur.update({ where: { id }, data: { etat, refus, ...(b && { apres: instantane(b) }) } });
};

/** Who last did this on a blocage, and when. */
export const dernierActe = (hub: HubTx, blocage: string, code: string) =>
  hub.acteOperateur.findFirst({ where: { blocage, code, etat: 'FAIT' }, orderBy: [{ date: 'desc' }, { id: 'desc' }], select: { par: true, date: true } });
