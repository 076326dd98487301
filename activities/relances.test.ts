import type { AddressInfo } from 'node:net';
import { ApplicationFailure } from '@temporalio/common';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BaseDeTest, baseDeTest } from '../e2e/outils/base.ts';
import { createHub, type Hub } from '../prisma/hub.ts';
import { trouverLien } from '../prisma/liens.ts';
import { createTransport } from './courriels/transport.ts';
import { createRelances } from './relances.ts';

const OF = '99912345800013';
const MANDATAIRE = '99954321800013';
const MAINTENANT = Date.parse('2026-11-12T12:00:00+01:00');
const CRENEAU = 'ICO-103725-1';

/** A real SMTP server that keeps what it accepts; `refus` decides on each recipient. */
const startSmtp = async () => {
  const recus: { brut: string; lu: ParsedMail; a: string[] }[] = [];
  const etat: { refus: number | null; refusMessage: number | null; lenteur: Promise<void> } = { refus: null, refusMessage: null, lenteur: Promise.resolve() };
  const echec = (code: number) => Object.assign(new Error('boîte inconnue contact@of.example'), { responseCode: code });
  const serveur = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_, __, suite) => suite(etat.refus === null ? null : echec(etat.refus)),
    onData: (flux, session, suite) => {
      const morceaux: Buffer[] = [];
      flux.on('data', (m: Buffer) => morceaux.push(m));
      flux.on('end', () => {
        if (etat.refusMessage !== null) return suite(echec(etat.refusMessage));
        void etat.lenteur.then(async () => {
          const brut = Buffer.concat(morceaux);
          recus.push({ brut: brut.toString(), lu: await simpleParser(brut), a: session.envelope.rcptTo.map((r) => r.address) });
          suite(null);
        });
      });
    },
  });
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  const { port } = serveur.server.address() as AddressInfo;
  return { recus, etat, url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((fini) => serveur.close(fini)) };
};

let base: BaseDeTest;
let hub: Hub;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let transport: ReturnType<typeof createTransport>;
let relances: ReturnType<typeof createRelances>;
const options = () => ({ hub, transport, urlHub: 'https://maillon.example', expediteur: 'Maillon <ne-pas-repondre@maillon.example>' });

beforeAll(async () => {
  base = await baseDeTest();
  hub = createHub(base.url, 4);
  smtp = await startSmtp();
  transport = createTransport(smtp.url);
  relances = createRelances(options());
}, 120_000);
afterAll(async () => {
  transport.close();
  await smtp.close();
  await hub.$disconnect();
  await base.close();
});

const PERSONNES = ['Lefebvre', 'Mbarki', 'Okonkwo', 'Delaunay'];
const POSITIONNEMENTS = PERSONNES.map((_, i) => `00000000-0000-4000-8000-00000000000${i}`);

beforeEach(async () => {
  smtp.recus.length = 0;
  smtp.etat.refus = null;
  smtp.etat.refusMessage = null;
  smtp.etat.lenteur = Promise.resolve();
  for (const table of ['relance', 'lien_of', 'blocage', 'positionnement', 'personne', 'creneau', 'session', 'organisme', 'compte'])
    await hub.$executeRawUnsafe(`DELETE FROM hub.${table}`);
  await hub.organisme.createMany({
    data: [
      { siret: OF, nom: 'Formation Estuaire', courriel: 'contact@of.example', telephone: '02 35 00 00 00' },
      { siret: MANDATAIRE, nom: 'Groupement Seine', courriel: 'marches@mandataire.example' },
    ],
  });
  await hub.session.create({
    data: {
      numero: '103725',
      fiche: 'A825286',
      intitule: 'Soudeur',
      debut: new Date('2026-12-01'),
      modaliteEntreeSortie: 'DATES_FIXES',
      ofResponsable: MANDATAIRE,
      ofDispensateur: OF,
      formacode: '23076',
      rome: [],
      offre: {},
    },
  });
  await hub.creneau.create({
    data: {
      id: CRENEAU,
      session: '103725',
      modalite: 'ICO',
      debut: new Date('2026-11-12T09:30:00Z'),
      fin: new Date('2026-11-12T11:00:00Z'),
      lieu: { ville: 'Le Havre' },
      places: 12,
      placesLibres: 8,
      pieces: ['CV'],
      origine: 'KAIROS',
    },
  });
  for (const [i, nom] of PERSONNES.entries()) {
    const personne = await hub.personne.create({ data: { nom, prenom: 'Camille', idDE: `123456${i}A`, courriel: i === 3 ? null : `camille${i}@de.example` } });
    await hub.positionnement.create({
      data: {
        id: POSITIONNEMENTS[i],
        parcours: `${personne.id}:103725`,
        personne: personne.id,
        session: '103725',
        creneau: CRENEAU,
        reseau: i === 0 ? 'CAP_EMPLOI' : i === 3 ? 'PE' : 'ML',
        outil: i === 3 ? 'AUDEF' : 'OUIFORM',
        statut: 'CONFIRME',
        argumentaire: 'Motif à ne pas divulguer',
        creeLe: new Date(MAINTENANT),
      },
    });
  }
});

