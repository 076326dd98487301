import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLES, createMaison, type Maison, SESSION, SIRET_AUTRE } from '../essais/maison.ts';
import { vider } from '../relances/essais/retours.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('G14: the quality of an organisme', () => {
  it('says the score, and who is held up by what is missing; others are not found', async () => {
    const lire = (siret: string, cle = CLES.of) => maison.demander('GET', `/api/v1/organismes/${siret}/qualite`, { cle });
    const { statut, corps } = await lire(SIRET_DEMO);
    expect(statut).toBe(200);
    const criteres = corps['criteres'] as { critere: string; note: number; effet: string | null }[];
    expect(corps['score']).toBeLessThan(100);
    expect(criteres[0]).toMatchObject({ critere: 'TELEPHONE', note: 0 });
    expect(criteres.find((c) => c.critere === 'CRENEAU')).toMatchObject({ note: 100, effet: null });
    await maison.hub.session.updateMany({ where: { numero: SESSION }, data: { etatRecrutement: 'NON_RENSEIGNE' } });
    const apres = (await lire(SIRET_DEMO)).corps;
    expect(apres['score']).toBeLessThan(Number(corps['score']));
    expect((apres['criteres'] as typeof criteres)[0]?.critere).toBe('ETAT_RECRUTEMENT');
    await maison.hub.session.updateMany({ where: { numero: SESSION }, data: { etatRecrutement: 'OUVERT' } });
    expect((await lire(SIRET_AUTRE)).statut).toBe(404);
    expect((await lire(SIRET_AUTRE, CLES.lecture)).statut).toBe(200);
    expect((await lire('99999999999999', CLES.demo)).statut).toBe(404);
  });
});
