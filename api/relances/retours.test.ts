import { createHash, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adresseDesabonnement, lireJetonDesabonnement } from '../../prisma/syntheses.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLE_SYSTEMES, CLES, cleUnique, createMaison, demande, type Maison, SESSION, SIRET_AUTRE, T0 } from '../essais/maison.ts';
import { createErreurs } from '../socle/erreurs.ts';
import { createSuiviAdresses } from './adresses.ts';
import { createCourrier } from './courrier.ts';
import { lireRetour } from './dsn.ts';
import { createRetours } from './retours.ts';

const CLE = 'secret-des-retours';
let maison: Maison;
let porte: { url: string; close(): void };
beforeAll(async () => {
  maison = await createMaison();
  const app = express();
  app.use(createRetours({ ...maison, cle: CLE }));
  app.use(createErreurs(pino({ level: 'silent' })));
  const serveur = await new Promise<Server>((pret) => {
    const s = app.listen(0, '127.0.0.1', () => pret(s));
  });
  porte = { url: `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`, close: () => serveur.close() };
});
afterAll(async () => {
  porte?.close();
  await maison?.close();
});
beforeEach(async () => {
  maison.flux.entendus.length = 0;
  for (const table of ['relance', 'blocage', 'reception', 'evenement']) await maison.hub.$executeRawUnsafe(`DELETE FROM hub.${table}`);
  await maison.hub.organisme.updateMany({ data: { courriel: 'contact@organisme.example', courrielRefuse: null, syntheses: true } });
});

const JETON = 'a'.repeat(40);
const sha = (texte: string): string => createHash('sha256').update(texte).digest('hex');
/** As Postfix writes it. */
const dsn = ({ action = 'failed', statut = '5.1.1', original = true, a = 'rebonds@maillon.example' } = {}): string =>
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
const remettre = async (brut: string, cle = CLE) => {
  const r = await fetch(`${porte.url}/api/courriels/retours`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cle}`, 'content-type': 'message/rfc822' },
    body: brut,
  });
  return { statut: r.status, corps: (await r.json()) as Record<string, unknown> };
};
const relance = (id: string, plus: object = {}) =>
  maison.hub.relance.create({
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
const invalide = (siret = SIRET_DEMO) =>
  maison.hub.blocage.create({
    data: {
      id: `organisme:${siret}#COURRIEL_OF_INVALIDE#1`,
      processus: `organisme:${siret}`,
      type: 'organisme',
      cause: 'COURRIEL_OF_INVALIDE',
      sujet: {},
      acteurType: 'EQUIPE',
      organisme: siret,
      depuis: new Date(T0),
    },
  });

