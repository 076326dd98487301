import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCadence } from './courriels/cadence.ts';
import { CRENEAU, MAINTENANT, MANDATAIRE, OF, ouvrirCourrier } from './essais/courrier.ts';
import { createRelances } from './relances.ts';

let courrier: Awaited<ReturnType<typeof ouvrirCourrier>>;
beforeAll(async () => {
  courrier = await ouvrirCourrier();
}, 120_000);
beforeEach(() => courrier.remettre());
afterAll(() => courrier.close());

const HEURE = 3_600_000;
const JOUR = 24 * HEURE;
/** Thursday 12 November at noon: S11's first mail to the OF is due at J+1, Friday at noon. */
const VENDREDI = MAINTENANT + JOUR;

const poser = (id: string, plus: object = {}) =>
  courrier.hub.blocage.create({
    data: {
      id: `${id}#ENTREE_NON_ATTESTEE#1`,
      processus: id,
      type: 'parcours',
      cause: 'ENTREE_NON_ATTESTEE',
      acteurType: 'OF',
      acteur: OF,
      organisme: OF,
      session: '103725',
      sujet: { session: '103725', intitule: 'Soudeur', date: '2026-11-11' },
      depuis: new Date(MAINTENANT),
      prochaineRelance: new Date(VENDREDI),
      niveau: 0,
      ...plus,
    },
  });
const presences = (creneau: string, plus: object = {}) =>
  poser(`creneau:${creneau}`, {
    id: `creneau:${creneau}#PRESENCE_NON_SAISIE#1`,
    type: 'creneau',
    cause: 'PRESENCE_NON_SAISIE',
    creneau,
    sujet: { session: '103725', intitule: 'Soudeur', modalite: 'ICO', date: '2026-11-12T09:30:00Z' },
    ...plus,
  });
const envoyer = (blocage: string, plus: object = {}, relances = courrier.relances) =>
  relances.envoyerRelance({ blocage, niveau: 1, destinataire: 'OF', cle: `${blocage}:1`, maintenant: VENDREDI, ...plus });
const mots = (texte: string): number => texte.split(/\s+/).filter((m) => /[\p{L}\d]/u.test(m)).length;
const recus = () => courrier.smtp.recus;

describe('one mail per OF and session, not one per candidate (R13, G8)', () => {
  it('S11: three entries of one session are one mail that counts them; each flow, when its turn comes, finds its own done', async () => {
    for (const i of [1, 2, 3]) await poser(`parcours:p${i}:103725`);
    expect(await envoyer('parcours:p1:103725#ENTREE_NON_ATTESTEE#1')).toEqual({ etat: 'ENVOYEE' });
    expect(recus()).toHaveLength(1);
    expect(recus()[0]?.lu.subject).toBe('Rappel\u202f: 3\u00a0entrées à attester\u202f: session 103725');
    for (const i of [2, 3])
      expect(await envoyer(`parcours:p${i}:103725#ENTREE_NON_ATTESTEE#1`, { maintenant: VENDREDI + HEURE })).toEqual({ etat: 'ENVOYEE', le: VENDREDI });
    expect(recus()).toHaveLength(1);
    const lignes = await courrier.hub.relance.findMany();
    expect(new Set(lignes.map((l) => l.messageId)).size).toBe(1);
    expect(lignes.map((l) => [l.etat, l.boite])).toEqual(Array.from({ length: 3 }, () => ['ENVOYEE', `OF:${OF}`]));
    expect(recus()[0]?.lu.headers.get('list')).toMatchObject({ id: expect.anything() });
    expect(recus()[0]?.brut).not.toMatch(/^List-Unsubscribe/im); // one duty is no digest
  });
  it('all at the same instant, by several flows: still one mail', async () => {
    const ids = Array.from({ length: 8 }, (_, i) => `parcours:q${i}:103725`);
    for (const id of ids) await poser(id);
    const ensemble = createRelances({ ...courrier.options, regroupementMs: 100 });
    const fins = await Promise.allSettled(ids.map((id) => envoyer(`${id}#ENTREE_NON_ATTESTEE#1`, {}, ensemble)));
    expect(fins.some((f) => f.status === 'fulfilled')).toBe(true);
    // Those who found somebody at it come back, as their flows do.
    for (const id of ids) expect((await envoyer(`${id}#ENTREE_NON_ATTESTEE#1`, {}, ensemble)).etat).toBe('ENVOYEE');
    expect(recus()).toHaveLength(1);
  });
});

