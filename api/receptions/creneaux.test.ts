import { afterAll, expect, it } from 'vitest';
import { hubDeTest } from '../../e2e/outils/base.ts';
import { ecrireEmargement } from './creneaux.ts';

const { hub, close } = await hubDeTest(2);
afterAll(close);

it('R38: says which lines bring another motif: the same one again is no news', async () => {
  const personne = '11111111-1111-4111-8111-111111111111';
  const positionnement = '22222222-2222-4222-8222-222222222222';
  await hub.personne.create({ data: { id: personne, nom: 'Essai', prenom: 'Camille', creeLe: new Date() } });
  const ligne = { id: positionnement, parcours: `${personne}:103725`, personne, session: '103725', creneau: 'ICO-1', reseau: 'ML', outil: 'OUIFORM' };
  await hub.positionnement.create({ data: { ...ligne, creeLe: new Date() } });
  const dire = async (motif: string | null) => {
    const { message, inconnus } = await ecrireEmargement(hub, 'ICO-1', [{ positionnement, suite: 'NON_RETENU', motif }], '2026-03-02T08:00:00.000Z');
    expect(inconnus).toEqual([]);
    return (message.donnees as { lignes: object[] }).lignes;
  };
  const connue = { positionnement, suite: 'NON_RETENU' };
  expect(await dire(null)).toEqual([connue]);
  expect(await dire('Niveau insuffisant')).toEqual([{ ...connue, remotive: true }]);
  expect(await dire('Niveau insuffisant')).toEqual([connue]);
  expect(await dire('Projet à préciser')).toEqual([{ ...connue, remotive: true }]);
  expect(await dire(null)).toEqual([connue]);
});
