/** The health of every partner system: what its own flow says, and how many flows wait for it. */
import { NOM_SYSTEME, SYSTEMES } from '../../domain/codes.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import { SanteSysteme, type SystemeDetail } from '../contract/admin.ts';

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

type Mesure = SystemeDetail['mesure'];
const MUETTE: Mesure = { appels: 0, tauxErreur: null, latenceMs: null };

/** How each partner answered our calls since an instant of real time. */
export const lireMesures = async (hub: Hub, depuis: Date): Promise<(code: string) => Mesure> => {
  const lues = await hub.mesureSysteme.groupBy({ by: ['code'], where: { minute: { gte: depuis } }, _sum: { appels: true, echecs: true, dureeMs: true } });
  return (code) => {
    const { appels, echecs, dureeMs } = lues.find((m) => m.code === code)?._sum ?? {};
    return appels ? { appels, tauxErreur: (echecs ?? 0) / appels, latenceMs: Math.round(Number(dureeMs ?? 0) / appels) } : MUETTE;
  };
};

export const lireSante = async (hub: Hub): Promise<SanteSysteme[]> => (await lireEtats(hub)).map((e) => e.sante);
