/** The health of every partner system: what its own flow says, and how many flows wait for it. */
import { NOM_SYSTEME, SYSTEMES } from '../../domain/codes.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import { SanteSysteme } from '../contract/admin.ts';

export type LigneSysteme = Prisma.EtatSystemeGetPayload<object>;

/** A system that no flow has spoken to yet is open. */
export const lireEtats = async (hub: Hub): Promise<{ sante: SanteSysteme; ligne: LigneSysteme | undefined }[]> => {
  const [lignes, attentes] = await Promise.all([
    hub.etatSysteme.findMany(),
    hub.blocage.groupBy({ by: ['systeme'], where: { leveLe: null, cause: 'SYSTEME_INDISPONIBLE', systeme: { not: null } }, _count: { _all: true } }),
  ]);
  return SYSTEMES.map((code) => {
    const ligne = lignes.find((l) => l.code === code);
    const etat = SanteSysteme.shape.etat.safeParse(ligne?.etat);
    return {
      ligne,
      sante: {
        code,
        nom: NOM_SYSTEME[code],
        etat: etat.success ? etat.data : 'OUVERT',
        depuis: (ligne?.depuis ?? new Date(0)).toISOString(),
        enAttente: attentes.find((a) => a.systeme === code)?._count._all ?? 0,
      },
    };
  });
};

export const lireSante = async (hub: Hub): Promise<SanteSysteme[]> => (await lireEtats(hub)).map((e) => e.sante);
