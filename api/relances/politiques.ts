/**
 * Telling flows that a policy changed. Each flow's own row says by which version its waits live: whoever lives by an older one is told, oldest
 * first, a page at a time, until none is left. Nothing else is remembered, so nothing is lost when the API dies on the way.
 */
import type { Hub } from '../../prisma/hub.ts';
import type { Deps } from '../deps.ts';

/** One page per pass of the relay's loop (half a second): 200 flows a second. */
const PAGE = 100;
/** Real time left to flows to say that they heard, before they are told again. */
const PATIENCE_MS = 20_000;

type Curseur = { version: number; apres: { depuis: Date; id: string } | null; reprise: number };
type Restant = { id: string; depuis: Date };

export const createDiffusionPolitiques = ({ hub, flux, horloge }: Pick<Deps, 'hub' | 'flux' | 'horloge'>) => {
  const curseurs = new Map<string, Curseur>();

  const direUne = async (cause: string, version: number): Promise<'VIDE' | 'SILENCE'> => {
    const connu = curseurs.get(cause);
    const c: Curseur = connu?.version === version ? connu : { version, apres: null, reprise: 0 };
    curseurs.set(cause, c);
    if (c.reprise > horloge.reel()) return 'VIDE';
    const page = await restants(hub, cause, version, c.apres);
    const entendus = await Promise.all(page.map(({ id }) => flux.politiqueChangee(id, cause)));
    // Temporal is away: the same page again, later.
    if (entendus.includes('SILENCE')) return 'SILENCE';
    c.apres = page.length < PAGE ? null : (page.at(-1) ?? null);
    if (c.apres === null) c.reprise = horloge.reel() + PATIENCE_MS;
    return 'VIDE';
  };

  /** One pass of the relay: a page of each policy that somebody edited. */
  return async (): Promise<'VIDE' | 'SILENCE'> => {
    const politiques = await hub.politique.findMany({ select: { cause: true, version: true }, orderBy: { majLe: 'asc' } });
    const etats = [];
    for (const { cause, version } of politiques) etats.push(await direUne(cause, version));
    return etats.includes('SILENCE') ? 'SILENCE' : 'VIDE';
  };
};

/** The waits that live by another version of the cause's policy than the one in force; then those who live by it and wait for nobody (`~`). */
const attentesPassees = (cause: string, version: number): string[] => Array.from({ length: version }, (_, v) => `${cause}@${v}`);
const versionsPassees = (cause: string, version: number): string[] => attentesPassees(cause, version).flatMap((v) => [v, `${v}~`]);

const restants = (hub: Hub, cause: string, version: number, apres: Curseur['apres']): Promise<Restant[]> =>
  hub.processus.findMany({
    where: {
      ouvert: true,
      attentes: { hasSome: versionsPassees(cause, version) },
      ...(apres && { OR: [{ depuis: { gt: apres.depuis } }, { depuis: apres.depuis, id: { gt: apres.id } }] }),
    },
    orderBy: [{ depuis: 'asc' }, { id: 'asc' }],
    take: PAGE,
    select: { id: true, depuis: true },
  });

/** How many flows wait on the cause, and how many have not heard of the version in force yet. */
export const compterAttentes = async (hub: Hub, cause: string, version: number): Promise<{ attentes: number; restants: number }> => {
  const combien = (versions: string[]) => hub.processus.count({ where: { ouvert: true, attentes: { hasSome: versions } } });
  const enCours = [...attentesPassees(cause, version), `${cause}@${version}`];
  const [attentes, anciens] = await Promise.all([combien(enCours), combien(versionsPassees(cause, version))]);
  return { attentes, restants: anciens };
};
