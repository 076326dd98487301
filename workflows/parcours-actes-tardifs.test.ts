/** Acts that come late, are corrected, or wait for a partner. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, jour, sceneDe, unPasse } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { enPanne, refuse, type Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const dites = (s: Scene, operation: string) => s.effets.filter((a) => a.operation === operation).map((a) => a.arg as Record<string, unknown>);

describe('acts that come late', () => {
  it('R27: not retained, the lock is free at once; corrected within thirty days of the slot, the person is retained', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'NON_RETENU'));
      await c.avancer({ jours: 15, pas: D_UN_COUP });
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.operations('kairos').slice(-2)).toEqual(['kairos.saisirSuites', 'kairos.inscrire']); // in that order
      await c.clore('non-retenu-corrige');
    });
  });

  it('G2: an absence that is only presumed frees the lock and is marked; said otherwise, it gives way', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ ...c.presence(id, 'ABSENT'), provisoire: true });
      expect(s.dernier()?.parcours?.[0]?.etapes).toEqual(expect.arrayContaining([expect.objectContaining({ etape: 'ABSENT', provisoire: true })]));
      expect(s.faits()).toContain('ABSENCE_PROVISOIRE');
      expect(dites(s, 'kairos.saisirPresences')).toMatchObject([{ presences: [{ positionnement: id, presence: 'ABSENT' }] }]);
      await c.dire({ ...c.presence(id, 'ABSENT'), provisoire: true }); // said already
      await c.dire(c.presence(id, 'PRESENT'));
      expect(s.etape()).toBe('PRESENT');
      expect(dites(s, 'kairos.saisirPresences')).toHaveLength(2);
      await c.clore('absence-provisoire');
    });
  });

  it('G2: presumed absent, then said absent: it is presumed no more, and nobody is told twice', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ ...c.presence(id, 'ABSENT'), provisoire: true });
      await c.dire(c.presence(id, 'ABSENT'));
      const etapes = (s.dernier()?.parcours?.[0]?.etapes ?? []) as { etape: string; provisoire?: boolean }[];
      expect([etapes.at(-1)?.etape, etapes.at(-1)?.provisoire ?? false]).toEqual(['ABSENT', false]);
      expect(s.faits().filter((f) => f === 'ABSENCE_PROVISOIRE' || f === 'ABSENT')).toEqual(['ABSENCE_PROVISOIRE', 'ABSENT']);
      expect(dites(s, 'kairos.saisirPresences')).toHaveLength(1);
      await c.clore('absence-provisoire-confirmee');
    });
  });

  it('G2: presumed absent, positioned again, then retained at the first meeting: the new appointment is given back', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const un = await c.positionner();
      await c.dire({ ...c.presence(un.id, 'ABSENT'), provisoire: true });
      const deux = await c.positionner('ICO-103725-2');
      await c.direEnsemble(c.presence(un.id, 'PRESENT'), c.suite(un.id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.faits()).toContain('PRESENCE_CORRIGEE');
      expect(Object.fromEntries((s.dernier()?.positionnements ?? []).map((p) => [p.id, p.statut]))).toMatchObject({ [un.id]: 'HONORE', [deux.id]: 'ANNULE' });
      expect(s.dits()).toContain('creneau/ICO-103725-2/desinscrit');
      await c.clore('retenu-malgre-absence-provisoire');
    });
  });

  it('to a path that is over: what makes no sense is journalled, and nothing of what it lived is lost', async () => {
    const ID = 'dddddddd-dddd-4ddd-8ddd-000000000003';
    const etapes = ['POSITIONNE', 'INSCRIT', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'FIN', 'BILAN_SAISI', 'CLOS'].map((etape) => ({
      etape,
      date: '2026-02-01T08:00:00.000Z',
    }));
    const s = sceneDe({}, { etapes, version: 9, entreeLe: '2026-01-26' }, [unPasse(ID, { suite: 'RETENU' })]);
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.dire({ type: 'presence', positionnement: ID, presence: 'ABSENT', depuis: 'kairos' });
      expect(await c.fini()).toBe(true);
      expect(s.etape()).toBe('CLOS');
      expect(s.dernier()?.processus.version).toBeGreaterThan(9);
      expect(s.dernier()?.parcours?.[0]).toMatchObject({ etapes, entreeLe: '2026-01-26', positionnement: ID });
      expect(s.operations()).toEqual(['kairos.saisirPresences', 'kairos.saisirSuites']); // Kairos hears again what holds
      expect(s.faits()).toContain('ACTE_REFUSE');
      await c.clore('trop-tard');
    });
  });

  it('R42, R42b, R48: start, interruptions of the session or of the person, and end are told to AUDE and AUDEF; an interruption ends by itself (M13)', async () => {
    const s = sceneDe({}, { debut: jour(1), interruptions: [{ debut: jour(10), fin: jour(11) }] });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'entrer', jour: jour(1) });
      const M13 = ['aude.enregistrerInterruption', 'audef.suivre', 'kairos.saisirInterruption', 'ouiform.suivre'];
      const periode = { debut: jour(10), fin: jour(11) };
      const apprises = () => s.effets.filter((a) => M13.includes(a.operation) && JSON.stringify(a.arg).includes(jour(10))).map((a) => a.operation);
      expect(apprises().sort()).toEqual(M13);
      expect(dites(s, 'ouiform.suivre').at(-1)).toMatchObject({ interruption: periode });
      await c.dire({ type: 'interrompre', debut: jour(3), fin: null });
      await c.avancer({ jours: 3 });
      expect(s.etape()).toBe('INTERROMPU');
      await c.dire({ type: 'interrompre', debut: jour(3), fin: jour(4) }); // its end is known
      await c.avancer({ jours: 2 });
      expect(s.etape()).toBe('EN_FORMATION');
      await c.avancer({ jours: 5 });
      expect(s.etape()).toBe('INTERROMPU');
      await c.avancer({ jours: 2 });
      expect(s.etape()).toBe('EN_FORMATION');
      await c.dire({ type: 'sortir', jour: jour(13), abandon: false, bilan: true });
      const devoirs = dites(s, 'audef.suivre').flatMap((a) => ['entree', 'interruption', 'sortie'].filter((fait) => fait in a));
      expect(devoirs).toEqual(['entree', 'interruption', 'interruption', 'interruption', 'sortie']);
      expect(s.operations('aude').slice(2)).toEqual(['aude.enregistrerEntree', ...Array(3).fill('aude.enregistrerInterruption'), 'aude.enregistrerSortie']);
      await c.clore('interruptions');
    });
  });

  it('a move that Kairos refuses leaves the person on the first slot', async () => {
    const s = sceneDe();
    s.reponses['kairos.deplacerPositionnement'] = refuse('COMPLET');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      const report = { type: 'reporter', positionnement: id, creneau: 'ICO-103725-2', ...c.dates(2) };
      expect(await c.demander(report)).toEqual({ statut: 'REFUSE', refus: 'COMPLET' });
      await c.repos();
      expect(s.dernier()?.positionnements?.[0]).toMatchObject({ creneau: 'ICO-103725-1', statut: 'CONFIRME' });
      expect(s.ouverts()).toEqual([]);
      await c.clore('report-refuse');
    });
  });

  it('R38: while Kairos is away, it hears the presence, the decision and the registration of one person in that order', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      s.reponses['kairos.saisirPresences'] = enPanne;
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('RETENU');
      delete s.reponses['kairos.saisirPresences'];
      await c.reprendre('kairos');
      expect(s.operations('kairos')).toEqual(['kairos.positionner', 'kairos.saisirPresences', 'kairos.saisirSuites', 'kairos.inscrire']);
      await c.clore('kairos-dans-l-ordre');
    });
  });
});
