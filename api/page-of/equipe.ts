/** A word to the team, by mail: what no screen would show in time. Texts come from the organisme, and are kept nowhere else. */
import { typo } from '../../domain/francais.ts';
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
  const texte = [`${of?.nom ?? organisme} (SIRET ${organisme})`, ...lignes, `${config.url}/admin/`].map((l) => typo(l)).join('\n\n');
  for (const { courriel } of equipe)
    await courrier
      .envoyer({ a: courriel, objet: typo(`${of?.nom ?? organisme} : ${objet}`), texte: `${texte}\n` })
      .catch((erreur: unknown) => journal.error({ err: erreur }, 'équipe non prévenue'));
};
