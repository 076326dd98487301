/** The seeded region of a test, the dashboard's API over it, and how its lists are read. */
import { hubDeTest } from '../../../e2e/outils/base.ts';
import { semer } from './donnees.ts';
import { type connecter, ouvrirTableau } from './serveur.ts';

export type Appeler = Awaited<ReturnType<typeof connecter>>;
export type Region = Awaited<ReturnType<typeof ouvrirRegion>>;

export const ouvrirRegion = async (options: Omit<Parameters<typeof ouvrirTableau>[0], 'hub'> = {}) => {
  const base = await hubDeTest();
  const { hub } = base;
  await semer(hub);
  const tableau = await ouvrirTableau({ hub, ...options });
  const close = async (): Promise<void> => {
    await tableau.close();
    await base.close();
  };
  return { hub, tableau, close };
};

export const lire = async (qui: Appeler, chemin: string): Promise<unknown> => (await qui('GET', `/api/admin/${chemin}`)).corps;

type Pages<E> = { parse(lu: unknown): { elements: E[]; suivant: string | null } };
/** Every element of a list, read two by two. Throws when a page holds more. */
export const lireTout = async <E>(qui: Appeler, chemin: string, forme: Pages<E>): Promise<E[]> => {
  const lus: E[] = [];
  let apres: string | null = '';
  for (let n = 0; apres !== null && n < 50; n++) {
    const page = forme.parse(await lire(qui, `${chemin}${chemin.includes('?') ? '&' : '?'}taille=2${apres ? `&apres=${apres}` : ''}`));
    if (page.elements.length > 2) throw new Error(`${chemin}: a page of ${page.elements.length}`);
    lus.push(...page.elements);
    apres = page.suivant;
  }
  return lus;
};
