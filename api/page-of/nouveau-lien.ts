/** A new link for an OF that lost the first: to the address the hub knows, for the same slot, a few a day at most. */
import { jourLong, typo } from '../../domain/francais.ts';
import { creerLien } from '../../prisma/liens.ts';
import type { Deps } from '../deps.ts';

export type Courrier = { envoyer(message: { a: string; objet: string; texte: string }): Promise<void> };

const JOUR_MS = 86_400_000;
const VALIDITE_MS = 30 * JOUR_MS;
const PAR_JOUR = 3;

/** `empreinte`: SHA-256 of the token that was presented. An unknown or revoked one sends nothing. */
export const createRenvoyerLien =
  ({ hub, horloge, config, courrier }: Pick<Deps, 'hub' | 'horloge' | 'config'> & { courrier: Courrier }) =>
  async (empreinte: string): Promise<void> => {
    const ancien = await hub.lienOf.findUnique({ where: { empreinte } });
    if (!ancien?.creneau || ancien.revoqueLe) return;
    const [organisme, creneau, recents] = await Promise.all([
      hub.organisme.findUnique({ where: { siret: ancien.organisme }, select: { courriel: true } }),
      hub.creneau.findUnique({ where: { id: ancien.creneau } }),
      hub.lienOf.count({ where: { organisme: ancien.organisme, creneau: ancien.creneau, creeLe: { gt: new Date(horloge.reel() - JOUR_MS) } } }),
    ]);
    if (!organisme?.courriel || !creneau || creneau.statut === 'CLOS' || recents > PAR_JOUR) return;
    const expireLe = Math.max(creneau.fin.getTime(), horloge.maintenant()) + VALIDITE_MS;
    const jeton = await creerLien(hub, { organisme: ancien.organisme, creneau: creneau.id, expireLe });
    const texte = typo(`Bonjour,\n\nVoici le nouveau lien demandé pour le rendez-vous du ${jourLong(creneau.debut.getTime())} (session ${creneau.session}) :`);
    await courrier.envoyer({
      a: organisme.courriel,
      objet: typo(`Votre nouveau lien : rendez-vous du ${jourLong(creneau.debut.getTime())}`),
      texte: `${texte}\n\n${config.url}/of/${jeton}\n\nSi vous ne l’avez pas demandé, ignorez ce message.\n`,
    });
  };
