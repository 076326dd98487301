/** What partners hold and the hub does not know: a person entered there whose event was lost. It is the session's to show (S18). */
import type { Systeme } from '../../domain/codes.ts';
import { fluxGarde } from '../../domain/processus.ts';
import { divergence } from '../../domain/rapprochement.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { CandidatTenu } from '../../systems/socle/etat.ts';
import type { Page } from '../reconciliation.ts';
import { cleDe } from './dire.ts';
import { PATIENCE, type Tenus } from './tenus.ts';

/** Where people are entered first; and i-Milo, which holds no proposal but the hub's. */
export const INCONNUS_CHEZ = ['kairos', 'ouiform', 'audef', 'pefr', 'imilo'] as const satisfies readonly Systeme[];
const TAILLE = 200;
const OUVERTS_MAX = 500;

export const createInconnus = ({ hub, tenus }: { hub: Hub; tenus: Tenus }) => {
  /** Under any name: the hub's, or the partner's own. */
  const sansNom = async (elements: readonly CandidatTenu[]): Promise<CandidatTenu[]> => {
    const noms = elements.flatMap((e) => [e.reference, e.positionnement].filter((n) => n !== null));
    const lus = await hub.$queryRaw<{ nom: string }[]>`
      SELECT id::text AS nom FROM hub.positionnement WHERE id::text = ANY(${noms}::text[]) UNION SELECT reference FROM hub.positionnement WHERE reference = ANY(${noms}::text[])`;
    const connus = new Set(lus.map((l) => l.nom));
    return elements.filter((e) => !connus.has(e.reference) && !(e.positionnement && connus.has(e.positionnement)));
  };

  return {
    page: async (systeme: Systeme, apres: string, graceMs: number): Promise<Page> => {
      const page = await tenus.page(systeme, 'candidats', { apres, taille: TAILLE });
      if (page === null) return { suivant: null, constats: [], muets: [systeme] };
      // What the hub named came from the hub, or is known to it.
      const anciens = page.elements.filter((e) => e.parcours === null && e.ageMs >= graceMs * PATIENCE && Object.keys(e.faits).length > 0);
      const inconnus = await sansNom(anciens);
      const sessions = new Set(inconnus.map((e) => e.session));
      const constats = [...sessions].map((session) => ({
        flux: `session:${session}`,
        leves: [],
        ecarts: inconnus
          .filter((e) => e.session === session)
          .map((e) => ({ ...divergence(systeme, 'CANDIDAT', null, e.reference), cle: `${systeme}.CANDIDAT.${e.reference}` })),
      }));
      return { suivant: page.suivant, compares: page.elements.length, constats };
    },

    /** Those that were unknown: known at last, or gone. */
    retrouves: async (): Promise<Page> => {
      const ouverts = await hub.blocage.findMany({
        where: { leveLe: null, id: { contains: '.CANDIDAT.' } },
        select: { id: true, processus: true },
        take: OUVERTS_MAX,
      });
      const constats: Page['constats'] = [];
      for (const { id, processus } of ouverts) {
        const [code, , reference = ''] = cleDe(id).split('.');
        const systeme = INCONNUS_CHEZ.find((s) => s === code);
        const tenu = systeme && (await tenus.parReferences(systeme, 'candidats', [reference]));
        if (tenu && (await sansNom(tenu.filter((e) => e.reference === reference))).length === 0)
          constats.push({ flux: fluxGarde(processus), ecarts: [], leves: [cleDe(id)], garde: processus !== fluxGarde(processus) });
      }
      return { suivant: null, constats };
    },
  };
};