describe('one digest when an OF has many', () => {
  it('says each thing with its count, one button to the list, one deadline, and how to give digests up', async () => {
    await presences(CRENEAU);
    for (const i of [1, 2]) await poser(`parcours:p${i}:103725`);
    await courrier.hub.tentative.createMany({
      data: ['a', 'b', 'c'].map((auteur) => ({ cle: auteur, session: '103725', creneau: CRENEAU, motif: 'DEJA_INSCRITE', auteur, date: new Date(MAINTENANT) })),
    });
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`);
    await courrier.hub.tentative.deleteMany();
    const [mail] = recus();
    expect(recus()).toHaveLength(1);
    const texte = mail?.lu.text ?? '';
    expect(mail?.lu.subject).toMatch(/^Rappel\u202f: 2\u00a0réponses attendues, dont /);
    expect(texte).toContain('4\u00a0présences à saisir\u202f: information collective du 12/11');
    expect(texte).toContain('2\u00a0entrées à attester\u202f: session 103725');
    expect(texte).toContain('3\u00a0conseillers ont essayé de positionner quelqu’un.'); // G5
    expect(texte).toMatch(/À faire avant le \d\d\/11/);
    expect(mots(texte)).toBeLessThanOrEqual(120);
    expect((mail?.lu.html || '').match(/<a /g)).toHaveLength(1);
    expect(mail?.lu.headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringMatching(/^https:\/\/maillon\.example\/courriels\/syntheses\/\d{14}\./) },
    });
    expect(mail?.brut).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
    expect(mail?.lu.headers.get('auto-submitted')).toBe('auto-generated');
    // The link opens all that is the organisme's.
    expect(await courrier.hub.lienOf.findMany({ select: { organisme: true, creneau: true, session: true } })).toEqual([
      { organisme: OF, creneau: null, session: null },
    ]);
  });
  it('who gave digests up still hears each duty, one by one', async () => {
    await courrier.hub.organisme.update({ where: { siret: OF }, data: { syntheses: false } });
    await presences(CRENEAU);
    await poser('parcours:p1:103725');
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`);
    await envoyer('parcours:p1:103725#ENTREE_NON_ATTESTEE#1');
    expect(recus().map((r) => r.lu.subject)).toEqual([
      'Rappel\u202f: 4\u00a0présences à saisir\u202f: information collective du 12/11',
      'Rappel\u202f: entrée à attester\u202f: session 103725',
    ]);
  });
  it('takes neither what is due another day, nor what was reminded today, nor what is put aside or somebody else’s', async () => {
    await presences(CRENEAU);
    await poser('parcours:loin:103725', { prochaineRelance: new Date(VENDREDI + 5 * HEURE) });
    await poser('parcours:veille:103725', { veilleJusqua: new Date(VENDREDI + JOUR) });
    await poser('parcours:pris:103725', { priseEnChargeJusqua: new Date(VENDREDI + JOUR) });
    await poser('parcours:leve:103725', { leveLe: new Date(VENDREDI) });
    await poser('parcours:autre:103725', { organisme: MANDATAIRE, acteur: MANDATAIRE });
    await poser('parcours:repos:103725');
    await courrier.hub.relance.create({
      data: {
        id: 'parcours:repos:103725#ENTREE_NON_ATTESTEE#1:1',
        blocage: 'parcours:repos:103725#ENTREE_NON_ATTESTEE#1',
        processus: 'parcours:repos:103725',
        cause: 'ENTREE_NON_ATTESTEE',
        niveau: 1,
        canal: 'COURRIEL',
        destinataire: 'OF',
        etat: 'ENVOYEE',
        envoyeeLe: new Date(VENDREDI - 5 * HEURE),
      },
    });
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`);
    expect(await courrier.hub.relance.count({ where: { NOT: { groupe: null } } })).toBe(1);
    expect(recus()[0]?.lu.subject).toContain('4\u00a0présences');
  });
  it('a digest whose sender died is sent again by any of those it says, whole and under the same Message-ID', async () => {
    await presences(CRENEAU);
    await poser('parcours:p1:103725');
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`);
    await courrier.hub.$executeRaw`UPDATE hub.relance SET etat = 'EN_ENVOI', "essaiLe" = now() - interval '1 minute'`;
    expect(await envoyer('parcours:p1:103725#ENTREE_NON_ATTESTEE#1')).toEqual({ etat: 'ENVOYEE' });
    expect(recus()).toHaveLength(2);
    expect(recus()[1]?.lu.messageId).toBe(recus()[0]?.lu.messageId);
    expect(recus()[1]?.lu.subject).toBe(recus()[0]?.lu.subject);
    expect(await courrier.hub.relance.count({ where: { etat: 'ENVOYEE' } })).toBe(2);
  });
});

