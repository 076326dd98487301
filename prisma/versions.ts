/** The texts of a fiche: each one submitted is kept, so that what was validated can be published however often it was edited since. */
import { Formation } from '../domain/lheo/modele.ts';
import type { HubTx } from './hub.ts';

/** Throws when no such text was ever submitted. */
export const lireVersion = async (hub: HubTx, fiche: string, empreinte: string): Promise<Formation> => {
  const { formation } = await hub.ficheVersion.findUniqueOrThrow({ where: { fiche_empreinte: { fiche, empreinte } }, select: { formation: true } });
  return Formation.parse(formation);
};
