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
    // The same day without its bilan, which Kairos has then lost.
    [{ type: 'sortir', jour: '2026-02-01', abandon: false, bilan: false }, ['kairos.terminer', '2026-02-01']],
    [{ type: 'sortir', jour: '2026-02-01', abandon: false, bilan: true }, null],
    [{ type: 'entrer', jour: '2026-01-26' }, null],
  ])('typed there once all is closed, $type $jour: what holds is told again if it is something else, and nothing more', async (acte, redite) => {
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
      expect(dits(s, 0)).toEqual(redite === null ? [] : [redite]);
      expect(s.dernier()?.parcours?.[0]).toMatchObject({ etapes, entreeLe: '2026-01-26', sortieLe: '2026-02-01' });
      await c.clore(`${acte.type}-a-kairos-apres-la-cloture${redite === null ? '-deja-su' : 'bilan' in acte && !acte.bilan ? '-sans-bilan' : ''}`);
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

  it('R27: typed in Kairos while a seat is asked there for the same person: Kairos refuses the second, and the first stands', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const [demandee, tapee] = [c.demande(), c.demande('ICO-103725-2', { reseau: 'OF', outil: 'KAIROS', ...DE_KAIROS })];
      let dite: Promise<unknown> = Promise.resolve();
      s.reponses['kairos.positionner'] = async (_cle, arg) => {
        if ((arg as { positionnement: string }).positionnement === tapee.positionnement) return {};
        dite = c.dire(tapee); // on its way while Kairos answers
        await new Promise((r) => setTimeout(r, 300));
        return refuse('DEJA_INSCRIT')();
      };
      expect(await c.demander(demandee)).toEqual({ statut: 'REFUSE', refus: 'DEJA_INSCRIT' });
      await dite;
      await c.repos();
      const statuts = Object.fromEntries(s.projections.flatMap((p) => p.positionnements ?? []).map((p) => [p.id, p.statut]));
      expect(statuts).toEqual({ [demandee.positionnement]: 'REFUSE', [tapee.positionnement]: 'CONFIRME' });
      expect(s.operations('kairos')).not.toContain('kairos.annulerPositionnement');
      await c.clore('tapee-pendant-une-demande');
    });
  });

  it.each([
    ['over', 'CLOS', '2026-01-20', ['audef.enregistrerAis']],
    ['cancelled', 'INSCRIPTION_ANNULEE', null, []],
  ])(
    'R36, R45: of a path that is %s, the AIS that AUDE hears of at the réinscription is counted if its registration stands',
    async (_, fin, inscritLe, comptee) => {
      const ID = 'dddddddd-dddd-4ddd-8ddd-000000000042';
      const etapes = ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT', fin].map((etape) => ({ etape, date: '2026-02-01T08:00:00.000Z' }));
      const s = sceneDe({}, { etapes, version: 9, inscritLe }, [unPasse(ID, { suite: 'RETENU' })]);
      await maison.jouer(s, async () => {
        const c = createCandidat(maison, s);
        await c.dire({ type: 'rejoue', faits: ['INSCRIPTION'] });
        expect(await c.fini()).toBe(true);
        expect(s.operations()).toEqual(comptee);
        for (const x of s.effets) expect(x.arg).toMatchObject({ date: '2026-01-20', parcours: c.parcours });
        await c.clore(`ais-tardive-${fin.toLowerCase()}`);
      });
    },
  );
});