describe('the right person (R13, G8)', () => {
  it('R13: the mandataire through its session, else through the sessions that the organisme teaches for it', async () => {
    await poser('parcours:p1:103725');
    await envoyer('parcours:p1:103725#ENTREE_NON_ATTESTEE#1', { destinataire: 'MANDATAIRE', cle: 'm1' });
    await poser(`organisme:${OF}`, {
      id: 's13',
      type: 'organisme',
      cause: 'COURRIEL_OF_INVALIDE',
      acteurType: 'EQUIPE',
      acteur: null,
      session: null,
      sujet: {},
    });
    await envoyer('s13', { destinataire: 'MANDATAIRE', cle: 's13:1', niveau: 2 });
    expect(recus().map((r) => r.a)).toEqual([['marches@mandataire.example'], ['marches@mandataire.example']]);
    expect(await envoyer('s13', { destinataire: 'REFERENT_KAIROS', cle: 's13:2' })).toEqual({ etat: 'SANS_DESTINATAIRE' });
  });
  it('S10: a prescriber is found through the last positioning of the person', async () => {
    await courrier.hub.compte.create({
      data: { courriel: 'conseil@ml.example', nom: 'X', role: 'PRESCRIPTEUR', motDePasse: 'x', sirets: [], structure: 'ML Le Havre' },
    });
    const p = await courrier.hub.positionnement.findFirstOrThrow();
    await courrier.hub.positionnement.update({ where: { id: p.id }, data: { structure: 'ML Le Havre' } });
    await poser(`demandeur:${p.personne}`, {
      id: 's10',
      type: 'demandeur',
      cause: 'DEMANDEUR_RADIE',
      acteurType: 'PRESCRIPTEUR',
      acteur: null,
      organisme: null,
      session: null,
      sujet: { nombre: 2 },
    });
    expect(await envoyer('s10', { destinataire: 'PRESCRIPTEUR', cle: 's10:1' })).toEqual({ etat: 'ENVOYEE' });
    expect(recus()[0]?.a).toEqual(['conseil@ml.example']);
  });
  it('S22, S7: the prescribers who send people to the session hear beside its OF, each structure once, in words of theirs', async () => {
    const structures = ['ML Le Havre', 'Agence du Havre', 'ML Rouen'];
    for (const [i, structure] of structures.entries())
      await courrier.hub.compte.create({
        data: { courriel: `conseil${i}@prescripteur.example`, nom: 'X', role: 'PRESCRIPTEUR', motDePasse: 'x', sirets: [], structure },
      });
    for (const [i, p] of (await courrier.hub.positionnement.findMany({ orderBy: { id: 'asc' } })).entries())
      await courrier.hub.positionnement.update({ where: { id: p.id }, data: { structure: structures[i % 2] ?? '' } });
    const session = { type: 'session', acteur: OF, sujet: { session: '103725', intitule: 'Soudeur', nombre: 8, jours: 15, attente: 6 } };
    await poser('session:103725', { id: 's22', cause: 'PLACES_NON_POURVUES', ...session });
    await poser('session:103725', { id: 's7', cause: 'RECRUTEMENT_HORS_SYSTEME', ...session });
    const aux = (blocage: string) => ({ blocage, destinataire: 'PRESCRIPTEUR', cle: `${blocage}:1:PRESCRIPTEUR` });
    expect(await envoyer('s22', aux('s22'))).toEqual({ etat: 'ENVOYEE' });
    expect(await envoyer('s22', aux('s22'))).toMatchObject({ etat: 'ENVOYEE' }); // asked again, it is done
    expect(
      recus()
        .map((r) => r.a[0])
        .sort(),
    ).toEqual(['conseil0@prescripteur.example', 'conseil1@prescripteur.example']);
    const texte = recus()[0]?.lu.text ?? '';
    expect(texte).toContain('Proposez la session 103725');
    expect(texte).toMatch(/dans 15\sjours/);
    expect(texte).not.toMatch(/Ouvrez un créneau|Pas de mot de passe/);
    expect(mots(texte)).toBeLessThanOrEqual(120);
    await envoyer('s7', aux('s7'));
    expect(recus().at(-1)?.lu.text).toContain('Positionnez dans votre outil');
    // Nobody has positioned anybody on it: those who work with its organisme.
    await courrier.hub.session.create({
      data: { ...(await courrier.hub.session.findUniqueOrThrow({ where: { numero: '103725' } })), numero: '103726', offre: {}, financeurs: [] },
    });
    await poser('session:103726', { id: 's22-neuve', cause: 'PLACES_NON_POURVUES', ...session, session: '103726' });
    courrier.smtp.recus.length = 0;
    await envoyer('s22-neuve', aux('s22-neuve'));
    expect(recus()).toHaveLength(2);
  });
  it('S13: an address that refused is not written to again, and says so; another address is', async () => {
    await presences(CRENEAU);
    courrier.smtp.etat.refus = 550;
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`);
    courrier.smtp.etat.refus = null;
    expect(await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`, { cle: 'b:2' })).toEqual({ etat: 'SANS_DESTINATAIRE' });
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`, { cle: 'b:2:MANDATAIRE', destinataire: 'MANDATAIRE', injoignable: true });
    expect(recus()[0]?.lu.text).toContain('Formation Estuaire ne reçoit pas nos courriels');
    await courrier.hub.organisme.update({ where: { siret: OF }, data: { courriel: 'Neuf@of.example' } });
    expect(await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`, { cle: 'b:3' })).toEqual({ etat: 'ENVOYEE' });
  });
});