describe('COURRIEL_EN_ECHEC, S13: what the API writes by itself', () => {
  const refuser = (responseCode: number) => ({
    sendMail: () => Promise.reject(Object.assign(new Error('boîte inconnue'), { code: 'EENVELOPE', responseCode })),
  });
  const courrier = (transport: Parameters<typeof createCourrier>[0]['transport'], essais: number[] = []) =>
    createCourrier({
      ...maison,
      transport,
      essais,
      journal: pino({ level: 'silent' }),
      expediteur: 'Maillon <ne-pas-repondre@maillon.example>',
      retours: 'rebonds@maillon.example',
    });
  const lien = (a = 'contact@organisme.example') => ({
    a,
    contenu: {
      objet: 'Votre nouveau lien',
      lignes: ['Voici le lien.'],
      bouton: { libelle: 'Répondre', url: 'https://m.example/of/t' },
      apres: ['Sans mot de passe.'],
    },
    pour: { organisme: SIRET_DEMO, destinataire: 'OF' as const, motif: 'NOUVEAU_LIEN' as const },
  });
  const mot = () => ({ ...lien('equipe@maillon.example'), pour: { organisme: SIRET_DEMO, destinataire: 'EQUIPE' as const, motif: 'MOT_A_L_EQUIPE' as const } });
  const ligne = () => maison.hub.relance.findFirstOrThrow({ where: { id: { startsWith: 'direct:' } } });

  it('is a whole mail: text and HTML, one link, automatic, with a return address that names it; followed and journalled', async () => {
    const recus: { envelope: { from: string }; message: Buffer }[] = [];
    const flux = nodemailer.createTransport({ streamTransport: true, buffer: true });
    const transport = { sendMail: async (m: object) => void recus.push((await flux.sendMail(m)) as never) };
    expect(await courrier(transport).envoyer(lien())).toBe(true);
    const [recu] = recus;
    const lu = await simpleParser(recu?.message ?? Buffer.from(''));
    const r = await ligne();
    expect(r).toMatchObject({ etat: 'ENVOYEE', objet: 'Votre nouveau lien', organisme: SIRET_DEMO, messageId: lu.messageId, boite: `OF:${SIRET_DEMO}` });
    expect(lu.headers.get('auto-submitted')).toBe('auto-generated');
    expect(lu.text).toContain('https://m.example/of/t');
    expect(String(lu.html).match(/<a /g)).toHaveLength(1);
    expect(recu?.envelope.from).toBe(`rebonds+${lu.messageId?.slice(1, 41)}@maillon.example`);
    expect(await maison.hub.evenement.findMany({ where: { fait: 'COURRIEL_ENVOYE' } })).toMatchObject([
      { processus: `organisme:${SIRET_DEMO}`, detail: 'NOUVEAU_LIEN' },
    ]);
  });
  it('refused by the organisme’s mailbox: its address is refused, and its flow hears of it', async () => {
    expect(await courrier(refuser(550)).envoyer(lien())).toBe(false);
    expect(await ligne()).toMatchObject({ etat: 'ECHEC', echec: 'EENVELOPE 550' });
    expect((await maison.hub.organisme.findUnique({ where: { siret: SIRET_DEMO } }))?.courrielRefuse).toBe(sha('contact@organisme.example'));
    await createSuiviAdresses(maison)();
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide' } }]);
    expect(await maison.hub.evenement.count({ where: { fait: 'COURRIEL_EN_ECHEC' } })).toBe(1);
  });
  it('come back later (DSN): the same', async () => {
    await relance('direct:1', { blocage: `organisme:${SIRET_DEMO}#NOUVEAU_LIEN`, processus: `organisme:${SIRET_DEMO}`, cause: 'NOUVEAU_LIEN' });
    expect((await remettre(dsn())).corps).toMatchObject({ reconnus: 1 });
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide' } }]);
  });
  it('a word to the team that no mailbox takes, or that comes back, is told to the organisme’s flow: it becomes a case', async () => {
    expect(await courrier(refuser(550)).envoyer(mot())).toBe(false);
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'motPerdu', mot: (await ligne()).id } }]);
    maison.flux.entendus.length = 0;
    await relance('direct:2', {
      cause: 'MOT_A_L_EQUIPE',
      processus: `organisme:${SIRET_DEMO}`,
      destinataire: 'EQUIPE',
      boite: null,
      adresse: sha('equipe@maillon.example'),
    });
    await remettre(dsn());
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'motPerdu', mot: 'direct:2' } }]);
    expect((await maison.hub.organisme.findUnique({ where: { siret: SIRET_DEMO } }))?.courrielRefuse).toBeNull();
  });
  it('a mail server that is away is tried again; an API that died while trying says what is lost', async () => {
    let essais = 0;
    const transport = { sendMail: async () => (++essais < 3 ? Promise.reject(Object.assign(new Error('non'), { code: 'ECONNREFUSED' })) : undefined) };
    expect(await courrier(transport, [1, 1, 1]).envoyer(lien())).toBe(true);
    await expect.poll(async () => (await ligne()).etat).toBe('ENVOYEE');
    expect(essais).toBe(3);
    await maison.hub.relance.deleteMany();
    await relance('direct:3', {
      cause: 'MOT_A_L_EQUIPE',
      destinataire: 'EQUIPE',
      boite: null,
      etat: 'EN_ENVOI',
      essaiLe: new Date(maison.horloge.reel() - 7_200_000),
    });
    await courrier(null).abandonner();
    expect(await ligne()).toMatchObject({ etat: 'ECHEC', echec: 'ABANDON' });
    expect(maison.flux.entendus.map((x) => x.acte?.type)).toEqual(['motPerdu']);
  });
});

