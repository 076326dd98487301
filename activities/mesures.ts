/** How each partner answers: calls, failures and times, added up in memory and written now and then, by minute of real time. */
import type { Systeme } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';

/** A failure is seen soon, an answer among thousands may wait. */
const REPIT_MS = { succes: 10_000, echec: 1000 } as const;
/** Older minutes are forgotten. */
const GARDE_MS = 24 * 3_600_000;

type Somme = { appels: number; echecs: number; dureeMs: number };
export type Mesures = { noter(systeme: Systeme, issue: keyof typeof REPIT_MS, dureeMs: number): void; ecrire(systeme: Systeme): Promise<void> };

/** Shown to operators: no answer is held up, nor lost, for a measure. */
export const createMesures = ({ hub, horloge }: { hub: Hub; horloge: () => number }): Mesures => {
  const sommes = new Map<Systeme, Somme>();
  const ecrits = new Map<Systeme, number>();
  const ecrire = async (systeme: Systeme): Promise<void> => {
    const somme = sommes.get(systeme);
    if (!somme) return;
    sommes.delete(systeme);
    const a = horloge();
    ecrits.set(systeme, a);
    const minute = new Date(Math.floor(a / 60_000) * 60_000);
    const { appels, echecs } = somme;
    const duree = Math.round(somme.dureeMs);
    await hub.$executeRaw`
        WITH anciennes AS (DELETE FROM hub.mesure_systeme WHERE code = ${systeme} AND minute < ${new Date(a - GARDE_MS)})
        INSERT INTO hub.mesure_systeme AS m (code, minute, appels, echecs, "dureeMs") VALUES (${systeme}, ${minute}, ${appels}, ${echecs}, ${duree})
        ON CONFLICT (code, minute) DO UPDATE SET appels = m.appels + ${appels}, echecs = m.echecs + ${echecs}, "dureeMs" = m."dureeMs" + ${duree}`.catch(
      () => undefined,
    );
  };
  return {
    ecrire,
    noter: (systeme, issue, dureeMs) => {
      const { appels, echecs, dureeMs: deja } = sommes.get(systeme) ?? { appels: 0, echecs: 0, dureeMs: 0 };
      sommes.set(systeme, { appels: appels + 1, echecs: echecs + (issue === 'echec' ? 1 : 0), dureeMs: deja + dureeMs });
      if (horloge() - (ecrits.get(systeme) ?? Number.NEGATIVE_INFINITY) >= REPIT_MS[issue]) void ecrire(systeme);
    },
  };
};
