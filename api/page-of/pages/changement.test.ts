import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ICO, type Maison, SESSION } from '../../essais/maison.ts';
import { semerParcours } from '../essais/donnees.ts';
import { actes, createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('a slot that changed (S21)', () => {
  it('S21: shows who must know, and says that they do', async () => {
    await maison.hub.creneau.update({ where: { id: ICO }, data: { statut: 'REPORTE' } });
    const parcours = await semerParcours(maison, 'Camille Renaud', 'CONVOQUE', SESSION);
    await maison.hub.positionnement.updateMany({ where: { parcours }, data: { creneau: ICO, statut: 'CONFIRME' } });
    const { visite, ...vue } = await parLien(maison, 'CHANGEMENT_NON_CONFIRME', { creneau: ICO, session: SESSION });
    expect(vue.chemin).toBe(`/of/creneaux/${ICO}/changement`);
    expect(vue.texte).toContain('Camille Renaud, 0600000000');
    await visite.envoyer(vue, { quoi: 'prevenus' });
    expect(actes(maison)).toMatchObject([{ type: 'confirmer' }]);
    expect((await visite.envoyer(vue, { quoi: 'annule' })).texte).toContain('href="#motif"');
    await visite.envoyer(vue, { quoi: 'date', jour: '2026-11-25', debut: '14:00', fin: '16:00' });
    expect(actes(maison).at(-1)).toMatchObject({ type: 'deplacer', debut: '2026-11-25T13:00:00.000Z' });
  });
  it('S21: warns when the slot was moved meanwhile: who was told of a date was not told of another', async () => {
    const avant = { statut: 'REPORTE', debut: new Date('2026-11-26T09:00:00Z') };
    await maison.hub.creneau.update({ where: { id: ICO }, data: avant });
    const { visite, ...vue } = await parLien(maison, 'CHANGEMENT_NON_CONFIRME', { creneau: ICO, session: SESSION });
    await maison.hub.creneau.update({ where: { id: ICO }, data: { debut: new Date('2026-11-27T13:00:00Z') } });
    const avertie = await visite.envoyer(vue, { quoi: 'prevenus' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Le rendez-vous est maintenant le vendredi 27\u00a0novembre, 14\u00a0h.');
    expect(actes(maison)).toEqual([]);
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(actes(maison)).toMatchObject([{ type: 'confirmer' }]);
    expect((await visite.envoyer(vue, { quoi: 'date', jour: '2026-11-27', debut: '14:00', fin: '16:00' })).statut).toBe(200);
    await maison.hub.creneau.update({ where: { id: ICO }, data: { statut: 'ANNULE' } });
    expect((await visite.envoyer(avertie, { quoi: 'annule', motif: 'Travaux' })).texte).toContain('Rendez-vous annulé');
    await maison.hub.creneau.update({ where: { id: ICO }, data: avant });
  });
});
