/**
 * One mail, once. The row of `hub.relance` is taken (EN_ENVOI) before the mail leaves and says afterwards what became of it.
 * A mail whose sender died between the two leaves again with the same Message-ID: for whoever receives it, it is the same one.
 */
import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { Hub } from '../../prisma/hub.ts';
import type { Gabarit } from './gabarit.ts';

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
};
export type Transport = { sendMail: (message: Message) => Promise<unknown> };

/** ENVOYEE · ECHEC (never will) · SANS_DESTINATAIRE (no address) · INUTILE (nothing is waited for any more). */
export type Envoi = { etat: 'ENVOYEE' | 'ECHEC' | 'SANS_DESTINATAIRE' | 'INUTILE'; permanent?: boolean };

export type Ligne = {
  cle: string;
  blocage: string;
  processus: string;
  cause: string;
  niveau: number;
  organisme: string | null;
  destinataire: string;
  /** Business instant, epoch ms. */
  maintenant: number;
};
/** `annuler` undoes what composing left behind, when the mail did not leave. */
export type Pret = { gabarit: Gabarit; replyTo?: string; icalEvent?: Message['icalEvent']; annuler?: () => Promise<void> };

/** Real time after which an attempt that said nothing is held for dead: longer than a transport may take. */
const BAIL = '40 seconds';

export const createEnvoi = ({ hub, transport, expediteur }: { hub: Hub; transport: Transport; expediteur: string }) => {
  const domaine = /@([^\s>]+)>?\s*$/.exec(expediteur)?.[1] ?? 'maillon.example';
  /** Sent by this very process, though PostgreSQL could not be told. */
  const partis = new Map<string, { objet: string; messageId: string }>();

  const noter = async (ligne: Ligne, envoi: { objet: string; messageId: string }): Promise<Envoi> => {
    partis.set(ligne.cle, envoi);
    await hub.relance.update({
      where: { id: ligne.cle },
      data: { ...envoi, etat: 'ENVOYEE', envoyeeLe: new Date(ligne.maintenant), essaiLe: null, echec: null },
    });
    partis.delete(ligne.cle);
    return { etat: 'ENVOYEE' };
  };

  return async (ligne: Ligne, adresse: string | null, preparer: () => Promise<Pret>): Promise<Envoi> => {
    const parti = partis.get(ligne.cle);
    if (parti) return noter(ligne, parti);
    if (!(await prendre(hub, ligne))) return dejaFait(hub, ligne.cle);
    if (adresse === null) return echouer(hub, ligne.cle, 'SANS_ADRESSE');
    const pret = await preparer();
    const messageId = `<${empreinte(ligne.cle)}@${domaine}>`;
    const fil = await filDe(hub, ligne);
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
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'List-Id': `Maillon <relances.${domaine}>` },
    };
    try {
      await transport.sendMail(message);
    } catch (erreur) {
      await pret.annuler?.();
      const { code, permanent } = lireErreur(erreur);
      if (permanent) return echouer(hub, ligne.cle, code);
      await hub.relance.update({ where: { id: ligne.cle }, data: { etat: 'PREVUE', essaiLe: null, echec: code } });
      throw indisponible(code);
    }
    return noter(ligne, { objet: pret.gabarit.objet, messageId });
  };
};

const empreinte = (texte: string): string => createHash('sha256').update(texte).digest('hex').slice(0, 40);

/** True when this attempt may send: nobody else did, nor is at it. */
const prendre = async (hub: Hub, l: Ligne): Promise<boolean> => {
  const pris = await hub.$queryRawUnsafe<unknown[]>(
    `INSERT INTO hub.relance (id, blocage, processus, cause, niveau, organisme, canal, destinataire, etat, "essaiLe", "prevueLe")
     VALUES ($1, $2, $3, $4, $5, $6, 'COURRIEL', $7, 'EN_ENVOI', clock_timestamp(), $8)
     ON CONFLICT (id) DO UPDATE SET etat = 'EN_ENVOI', "essaiLe" = clock_timestamp()
     WHERE relance.etat = 'PREVUE' OR (relance.etat = 'EN_ENVOI' AND relance."essaiLe" < clock_timestamp() - interval '${BAIL}')
     RETURNING id`,
    ...[l.cle, l.blocage, l.processus, l.cause, l.niveau, l.organisme, l.destinataire, new Date(l.maintenant)],
  );
  return pris.length > 0;
};

const dejaFait = async (hub: Hub, cle: string): Promise<Envoi> => {
  const { etat, echec } = await hub.relance.findUniqueOrThrow({ where: { id: cle } });
  if (etat === 'ENVOYEE') return { etat };
  if (etat === 'ECHEC') return rendu(echec);
  throw indisponible('ENVOI_EN_COURS');
};

const rendu = (echec: string | null): Envoi => (echec === 'SANS_ADRESSE' ? { etat: 'SANS_DESTINATAIRE' } : { etat: 'ECHEC', permanent: true });

const echouer = async (hub: Hub, cle: string, echec: string): Promise<Envoi> => {
  await hub.relance.update({ where: { id: cle }, data: { etat: 'ECHEC', essaiLe: null, echec } });
  return rendu(echec);
};

/** Message-IDs of what the same people received about the same case, oldest first. */
const filDe = async (hub: Hub, l: Ligne): Promise<string[]> => {
  const avant = await hub.relance.findMany({
    where: { id: { not: l.cle }, etat: 'ENVOYEE', destinataire: l.destinataire, OR: [{ blocage: l.blocage }, { blocage: demandeDe(l.processus) }] },
    orderBy: [{ envoyeeLe: 'asc' }, { id: 'asc' }],
    select: { messageId: true },
    take: 20,
  });
  return avant.flatMap((r) => r.messageId ?? []);
};
/** The first ask comes before any blocage: reminders answer it. */
export const demandeDe = (processus: string): string => `${processus}#demande`;

/** A 5xx about the recipient or the message is final; all the rest may pass. The error itself holds addresses: only its code is kept. */
const lireErreur = (erreur: unknown): { code: string; permanent: boolean } => {
  const e = typeof erreur === 'object' && erreur !== null ? erreur : {};
  const reponse = 'responseCode' in e && typeof e.responseCode === 'number' ? e.responseCode : null;
  const code = 'code' in e && typeof e.code === 'string' ? e.code : 'INCONNUE';
  const sujet = code === 'EENVELOPE' || code === 'EMESSAGE';
  return { code: reponse === null ? code : `${code} ${reponse}`, permanent: sujet && (reponse === null || reponse >= 500) };
};

const indisponible = (code: string): ApplicationFailure =>
  ApplicationFailure.create({ type: 'INDISPONIBLE', message: `Le courrier ne part pas : ${code}`, category: 'BENIGN' });
