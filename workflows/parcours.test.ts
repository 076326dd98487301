import { WithStartWorkflowOperation } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActeParcours } from '../domain/actes.ts';
import { CALENDRIER, createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import { createScene } from './essais/scene.ts';
import { acte, agir } from './messages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const profil = { reseau: 'ML', outil: 'OUIFORM', modalite: 'ICO', aIdDE: true, dossierImilo: true, synchronise: true };
const hier = new Date(Date.now() - 86_400_000).toISOString();
const lu = { session: '103725', intitule: '#Avenir', debut: hier.slice(0, 10), fin: null, dispensateur: '99900002900010', etapes: [], version: 0 };
const scene = (plus = {}) => createScene({ lireParcours: async () => ({ lu, profil }), ...plus });

const commun = (type: string) => ({ id: `${type}/${unId()}`, date: new Date().toISOString(), par: 'cle:x', depuis: null });
const positionner = (positionnement: string) =>
  ({ ...commun('p'), type: 'positionner', positionnement, creneau: 'ICO-1', debut: hier, fin: hier, reseau: 'ML', outil: 'OUIFORM' }) as ActeParcours;

const envoyer = (parcours: string, a: ActeParcours) =>
  maison.client.workflow.executeUpdateWithStart(agir, {
    args: [a],
    updateId: a.id,
    startWorkflowOperation: new WithStartWorkflowOperation('parcours', {
      workflowId: `parcours:${parcours}`,
      taskQueue: 'processus',
      args: [{ sujet: parcours, calendrier: CALENDRIER }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });

describe('parcours', () => {
  it('goes from the positioning to the attested entry, each partner told once', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const parcours = `${unId()}:103725`;
      const p = unId();
      const reponse = await envoyer(parcours, positionner(p));
      expect(reponse).toEqual({ statut: 'CONFIRME' });
      const handle = maison.client.workflow.getHandle(`parcours:${parcours}`);
      await jusque('convoqué', () => s.dernier()?.processus.etape === 'CONVOQUE');
      await handle.signal(acte, { ...commun('pr'), type: 'presence', positionnement: p, presence: 'PRESENT' } as ActeParcours);
      await handle.signal(acte, { ...commun('su'), type: 'suite', positionnement: p, suite: 'RETENU' } as ActeParcours);
      await jusque('entrée à valider', () => s.dernier()?.processus.etape === 'ENTREE_A_VALIDER');
      await handle.signal(acte, { ...commun('en'), type: 'entrer', jour: '2026-11-23' } as ActeParcours);
      await jusque('en formation', () => s.dernier()?.processus.etape === 'EN_FORMATION');
      await jusque('tous prévenus', () => s.appels.some((a) => a.operation === 'aude.enregistrerEntree'));
      await jusque('écrit', async () => (await handle.query<{ calme: boolean }>('lireEtat')).calme);
      const d = await handle.describe();
      console.log(
        'transitions',
        d.raw.workflowExecutionInfo?.stateTransitionCount?.toString(),
        'événements',
        d.historyLength,
        'projections',
        s.projections.length,
      );
      console.log(s.appels.map((a) => a.operation).join('\n'));
      expect(new Set(s.appels.map((a) => a.cle)).size).toBe(s.appels.length);
    });
  });
});
