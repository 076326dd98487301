import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Maison, SESSION } from '../../essais/maison.ts';
import { champsDe } from '../essais/formulaire.ts';
import { actes, createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('people met off-system (S7)', () => {
  it('S7, R39: declares who was not retained, with the reason, once', async () => {
    const { visite, ...vue } = await parLien(maison, 'RECRUTEMENT_HORS_SYSTEME', { session: SESSION });
    expect(vue.chemin).toBe(`/of/sessions/${SESSION}/non-retenus`);
    const dit = { prenom1: 'Anne', nom1: 'Exemple', courriel1: 'anne@personne.example', motif1: 'Projet à préciser', prenom2: 'Boris' };
    const refusee = await visite.envoyer(vue, dit);
    expect(refusee.statut).toBe(422);
    expect(refusee.texte).toContain('href="#nom2"');
    expect(champsDe(refusee.texte).get('motif1')).toBe('Projet à préciser');
    for (const _ of [1, 2]) expect((await visite.envoyer(refusee, { prenom2: '' })).statut).toBe(200);
    const [trace] = await maison.hub.positionnement.findMany();
    expect(trace).toMatchObject({ session: SESSION, suite: 'NON_RETENU', motif: 'Projet à préciser' });
    expect(actes(maison).filter((a) => a?.type === 'declarerNonRetenu')).toMatchObject([{ positionnement: trace?.id }]);
  });
  it('S7: hears that nobody else was met', async () => {
    const { visite, ...vue } = await parLien(maison, 'RECRUTEMENT_HORS_SYSTEME', { session: SESSION });
    expect((await visite.envoyer(vue, {})).texte).toContain('href="#quoi"');
    expect((await visite.envoyer(vue, { quoi: 'aucun' })).statut).toBe(200);
    expect(await maison.hub.reception.findMany()).toMatchObject([{ type: 'candidats.non-retenus' }]);
  });
});
