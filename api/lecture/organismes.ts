/** Organismes by SIRET, in one query. */
import type { HubTx } from '../../prisma/hub.ts';

export type OrganismeLu = { siret: string; nom: string; courriel: string | null };

export const organismesDe = async (hub: HubTx, sirets: readonly string[]): Promise<Map<string, OrganismeLu>> => {
  const lus = await hub.organisme.findMany({ where: { siret: { in: [...new Set(sirets)] } }, select: { siret: true, nom: true, courriel: true } });
  return new Map(lus.map((o) => [o.siret, o]));
};

/** As the API shows one: an unknown SIRET is its own name. */
export const organismeDe = (organismes: ReadonlyMap<string, OrganismeLu>, siret: string): { siret: string; nom: string } => ({
  siret,
  nom: organismes.get(siret)?.nom ?? siret,
});
