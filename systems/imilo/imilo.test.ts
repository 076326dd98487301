import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 0;
let dossier: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['imilo']);
});
afterAll(() => banc.close());
beforeEach(() => {
  dossier = `d${n++}`;
});

const proposer = () => banc.dire('imilo', '/propositions', { dossier, positionnement: 'p1', session: '103725', intitule: 'Accueil', statut: 'CONFIRME' });
const synchroniser = (synchronise: boolean) => banc.acte('imilo', 'dossier.synchronise', { idDE: '1234567A', dossier, synchronise });
const vue = () => banc.voir('imilo', `/dossiers/${dossier}`);

it('R31: shows what is proposed on a synchronised dossier, then the situation of who is retained', async () => {
  await proposer();
  expect(await vue()).toEqual({ synchronise: true, propositions: [{ session: '103725', statut: 'CONFIRME' }], situation: null });
  await banc.dire('imilo', '/propositions/suivis', { dossier, positionnement: 'p1', statut: 'HONORE', suite: 'RETENU' });
  await banc.dire('imilo', '/situations', { dossier, positionnement: 'p1', situation: 'Formation' });
  expect(await vue()).toEqual({ synchronise: true, propositions: [{ session: '103725', statut: 'HONORE' }], situation: 'Formation' });
});

it('R31: takes nothing on a dossier that is not synchronised, until it is', async () => {
  await synchroniser(false);
  expect(await proposer()).toMatchObject({ statut: 409, corps: { code: 'DOSSIER_NON_SYNCHRONISE' } });
  expect((await banc.dire('imilo', '/situations', { dossier, positionnement: 'p1', situation: 'Formation' })).corps['code']).toBe('DOSSIER_NON_SYNCHRONISE');
  expect(await vue()).toEqual({ synchronise: false, propositions: [], situation: null });
  await synchroniser(true);
  await vi.waitUntil(() => banc.hub.recus.filter((e) => e.donnees['dossier'] === dossier).length === 2, { timeout: 5_000, interval: 10 });
  expect(banc.hub.recus.at(-1)).toMatchObject({ type: 'dossier.synchronise', donnees: { idDE: '1234567A', dossier, synchronise: true } });
  expect((await proposer()).statut).toBe(200);
});

it('refuses an unknown dossier and an unknown proposition', async () => {
  expect((await banc.dire('imilo', '/propositions/suivis', { dossier, positionnement: 'p1', statut: 'HONORE' })).corps['code']).toBe('DOSSIER_INCONNU');
  await proposer();
  expect((await banc.dire('imilo', '/propositions/suivis', { dossier, positionnement: 'p2', statut: 'HONORE' })).corps['code']).toBe('PROPOSITION_INCONNUE');
});

it('R30, R31: shows the proposals that OUIFORM let through, with their title and what became of them', async () => {
  await proposer();
  await banc.dire('imilo', '/propositions/suivis', { dossier, positionnement: 'p1', suite: 'LISTE_ATTENTE' });
  expect(await banc.voir('imilo', `/dossiers/${dossier}/propositions`)).toEqual([
    { session: '103725', Formation: 'Accueil', statut: 'CONFIRME', suite: 'LISTE_ATTENTE' },
  ]);
});

it('R38: absent after all, nothing is left of what had been decided', async () => {
  await proposer();
  await banc.dire('imilo', '/propositions/suivis', { dossier, positionnement: 'p1', statut: 'HONORE', suite: 'LISTE_ATTENTE' });
  await banc.dire('imilo', '/propositions/suivis', { dossier, positionnement: 'p1', statut: 'ABSENT' });
  expect(await banc.voir('imilo', `/dossiers/${dossier}/propositions`)).toEqual([{ session: '103725', Formation: 'Accueil', statut: 'ABSENT', suite: null }]);
});
