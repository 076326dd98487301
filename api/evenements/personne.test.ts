/** What AUDE and i-Milo say of a person, in whatever order it is heard. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLES, cleUnique, createMaison, demande, type Maison, T0 } from '../essais/maison.ts';
import { dernier, envoyer } from './essais/envois.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

describe('an event', () => {
  it('§d.8: of two changes of one day, told without an hour, the last one said holds, in whatever order they are heard', async () => {
    const idDE = '8181811S';
    await maison.demander('POST', '/api/v1/positionnements', {
      cle: CLES.ml,
      corps: demande({ personne: { idDE, nom: 'Exemple', prenom: 'Sacha' } }),
      entetes: cleUnique(),
    });
    const dire = (statut: string, heures: number) =>
      envoyer(
        maison,
        'aude',
        'de.statut',
        { idDE, statut, date: '2026-11-02' },
        { date: new Date(Date.parse('2026-11-02T08:00:00Z') + heures * 3_600_000).toISOString() },
      );
    const lu = async () => (await maison.hub.personne.findUnique({ where: { idDE } }))?.statutDe;
    await dire('CESSATION', 1);
    expect(await lu()).toBe('CESSATION');
    await dire('REINSCRIT', 3);
    expect(await lu()).toBe('REINSCRIT');
    expect(dernier(maison)).toMatchObject({ acte: { type: 'statut', statut: 'REINSCRIT', le: '2026-11-02T11:00:00.000Z' } });
    await dire('RADIE', 2);
    expect(await lu()).toBe('REINSCRIT');
  });

  it('AUDE’s word on a person not known yet is kept for the day he is (R35)', async () => {
    await envoyer(maison, 'aude', 'de.statut', { idDE: '9999991R', statut: 'RADIE', date: '2026-10-01' }, { id: 'radie' });
    await maison.demander('POST', '/api/v1/positionnements', {
      cle: CLES.ml,
      corps: demande({ personne: { idDE: '9999991R', nom: 'Exemple', prenom: 'Noa' } }),
      entetes: cleUnique(),
    });
    expect(await maison.hub.personne.findUnique({ where: { idDE: '9999991R' } })).toMatchObject({ statutDe: 'RADIE' });
    await maison.relire();
    await maison.receptions.relayer();
    expect(maison.flux.entendus.find((e) => e.acte?.id === 'systeme:aude/radie')).toMatchObject({
      processus: 'demandeur',
      acte: { type: 'statut', statut: 'RADIE' },
    });
  });

  it('tells the parcours of an ML positioning that the dossier is synchronised (R31)', async () => {
    const corps = demande();
    const { corps: p } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps, entetes: cleUnique() });
    await envoyer(maison, 'imilo', 'dossier.synchronise', { idDE: corps.personne.idDE, dossier: 'ML-500', synchronise: true });
    expect(dernier(maison)).toMatchObject({ id: `parcours:${p['parcours']}`, acte: { type: 'dossierSynchronise' } });
    const autre = demande();
    await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: autre, entetes: cleUnique() });
    // One dossier is one person's.
    expect(await envoyer(maison, 'imilo', 'dossier.synchronise', { idDE: autre.personne.idDE, dossier: 'ML-500', synchronise: true })).toMatchObject({
      statut: 422,
    });
  });

  it('R31: what i-Milo said before and is heard after changes nothing', async () => {
    const corps = demande();
    const { corps: p } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps, entetes: cleUnique() });
    const { idDE } = corps.personne;
    const dire = (synchronise: boolean, minutes: number) =>
      envoyer(maison, 'imilo', 'dossier.synchronise', { idDE, dossier: `ML-${idDE}`, synchronise }, { date: new Date(T0 + minutes * 60_000).toISOString() });
    const connue = async () => (await maison.hub.personne.findUniqueOrThrow({ where: { idDE } })).dossierSynchronise;
    await dire(false, 2);
    const avant = maison.flux.entendus.length;
    expect(await dire(true, 1)).toMatchObject({ statut: 202 });
    expect(await connue()).toBe(false);
    expect(maison.flux.entendus).toHaveLength(avant);
    await dire(true, 3);
    expect(await connue()).toBe(true);
    expect(dernier(maison)).toMatchObject({ id: `parcours:${p['parcours']}`, acte: { type: 'dossierSynchronise' } });
  });

  it('R31: what i-Milo said of a dossier holds, whatever a tool that shows an older state says of it in a positioning', async () => {
    const corps = { ...demande(), dossierImilo: { id: 'ML-700', synchronise: false } };
    const idDE = corps.personne.idDE;
    const poster = (session: object) =>
      maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: { ...corps, ...session }, entetes: cleUnique() });
    const synchronise = async () => (await maison.hub.personne.findUniqueOrThrow({ where: { idDE } })).dossierSynchronise;
    expect((await poster({})).statut).toBe(202);
    expect(await synchronise()).toBe(false);
    await envoyer(maison, 'imilo', 'dossier.synchronise', { idDE, dossier: 'ML-700', synchronise: true });
    expect(await synchronise()).toBe(true);
    await maison.hub.positionnement.updateMany({ data: { statut: 'ABSENT' } });
    expect((await poster({})).statut).toBe(202);
    expect(await synchronise()).toBe(true);
  });

  it('S8: tells the path of somebody whom the organisme entered that she has an i-Milo dossier, synchronised or not', async () => {
    for (const synchronise of [true, false]) {
      const corps = { ...demande(), prescripteur: { reseau: 'OF' } };
      const { dossierImilo: _, ...sien } = corps as typeof corps & { dossierImilo?: unknown };
      await envoyer(maison, 'kairos', 'positionnement.cree', { ...sien, reference: `KAI-${sien.personne.idDE}` });
      const parcours = (await maison.hub.positionnement.findFirstOrThrow({ where: { reference: `KAI-${sien.personne.idDE}` } })).parcours;
      await envoyer(maison, 'imilo', 'dossier.synchronise', { idDE: sien.personne.idDE, dossier: `OF-${sien.personne.idDE}`, synchronise });
      expect(dernier(maison)).toMatchObject({ id: `parcours:${parcours}`, acte: { type: 'dossierSynchronise' } });
    }
  });
});