const creerBlocage = (plus: object = {}) =>
  hub.blocage.create({
    data: {
      id: `creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`,
      processus: `creneau:${CRENEAU}`,
      type: 'creneau',
      cause: 'PRESENCE_NON_SAISIE',
      acteurType: 'OF',
      acteur: OF,
      organisme: OF,
      session: '103725',
      creneau: CRENEAU,
      sujet: { session: '103725', intitule: 'Soudeur', modalite: 'ICO', date: '2026-11-12T09:30:00Z', nombre: null },
      depuis: new Date('2026-11-12T11:00:00Z'),
      niveau: 1,
      ...plus,
    },
  });
const relancer = (plus: object = {}) =>
  relances.envoyerRelance({
    blocage: `creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`,
    niveau: 1,
    destinataire: 'OF',
    cle: 'relance-1',
    maintenant: MAINTENANT + 86_400_000,
    ...plus,
  });
const demander = (cle = 'demande-1') => relances.demanderPresences({ creneau: CRENEAU, cle, maintenant: MAINTENANT });

describe('demanderPresences', () => {
  it('asks the OF by a mail with a link to its page, that names nobody (R29)', async () => {
    expect(await demander()).toEqual({ etat: 'ENVOYEE' });
    expect(smtp.recus).toHaveLength(1);
    const { lu, a, brut } = smtp.recus[0] as (typeof smtp.recus)[0];
    expect(a).toEqual(['contact@of.example']);
    expect(lu.subject).toBe('4\u00a0présences à saisir\u202f: information collective du 12/11');
    expect(lu.text).toContain('OUIFORM (3), AUDEF (1)'.split(', ').sort().join(', '));
    const token = /https:\/\/maillon\.example\/of\/([\w-]{43})\b/.exec(lu.text ?? '')?.[1] ?? '';
    expect(lu.html).toContain(`href="https://maillon.example/of/${token}"`);
    expect(await trouverLien(hub, token, MAINTENANT)).toMatchObject({ organisme: OF, creneau: CRENEAU });
    expect(await trouverLien(hub, token, MAINTENANT + 31 * 86_400_000)).toBeNull();
    for (const nom of [...PERSONNES, 'Camille', 'Cap emploi', 'CAP_EMPLOI', 'divulguer', '123456'])
      expect((lu.subject ?? '') + lu.text + lu.html + brut).not.toContain(nom);
    expect(lu.headers.get('auto-submitted')).toBe('auto-generated');
    expect(brut).toMatch(/^List-Id: Maillon <relances\.maillon\.example>/im);
    expect(await hub.relance.findUnique({ where: { id: 'demande-1' } })).toMatchObject({
      etat: 'ENVOYEE',
      destinataire: 'OF',
      organisme: OF,
      canal: 'COURRIEL',
      envoyeeLe: new Date(MAINTENANT),
      messageId: lu.messageId,
      objet: lu.subject,
      essaiLe: null,
    });
  });
  it('is sent once, however often and by however many it is asked', async () => {
    let liberer = (): void => undefined;
    smtp.etat.lenteur = new Promise((r) => (liberer = r));
    const ensemble = [demander(), demander(), createRelances(options()).demanderPresences({ creneau: CRENEAU, cle: 'demande-1', maintenant: MAINTENANT })];
    let renonces = 0;
    for (const p of ensemble) p.catch(() => renonces++);
    // Somebody is at it: the two others say so, and come back later.
    await vi.waitFor(() => expect(renonces).toBe(2), 10_000);
    liberer();
    const fins = await Promise.allSettled(ensemble);
    expect(fins.filter((f) => f.status === 'fulfilled')).toHaveLength(1);
    expect(await demander()).toEqual({ etat: 'ENVOYEE' });
    expect(smtp.recus).toHaveLength(1);
  });
  it('asks nothing when nobody was expected', async () => {
    await hub.positionnement.updateMany({ data: { presence: 'PRESENT' } });
    expect(await demander()).toEqual({ etat: 'INUTILE' });
    expect(smtp.recus).toHaveLength(0);
  });
  it('says that an OF has no address', async () => {
    await hub.organisme.update({ where: { siret: OF }, data: { courriel: null } });
    expect(await demander()).toEqual({ etat: 'SANS_DESTINATAIRE' });
    expect(await demander()).toEqual({ etat: 'SANS_DESTINATAIRE' });
    expect(await hub.relance.findUnique({ where: { id: 'demande-1' } })).toMatchObject({ etat: 'ECHEC', echec: 'SANS_ADRESSE' });
  });
});

