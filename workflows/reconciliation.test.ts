/** A whole comparison: what each partner has lost, and what only one of them can say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dans, personne, session } from '../e2e/outils/exemples.ts';
import type { Banc } from '../e2e/outils/systemes.ts';
import type { Hub } from '../prisma/hub.ts';
import { sceneDe } from './essais/candidat.ts';
import { jusque, type Maison } from './essais/maison.ts';
import { CODES, createTerrain, detailsDe, processus, type Terrain } from './essais/terrain.ts';

let terrain: Terrain;
let maison: Maison;
let banc: Banc;
let hub: Hub;
beforeAll(async () => {
  terrain = await createTerrain();
  ({ maison, banc, hub } = terrain);
});
afterAll(() => terrain?.fermer());

describe('a comparison', () => {
  it('finds nothing where nothing was lost, and puts right a count of seats that the mirror has wrong', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s);
      await hub.processus.create({ data: processus('creneau:ico-1') });
      const bilan = await terrain.comparer(s);
      expect(detailsDe(bilan, `parcours:${c.parcours}`)).toEqual([]);
      expect(bilan.compares).toMatchObject({ parcours: 1, creneau: 1, 'inconnus:kairos': 1 });
      expect(await hub.creneau.findUnique({ where: { id: 'ico-1' } })).toMatchObject({ placesLibres: 11 });
      await c.clore('comparee');
      await hub.processus.deleteMany();
    });
  });

  it('S18: a partner that lost a positioning is told again; what only Kairos can say becomes a blocage, until both agree', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s, ['aude', 'pefr', 'imilo', 'audef']);
      const bilan = await terrain.comparer(s);
      expect(detailsDe(bilan, `parcours:${c.parcours}`).sort()).toEqual(['kairos POSITIONNEMENT', 'ouiform POSITIONNEMENT']);
      await jusque('OUIFORM est informé de nouveau', () => s.effets.some((e) => e.operation === 'ouiform.positionner' && e.cle.includes(':reparation:')));
      await jusque('Kairos diverge', () => s.ouverts().includes('DONNEES_DIVERGENTES'));
      // The scene's partners do nothing: the test does what the effects would have done.
      await c.refaire('ouiform');
      await c.refaire('kairos');
      await hub.blocage.createMany({ data: s.blocages().filter((b) => b.cause === 'DONNEES_DIVERGENTES'), skipDuplicates: true });
      expect((await terrain.comparer(s)).leves).toBe(1);
      await jusque('plus rien ne diverge', () => !s.ouverts().includes('DONNEES_DIVERGENTES'));
      await c.clore('repare');
      await hub.processus.deleteMany();
      await hub.blocage.deleteMany();
    });
  });

  it('S15: the network shows a session and its event was lost: the flow of the session hears it, with its date, as the event would have said it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const id = 'session:103725';
      const flux = await maison.client.workflow.start('gardien', {
        workflowId: id,
        taskQueue: 'processus',
        args: [{ sujet: id, calendrier: { origine: 0, vitesse: 1, avance: 0 } }],
      });
      await hub.processus.create({ data: processus(id) });
      await hub.publication.create({ data: { session: '103725', systeme: 'rco', etat: 'EXPORTEE', depuis: new Date() } });
      await banc.dire('rco', '/sessions', { ...session(), apprentissage: false });
      await terrain.comparer(s);
      const { events } = await flux.fetchHistory();
      const signaux = (events ?? []).flatMap((e) =>
        e.workflowExecutionSignaledEventAttributes?.signalName === 'acte' ? [e.workflowExecutionSignaledEventAttributes] : [],
      );
      expect(signaux).toHaveLength(1);
      const [dit] = signaux.map((x) => JSON.parse(Buffer.from(x.input?.payloads?.[0]?.data ?? []).toString()));
      expect(dit).toMatchObject({
        type: 'visible',
        depuis: 'rco',
        date: (await banc.voir<{ visibleDepuis: string }>('rco', '/sessions/103725')).visibleDepuis,
      });
      await flux.terminate('fin de l’essai');
      await hub.processus.deleteMany();
      await hub.publication.deleteMany();
    });
  });

  it('S20: a partner that does not answer is not compared, and accuses nobody', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s, []);
      for (const code of CODES) await banc.regler(code, { indisponibleJusqua: dans(1) });
      const bilan = await terrain.comparer(s);
      for (const code of CODES) await banc.regler(code, {});
      expect([...bilan.muets].sort()).toEqual([...CODES].sort());
      expect(bilan.ecarts).toBe(0);
      await c.clore('muets');
      await hub.processus.deleteMany();
    });
  });

  it('S18: a person entered in Kairos, whom the hub never heard of, is the session’s to show', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const { corps } = await banc.acte('kairos', 'inscription.creee', { session: '103725', personne: personne(99) });
      const bilan = await terrain.comparer(s);
      expect(bilan.details).toContainEqual(expect.objectContaining({ flux: 'session:103725', objet: 'CANDIDAT', partenaire: corps['reference'], hub: null }));
    });
  });
});
