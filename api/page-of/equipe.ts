/** A word to the team, by mail: what no screen would show in time. Texts come from the organisme, and are kept nowhere else. */
import type { Contexte } from './socle/page.ts';

export const prevenirEquipe = async (
  { hub, courrier, config, journal }: Contexte,
  organisme: string,
  objet: string,
  lignes: readonly string[],
): Promise<void> => {
  const [of, equipe] = await Promise.all([
    hub.organisme.findUnique({ where: { siret: organisme }, select: { nom: true } }),
    hub.compte.findMany({ where: { role: 'ADMIN', actif: true }, select: { courriel: true }, orderBy: { creeLe: 'asc' } }),
  ]);
  const contenu = {
    objet: `${of?.nom ?? organisme} : ${objet}`,
    lignes: [`${of?.nom ?? organisme} (SIRET ${organisme})`, ...lignes],
    bouton: { libelle: 'Ouvrir le tableau de bord', url: `${config.url}/admin/` },
    apres: [],
  };
  for (const { courriel } of equipe)
    await courrier
      .envoyer({ a: courriel, contenu, pour: { organisme, destinataire: 'EQUIPE', motif: 'MOT_A_L_EQUIPE' } })
      .catch((erreur: unknown) => journal.error({ err: erreur }, 'équipe non prévenue'));
};
