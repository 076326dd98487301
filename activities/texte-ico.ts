/** R15, S18: of an information collective typed in Saisir ma formation and in Kairos, the words that somebody has chosen become the slot's. */
import { z } from 'zod';
import { type Hub, Prisma } from '../prisma/hub.ts';

const Texte = z.object({ places: z.number().int(), pieces: z.array(z.string()), commentaire: z.string().nullable() });
const Textes = z.object({ SMF: Texte, KAIROS: Texte }).partial().loose();

/** The slot that the divergence is about is the first that has two texts; null when there is none any more. Done twice, it is done once. */
export const createChoisirTexte =
  (hub: Hub) =>
  async ({ session, systeme }: { session: string; systeme: 'smf' | 'kairos' }): Promise<string | null> =>
    hub.$transaction(async (tx) => {
      const c = await tx.creneau.findFirst({
        where: { session, textes: { not: Prisma.AnyNull }, statut: { not: 'ANNULE' } },
        orderBy: [{ debut: 'asc' }, { id: 'asc' }],
      });
      const choisi = Textes.safeParse(c?.textes).data?.[systeme === 'smf' ? 'SMF' : 'KAIROS'];
      if (!c || !choisi) return null;
      const placesLibres = Math.max(0, c.placesLibres + choisi.places - c.places);
      await tx.creneau.update({ where: { id: c.id }, data: { ...choisi, placesLibres, textes: Prisma.DbNull } });
      return c.id;
    });
