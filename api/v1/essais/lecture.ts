/** A house with one person positioned by the mission locale, read with each key. */
import { CLES, cleUnique, createMaison, demande } from '../../essais/maison.ts';

export const createMaisonLue = async () => {
  const maison = await createMaison();
  const { corps } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() });
  const lire = (chemin: string, cle = CLES.ml) => maison.demander('GET', chemin, { cle });
  return {
    ...maison,
    parcours: String(corps['parcours']),
    positionnement: String(corps['id']),
    lire,
    elements: async (chemin: string, cle = CLES.ml) => (await lire(chemin, cle)).corps['elements'] as Record<string, unknown>[],
  };
};
export type MaisonLue = Awaited<ReturnType<typeof createMaisonLue>>;
