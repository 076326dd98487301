/** The policy in force for a cause: the edited one, else the default of domain/politiques. */
import { CodeCause } from '../domain/causes.ts';
import type { Delai } from '../domain/ouvres.ts';
import { lirePolitique as completer, POLITIQUES_PAR_DEFAUT, type PolitiqueEnVigueur } from '../domain/politiques.ts';
import type { Seuils } from '../domain/seuils.ts';
import type { Hub } from '../prisma/hub.ts';

export const lirePolitique = async (hub: Hub, cause: string): Promise<PolitiqueEnVigueur> => {
  const connue = CodeCause.parse(cause);
  const ligne = await hub.politique.findUnique({ where: { cause } });
  return ligne ? { ...completer(connue, ligne.contenu), version: ligne.version } : { ...POLITIQUES_PAR_DEFAUT[connue], version: 0 };
};

/** What a flow lives by of a policy besides its ladder. */
export type Reglage = { cause: CodeCause; version: number; conservation?: Delai | undefined; seuils?: Seuils | undefined };

export const lireReglages = async (hub: Hub, causes: readonly CodeCause[]): Promise<Reglage[]> => {
  const lignes = new Map((await hub.politique.findMany({ where: { cause: { in: [...causes] } } })).map((l) => [l.cause, l]));
  return causes.map((cause) => {
    const ligne = lignes.get(cause);
    const { conservation, seuils } = ligne ? completer(cause, ligne.contenu) : POLITIQUES_PAR_DEFAUT[cause];
    return { cause, version: ligne?.version ?? 0, ...(conservation && { conservation }), ...(seuils && { seuils }) };
  });
};
