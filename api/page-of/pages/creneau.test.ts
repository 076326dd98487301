import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Maison, SESSION } from '../../essais/maison.ts';
import { champsDe } from '../essais/formulaire.ts';
import { createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('new slot (S1, S3, S22)', () => {
  it('S1, S3: opens a slot once, however often the form is sent', async () => {
    const { visite, ...vue } = await parLien(maison, 'AUCUN_RENDEZ_VOUS_DISPONIBLE', { session: SESSION });
    expect(vue.chemin).toBe(`/of/sessions/${SESSION}/creneau`);
    const dit = {
      modalite: 'ICO',
      jour: '2026-11-20',
      debut: '09:30',
      fin: '12:00',
      places: '12',
      piece1: 'Curriculum vitæ',
      commentaire: 'Parking sur place.',
    };
    const reponses = await Promise.all([visite.envoyer(vue, dit), visite.envoyer(vue, dit)]);
    expect(reponses.map((r) => r.statut)).toEqual([200, 200]);
    const ouverts = await maison.hub.creneau.findMany({ where: { session: SESSION, origine: 'HUB' } });
    expect(ouverts).toMatchObject([
      {
        modalite: 'ICO',
        debut: new Date('2026-11-20T08:30:00Z'),
        fin: new Date('2026-11-20T11:00:00Z'),
        places: 12,
        pieces: ['Curriculum vitæ'],
        commentaire: 'Parking sur place.',
      },
    ]);
    expect(maison.flux.entendus.map((e) => e.id)).toEqual([`creneau:${ouverts[0]?.id ?? ''}`]);
    await maison.hub.creneau.deleteMany({ where: { origine: 'HUB' } });
  });
  it('R19, R20, R21: says every fault at once, each leading to its field, and loses nothing that was typed', async () => {
    const { visite, ...vue } = await parLien(maison, 'MODALITE_NON_RENSEIGNEE', { session: SESSION });
    const dit = { jour: '31/02/2026', debut: '14h', fin: '9 h 30', places: '0', cp: '7600', commentaire: 'x'.repeat(501) };
    const refusee = await visite.envoyer(vue, dit);
    expect(refusee.statut).toBe(422);
    for (const champ of ['jour', 'places', 'cp', 'commentaire']) expect(refusee.texte).toContain(`<a href="#${champ}">`);
    expect(refusee.texte).toContain('id="jour-e"');
    expect(Object.fromEntries(champsDe(refusee.texte))).toMatchObject(dit);
    const inverse = await visite.envoyer(refusee, { jour: '20/11/2026', places: '3', cp: '76000', commentaire: '' });
    expect(inverse.texte).toContain('La fin doit suivre le début.');
    expect(inverse.texte).not.toContain('href="#places"');
    expect(await maison.hub.creneau.count({ where: { origine: 'HUB' } })).toBe(0);
    expect(maison.flux.entendus).toEqual([]);
  });
  it('R23: proposes weekly appointments for permanent entries, at the same hour in winter as in summer', async () => {
    await maison.hub.session.update({ where: { numero: SESSION }, data: { modaliteEntreeSortie: 'PERMANENTE' } });
    const { visite, ...vue } = await parLien(maison, 'PLACES_NON_POURVUES', { session: SESSION });
    expect(vue.texte).toContain('Entrées et sorties permanentes');
    expect(champsDe(vue.texte).get('modalite')).toBe('RDV');
    expect((await visite.envoyer(vue, { jour: '2027-03-18', debut: '10:00', fin: '10:30', places: '1', fois: '4' })).statut).toBe(200);
    const ouverts = await maison.hub.creneau.findMany({ where: { session: SESSION, origine: 'HUB' }, orderBy: { debut: 'asc' } });
    expect(ouverts.map((c) => c.debut.toISOString())).toEqual([
      '2027-03-18T09:00:00.000Z',
      '2027-03-25T09:00:00.000Z',
      '2027-04-01T08:00:00.000Z',
      '2027-04-08T08:00:00.000Z',
    ]);
    expect(maison.flux.entendus).toHaveLength(4);
    await maison.hub.creneau.deleteMany({ where: { origine: 'HUB' } });
  });
  it('R17: a candidature window has a last day', async () => {
    const { visite, ...vue } = await parLien(maison, 'MODALITE_NON_RENSEIGNEE', { session: SESSION });
    const dit = { modalite: 'CANDIDATURE', jour: '2026-11-16', debut: '08:00', fin: '18:00' };
    expect((await visite.envoyer(vue, dit)).texte).toContain('href="#dernier"');
    await visite.envoyer(vue, { ...dit, dernier: '2026-11-30' });
    expect(await maison.hub.creneau.findFirst({ where: { origine: 'HUB' } })).toMatchObject({ modalite: 'CANDIDATURE', fin: new Date('2026-11-30T17:00:00Z') });
    await maison.hub.creneau.deleteMany({ where: { origine: 'HUB' } });
  });
});
