import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HORAIRE, periodeReelle, planifierReconciliation } from '../cli/roles/horaires.ts';
import { sceneDe } from './essais/candidat.ts';
import { createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('the schedule', () => {
  const lire = () => maison.client.schedule.getHandle(HORAIRE).describe();

  it('is made once, whoever starts first, set right by the next worker, and its period is business time', async () => {
    await Promise.all([1, 2].map(() => planifierReconciliation(maison.client, { minutes: 60, vitesse: 1 })));
    expect((await lire()).spec.intervals).toMatchObject([{ every: 3_600_000 }]);
    await planifierReconciliation(maison.client, { minutes: 24 * 60, vitesse: 288 });
    expect(await lire()).toMatchObject({
      spec: { intervals: [{ every: 300_000 }] },
      policies: { overlap: 'SKIP' },
      action: { workflowType: 'reconciliation' },
    });
    // Never under a real minute, however fast the calendar runs.
    expect(periodeReelle(60, 1_000_000)).toBe(60_000);
  });

  it('starts a comparison by itself', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const passages: string[] = [];
      Object.assign(s.activites, {
        rapprocher: async ({ passage }: { passage: string }) => {
          passages.push(passage);
          return { ou: null, bilan: {} };
        },
      });
      await maison.client.schedule.getHandle(HORAIRE).trigger();
      await jusque('la comparaison a eu lieu', () => passages.length === 1);
      await planifierReconciliation(maison.client, { minutes: 0, vitesse: 1 });
      await expect(lire()).rejects.toThrow();
    });
  });

  it('a comparison longer than one run goes on in the next, from the page where it was', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const vues: string[] = [];
      Object.assign(s.activites, {
        rapprocher: async ({ passage, ou, bilan }: { passage: string; ou?: { apres: string }; bilan?: { ecarts: number } }) => {
          vues.push(passage);
          const n = Number(ou?.apres ?? 0) + 1;
          return { ou: n === 320 ? null : { phase: 'parcours', apres: String(n) }, bilan: { ecarts: (bilan?.ecarts ?? 0) + 1 } };
        },
      });
      const lance = await maison.client.workflow.start('reconciliation', { workflowId: `reconciliation:${unId()}`, taskQueue: 'processus', args: [{}] });
      const premiere = lance.firstExecutionRunId;
      expect(await lance.result()).toMatchObject({ ecarts: 320 });
      expect(new Set(vues)).toEqual(new Set([premiere]));
      expect((await maison.client.workflow.getHandle(lance.workflowId).describe()).runId).not.toBe(premiere);
    });
  });
});
