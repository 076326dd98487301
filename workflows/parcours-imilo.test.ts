/** A person of i-Milo whom i-Milo does not know of yet: entered by the organisme (S8), or whose dossier is not synchronised (S8b). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, jour, sceneDe, unPasse } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { relancees } from './essais/relancees.ts';
import { refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('what is watched for beside the path', () => {
  it('S8, R30: entered by the organisme for somebody of i-Milo, asks the prescriber; taken up in OUIFORM, i-Milo hears the rest', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner(undefined, { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      expect(s.operations('imilo')).toEqual([]);
      await c.dire(c.presence(id, 'PRESENT', { depuis: 'kairos' }));
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual(['ORIGINE_OF_HORS_IMILO']);
      expect(relancees(s)).toEqual([
        ['ORIGINE_OF_HORS_IMILO', 'PRESCRIPTEUR'],
        ['ORIGINE_OF_HORS_IMILO', 'PRESCRIPTEUR'],
      ]);
      s.activites['lireParcours'] = sceneDe().activites['lireParcours'] as never;
      const reprise = c.demande('ICO-103725-1', { depuis: 'ouiform' });
      expect(await c.demander(reprise)).toEqual({ statut: 'CONFIRME' });
      await c.repos();
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre']);
      expect(s.operations('kairos')).toEqual(['kairos.positionner']); // one appointment, one seat
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.operations('imilo').slice(2)).toEqual(['imilo.suivre', 'imilo.situer']);
      const mirees = s.dernier()?.positionnements?.map((p) => [p.id, p.suite]);
      expect(mirees).toEqual(
        expect.arrayContaining([
          [id, 'RETENU'],
          [reprise.positionnement, 'RETENU'],
        ]),
      );
      expect(s.clesUniques()).toBe(true);
      await c.clore('s8-repris');
    });
  });

  it('S8: taken up in OUIFORM on another date, OUIFORM is told the date that the organisme holds', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner('ICO-103725-2', { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      const reprise = { ...c.demande('ICO-103725-1'), depuis: 'ouiform', par: 'systeme:ouiform' };
      await c.dire(reprise);
      const sienne = s.effets.filter((x) => (x.arg as { positionnement: string }).positionnement === reprise.positionnement);
      expect(sienne.map((x) => x.operation)).toEqual(['ouiform.positionner', 'ouiform.suivre']);
      expect(sienne.at(-1)?.arg).toMatchObject({ creneau: 'ICO-103725-2' });
      expect(s.operations('kairos')).toEqual(['kairos.positionner']);
      await c.clore('s8-repris-autre-date');
    });
  });

  it('S8: settled outside any system by an operator, is not asked again', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner(undefined, { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      await c.avancer({ jours: 2 });
      expect(s.ouverts()).toEqual(['ORIGINE_OF_HORS_IMILO']);
      expect(await c.actionner('traiterHorsSysteme' as never, 'ORIGINE_OF_HORS_IMILO')).toEqual({ fait: true });
      await c.avancer({ jours: 14 });
      expect(s.ouverts()).toEqual([]);
      await c.clore('s8-acquitte');
    });
  });

  it('S8b, R31: a dossier that is not synchronised is asked for; once it is, i-Milo hears the positioning and what it missed, in order', async () => {
    const s = sceneDe({ synchronise: false });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual(['DOSSIER_NON_SYNCHRONISE']);
      expect(relancees(s).map(([, a]) => a)).toEqual(['PRESCRIPTEUR', 'PRESCRIPTEUR']);
      expect(s.operations('imilo')).toEqual([]);
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre', 'imilo.suivre', 'imilo.situer']);
      expect(s.clesUniques()).toBe(true);
      await c.clore('s8b');
    });
  });

  it('S8b, R31: what i-Milo refused of a dossier that was not synchronised is asked for, and taken once it is, in order, without anybody’s doing', async () => {
    const s = sceneDe();
    s.reponses['imilo.proposer'] = refuse('DOSSIER_NON_SYNCHRONISE');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'PRESENT'));
      expect(s.operations('imilo')).toEqual([]);
      expect(s.ouverts()).toEqual([]);
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual(['DOSSIER_NON_SYNCHRONISE']);
      expect(relancees(s).map(([, a]) => a)).toEqual(['PRESCRIPTEUR', 'PRESCRIPTEUR']);
      delete s.reponses['imilo.proposer'];
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre']);
      await c.clore('refus-imilo-leve');
    });
  });

  it('S8b: a path whose training is over has not ended as long as i-Milo has not heard of it', async () => {
    const s = sceneDe({}, { debut: jour(1) });
    s.reponses['imilo.proposer'] = refuse('DOSSIER_NON_SYNCHRONISE');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'entrer', jour: jour(1) });
      await c.avancer({ jours: 4 });
      await c.dire({ type: 'sortir', jour: jour(3), abandon: true, bilan: true });
      expect([s.etape(), s.ouverts()]).toEqual(['CLOS', ['DOSSIER_NON_SYNCHRONISE']]);
      expect(s.dernier()?.processus).toMatchObject({ etat: 'bloque', ouvert: true });
      delete s.reponses['imilo.proposer'];
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(await c.fini()).toBe(true);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre', 'imilo.suivre', 'imilo.situer', 'imilo.situer']);
      expect(s.dernier()?.processus).toMatchObject({ etat: 'termine', ouvert: false });
      await c.clore('clos-avant-imilo');
    });
  });

  it('S8b: settled outside any system after i-Milo’s refusal, is not asked again; what was refused leaves once the dossier is synchronised', async () => {
    const s = sceneDe();
    s.reponses['imilo.proposer'] = refuse('DOSSIER_NON_SYNCHRONISE');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.avancer({ jours: 2 });
      expect(await c.actionner('traiterHorsSysteme', 'DOSSIER_NON_SYNCHRONISE')).toEqual({ fait: true });
      await c.dire(c.presence(id, 'PRESENT'));
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual([]);
      delete s.reponses['imilo.proposer'];
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre']);
      await c.clore('refus-imilo-acquitte');
    });
  });

  it('S8b, R31: somebody who did not come is shown in i-Milo too once the dossier is synchronised, and the next appointment beside it', async () => {
    const s = sceneDe({ synchronise: false });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'ABSENT'));
      const { id: suivant } = await c.positionner('ICO-103725-2');
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      const dits = s.effets.filter((x) => x.operation.startsWith('imilo.')).map((x) => [x.operation, (x.arg as { positionnement: string }).positionnement]);
      expect(dits).toEqual([
        ['imilo.proposer', id],
        ['imilo.suivre', id],
        ['imilo.proposer', suivant],
      ]);
      expect(s.clesUniques()).toBe(true);
      await c.clore('absente-synchronisee');
    });
  });

  it('S8b: synchronised once the training is over, i-Milo hears what was lived, and that the person is out of it', async () => {
    const ID = 'dddddddd-dddd-4ddd-8ddd-000000000031';
    const etapes = ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'ABANDON', 'BILAN_SAISI', 'CLOS'].map(
      (etape) => ({
        etape,
        date: '2026-02-01T08:00:00.000Z',
      }),
    );
    const profil = { ...unPasse(ID).profil, synchronise: false };
    const s = sceneDe({}, { etapes, version: 12, inscritLe: '2026-01-20', entreeLe: '2026-01-26', sortieLe: '2026-02-01' }, [
      unPasse(ID, { suite: 'RETENU', profil }),
    ]);
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(await c.fini()).toBe(true);
      expect(s.operations()).toEqual(['imilo.proposer', 'imilo.suivre', 'imilo.suivre', 'imilo.situer']);
      expect(s.effets.at(-1)?.arg).toMatchObject({ positionnement: ID, situation: 'Sortie' });
      expect([s.etape(), s.ouverts()]).toEqual(['CLOS', []]);
      await c.clore('synchronisee-apres-la-sortie');
    });
  });
});
