/** What is typed in Kairos of a training, crossing what was said elsewhere: the hub's word holds, and Kairos hears it again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, jour, sceneDe, unPasse } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const DE_KAIROS = { depuis: 'kairos', par: 'systeme:kairos' };
const dits = (s: ReturnType<typeof sceneDe>, depuis: number) =>
  s.effets.slice(depuis).map(({ operation, arg }) => [operation, (arg as { date?: string; debut?: string }).date ?? (arg as { debut?: string }).debut]);

describe('a training told in two places', () => {
  it('R41: cancelled in Kairos when the entry was known: it is registered there anew, and what was refused for want of it leaves', async () => {
    const s = sceneDe({}, { debut: jour(1) });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'interrompre', debut: jour(10), fin: jour(12), ...DE_KAIROS });
      s.reponses['kairos.attesterEntree'] = refuse('INSCRIPTION_ANNULEE');
      s.reponses['kairos.inscrire'] = () => void delete s.reponses['kairos.attesterEntree'];
      await c.dire({ type: 'entrer', jour: jour(1) });
      expect(s.ouverts()).toEqual(['REJET_FONCTIONNEL']);
      const avant = s.effets.length;
      await c.dire({ type: 'annulerInscription', ...DE_KAIROS });
      expect([s.etape(), s.ouverts()]).toEqual(['EN_FORMATION', []]);
      expect(dits(s, avant).filter(([operation]) => operation?.startsWith('kairos.'))).toEqual([
        ['kairos.inscrire', jour(0)],
        ['kairos.attesterEntree', jour(1)],
        ['kairos.attesterEntree', jour(1)],
        ['kairos.saisirInterruption', jour(10)],
      ]);
      expect(s.clesUniques()).toBe(true);
      await c.clore('annulee-a-kairos-apres-l-entree');
    });
  });

  it.each([
    [{ type: 'entrer', jour: '2026-01-28' }, ['kairos.attesterEntree', '2026-01-26']],
    [{ type: 'sortir', jour: '2026-02-05', abandon: false, bilan: true }, ['kairos.terminer', '2026-02-01']],
  ])('typed there once all is closed, $type: the day that holds is told again, and nothing else', async (acte, redite) => {
    const ID = 'dddddddd-dddd-4ddd-8ddd-000000000041';
    const etapes = ['POSITIONNE', 'INSCRIT', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'FIN', 'BILAN_SAISI', 'CLOS'].map((etape) => ({
      etape,
      date: '2026-02-01T08:00:00.000Z',
    }));
    const s = sceneDe({}, { etapes, version: 9, inscritLe: '2026-01-20', entreeLe: '2026-01-26', sortieLe: '2026-02-01' }, [unPasse(ID, { suite: 'RETENU' })]);
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.dire({ ...acte, ...DE_KAIROS });
      expect(await c.fini()).toBe(true);
      expect(dits(s, 0)).toEqual([redite]);
      expect(s.dernier()?.parcours?.[0]).toMatchObject({ etapes, entreeLe: '2026-01-26', sortieLe: '2026-02-01' });
      await c.clore(`${acte.type}-a-kairos-apres-la-cloture`);
    });
  });

  it('R27: positioned in Kairos while the path goes on elsewhere: Kairos, which had taken it, gives the seat back', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      const avant = s.effets.length;
      const refusee = c.demande('ICO-103725-2', { reseau: 'OF', outil: 'KAIROS', ...DE_KAIROS });
      expect(await c.demander(refusee)).toEqual({ statut: 'REFUSE', refus: 'DEJA_INSCRIT' });
      await c.repos();
      expect(s.effets.slice(avant).map((x) => [x.operation, x.arg])).toEqual([
        ['kairos.annulerPositionnement', { parcours: c.parcours, positionnement: refusee.positionnement, session: '103725', refus: 'DEJA_INSCRIT' }],
      ]);
      expect(s.etape()).toBe('LISTE_ATTENTE');
      await c.clore('positionnee-a-kairos-en-attente');
    });
  });
});