describe('envoyerRelance', () => {
  it('S4: joins the conversation of the first ask, with the count of today', async () => {
    await demander();
    await creerBlocage();
    await hub.positionnement.update({ where: { id: POSITIONNEMENTS[0] ?? '' }, data: { presence: 'PRESENT' } });
    expect(await relancer()).toEqual({ etat: 'ENVOYEE' });
    expect(await relancer({ cle: 'relance-2', niveau: 2, destinataire: 'MANDATAIRE', maintenant: MAINTENANT + 3 * 86_400_000 })).toEqual({ etat: 'ENVOYEE' });
    expect(await relancer({ cle: 'relance-3', maintenant: MAINTENANT + 4 * 86_400_000 })).toEqual({ etat: 'ENVOYEE' });
    const [demande, rappel, mandataire, dernier] = smtp.recus.map((r) => r.lu);
    expect(rappel?.subject).toBe('Rappel\u202f: 3\u00a0présences à saisir\u202f: information collective du 12/11');
    expect(rappel?.inReplyTo).toBe(demande?.messageId);
    expect(dernier?.inReplyTo).toBe(rappel?.messageId);
    expect(dernier?.references).toEqual([demande?.messageId, rappel?.messageId]);
    // The mandataire did not receive the others: his begins a conversation.
    expect(mandataire?.inReplyTo).toBeUndefined();
    expect(smtp.recus[2]?.a).toEqual(['marches@mandataire.example']);
    expect(mandataire?.text).toContain('Formation Estuaire n’a pas répondu');
    // The date at which it escalates: five working days after the meeting.
    expect(rappel?.text).toContain('À faire avant le 19/11');
  });
  it('does not remind once the blocage has fallen, nor somebody who cannot act', async () => {
    await creerBlocage({ leveLe: new Date(MAINTENANT) });
    expect(await relancer()).toEqual({ etat: 'INUTILE' });
    await hub.blocage.updateMany({ data: { leveLe: null, acteurType: 'CARIF' } });
    expect(await relancer()).toEqual({ etat: 'INUTILE' });
    expect(smtp.recus).toHaveLength(0);
  });
  it('S8: reaches a prescriber through an account of the structure, on the dashboard', async () => {
    await creerBlocage({ cause: 'ORIGINE_OF_HORS_IMILO', acteurType: 'PRESCRIPTEUR', acteur: 'ML Le Havre' });
    expect(await relancer({ destinataire: 'PRESCRIPTEUR' })).toEqual({ etat: 'SANS_DESTINATAIRE' });
    await hub.compte.create({
      data: { courriel: 'conseil@ml.example', nom: 'X', role: 'PRESCRIPTEUR', motDePasse: 'x', sirets: [], structure: 'ML Le Havre' },
    });
    expect(await relancer({ destinataire: 'PRESCRIPTEUR', cle: 'relance-2' })).toEqual({ etat: 'ENVOYEE' });
    expect(smtp.recus[0]?.a).toEqual(['conseil@ml.example']);
    expect(smtp.recus[0]?.lu.text).toContain('https://maillon.example/admin/');
    expect(await hub.lienOf.count()).toBe(0);
  });
  it.each([
    ['recipient', { refus: 550 }],
    ['message', { refusMessage: 554 }],
  ])('S13: a refused %s is final, and kept without the address', async (_, panne) => {
    await creerBlocage();
    Object.assign(smtp.etat, panne);
    const rendu = await relancer();
    expect(rendu).toEqual({ etat: 'ECHEC', permanent: true });
    const ligne = await hub.relance.findUniqueOrThrow({ where: { id: 'relance-1' } });
    expect(ligne.etat).toBe('ECHEC');
    expect(ligne.echec).toMatch(/^E\w+ 55[04]$/);
    expect(JSON.stringify([rendu, ligne])).not.toContain('@');
    expect(await hub.lienOf.count()).toBe(0);
    Object.assign(smtp.etat, { refus: null, refusMessage: null });
    expect(await relancer()).toEqual({ etat: 'ECHEC', permanent: true });
    expect(smtp.recus).toHaveLength(0);
  });
  it('a passing refusal is an error without address; the next try sends, once', async () => {
    await creerBlocage();
    smtp.etat.refus = 451;
    const erreur = await relancer().catch((e: unknown) => e);
    expect(erreur).toBeInstanceOf(ApplicationFailure);
    expect(erreur).toMatchObject({ nonRetryable: false, type: 'INDISPONIBLE' });
    expect(`${String(erreur)} ${JSON.stringify(erreur)}`).not.toMatch(/of\.example/);
    expect(await hub.relance.findUnique({ where: { id: 'relance-1' } })).toMatchObject({ etat: 'PREVUE', essaiLe: null });
    smtp.etat.refus = null;
    expect(await relancer()).toEqual({ etat: 'ENVOYEE' });
    expect(smtp.recus).toHaveLength(1);
    expect(await hub.lienOf.count()).toBe(1);
  });
  it('a mail server that does not answer is an error that says so', async () => {
    await creerBlocage();
    const muet = createTransport('smtp://127.0.0.1:1');
    await expect(
      createRelances({ ...options(), transport: muet }).envoyerRelance({
        blocage: `creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`,
        niveau: 1,
        destinataire: 'OF',
        cle: 'relance-1',
        maintenant: MAINTENANT,
      }),
    ).rejects.toThrow(/ne part pas/);
    muet.close();
  });
  it('takes over from a sender that died, under the same Message-ID, and not before its lease ends', async () => {
    await creerBlocage();
    await relancer();
    const messageId = smtp.recus[0]?.lu.messageId;
    await hub.$executeRaw`UPDATE hub.relance SET etat = 'EN_ENVOI', "essaiLe" = now()`;
    await expect(relancer()).rejects.toThrow('ENVOI_EN_COURS');
    expect(smtp.recus).toHaveLength(1);
    await hub.$executeRaw`UPDATE hub.relance SET "essaiLe" = now() - interval '1 minute'`;
    expect(await relancer()).toEqual({ etat: 'ENVOYEE' });
    expect(smtp.recus[1]?.lu.messageId).toBe(messageId);
  });
  it('sent, but PostgreSQL could not be told: the next try tells it and sends nothing', async () => {
    await creerBlocage();
    let pannes = 1;
    const capricieux = new Proxy(hub, {
      get: (cible, nom) =>
        nom === 'relance'
          ? new Proxy(cible.relance, {
              get: (r, methode) => (methode === 'update' && pannes-- > 0 ? () => Promise.reject(new Error('connexion perdue')) : Reflect.get(r, methode)),
            })
          : Reflect.get(cible, nom),
    });
    const meme = createRelances({ ...options(), hub: capricieux });
    const demande = { blocage: `creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`, niveau: 1, destinataire: 'OF' as const, cle: 'relance-1', maintenant: MAINTENANT };
    await expect(meme.envoyerRelance(demande)).rejects.toThrow('connexion perdue');
    expect(await meme.envoyerRelance(demande)).toEqual({ etat: 'ENVOYEE' });
    expect(smtp.recus).toHaveLength(1);
    expect(await hub.relance.findUnique({ where: { id: 'relance-1' } })).toMatchObject({ etat: 'ENVOYEE' });
  });
});

