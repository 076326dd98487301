import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, sceneDe, unPasse } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('places', () => {
  it('§d.2: goes to the oldest of the waiting list, whose OF is asked (S5); declined there, to the next', async () => {
    const s = sceneDe();
    s.activites['lireListeAttente'] = (async () => ['p:autre', 'p:suivant']) as never;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'annulerInscription' });
      expect(s.dits().slice(-2)).toEqual(['session/103725/inscription', 'parcours/p:autre/placeLiberee']);
      await c.clore('place-rendue');
    });
    const autre = sceneDe();
    autre.activites['lireListeAttente'] = (async () => ['p:suivant']) as never;
    await maison.jouer(autre, async () => {
      const c = createCandidat(maison, autre);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      await c.dire({ type: 'placeLiberee' });
      expect(autre.faits()).toContain('PLACE_LIBEREE');
      await c.avancer({ jours: 3 });
      expect(autre.ouverts()).toEqual(['SUITE_NON_SAISIE']);
      await c.dire(c.suite(id, 'NON_RETENU'));
      expect(autre.ouverts()).toEqual([]);
      expect(autre.dits().at(-1)).toBe('parcours/p:suivant/placeLiberee');
      await c.clore('place-declinee');
    });
  });

  it('§d.2: one that has an offer already passes the next place on to who comes after it, and hears of its own once', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      s.activites['lireListeAttente'] = (async () => ['p:avant', c.parcours, 'p:apres']) as never;
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      await c.dire({ type: 'placeLiberee' });
      expect(s.dits().filter((d) => d.endsWith('placeLiberee'))).toEqual([]);
      await c.dire({ type: 'placeLiberee' });
      expect(s.dits().filter((d) => d.endsWith('placeLiberee'))).toEqual(['parcours/p:apres/placeLiberee']);
      await c.avancer({ jours: 3 });
      expect(s.ouverts()).toEqual(['SUITE_NON_SAISIE']);
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.dits().filter((d) => d.endsWith('placeLiberee'))).toHaveLength(1);
      await c.clore('deux-places-liberees');
    });
  });

  it.each([
    ['refused', refuse('COMPLET'), { inscritLe: '2026-01-20', entreeLe: '2026-01-26', sortieLe: '2026-02-01', interruptions: [{ debut: '2026-01-28' }] }],
    ['given', () => ({}), { inscritLe: null, entreeLe: null, sortieLe: null, interruptions: [] }],
  ])('positioned again after a training, the seat %s: what was lived stays until another life begins', async (issue, kairos, dates) => {
    const etapes = ['POSITIONNE', 'INSCRIT', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'FIN', 'BILAN_SAISI', 'CLOS'].map((etape) => ({
      etape,
      date: '2026-02-01T08:00:00.000Z',
    }));
    const dites = [{ debut: '2026-01-28', fin: '2026-01-29', kairos: false, dite: true }];
    const passe = [unPasse('dddddddd-dddd-4ddd-8ddd-000000000051', { suite: 'RETENU' })];
    const s = sceneDe({}, { etapes, version: 9, inscritLe: '2026-01-20', entreeLe: '2026-01-26', sortieLe: '2026-02-01', dites }, passe);
    s.reponses['kairos.positionner'] = kairos;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner();
      expect(s.dernier()?.parcours?.[0]).toMatchObject(dates);
      await c.clore(`de-nouveau-${issue === 'given' ? 'positionnee' : 'refusee'}`);
    });
  });
});