describe('a delivery notification (RFC 3464)', () => {
  it.each([
    ['the returned headers', {}],
    ['the return address alone (VERP)', { original: false, a: `rebonds+${JETON}@maillon.example` }],
  ])('names the mail by %s', async (_, quoi) => {
    expect(await lireRetour(Buffer.from(dsn(quoi)))).toEqual({ jetons: [JETON], definitif: true, statut: '5.1.1' });
  });
  it('of a delay, or of a passing trouble, is no failure; any other message is no notification', async () => {
    expect(await lireRetour(Buffer.from(dsn({ action: 'delayed', statut: '4.4.7' })))).toMatchObject({ definitif: false });
    expect(await lireRetour(Buffer.from(dsn({ statut: '4.2.2' })))).toMatchObject({ definitif: false });
    expect(await lireRetour(Buffer.from('From: a@b.example\r\nSubject: absent du bureau\r\n\r\nJe reviens lundi.'))).toBeNull();
  });
});

describe('S13 COURRIEL_OF_INVALIDE, COURRIEL_EN_ECHEC: a mail that came back', () => {
  it('marks the reminders it said, refuses the address, and tells the organisme’s flow, once', async () => {
    await relance('r1');
    await relance('r2', { blocage: 'parcours:p:1#ENTREE_NON_ATTESTEE#1', processus: 'parcours:p:1', cause: 'ENTREE_NON_ATTESTEE', groupe: 'r1' });
    expect(await remettre(dsn())).toEqual({ statut: 202, corps: { reconnus: 2, definitif: true } });
    expect((await maison.hub.relance.findMany()).map((r) => [r.etat, r.echec])).toEqual([
      ['REBONDIE', 'RETOUR 5.1.1'],
      ['REBONDIE', 'RETOUR 5.1.1'],
    ]);
    const [entendu] = maison.flux.entendus;
    expect(entendu).toMatchObject({ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide' } });
    expect(entendu?.acte).toHaveProperty('revenus.length', 2);
    expect((await maison.hub.organisme.findUnique({ where: { siret: SIRET_DEMO } }))?.courrielRefuse).toBe(sha('contact@organisme.example'));
    expect((await maison.hub.evenement.findMany({ where: { fait: 'COURRIEL_REVENU' } })).map((e) => e.processus).sort()).toEqual(['creneau:x', 'parcours:p:1']);
    expect(JSON.stringify(await maison.hub.reception.findMany())).not.toContain('@');
    // The same again: known, done.
    expect((await remettre(dsn())).corps).toMatchObject({ reconnus: 0 });
    expect(maison.flux.entendus).toHaveLength(1);
    // And it is read where mails are followed.
    const { corps } = await maison.demander('GET', '/api/v1/relances?etat=REBONDIE', { cle: CLES.demo });
    expect(corps['elements']).toHaveLength(2);
  });
  it('COURRIEL_EN_ECHEC: tells the flow of a prescriber’s reminder whose case is open, and that of a candidate’s convocation or notice', async () => {
    const cree = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() });
    const p = await maison.hub.positionnement.findUniqueOrThrow({ where: { id: String(cree.corps['id']) } });
    maison.flux.entendus.length = 0;
    const prescripteur = { organisme: null, destinataire: 'PRESCRIPTEUR', boite: 'PRESCRIPTEUR:ML', cause: 'ORIGINE_OF_HORS_IMILO' };
    const cas = (n: number) => ({ ...prescripteur, blocage: `parcours:p${n}:1#ORIGINE_OF_HORS_IMILO#1`, processus: `parcours:p${n}:1` });
    const ouvert = cas(1);
    await maison.hub.blocage.create({
      data: {
        id: ouvert.blocage,
        processus: ouvert.processus,
        type: 'parcours',
        cause: ouvert.cause,
        sujet: {},
        acteurType: 'PRESCRIPTEUR',
        depuis: new Date(T0),
      },
    });
    await relance('r1', ouvert);
    await relance('r2', cas(2)); // settled meanwhile: its flow may be over
    expect((await remettre(dsn())).corps).toMatchObject({ reconnus: 2 });
    expect(maison.flux.entendus.map((e) => [e.id, e.acte?.type])).toEqual([[ouvert.processus, 'courrielRevenu']]);
    const candidat = { organisme: null, destinataire: 'CANDIDAT', boite: null, blocage: `positionnement:${p.id}`, processus: `parcours:${p.parcours}` };
    for (const [n, cause] of ['CONVOCATION', 'REPORT', 'ANNULATION'].entries()) {
      maison.flux.entendus.length = 0;
      const jeton = String(n).repeat(40);
      await relance(`c${n}`, { ...candidat, cause, messageId: `<${jeton}@maillon.example>` });
      await remettre(dsn({ original: false, a: `rebonds+${jeton}@maillon.example` }));
      expect(maison.flux.entendus.map((e) => [e.id, e.acte])).toEqual([
        cause === 'CONVOCATION'
          ? [`parcours:${p.parcours}`, expect.objectContaining({ type: 'convocationRevenue', positionnement: p.id })]
          : [`creneau:${p.creneau}`, expect.objectContaining({ type: 'avisRevenu', positionnement: p.id, occasion: cause })],
      ]);
    }
  });
  it('S10, COURRIEL_EN_ECHEC: tells the person’s flow that what explained her réinscription came back, while something is kept for her', async () => {
    const processus = `demandeur:${randomUUID()}`;
    const r = { organisme: null, destinataire: 'CANDIDAT', boite: null, cause: 'REINSCRIPTION', blocage: `${processus}#reinscription`, processus };
    const ouvert = { id: `${processus}#DEMANDEUR_RADIE#1`, processus, type: 'demandeur', cause: 'DEMANDEUR_RADIE', sujet: {}, acteurType: 'PRESCRIPTEUR' };
    await maison.hub.blocage.create({ data: { ...ouvert, depuis: new Date(T0) } });
    maison.flux.entendus.length = 0;
    for (const leveLe of [null, new Date(T0)]) {
      await maison.hub.blocage.update({ where: { id: ouvert.id }, data: { leveLe } });
      const jeton = (leveLe === null ? 'a' : 'b').repeat(40);
      await relance(`reinscription-${jeton.slice(0, 1)}`, { ...r, messageId: `<${jeton}@maillon.example>` });
      await remettre(dsn({ original: false, a: `rebonds+${jeton}@maillon.example` }));
    }
    expect(maison.flux.entendus.map((e) => [e.id, e.acte])).toEqual([
      [processus, expect.objectContaining({ type: 'courrielRevenu', blocage: ouvert.id, destinataire: 'CANDIDAT' })],
    ]);
  });
  it('says nothing of an address that was changed since', async () => {
    await relance('r1');
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'neuve@organisme.example' } });
    await remettre(dsn());
    expect((await maison.hub.organisme.findUnique({ where: { siret: SIRET_DEMO } }))?.courrielRefuse).toBeNull();
  });
  it('waits for Temporal when it is away', async () => {
    await relance('r1');
    maison.flux.temporal = 'FERME';
    await remettre(dsn());
    maison.flux.temporal = 'OUVERT';
    expect(maison.flux.entendus).toHaveLength(0);
    await maison.receptions.relayer();
    expect(maison.flux.entendus.map((e) => e.id)).toEqual([`organisme:${SIRET_DEMO}`]);
  });
  it('refuses who does not know the secret, and what is no notification', async () => {
    expect((await remettre(dsn(), 'autre')).statut).toBe(401);
    expect((await remettre('bonjour')).statut).toBe(422);
    expect((await maison.demander('POST', '/api/courriels/retours', { brut: 'x' })).statut).toBe(404);
    expect((await remettre(dsn())).corps).toEqual({ reconnus: 0, definitif: true });
  });
  it('S13 ends when the address known is another one, whoever wrote it, and not before', async () => {
    await invalide();
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courrielRefuse: sha('contact@organisme.example') } });
    const passe = createSuiviAdresses(maison);
    await passe();
    expect(maison.flux.entendus).toEqual([]);
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'Neuve@organisme.example' } });
    await passe();
    await passe();
    expect(maison.flux.entendus.map((e) => [e.id, e.acte?.type])).toContainEqual([`organisme:${SIRET_DEMO}`, 'adresseChangee']);
    // Said twice under one id: the flow hears it once.
    expect(new Set(maison.flux.entendus.map((e) => e.acte?.id)).size).toBe(1);
  });
  it('S13 begins too when a first ask, which waits for no blocage, was refused', async () => {
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courrielRefuse: sha('contact@organisme.example') } });
    const passe = createSuiviAdresses(maison);
    await passe();
    await passe();
    expect(new Set(maison.flux.entendus.map((e) => `${e.id} ${e.acte?.type} ${e.acte?.id}`)).size).toBe(1);
    expect(maison.flux.entendus[0]).toMatchObject({ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide' } });
    await invalide();
    maison.flux.entendus.length = 0;
    await passe();
    expect(maison.flux.entendus).toEqual([]);
  });
});

