/** A delivery status notification (RFC 3464), read from the raw message: which of our mails it speaks of, and whether it will ever arrive. */
import { simpleParser } from 'mailparser';

export type Retour = {
  /** Local parts of the Message-IDs of our mails that it may speak of. */
  jetons: string[];
  /** Will never arrive: every recipient that the notification names has failed for good. */
  definitif: boolean;
  /** RFC 3463: `5.1.1`. */
  statut: string | null;
};

const JETON = /\b([0-9a-f]{40})@/gi;

/** null: this is no delivery notification. Addresses and text are not kept. */
export const lireRetour = async (brut: Buffer): Promise<Retour | null> => {
  const lu = await simpleParser(brut, { keepDeliveryStatus: true, skipTextToHtml: true, skipHtmlToText: true, skipImageLinks: true });
  const rapport = lu.attachments.find((a) => a.contentType === 'message/delivery-status');
  if (!rapport) return null;
  const rendu = lu.attachments.find((a) => a.contentType === 'message/rfc822' || a.contentType === 'text/rfc822-headers');
  const original = rendu ? (await simpleParser(rendu.content, { skipTextToHtml: true })).messageId : undefined;
  const destinataires = await Promise.all(blocs(rapport.content.toString('utf8')).map(lireBloc));
  const decrits = destinataires.filter((d) => d.action !== null);
  // The address that it came back to (VERP) names the mail when the original was not returned.
  const entetes = lu.headerLines.filter((h) => RETOURS.includes(h.key)).map((h) => h.line);
  const jetons = [original, lu.inReplyTo, ...entetes].flatMap((x) => [...(x ?? '').matchAll(JETON)].map((m) => (m[1] ?? '').toLowerCase()));
  return {
    jetons: [...new Set(jetons)],
    definitif: decrits.length > 0 && decrits.every((d) => d.action === 'failed' && d.statut?.startsWith('5') === true),
    statut: decrits[0]?.statut ?? null,
  };
};

const RETOURS = ['to', 'delivered-to', 'x-original-to', 'envelope-to'];

/** Per-message fields, then one group of fields per recipient, separated by empty lines. */
const blocs = (texte: string): string[] => texte.split(/\r?\n\r?\n/).filter((b) => b.trim() !== '');

/** The fields of a group are those of a header: the same parser reads them. */
const lireBloc = async (bloc: string): Promise<{ action: string | null; statut: string | null }> => {
  const { headers } = await simpleParser(`${bloc.trimEnd()}\r\n\r\n`);
  const champ = (nom: string): string | null => {
    const valeur = headers.get(nom);
    return typeof valeur === 'string' ? valeur.trim().toLowerCase() : null;
  };
  return { action: champ('action'), statut: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(champ('status') ?? '')?.[0] ?? null };
};