describe('the rate of mails', () => {
  it('is shared: two workers together send no faster than it says', async () => {
    await courrier.hub.$executeRaw`DELETE FROM hub.cadence`;
    const [un, deux] = [createCadence({ hub: courrier.hub, parSeconde: 40 }), createCadence({ hub: courrier.hub, parSeconde: 40 })];
    const debut = performance.now();
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? un() : deux())));
    expect(performance.now() - debut).toBeGreaterThanOrEqual(19 * 25 - 40);
  });
  it('gives up when its turn is far, and takes no turn then', async () => {
    await courrier.hub
      .$executeRaw`INSERT INTO hub.cadence VALUES ('courriel', clock_timestamp() + interval '1 hour') ON CONFLICT (nom) DO UPDATE SET prochain = excluded.prochain`;
    const avant = await courrier.hub.cadence.findFirst();
    await expect(createCadence({ hub: courrier.hub, parSeconde: 1 })()).rejects.toThrow('CADENCE');
    expect(await courrier.hub.cadence.findFirst()).toEqual(avant);
    await courrier.hub.$executeRaw`DELETE FROM hub.cadence`;
  });
  it('each mail has a return address of its own when bounces have a mailbox (VERP)', async () => {
    const enveloppes: unknown[] = [];
    const relances = createRelances({
      ...courrier.options,
      retours: 'rebonds@maillon.example',
      transport: { sendMail: async (m) => void enveloppes.push(m.envelope) },
    });
    await presences(CRENEAU);
    await envoyer(`creneau:${CRENEAU}#PRESENCE_NON_SAISIE#1`, {}, relances);
    const jeton = /<([0-9a-f]{40})@/.exec((await courrier.hub.relance.findFirstOrThrow()).messageId ?? '')?.[1];
    expect(enveloppes).toEqual([{ from: `rebonds+${jeton}@maillon.example`, to: 'contact@of.example' }]);
  });
});
