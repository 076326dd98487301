/**
 * One mail, once. A mail whose sender died between the taking of its rows and their last word leaves again with the same Message-ID: for
 * whoever receives it, it is the same one.
 */

import type { Gabarit } from '../../domain/courriel.ts';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import type { Cadence } from './cadence.ts';
import { courrierIndisponible, lireRefus } from './echecs.ts';
import { dejaFait, type Envoi, echouer, empreinte, enCours, filDe, type Ligne, noter, type Parti, prendre, rendre } from './registre.ts';

export type { Envoi, Ligne } from './registre.ts';

export type Message = {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo?: string;
  references?: string[];
  replyTo?: string;
  headers: Record<string, string>;
  icalEvent?: { method: string; filename: string; content: string };
  envelope?: { from: string; to: string };
};
export type Transport = { sendMail: (message: Message) => Promise<unknown> };

/** `annuler` undoes what composing left behind, when the mail did not leave. null: nothing is left to say. */
export type Pret = {
  gabarit: Gabarit;
  replyTo?: string;
  icalEvent?: Message['icalEvent'];
  headers?: Record<string, string>;
  annuler?: () => Promise<void>;
};

type Deps = { hub: Hub; transport: Transport; expediteur: string; cadence?: Cadence; retours?: string | undefined };
type Plus = { voisins?: (tx: HubTx) => Promise<Ligne[]>; apresRefus?: () => Promise<unknown> };

/** `retours`: the mailbox of bounces. Each mail then has its own return address there (VERP), which names the mail even when nothing else does. */
export const createEnvoi = ({ hub, transport, expediteur, cadence = async () => undefined, retours }: Deps) => {
  const domaine = /@([^\s>]+)>?\s*$/.exec(expediteur)?.[1] ?? 'maillon.example';
  /** Sent by this very process, though PostgreSQL could not be told. */
  const partis = new Map<string, { cles: string[]; parti: Parti }>();

  const conclure = async (cle: string, cles: string[], parti: Parti, maintenant: number): Promise<Envoi> => {
    partis.set(cle, { cles, parti });
    const rendu = await noter(hub, cles, parti, maintenant);
    partis.delete(cle);
    return rendu;
  };

  /** `preparer` is given the keys of the reminders that the mail says. */
  return async (ligne: Ligne, adresse: string | null, preparer: (cles: string[]) => Promise<Pret>, plus: Plus = {}): Promise<Envoi> => {
    const deja = partis.get(ligne.cle);
    if (deja) return conclure(ligne.cle, deja.cles, deja.parti, ligne.maintenant);
    const fait = await dejaFait(hub, ligne.cle);
    if (fait) return fait;
    if (adresse !== null) await cadence();
    const prise = await prendre(hub, ligne, adresse === null ? undefined : plus.voisins);
    if (prise === null) {
      const entreTemps = await dejaFait(hub, ligne.cle);
      if (entreTemps) return entreTemps;
      throw enCours();
    }
    const { cles } = prise;
    if (adresse === null) return echouer(hub, cles, 'SANS_ADRESSE');
    const pret = await preparer(cles);
    const jeton = empreinte(prise.groupe).slice(0, 40);
    const messageId = `<${jeton}@${domaine}>`;
    const fil = await filDe(hub, ligne.destinataire, cles);
    const message: Message = {
      from: expediteur,
      to: adresse,
      subject: pret.gabarit.objet,
      text: pret.gabarit.text,
      html: pret.gabarit.html,
      messageId,
      ...(fil.length > 0 ? { inReplyTo: fil.at(-1) as string, references: fil } : {}),
      ...(pret.replyTo ? { replyTo: pret.replyTo } : {}),
      ...(pret.icalEvent ? { icalEvent: pret.icalEvent } : {}),
      ...(retours ? { envelope: { from: retours.replace('@', `+${jeton}@`), to: adresse } } : {}),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'List-Id': `Maillon <relances.${domaine}>`, ...pret.headers },
    };
    try {
      await transport.sendMail(message);
    } catch (erreur) {
      await pret.annuler?.();
      const { code, definitif } = lireRefus(erreur);
      if (definitif === 'ADRESSE') await plus.apresRefus?.();
      if (definitif) return echouer(hub, cles, code);
      await rendre(hub, cles, code);
      throw courrierIndisponible(code);
    }
    return conclure(ligne.cle, cles, { objet: pret.gabarit.objet, messageId, adresse: empreinte(adresse.toLowerCase()) }, ligne.maintenant);
  };
};
