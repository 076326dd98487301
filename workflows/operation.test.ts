import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import { createRecit } from './essais/recit.ts';
import { createScene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

/** Lines as PostgreSQL keeps them; `tombe` kills the sender in the middle of a lot, after the effect and before it is written down. */
const scene = (lignes: number, { tombe = [] as number[], lot = 5 } = {}) => {
  const demandes: string[] = [];
  const faites = new Set<number>();
  const clos: string[] = [];
  let arret = false;
  const s = createScene({
    executerLot: (async () => {
      for (let n = 0; n < lot; n++) {
        if (arret) return 'FINI';
        const rang = faites.size + 1;
        if (rang > lignes) return 'FINI';
        demandes.push(`op/${rang}/1`);
        if (tombe.includes(rang)) {
          tombe.splice(tombe.indexOf(rang), 1);
          throw new Error('tué');
        }
        faites.add(rang);
      }
      return faites.size < lignes ? 'SUITE' : 'FINI';
    }) as never,
    cloreOperation: (async () => {
      clos.push(arret ? 'ARRETEE' : 'TERMINEE');
    }) as never,
  });
  return {
    ...s,
    demandes,
    faites,
    clos,
    arreter: () => {
      arret = true;
    },
    reprendre: () => {
      arret = false;
    },
  };
};

describe('operation', () => {
  it('goes on where a killed worker left it: the line is asked under the same key, the others are not asked again', async () => {
    const s = scene(12, { tombe: [4, 9] });
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'operation', unId(), s);
      await maison.client.workflow.signalWithStart('operation', r.signal({ type: 'poursuivre' }));
      await r.handle.result();
      expect(s.faites.size).toBe(12);
      expect(s.demandes.filter((d, n) => s.demandes.indexOf(d) !== n)).toEqual(['op/4/1', 'op/9/1']);
      expect(s.clos).toEqual(['TERMINEE']);
      await r.clore('tuee-deux-fois');
    });
  });

  it('stops between two lines, then finishes when asked to run again', async () => {
    const s = scene(8, { lot: 2 });
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'operation', unId(), s);
      s.arreter();
      await maison.client.workflow.signalWithStart('operation', r.signal({ type: 'poursuivre' }));
      await r.handle.result();
      expect([s.faites.size, s.clos]).toEqual([0, ['ARRETEE']]);
      await r.clore('arretee');
      s.reprendre();
      await maison.client.workflow.signalWithStart('operation', r.signal({ type: 'poursuivre' }));
      await maison.client.workflow.getHandle(r.handle.workflowId).result();
      expect([s.faites.size, s.clos]).toEqual([8, ['ARRETEE', 'TERMINEE']]);
    });
  });

  it('continues as new through thousands of lines', async () => {
    const s = scene(40, { lot: 2 });
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'operation', unId(), s);
      const { workflowId, taskQueue, args } = r.signal({ type: 'poursuivre' });
      const [debut] = args;
      const h = await maison.client.workflow.start('operation', { workflowId, taskQueue, args: [{ ...debut, etat: 6 }] });
      const premier = (await maison.client.workflow.getHandle(h.workflowId).describe()).runId;
      await jusque('toutes', () => s.clos.length === 1);
      await maison.client.workflow.getHandle(h.workflowId).result();
      expect(s.faites.size).toBe(40);
      expect(new Set(s.demandes).size).toBe(s.demandes.length);
      expect((await maison.client.workflow.getHandle(h.workflowId).describe()).runId).not.toBe(premier);
      await r.clore('continuee');
    });
  });
});