describe('convoquer', () => {
  const convoquer = (i: number, plus: object = {}) =>
    relances.convoquer({ positionnement: POSITIONNEMENTS[i] ?? '', cle: `convocation-${i}`, maintenant: MAINTENANT, ...plus });
  const ics = (mail: ParsedMail | undefined): string =>
    mail?.attachments.find((p) => p.contentType === 'application/ics' || p.contentType === 'text/calendar')?.content.toString() ?? '';

  it('R33: gives the candidate the appointment and its calendar file, not the sheet', async () => {
    expect(await convoquer(0)).toEqual({ etat: 'ENVOYEE' });
    const { lu, a, brut } = smtp.recus[0] as (typeof smtp.recus)[0];
    expect(a).toEqual(['camille0@de.example']);
    expect(lu.subject).not.toContain('Lefebvre');
    expect(lu.text).toContain('Bonjour Camille Lefebvre,');
    expect(lu.text + brut).not.toContain('divulguer');
    expect(brut).toMatch(/text\/calendar;[^\n]*\s*method=REQUEST/i);
    expect(ics(lu)).toContain('DTSTART:20261112T093000Z');
    const ligne = await hub.relance.findUniqueOrThrow({ where: { id: 'convocation-0' } });
    expect(JSON.stringify(ligne)).not.toMatch(/camille|lefebvre/i);
  });
  it('replaces then cancels the same appointment in the calendar', async () => {
    await convoquer(0);
    await hub.creneau.update({ where: { id: CRENEAU }, data: { debut: new Date('2026-11-16T13:00:00Z'), fin: new Date('2026-11-16T14:00:00Z') } });
    await convoquer(0, { cle: 'report-0', occasion: 'REPORT' });
    await convoquer(0, { cle: 'annulation-0', occasion: 'ANNULATION' });
    const [un, deux, trois] = smtp.recus.map((r) => ics(r.lu));
    expect(un).toContain('SEQUENCE:0');
    expect(deux).toContain('SEQUENCE:1');
    expect(deux).toContain('DTSTART:20261116T130000Z');
    expect(trois).toContain('METHOD:CANCEL');
    expect(trois).toContain('SEQUENCE:2');
    for (const fichier of [un, deux, trois]) expect(fichier).toContain(`UID:${POSITIONNEMENTS[0]}`);
    expect(smtp.recus[2]?.lu.inReplyTo).toBe(smtp.recus[1]?.lu.messageId);
  });
  it('leaves nobody a mail who has no address, nor for a candidature (R17)', async () => {
    expect(await convoquer(3)).toEqual({ etat: 'SANS_DESTINATAIRE' });
    await hub.creneau.update({ where: { id: CRENEAU }, data: { modalite: 'CANDIDATURE' } });
    expect(await convoquer(1)).toEqual({ etat: 'INUTILE' });
    expect(smtp.recus).toHaveLength(0);
  });
});