describe('digests given up (RFC 8058)', () => {
  const chemin = new URL(adresseDesabonnement('https://x.example', CLE_SYSTEMES, SIRET_DEMO)).pathname;
  const syntheses = async () => (await maison.hub.organisme.findUniqueOrThrow({ where: { siret: SIRET_DEMO } })).syntheses;
  it('one click of the mail program stops them; a scanner that opens the link does not; duties go on', async () => {
    const page = await maison.demander('GET', chemin);
    expect(page.texte).toContain('Vous recevez des synthèses');
    expect(await syntheses()).toBe(true);
    const clic = await maison.demander('POST', chemin, {
      brut: 'List-Unsubscribe=One-Click',
      entetes: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(clic.statut).toBe(200);
    expect(clic.texte).toContain('ces demandes ne s’arrêtent qu’avec la réponse');
    expect(await syntheses()).toBe(false);
    expect(await maison.hub.evenement.count({ where: { fait: 'SYNTHESES_MODIFIEES' } })).toBe(1);
    await maison.demander('POST', chemin, { brut: 'syntheses=oui', entetes: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(await syntheses()).toBe(true);
  });
  it('nobody else’s address can be made', async () => {
    expect(lireJetonDesabonnement(CLE_SYSTEMES, chemin.split('/').at(-1) ?? '')).toBe(SIRET_DEMO);
    expect((await maison.demander('POST', chemin.replace(SIRET_DEMO, SIRET_AUTRE), { brut: '' })).statut).toBe(404);
    expect((await maison.demander('GET', '/courriels/syntheses/x')).statut).toBe(404);
  });
});

describe('the effect of reminders', () => {
  it('counts the awaited act to the last mail before it, by cause, level and organisme', async () => {
    const H = 3_600_000;
    const levee = (id: string, apresH: number | null, levePar = 'fait attendu') =>
      maison.hub.blocage.create({
        data: {
          id,
          processus: id.split('#')[0] ?? '',
          type: 'creneau',
          cause: 'PRESENCE_NON_SAISIE',
          sujet: {},
          acteurType: 'OF',
          organisme: SIRET_DEMO,
          session: SESSION,
          depuis: new Date(T0 - H),
          ...(apresH === null ? {} : { leveLe: new Date(T0 + apresH * H), levePar }),
        },
      });
    await levee('creneau:a#P#1', 30);
    await levee('creneau:b#P#1', 2);
    await levee('creneau:c#P#1', null);
    await levee('creneau:d#P#1', 1, 'compte:7');
    const pour = (lettre: string, niveau: number, apresH: number) =>
      relance(`${lettre}${niveau}`, {
        blocage: `creneau:${lettre}#P#1`,
        processus: `creneau:${lettre}`,
        niveau,
        messageId: null,
        envoyeeLe: new Date(T0 + apresH * H),
      });
    await pour('a', 1, 0);
    await pour('a', 2, 24);
    await pour('b', 1, 0);
    await pour('c', 1, 0);
    await pour('d', 1, 0);
    const { corps } = await maison.demander('GET', '/api/v1/relances/effet?cause=PRESENCE_NON_SAISIE&parOrganisme=oui', { cle: CLES.demo });
    expect(corps['elements']).toEqual([
      {
        cause: 'PRESENCE_NON_SAISIE',
        niveau: 1,
        destinataire: 'OF',
        organisme: SIRET_DEMO,
        envoyees: 4,
        rebondies: 0,
        suivies: 1,
        taux: 0.25,
        medianeHeures: 2,
      },
      { cause: 'PRESENCE_NON_SAISIE', niveau: 2, destinataire: 'OF', organisme: SIRET_DEMO, envoyees: 1, rebondies: 0, suivies: 1, taux: 1, medianeHeures: 6 },
    ]);
    const liste = (await maison.demander('GET', '/api/v1/relances?suivie=oui', { cle: CLES.of })).corps['elements'] as { id: string; effet: unknown }[];
    expect(liste.map((r) => [r.id, r.effet])).toEqual([
      ['a2', { suivie: true, apresHeures: 6 }],
      ['b1', { suivie: true, apresHeures: 2 }],
    ]);
    expect((await maison.demander('GET', '/api/v1/relances/effet', { cle: CLES.ml })).statut).toBe(403);
  });
});

describe('G14: the quality of an organisme', () => {
  it('says the score, and who is held up by what is missing; others are not found', async () => {
    const lire = (siret: string, cle = CLES.of) => maison.demander('GET', `/api/v1/organismes/${siret}/qualite`, { cle });
    const { statut, corps } = await lire(SIRET_DEMO);
    expect(statut).toBe(200);
    const criteres = corps['criteres'] as { critere: string; note: number; effet: string | null }[];
    expect(corps['score']).toBeLessThan(100);
    expect(criteres[0]).toMatchObject({ critere: 'TELEPHONE', note: 0 });
    expect(criteres.find((c) => c.critere === 'CRENEAU')).toMatchObject({ note: 100, effet: null });
    await maison.hub.session.updateMany({ where: { numero: SESSION }, data: { etatRecrutement: 'NON_RENSEIGNE' } });
    const apres = (await lire(SIRET_DEMO)).corps;
    expect(apres['score']).toBeLessThan(Number(corps['score']));
    expect((apres['criteres'] as typeof criteres)[0]?.critere).toBe('ETAT_RECRUTEMENT');
    await maison.hub.session.updateMany({ where: { numero: SESSION }, data: { etatRecrutement: 'OUVERT' } });
    expect((await lire(SIRET_AUTRE)).statut).toBe(404);
    expect((await lire(SIRET_AUTRE, CLES.lecture)).statut).toBe(200);
    expect((await lire('99999999999999', CLES.demo)).statut).toBe(404);
  });
});
