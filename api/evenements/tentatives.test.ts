import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCompterDemande } from '../../activities/demande.ts';
import { createMaison, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { envoyer } from './essais/envois.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

it('G5: an adviser who found no date in OUIFORM or AUDEF counts once an hour; one who found some, or a session that recruits nobody, does not', async () => {
  const regarder = async (systeme: string, nom: string, disponibles: number, heures = 0) => {
    const prescripteur = { reseau: systeme === 'audef' ? 'PE' : 'ML', structure: 'Agence', nom };
    const date = new Date(T0 + heures * 3_600_000).toISOString();
    expect((await envoyer(maison, systeme, 'session.consultee', { session: SESSION, prescripteur, disponibles }, { date })).statut).toBe(202);
    return (await createCompterDemande(maison.hub)({ session: SESSION })).consultations;
  };
  expect(await regarder('ouiform', 'Un', 2)).toBe(0);
  expect(await regarder('ouiform', 'Un', 0)).toBe(1);
  expect(await regarder('ouiform', 'Un', 0)).toBe(1);
  expect(await regarder('ouiform', 'Un', 0, 1)).toBe(2);
  expect(await regarder('audef', 'Deux', 0)).toBe(3);
  await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'SUSPENDU' } });
  expect(await regarder('audef', 'Trois', 0)).toBe(3);
});

it('G5: of a session that the hub does not know yet, the look waits', async () => {
  const prescripteur = { reseau: 'ML' };
  await envoyer(maison, 'ouiform', 'session.consultee', { session: '999999', prescripteur, disponibles: 0 }, { id: 'evt-avant' });
  expect(await maison.hub.reception.findUniqueOrThrow({ where: { source_id: { source: 'systeme:ouiform', id: 'evt-avant' } } })).toMatchObject({
    etat: 'EN_ATTENTE',
  });
  expect((await envoyer(maison, 'kairos', 'session.consultee', { session: SESSION, prescripteur, disponibles: 0 })).statut).toBe(422);
});
