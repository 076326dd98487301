import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLES, createMaison, type Maison } from '../essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

const BILAN = { compares: { flux: 3 }, enMouvement: 0, ecarts: 1, repares: 0, leves: 0, muets: ['kairos'], details: [] };
const lancer = (cle: string, corps: unknown = {}) => maison.demander('POST', '/api/v1/reconciliations', { cle, corps });

it('is for whoever runs the house', async () => {
  for (const cle of [CLES.ml, CLES.of, CLES.lecture]) expect((await lancer(cle)).statut).toBe(403);
  expect(maison.flux.reconciliations).toEqual([]);
});

it('compares now and answers what was found; a long comparison is read at its address', async () => {
  maison.flux.reconciliation = { etat: 'TERMINEE', bilan: BILAN };
  const faite = await lancer(CLES.demo, { grace: 0 });
  expect(faite).toMatchObject({ statut: 200, corps: { etat: 'TERMINEE', bilan: BILAN } });
  maison.flux.reconciliation = { etat: 'EN_COURS' };
  const longue = await lancer(CLES.demo);
  expect(longue).toMatchObject({ statut: 202, corps: { etat: 'EN_COURS', bilan: null } });
  const adresse = longue.entetes.get('location') ?? '';
  expect((await maison.demander('GET', adresse, { cle: CLES.demo })).statut).toBe(202);
  maison.flux.reconciliation = { etat: 'ECHEC' };
  expect(await maison.demander('GET', adresse, { cle: CLES.demo })).toMatchObject({ statut: 200, corps: { etat: 'ECHEC', bilan: null } });
});

it('refuses what makes no sense, and says when the engine is silent', async () => {
  expect((await lancer(CLES.demo, { grace: -1 })).statut).toBe(422);
  expect((await maison.demander('GET', '/api/v1/reconciliations/7c1f0d52-9f55-4f55-8a55-0d52a9f55f55', { cle: CLES.demo })).statut).toBe(404);
  maison.flux.temporal = 'FERME';
  expect((await lancer(CLES.demo)).statut).toBe(503);
  maison.flux.temporal = 'OUVERT';
});
