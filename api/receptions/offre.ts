/** What doors write about the offer beside SMF: Kairos accounts (R12, R44), numbers that Kairos counts for itself (S18). */
import type { HubTx } from '../../prisma/hub.ts';
import type { ARelayer } from './types.ts';

type Compte = { siret: string; actif: boolean; convention: { debut: string; fin: string } | null };

/** Every session that this organisme delivers hears of it. An event older than what is known changes nothing. */
export const enregistrerCompte = async (tx: HubTx, { siret, actif, convention }: Compte, date: string): Promise<ARelayer> => {
  const connu = await tx.compteKairos.findUnique({ where: { siret } });
  if (!connu || connu.lueLe.getTime() <= Date.parse(date)) {
    const faits = {
      etat: actif ? 'OUVERT' : 'ABSENT',
      conventionDebut: convention && new Date(convention.debut),
      conventionFin: convention && new Date(convention.fin),
      lueLe: new Date(date),
    };
    await tx.compteKairos.upsert({ where: { siret }, create: { siret, ...faits }, update: faits });
  }
  const sessions = await tx.$queryRaw<{ numero: string }[]>`
    SELECT s.numero FROM hub.session s JOIN hub.processus p ON p.id = 'session:' || s.numero AND p.ouvert
    WHERE s."ofDispensateur" = ${siret} ORDER BY s.numero`;
  return { type: 'compte.modifie', donnees: { date, sessions: sessions.map((s) => s.numero) } };
};

/** §c.3: places under convention in SMF, places bought in Kairos: two numbers that should be one, never overwritten. */
export const comparerPlaces = async (tx: HubTx, session: string, achetees: number, date: string): Promise<ARelayer | null> => {
  const connue = await tx.session.findUnique({ where: { numero: session }, select: { placesConventionnees: true } });
  if (!connue) return null;
  return { type: 'session.diverge', donnees: { date, session, champ: 'PLACES', smf: String(connue.placesConventionnees), kairos: String(achetees) } };
};
