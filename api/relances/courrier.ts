/**
 * The mails that the API sends by itself: a new link, a word to the team. Each has its row like those of the flows, so that it is followed, and so that a
 * bounce is known. Refused, it is not lost in silence: an organisme's address is refused from then on (S13), a word that the team did not get is a case.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { composer } from '../../domain/courriel.ts';
import { idOrganisme } from '../../domain/processus.ts';
import type { Courrier, Deps, MessageDirect } from '../deps.ts';
import { empreinteAdresse } from '../receptions/organismes.ts';

export type TransportDirect = { sendMail(message: Record<string, unknown>): Promise<unknown> };
type Options = Pick<Deps, 'hub' | 'receptions' | 'horloge'> & {
  journal: Logger;
  transport: TransportDirect | null;
  expediteur: string;
  /** Mailbox of bounces (VERP). */
  retours?: string | undefined;
  /** Real milliseconds before each new attempt, when the mail server is away. */
  essais?: readonly number[];
};

const ESSAIS = [5_000, 60_000, 600_000];
/** The API died while it was trying. */
const OUBLIE_MS = 3_600_000;
const FAIT_DU_COURRIEL = { ENVOYE: 'COURRIEL_ENVOYE', ECHEC: 'COURRIEL_EN_ECHEC' } as const;

export const createCourrier = ({ hub, receptions, horloge, journal, transport, expediteur, retours, essais = ESSAIS }: Options) => {
  const domaine = /@([^\s>]+)>?\s*$/.exec(expediteur)?.[1] ?? 'maillon.example';

  const noter = (id: string, { organisme, motif }: MessageDirect['pour'], fait: keyof typeof FAIT_DU_COURRIEL) => ({
    cle: `${id}:${fait}`,
    processus: idOrganisme(organisme),
    date: new Date(horloge.maintenant()),
    acteur: 'hub',
    fait: FAIT_DU_COURRIEL[fait],
    detail: motif,
  });

  /** Will never arrive. */
  const perdre = async (id: string, pour: MessageDirect['pour'], echec: string, adresse: string | null): Promise<void> => {
    const donnees = { date: new Date(horloge.maintenant()).toISOString(), organisme: pour.organisme, mot: id };
    const ecrire = async (tx: Pick<typeof hub, 'relance' | 'organisme' | 'evenement'>) => {
      await tx.relance.updateMany({ where: { id }, data: { etat: 'ECHEC', essaiLe: null, echec } });
      await tx.evenement.createMany({ data: [noter(id, pour, 'ECHEC')], skipDuplicates: true });
    };
    if (pour.destinataire === 'EQUIPE')
      await receptions.accepter({ source: 'courriel', id }, async (tx) => {
        await ecrire(tx);
        return { type: 'organisme.mot-perdu', donnees };
      });
    else {
      await ecrire(hub);
      if (adresse !== null)
        await hub.organisme.updateMany({ where: { siret: pour.organisme, courriel: adresse }, data: { courrielRefuse: empreinteAdresse(adresse) } });
    }
  };

  const essayer = async (id: string, { a, contenu, pour }: MessageDirect, rang: number): Promise<boolean> => {
    const { objet: subject, text, html } = composer(contenu);
    const jeton = createHash('sha256').update(id).digest('hex').slice(0, 40);
    const messageId = `<${jeton}@${domaine}>`;
    const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
    const envelope = retours ? { envelope: { from: retours.replace('@', `+${jeton}@`), to: a } } : {};
    try {
      await transport?.sendMail({ from: expediteur, to: a, subject, text, html, messageId, headers, ...envelope });
    } catch (erreur) {
      const { code, reponse } = lireRefus(erreur);
      const definitif = reponse !== null && reponse >= 500;
      const pause = essais[rang];
      if (definitif || pause === undefined) {
        await perdre(id, pour, reponse === null ? code : `${code} ${reponse}`, definitif && code === 'EENVELOPE' ? a : null);
        return false;
      }
      journal.warn({ courriel: id, code }, 'courriel remis à plus tard');
      setTimeout(() => void essayer(id, { a, contenu, pour }, rang + 1).catch((e: unknown) => journal.error({ err: e }, 'courriel non suivi')), pause).unref();
      return true;
    }
    const envoyee = { etat: 'ENVOYEE', envoyeeLe: new Date(horloge.maintenant()), essaiLe: null, messageId, objet: subject };
    await hub.relance.updateMany({ where: { id }, data: envoyee });
    await hub.evenement.createMany({ data: [noter(id, pour, 'ENVOYE')], skipDuplicates: true });
    return true;
  };

  const courrier: Courrier = {
    envoyer: async (message) => {
      const { organisme, destinataire, motif } = message.pour;
      const id = `direct:${randomUUID()}`;
      await hub.relance.create({
        data: {
          ...{ id, blocage: `${idOrganisme(organisme)}#${motif}`, processus: idOrganisme(organisme), cause: motif, niveau: 0, organisme, canal: 'COURRIEL' },
          ...{ destinataire, boite: destinataire === 'OF' ? `OF:${organisme}` : null, adresse: empreinteAdresse(message.a), etat: 'EN_ENVOI' },
          ...{ essaiLe: new Date(horloge.reel()), prevueLe: new Date(horloge.maintenant()) },
        },
      });
      return essayer(id, message, 0);
    },
  };

  return {
    ...courrier,
    /** Those that an API which died was still trying: what they said is lost, and it shows. */
    abandonner: async (): Promise<void> => {
      const oublies = await hub.relance.findMany({
        where: { id: { startsWith: 'direct:' }, etat: 'EN_ENVOI', essaiLe: { lt: new Date(horloge.reel() - OUBLIE_MS) } },
        take: 100,
      });
      for (const { id, organisme, destinataire, cause } of oublies)
        await perdre(
          id,
          { organisme: organisme ?? '', destinataire: destinataire === 'OF' ? 'OF' : 'EQUIPE', motif: cause as MessageDirect['pour']['motif'] },
          'ABANDON',
          null,
        );
    },
  };
};

/** The error itself holds addresses: only its code is kept. */
const lireRefus = (erreur: unknown): { code: string; reponse: number | null } => {
  const e = typeof erreur === 'object' && erreur !== null ? erreur : {};
  return {
    code: 'code' in e && typeof e.code === 'string' ? e.code : 'INCONNUE',
    reponse: 'responseCode' in e && typeof e.responseCode === 'number' ? e.responseCode : null,
  };
};
