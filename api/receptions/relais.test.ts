import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMaison, type Maison } from '../essais/maison.ts';
import { acheminer } from './acheminer.ts';
import type { ARelayer } from './types.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(() => {
  maison.flux.temporal = 'OUVERT';
  maison.flux.entendus.length = 0;
});
const entree = (parcours: string, jour: string): ARelayer => ({ type: 'parcours.entre', donnees: { parcours, jour } });
const accepter = (id: string, message: ARelayer) => maison.receptions.accepter({ source: 'cle:essai', id }, async () => message);
const jours = () => maison.flux.entendus.map((e) => (e.acte?.type === 'entrer' ? e.acte.jour : ''));

describe('the inbox', () => {
  it('sends at once, and knows a duplicate', async () => {
    expect(await accepter('a', entree('p:1', '2026-12-01'))).toEqual({ doublon: false, reponse: undefined });
    expect(await accepter('a', entree('p:1', '2026-12-02'))).toMatchObject({ doublon: true });
    expect(jours()).toEqual(['2026-12-01']);
  });

  it('loses nothing while Temporal is down, and keeps the order of each flow when it is back', async () => {
    maison.flux.temporal = 'FERME';
    for (let i = 1; i <= 9; i++) await accepter(`panne-${i}`, entree(`p:${i % 2}`, `2026-12-0${i}`));
    expect(await maison.receptions.relayer()).toBe('SILENCE');
    expect(await maison.hub.reception.count({ where: { etat: 'RECU' } })).toBe(9);
    maison.flux.temporal = 'OUVERT';
    // What comes now queues behind what waits.
    await accepter('panne-10', entree('p:0', '2026-12-10'));
    expect(jours()).toEqual([]);
    await maison.receptions.relayer();
    expect(jours().filter((j) => Number(j.slice(-2)) % 2 === 0)).toEqual(['2026-12-02', '2026-12-04', '2026-12-06', '2026-12-08', '2026-12-10']);
    expect(jours().filter((j) => Number(j.slice(-2)) % 2 === 1)).toEqual(['2026-12-01', '2026-12-03', '2026-12-05', '2026-12-07', '2026-12-09']);
    await accepter('apres', entree('p:1', '2026-12-11'));
    expect(jours().at(-1)).toBe('2026-12-11');
  });

  it('in a rush waits its turn: a message is not refused because every connection was taken for longer than a driver’s default', async () => {
    const occupees = Promise.all(Array.from({ length: 10 }, () => maison.hub.$queryRaw`SELECT pg_sleep(2.5)::text`));
    expect(await accepter('cohue', entree('p:2', '2026-12-01'))).toEqual({ doublon: false, reponse: undefined });
    expect(jours()).toEqual(['2026-12-01']);
    await occupees;
  });

  it('never sends a row twice when two relays run at once', async () => {
    maison.flux.temporal = 'FERME';
    for (let i = 0; i < 30; i++) await accepter(`deux-${i}`, entree(`q:${i}`, '2026-12-01'));
    maison.flux.temporal = 'OUVERT';
    await Promise.all([maison.receptions.relayer(), maison.receptions.relayer(), maison.receptions.relayer()]);
    await maison.receptions.relayer();
    const actes = maison.flux.entendus.map((e) => e.acte?.id);
    expect(actes).toHaveLength(30);
    expect(new Set(actes).size).toBe(30);
  });

  it('writes nothing when its door refuses', async () => {
    const refusee = maison.receptions.accepter({ source: 'cle:essai', id: 'refus' }, async (tx) => {
      await tx.organisme.create({ data: { siret: '1', nom: 'x' } });
      throw new Error('non');
    });
    await expect(refusee).rejects.toThrow('non');
    expect(await maison.hub.organisme.count({ where: { siret: '1' } })).toBe(0);
    expect(await maison.hub.reception.count({ where: { id: 'refus' } })).toBe(0);
  });

  it('takes what an import left, with the Carif’s act when validation is automatic (R1)', async () => {
    await maison.hub.reception.create({
      data: { source: 'import', id: 'A1', type: 'fiche.deposee', donnees: { fiche: 'A825286', empreinte: 'e1', validation: 'automatique' } },
    });
    await maison.receptions.relayer();
    expect(maison.flux.entendus).toMatchObject([
      { id: 'fiche:A825286', acte: { type: 'soumettre', empreinte: 'e1', id: 'import/A1' } },
      { id: 'fiche:A825286', acte: { type: 'valider', empreinte: 'e1', par: 'hub', id: 'import/A1/2' } },
    ]);
  });

  it('sets aside what can never be sent, and goes on with the rest', async () => {
    await maison.hub.reception.create({ data: { source: 'import', id: 'mauvais', type: 'inconnu', donnees: {}, essais: 12 } });
    await maison.hub.reception.create({ data: { source: 'import', id: 'bon', type: 'fiche.retournee', donnees: { fiche: 'A825286' } } });
    await maison.receptions.relayer();
    expect(
      await maison.hub.reception.findMany({ where: { source: 'import', id: { in: ['bon', 'mauvais'] } }, orderBy: { id: 'asc' }, select: { etat: true } }),
    ).toEqual([{ etat: 'TRANSMIS' }, { etat: 'REFUSE' }]);
  });
});

describe('acheminer', () => {
  it('names the partner in which it was done, so that it is not told again', () => {
    const recue = { type: 'creneau.annule', id: 'x', donnees: { creneau: 'c' } };
    expect(acheminer({ ...recue, source: 'systeme:kairos' }, '2026-11-03T09:00:00.000Z')[0]?.acte).toMatchObject({
      depuis: 'kairos',
      par: 'systeme:kairos',
      date: '2026-11-03T09:00:00.000Z',
    });
    expect(acheminer({ ...recue, source: 'of:99900001100018' }, '2026-11-03T09:00:00.000Z')[0]?.acte).toMatchObject({ depuis: null, par: 'of:99900001100018' });
  });
});
