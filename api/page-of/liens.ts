/** New links in place of those that were lost, expired or revoked: to the address the hub knows, and to no other. */
import { CodeCause } from '../../domain/causes.ts';
import { lienPour, revoquerLiens } from '../../prisma/liens.ts';
import { empreinteAdresse } from '../receptions/organismes.ts';
import type { Contexte } from './socle/page.ts';

const JOUR_MS = 86_400_000;
const PAR_JOUR = 3;

/** « c•••@of.example »: enough to recognise one's own address, not to learn it. */
export const masquer = (adresse: string): string => {
  const [nom = '', domaine = ''] = adresse.split('@');
  return `${nom.slice(0, 1)}•••@${domaine}`;
};

export const createLiens = ({ hub, horloge, config, courrier }: Pick<Contexte, 'hub' | 'horloge' | 'config' | 'courrier'>) => {
  /** None when it refuses our mails, or when whoever read them has left (S13). */
  const adresseDe = async (siret: string): Promise<string | null> => {
    const of = await hub.organisme.findUnique({ where: { siret }, select: { courriel: true, courrielRefuse: true } });
    return of?.courriel && of.courrielRefuse !== empreinteAdresse(of.courriel) ? of.courriel : null;
  };

  const envoyer = async (a: string, organisme: string, cible: { creneau: string | null; session: string | null; cause: CodeCause | null }): Promise<void> => {
    const jeton = await lienPour(hub, { organisme, ...cible }, horloge.maintenant());
    const quoi = cible.session === null ? 'votre organisme' : `la session ${cible.session}`;
    await courrier.envoyer({
      a,
      contenu: {
        objet: `Votre nouveau lien : ${quoi}`,
        lignes: [`Voici le nouveau lien pour répondre au sujet de ${quoi}.`],
        bouton: { libelle: 'Répondre maintenant', url: `${config.url}/of/${jeton}` },
        apres: ["Pas de mot de passe à saisir. Si vous n'avez rien demandé, ignorez ce message."],
      },
      pour: { organisme, destinataire: 'OF', motif: 'NOUVEAU_LIEN' },
    });
  };

  return {
    /** Where a new link would go, masked; null for a token that never was one. */
    adresseMasquee: async (empreinte: string): Promise<string | null> => {
      const ancien = await hub.lienOf.findUnique({ where: { empreinte }, select: { organisme: true } });
      const adresse = ancien && (await adresseDe(ancien.organisme));
      return adresse ? masquer(adresse) : null;
    },

    /** `empreinte`: SHA-256 of the token that was presented. An unknown one sends nothing; a few a day at most. */
    renvoyer: async (empreinte: string): Promise<void> => {
      const ancien = await hub.lienOf.findUnique({ where: { empreinte } });
      if (!ancien) return;
      const { organisme, creneau, session } = ancien;
      const [adresse, recents] = await Promise.all([
        adresseDe(organisme),
        hub.lienOf.count({ where: { organisme, creneau, session, creeLe: { gt: new Date(horloge.reel() - JOUR_MS) } } }),
      ]);
      if (adresse === null || recents > PAR_JOUR) return;
      await envoyer(adresse, organisme, { creneau, session, cause: CodeCause.nullable().catch(null).parse(ancien.cause) });
    },

    /** The dashboard's « régénérer »: every link of the organisme stops, and one to all that is due leaves for the known address. */
    regenerer: async (organisme: string): Promise<{ revoques: number; envoyeA: string | null }> => {
      const revoques = await revoquerLiens(hub, { organisme }, horloge.maintenant());
      const adresse = await adresseDe(organisme);
      if (adresse !== null) await envoyer(adresse, organisme, { creneau: null, session: null, cause: null });
      return { revoques, envoyeA: adresse === null ? null : masquer(adresse) };
    },
  };
};
