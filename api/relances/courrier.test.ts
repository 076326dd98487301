import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { createMaison, type Maison } from '../essais/maison.ts';
import { createSuiviAdresses } from './adresses.ts';
import { createCourrier } from './courrier.ts';
import { dsn, ouvrirPorte, type Porte, relance, sha, vider } from './essais/retours.ts';

let maison: Maison;
let porte: Porte;
beforeAll(async () => {
  maison = await createMaison();
  porte = await ouvrirPorte(maison);
});
afterAll(async () => {
  porte?.close();
  await maison?.close();
});
beforeEach(() => vider(maison));

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
    await relance(maison, 'direct:1', { blocage: `organisme:${SIRET_DEMO}#NOUVEAU_LIEN`, processus: `organisme:${SIRET_DEMO}`, cause: 'NOUVEAU_LIEN' });
    expect((await porte.remettre(dsn())).corps).toMatchObject({ reconnus: 1 });
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide' } }]);
  });
  it('a word to the team that no mailbox takes, or that comes back, is told to the organisme’s flow: it becomes a case', async () => {
    expect(await courrier(refuser(550)).envoyer(mot())).toBe(false);
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'motPerdu', mot: (await ligne()).id } }]);
    maison.flux.entendus.length = 0;
    await relance(maison, 'direct:2', {
      cause: 'MOT_A_L_EQUIPE',
      processus: `organisme:${SIRET_DEMO}`,
      destinataire: 'EQUIPE',
      boite: null,
      adresse: sha('equipe@maillon.example'),
    });
    await porte.remettre(dsn());
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
    await relance(maison, 'direct:3', {
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
