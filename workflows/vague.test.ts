import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALENDRIER, createMaison, lierFlux, type Maison, unId } from './essais/maison.ts';
import { createScene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('./verbes.ts'));
});
afterAll(() => maison?.fermer());

const dans = (ms: number) => new Promise((r) => setTimeout(r, ms));
const REPONSES = { un: 'kairos.attesterEntree', deux: 'aude.enregistrerEntree' };

describe('local activities that leave together', () => {
  // Whichever answers first, the flow takes the same way, and the replay, where both come at once, finds it again.
  it.each(['un', 'deux'] as const)('replay when %s answers first', async (premier) => {
    const [tot, tard] = premier === 'un' ? [REPONSES.un, REPONSES.deux] : [REPONSES.deux, REPONSES.un];
    const s = createScene({}, { [tot]: () => undefined, [tard]: () => dans(60).then(() => undefined) });
    await maison.jouer(s, async () => {
      const h = await maison.client.workflow.start('deuxDeFront', {
        workflowId: `essai:${unId()}`,
        taskQueue: 'processus',
        args: [{ sujet: 'essai', calendrier: CALENDRIER }],
      });
      await h.result();
      expect(s.operations().slice(0, 2).sort()).toEqual(['aude.enregistrerEntree', 'kairos.attesterEntree']);
      expect(s.operations().at(-1)).toBe('aude.enregistrerSortie');
      await Worker.runReplayHistory({ workflowBundle: maison.workflowBundle }, await h.fetchHistory(), h.workflowId);
    });
  });
});

describe('the clock of a flow', () => {
  // Live, the message is heard when the task is renewed; replayed, it is heard at the date of the answer: past the limit that the flow looks at.
  it('stands still while local work is under way, and replays so', async () => {
    const s = createScene({}, { 'kairos.attesterEntree': () => dans(2_500).then(() => undefined) });
    await maison.jouer(s, async () => {
      const h = await maison.client.workflow.start('unMessageEntreTemps', {
        workflowId: `essai:${unId()}`,
        taskQueue: 'processus',
        workflowTaskTimeout: '1s', // local work that lasts longer is spoken of to the server, which then hands over what it had kept back
        args: [{ sujet: 'essai', calendrier: CALENDRIER }],
      });
      await h.signal('acte', { id: unId(), type: 'dire', date: new Date().toISOString() });
      await h.result();
      const histoire = await h.fetchHistory();
      expect((histoire.events ?? []).filter((e) => e.workflowTaskStartedEventAttributes).length).toBeGreaterThan(2);
      await Worker.runReplayHistory({ workflowBundle: maison.workflowBundle }, histoire, h.workflowId);
    });
  });
});
