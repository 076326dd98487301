import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLES, cleUnique, createMaison, demande, type Maison, T0 } from '../essais/maison.ts';
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

describe('S13 COURRIEL_OF_INVALIDE, COURRIEL_EN_ECHEC: a mail that came back', () => {
  it('marks the reminders it said, refuses the address, and tells the organisme’s flow, once', async () => {
    await relance(maison, 'r1');
    await relance(maison, 'r2', { blocage: 'parcours:p:1#ENTREE_NON_ATTESTEE#1', processus: 'parcours:p:1', cause: 'ENTREE_NON_ATTESTEE', groupe: 'r1' });
    expect(await porte.remettre(dsn())).toEqual({ statut: 202, corps: { reconnus: 2, definitif: true } });
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
    expect((await porte.remettre(dsn())).corps).toMatchObject({ reconnus: 0 });
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
    await relance(maison, 'r1', ouvert);
    await relance(maison, 'r2', cas(2)); // settled meanwhile: its flow may be over
    expect((await porte.remettre(dsn())).corps).toMatchObject({ reconnus: 2 });
    expect(maison.flux.entendus.map((e) => [e.id, e.acte?.type])).toEqual([[ouvert.processus, 'courrielRevenu']]);
    const candidat = { organisme: null, destinataire: 'CANDIDAT', boite: null, blocage: `positionnement:${p.id}`, processus: `parcours:${p.parcours}` };
    for (const [n, cause] of ['CONVOCATION', 'REPORT', 'ANNULATION'].entries()) {
      maison.flux.entendus.length = 0;
      const jeton = String(n).repeat(40);
      await relance(maison, `c${n}`, { ...candidat, cause, messageId: `<${jeton}@maillon.example>` });
      await porte.remettre(dsn({ original: false, a: `rebonds+${jeton}@maillon.example` }));
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
      await relance(maison, `reinscription-${jeton.slice(0, 1)}`, { ...r, messageId: `<${jeton}@maillon.example>` });
      await porte.remettre(dsn({ original: false, a: `rebonds+${jeton}@maillon.example` }));
    }
    expect(maison.flux.entendus.map((e) => [e.id, e.acte])).toEqual([
      [processus, expect.objectContaining({ type: 'courrielRevenu', blocage: ouvert.id, destinataire: 'CANDIDAT' })],
    ]);
  });
  it('says nothing of an address that was changed since', async () => {
    await relance(maison, 'r1');
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'neuve@organisme.example' } });
    await porte.remettre(dsn());
    expect((await maison.hub.organisme.findUnique({ where: { siret: SIRET_DEMO } }))?.courrielRefuse).toBeNull();
  });
  it('waits for Temporal when it is away', async () => {
    await relance(maison, 'r1');
    maison.flux.temporal = 'FERME';
    await porte.remettre(dsn());
    maison.flux.temporal = 'OUVERT';
    expect(maison.flux.entendus).toHaveLength(0);
    await maison.receptions.relayer();
    expect(maison.flux.entendus.map((e) => e.id)).toEqual([`organisme:${SIRET_DEMO}`]);
  });
  it('refuses who does not know the secret, and what is no notification', async () => {
    expect((await porte.remettre(dsn(), 'autre')).statut).toBe(401);
    expect((await porte.remettre('bonjour')).statut).toBe(422);
    expect((await maison.demander('POST', '/api/courriels/retours', { brut: 'x' })).statut).toBe(404);
    expect((await porte.remettre(dsn())).corps).toEqual({ reconnus: 0, definitif: true });
  });
});
