/** The policy in force for a cause: the edited one, else the default of domain/politiques. */
import { CodeCause } from '../domain/causes.ts';
import { POLITIQUES_PAR_DEFAUT, Politique, type PolitiqueEnVigueur } from '../domain/politiques.ts';
import type { Hub } from '../prisma/hub.ts';

export const lirePolitique = async (hub: Hub, cause: string): Promise<PolitiqueEnVigueur> => {
  const ligne = await hub.politique.findUnique({ where: { cause } });
  return ligne
    ? { ...Politique.parse({ cause, ...(ligne.contenu as object) }), version: ligne.version }
    : { ...POLITIQUES_PAR_DEFAUT[CodeCause.parse(cause)], version: 0 };
};
