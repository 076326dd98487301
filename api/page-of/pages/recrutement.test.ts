import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idSession } from '../../../domain/processus.ts';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { type Maison, SESSION } from '../../essais/maison.ts';
import { actes, createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('état du recrutement (S2)', () => {
  it('S2: one click says that the recruitment is open, through the inbox, as this OF (R18)', async () => {
    const { visite, ...vue } = await parLien(maison, 'ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION });
    expect(vue.chemin).toBe(`/of/sessions/${SESSION}/recrutement`);
    expect(vue.texte).toContain('Non renseigné');
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { etat: 'OUVERT' })).texte).toContain('Kairos est mis à jour');
    expect(actes(maison)).toMatchObject([{ type: 'etatRecrutement', etat: 'OUVERT', par: `of:${SIRET_DEMO}`, depuis: null }]);
  });
  it('warns when it was changed meanwhile, by whom and when, and lets the second answer win', async () => {
    const { visite, ...vue } = await parLien(maison, 'ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION });
    await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'SUSPENDU' } });
    const date = new Date('2026-11-03T13:02:00Z');
    await maison.hub.evenement.create({ data: { cle: 'etat-1', processus: idSession(SESSION), date, acteur: 'systeme:kairos', fait: 'ETAT_RECRUTEMENT' } });
    const avertie = await visite.envoyer(vue, { etat: 'FERME' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Modifié entre-temps par Kairos le mardi 3\u00a0novembre à 14\u00a0h\u00a002');
    expect(actes(maison)).toEqual([]);
    await visite.envoyer(avertie, { etat: 'FERME' });
    expect(actes(maison)).toMatchObject([{ type: 'etatRecrutement', etat: 'FERME' }]);
  });
  it('R18: proposes to close what is full, and to reopen what has places again, the waiting list first', async () => {
    const avec = async (etatRecrutement: string, placesDisponibles: number) => {
      await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement, placesTotales: 12, placesDisponibles } });
      return (await parLien(maison, 'ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION })).texte;
    };
    expect(await avec('OUVERT', 0)).toMatch(/nous vous proposons de fermer le recrutement/);
    expect(await avec('FERME', 2)).toMatch(/vous proposons de rouvrir.*la liste d’attente passe d’abord/);
    expect(await avec('OUVERT', 2)).not.toMatch(/proposons/);
  });
  it('refuses anything else', async () => {
    const { visite, ...vue } = await parLien(maison, 'ETAT_RECRUTEMENT_NON_RENSEIGNE', { session: SESSION });
    expect((await visite.envoyer(vue, { etat: 'NON_RENSEIGNE' })).statut).toBe(422);
    expect(actes(maison)).toEqual([]);
  });
});
