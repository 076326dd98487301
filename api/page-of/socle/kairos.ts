/** What may be said truthfully once an answer is kept: Kairos has it, or will have it as soon as it answers again. */
import type { Deps } from '../../deps.ts';

/** False while Kairos is closed, or while a message still waits for its flow. */
export const kairosSait = async ({ hub }: Pick<Deps, 'hub'>, messages: readonly { source: string; id: string }[]): Promise<boolean> => {
  const [kairos, panne, enAttente] = await Promise.all([
    hub.etatSysteme.findUnique({ where: { code: 'kairos' }, select: { etat: true } }),
    hub.blocage.findFirst({ where: { leveLe: null, systeme: 'kairos', cause: { in: ['SYSTEME_INDISPONIBLE', 'PARTENAIRE_FERME'] } }, select: { id: true } }),
    messages.length === 0 ? 0 : hub.reception.count({ where: { etat: 'RECU', OR: messages.map(({ source, id }) => ({ source, id })) } }),
  ]);
  return (kairos?.etat ?? 'OUVERT') === 'OUVERT' && panne === null && enAttente === 0;
};

export const direKairos = (sait: boolean): string =>
  sait
    ? 'Kairos est mis à jour, les prescripteurs sont prévenus.'
    : 'Votre réponse est conservée. Kairos ne répond pas en ce moment : il sera mis à jour dès son retour, et les prescripteurs seront prévenus.';
