/** Mails that come back, as the mail server hands them over: the door that hears them, what it writes, and the reminders that they name. */
import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { type Maison, T0 } from '../../essais/maison.ts';
import { createErreurs } from '../../socle/erreurs.ts';
import { createRetours } from '../retours.ts';

const CLE = 'secret-des-retours';
export const JETON = 'a'.repeat(40);
export const sha = (texte: string): string => createHash('sha256').update(texte).digest('hex');

export type Porte = Awaited<ReturnType<typeof ouvrirPorte>>;
export const ouvrirPorte = async (maison: Maison) => {
  const app = express();
  app.use(createRetours({ ...maison, cle: CLE }));
  app.use(createErreurs(pino({ level: 'silent' })));
  const serveur = await new Promise<Server>((pret) => {
    const s = app.listen(0, '127.0.0.1', () => pret(s));
  });
  const url = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  return {
    remettre: async (brut: string, cle = CLE) => {
      const r = await fetch(`${url}/api/courriels/retours`, {
        method: 'POST',
        headers: { authorization: `Bearer ${cle}`, 'content-type': 'message/rfc822' },
        body: brut,
      });
      return { statut: r.status, corps: (await r.json()) as Record<string, unknown> };
    },
    close: () => void serveur.close(),
  };
};

/** No mail was sent, and the organisme's address is known and good. */
export const vider = async ({ hub, flux }: Maison): Promise<void> => {
  flux.entendus.length = 0;
  for (const table of ['relance', 'blocage', 'reception', 'evenement']) await hub.$executeRawUnsafe(`DELETE FROM hub.${table}`);
  await hub.organisme.updateMany({ data: { courriel: 'contact@organisme.example', courrielRefuse: null, syntheses: true } });
};

/** As Postfix writes it. */
export const dsn = ({ action = 'failed', statut = '5.1.1', original = true, a = 'rebonds@maillon.example' } = {}): string =>
  [
    'From: MAILER-DAEMON@mx.example',
    `To: ${a}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
    '',
    '--B',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered to contact@organisme.example',
    '--B',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; contact@organisme.example',
    `Action: ${action}`,
    `Status: ${statut}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <contact@organisme.example>: no such',
    '    user here',
    '',
    ...(original
      ? ['--B', 'Content-Type: text/rfc822-headers', '', 'From: Maillon <ne-pas-repondre@maillon.example>', `Message-ID: <${JETON}@maillon.example>`, '']
      : []),
    '--B--',
    '',
  ].join('\r\n');
/** A reminder that left for the organisme. */
export const relance = ({ hub }: Maison, id: string, plus: object = {}) =>
  hub.relance.create({
    data: {
      id,
      blocage: 'creneau:x#PRESENCE_NON_SAISIE#1',
      processus: 'creneau:x',
      cause: 'PRESENCE_NON_SAISIE',
      niveau: 1,
      organisme: SIRET_DEMO,
      canal: 'COURRIEL',
      destinataire: 'OF',
      boite: `OF:${SIRET_DEMO}`,
      messageId: `<${JETON}@maillon.example>`,
      adresse: sha('contact@organisme.example'),
      etat: 'ENVOYEE',
      envoyeeLe: new Date(T0),
      ...plus,
    },
  });
