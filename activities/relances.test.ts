import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { trouverLien } from '../prisma/liens.ts';
import { createTransport } from './courriels/transport.ts';
import { CRENEAU, MAINTENANT, MANDATAIRE, OF, ouvrirCourrier, PERSONNES, POSITIONNEMENTS } from './essais/courrier.ts';
import { createRelances } from './relances.ts';

let courrier: Awaited<ReturnType<typeof ouvrirCourrier>>;
beforeAll(async () => {
  courrier = await ouvrirCourrier();
}, 120_000);
beforeEach(() => courrier.remettre());
afterAll(() => courrier.close());

const creerBlocage = (plus: object = {}) =>
  courrier.hub.blocage.create({
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
  courrier.relances.envoyerRelance({
    blocage: `creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`,
    niveau: 1,
    destinataire: 'OF',
    cle: 'relance-1',
    maintenant: MAINTENANT + 86_400_000,
    ...plus,
  });
const demander = (cle = 'demande-1') => courrier.relances.demanderPresences({ creneau: CRENEAU, cle, maintenant: MAINTENANT });

describe('demanderPresences', () => {
  it('asks the OF by a mail with a link to its page, that names nobody (R29)', async () => {
    expect(await demander()).toEqual({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus).toHaveLength(1);
    const { lu, a, brut } = courrier.smtp.recus[0] as (typeof courrier.smtp.recus)[0];
    expect(a).toEqual(['contact@of.example']);
    expect(lu.subject).toBe('4\u00a0présences à saisir\u202f: information collective du 12/11');
    expect(lu.text).toContain('OUIFORM (3), AUDEF (1)'.split(', ').sort().join(', '));
    const token = /https:\/\/maillon\.example\/of\/([\w-]{43})\b/.exec(lu.text ?? '')?.[1] ?? '';
    expect(lu.html).toContain(`href="https://maillon.example/of/${token}"`);
    expect(await trouverLien(courrier.hub, token, MAINTENANT)).toMatchObject({ organisme: OF, creneau: CRENEAU });
    expect(await trouverLien(courrier.hub, token, MAINTENANT + 31 * 86_400_000)).toBeNull();
    for (const nom of [...PERSONNES, 'Camille', 'Cap emploi', 'CAP_EMPLOI', 'divulguer', '123456'])
      expect((lu.subject ?? '') + lu.text + lu.html + brut).not.toContain(nom);
    expect(lu.headers.get('auto-submitted')).toBe('auto-generated');
    expect(brut).toMatch(/^List-Id: Maillon <relances\.maillon\.example>/im);
    expect(await courrier.hub.relance.findUnique({ where: { id: 'demande-1' } })).toMatchObject({
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
    courrier.smtp.etat.lenteur = new Promise((r) => (liberer = r));
    const ensemble = [
      demander(),
      demander(),
      createRelances(courrier.options).demanderPresences({ creneau: CRENEAU, cle: 'demande-1', maintenant: MAINTENANT }),
    ];
    let renonces = 0;
    for (const p of ensemble) p.catch(() => renonces++);
    // Somebody is at it: the two others say so, and come back later.
    await vi.waitFor(() => expect(renonces).toBe(2), 10_000);
    liberer();
    const fins = await Promise.allSettled(ensemble);
    expect(fins.filter((f) => f.status === 'fulfilled')).toHaveLength(1);
    expect(await demander()).toEqual({ etat: 'ENVOYEE', le: MAINTENANT });
    expect(courrier.smtp.recus).toHaveLength(1);
  });
  it('asks nothing when nobody was expected', async () => {
    await courrier.hub.positionnement.updateMany({ data: { presence: 'PRESENT' } });
    expect(await demander()).toEqual({ etat: 'INUTILE' });
    expect(courrier.smtp.recus).toHaveLength(0);
  });
  it('says that an OF has no address', async () => {
    await courrier.hub.organisme.update({ where: { siret: OF }, data: { courriel: null } });
    expect(await demander()).toEqual({ etat: 'SANS_DESTINATAIRE' });
    expect(await demander()).toEqual({ etat: 'SANS_DESTINATAIRE' });
    expect(await courrier.hub.relance.findUnique({ where: { id: 'demande-1' } })).toMatchObject({ etat: 'ECHEC', echec: 'SANS_ADRESSE' });
  });
});

describe('envoyerRelance', () => {
  it('S4: joins the conversation of the first ask, with the count of today', async () => {
    await demander();
    await creerBlocage();
    await courrier.hub.positionnement.update({ where: { id: POSITIONNEMENTS[0] ?? '' }, data: { presence: 'PRESENT' } });
    expect(await relancer()).toEqual({ etat: 'ENVOYEE' });
    expect(await relancer({ cle: 'relance-2', niveau: 2, destinataire: 'MANDATAIRE', maintenant: MAINTENANT + 3 * 86_400_000 })).toEqual({ etat: 'ENVOYEE' });
    expect(await relancer({ cle: 'relance-3', maintenant: MAINTENANT + 4 * 86_400_000 })).toEqual({ etat: 'ENVOYEE' });
    const [demande, rappel, mandataire, dernier] = courrier.smtp.recus.map((r) => r.lu);
    expect(rappel?.subject).toBe('Rappel\u202f: 3\u00a0présences à saisir\u202f: information collective du 12/11');
    expect(rappel?.inReplyTo).toBe(demande?.messageId);
    expect(dernier?.inReplyTo).toBe(rappel?.messageId);
    expect(dernier?.references).toEqual([demande?.messageId, rappel?.messageId]);
    // The mandataire did not receive the others: his begins a conversation.
    expect(mandataire?.inReplyTo).toBeUndefined();
    expect(courrier.smtp.recus[2]?.a).toEqual(['marches@mandataire.example']);
    expect(mandataire?.text).toContain('Formation Estuaire n’a pas répondu');
    // The date at which somebody else is turned to: three working days after the meeting.
    expect(rappel?.text).toContain('À faire avant le 17/11');
  });
  it('R13, S18: two numbers that differ are asked of the mandataire and of the dispensateur, once when they are one', async () => {
    const sujet = { session: '103725', champ: 'PLACES', valeurSmf: '442', valeurKairos: '82' };
    await creerBlocage({ cause: 'DONNEES_DIVERGENTES', acteur: MANDATAIRE, creneau: null, sujet });
    const avec = (destinataire: string) => ({ destinataire, ...(destinataire === 'OF' ? {} : { cle: `relance-1:${destinataire}` }) });
    for (const qui of ['OF', 'MANDATAIRE']) expect(await relancer(avec(qui))).toEqual({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus.map((r) => r.a)).toEqual([['contact@of.example'], ['marches@mandataire.example']]);
    for (const { lu } of courrier.smtp.recus) expect(lu.text).toMatch(/«\s442\s» \(Saisir ma formation\) ou «\s82\s» \(Kairos\)/);
    // Asked first, it is not told that somebody else has not answered.
    expect(courrier.smtp.recus[1]?.lu.text).toContain('Vous recevez ce message comme mandataire.');
    await courrier.remettre();
    await courrier.hub.session.updateMany({ data: { ofResponsable: OF } });
    await creerBlocage({ cause: 'DONNEES_DIVERGENTES', creneau: null, sujet });
    expect(await relancer(avec('OF'))).toEqual({ etat: 'ENVOYEE' });
    expect(await relancer(avec('MANDATAIRE'))).toEqual({ etat: 'INUTILE' });
    expect(courrier.smtp.recus).toHaveLength(1);
  });
  it('S13, S20: a mail about no session speaks of none', async () => {
    await creerBlocage({ cause: 'COURRIEL_OF_INVALIDE', acteurType: 'EQUIPE', acteur: null, type: 'organisme', session: null, creneau: null, sujet: {} });
    expect(await relancer({ destinataire: 'MANDATAIRE', niveau: 2 })).toEqual({ etat: 'ENVOYEE' });
    const [s13] = courrier.smtp.recus.map((r) => r.lu.text);
    expect(s13).toContain('Formation Estuaire ne reçoit pas nos courriels.');
    expect(s13).not.toContain('La session');
    await courrier.hub.blocage.updateMany({
      data: { cause: 'PARTENAIRE_FERME', acteurType: 'SYSTEME', organisme: null, systeme: 'kairos', sujet: { systeme: 'kairos' } },
    });
    await courrier.hub.compte.create({ data: { courriel: 'equipe@maillon.example', nom: 'É', role: 'ADMIN', motDePasse: 'x', sirets: [] } });
    expect(await relancer({ destinataire: 'EQUIPE', niveau: 3, cle: 'relance-2' })).toEqual({ etat: 'ENVOYEE' });
    const s20 = courrier.smtp.recus[1]?.lu;
    expect(s20?.subject).not.toContain('session');
    expect(s20?.text).not.toMatch(/session/i);
    expect(s20?.text).toContain('Suivez le rétablissement de Kairos.');
  });
  it('does not remind once the blocage has fallen, nor somebody who cannot act', async () => {
    await creerBlocage({ leveLe: new Date(MAINTENANT) });
    expect(await relancer()).toEqual({ etat: 'INUTILE' });
    await courrier.hub.blocage.updateMany({ data: { leveLe: null, acteurType: 'CARIF' } });
    expect(await relancer()).toEqual({ etat: 'INUTILE' });
    expect(courrier.smtp.recus).toHaveLength(0);
  });
  it('S8: reaches a prescriber through an account of the structure, on the dashboard', async () => {
    await creerBlocage({ cause: 'ORIGINE_OF_HORS_IMILO', acteurType: 'PRESCRIPTEUR', acteur: 'ML Le Havre' });
    expect(await relancer({ destinataire: 'PRESCRIPTEUR' })).toEqual({ etat: 'SANS_DESTINATAIRE' });
    await courrier.hub.compte.create({
      data: { courriel: 'conseil@ml.example', nom: 'X', role: 'PRESCRIPTEUR', motDePasse: 'x', sirets: [], structure: 'ML Le Havre' },
    });
    expect(await relancer({ destinataire: 'PRESCRIPTEUR', cle: 'relance-2' })).toEqual({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus[0]?.a).toEqual(['conseil@ml.example']);
    expect(courrier.smtp.recus[0]?.lu.text).toContain('https://maillon.example/admin/');
    expect(await courrier.hub.lienOf.count()).toBe(0);
  });
  it.each([
    ['recipient', { refus: 550 }, 'ADRESSE'],
    ['message', { refusMessage: 554 }, 'MESSAGE'],
  ])('S13: a refused %s is final, and kept without the address', async (_, panne, raison) => {
    await creerBlocage();
    Object.assign(courrier.smtp.etat, panne);
    const rendu = await relancer();
    expect(rendu).toEqual({ etat: 'ECHEC', raison });
    const ligne = await courrier.hub.relance.findUniqueOrThrow({ where: { id: 'relance-1' } });
    expect(ligne.etat).toBe('ECHEC');
    expect(ligne.echec).toMatch(/^E\w+ 55[04]$/);
    expect(JSON.stringify([rendu, ligne])).not.toContain('@');
    expect(await courrier.hub.lienOf.count()).toBe(0);
    Object.assign(courrier.smtp.etat, { refus: null, refusMessage: null });
    expect(await relancer()).toEqual({ etat: 'ECHEC', raison });
    expect(courrier.smtp.recus).toHaveLength(0);
  });
  it('a passing refusal is an error without address; the next try sends, once', async () => {
    await creerBlocage();
    courrier.smtp.etat.refus = 451;
    const erreur = await relancer().catch((e: unknown) => e);
    expect(erreur).toBeInstanceOf(ApplicationFailure);
    expect(erreur).toMatchObject({ nonRetryable: false, type: 'INDISPONIBLE' });
    expect(`${String(erreur)} ${JSON.stringify(erreur)}`).not.toMatch(/of\.example/);
    expect(await courrier.hub.relance.findUnique({ where: { id: 'relance-1' } })).toMatchObject({ etat: 'PREVUE', essaiLe: null });
    courrier.smtp.etat.refus = null;
    expect(await relancer()).toEqual({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus).toHaveLength(1);
    expect(await courrier.hub.lienOf.count()).toBe(1);
  });
  it('a mail server that does not answer is an error that says so', async () => {
    await creerBlocage();
    const muet = createTransport('smtp://127.0.0.1:1');
    await expect(
      createRelances({ ...courrier.options, transport: muet }).envoyerRelance({
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
    const messageId = courrier.smtp.recus[0]?.lu.messageId;
    await courrier.hub.$executeRaw`UPDATE hub.relance SET etat = 'EN_ENVOI', "essaiLe" = now()`;
    await expect(relancer()).rejects.toThrow('ENVOI_EN_COURS');
    expect(courrier.smtp.recus).toHaveLength(1);
    await courrier.hub.$executeRaw`UPDATE hub.relance SET "essaiLe" = now() - interval '1 minute'`;
    expect(await relancer()).toEqual({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus[1]?.lu.messageId).toBe(messageId);
  });
  it('sent, but PostgreSQL could not be told: the next try tells it and sends nothing', async () => {
    await creerBlocage();
    let pannes = 1;
    const capricieux = new Proxy(courrier.hub, {
      get: (cible, nom) =>
        nom === 'relance'
          ? new Proxy(cible.relance, {
              get: (r, methode) => (methode === 'updateMany' && pannes-- > 0 ? () => Promise.reject(new Error('connexion perdue')) : Reflect.get(r, methode)),
            })
          : Reflect.get(cible, nom),
    });
    const meme = createRelances({ ...courrier.options, hub: capricieux });
    const demande = { blocage: `creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`, niveau: 1, destinataire: 'OF' as const, cle: 'relance-1', maintenant: MAINTENANT };
    await expect(meme.envoyerRelance(demande)).rejects.toThrow('connexion perdue');
    expect(await meme.envoyerRelance(demande)).toEqual({ etat: 'ENVOYEE' });
    expect(courrier.smtp.recus).toHaveLength(1);
    expect(await courrier.hub.relance.findUnique({ where: { id: 'relance-1' } })).toMatchObject({ etat: 'ENVOYEE' });
  });
});
