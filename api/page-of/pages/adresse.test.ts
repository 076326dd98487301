import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lienPour } from '../../../prisma/liens.ts';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { ICO_PASSEE, type Maison, SESSION } from '../../essais/maison.ts';
import { champsDe, visiter } from '../essais/formulaire.ts';
import { actes, createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('address (S13)', () => {
  it('S13: corrects the address, tells its flow, the team and whoever was written to before', async () => {
    const { visite, ...vue } = await parLien(maison, 'COURRIEL_OF_INVALIDE', { session: SESSION });
    expect(vue.chemin).toBe('/of/adresse');
    expect(vue.texte).toContain('c•••@organisme.example');
    expect(vue.texte).not.toContain('contact@organisme.example');
    expect((await visite.envoyer(vue, { courriel: 'pas une adresse' })).texte).toContain('href="#courriel"');
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { courriel: 'accueil@organisme.example' })).statut).toBe(200);
    expect(await maison.hub.organisme.findUniqueOrThrow({ where: { siret: SIRET_DEMO } })).toMatchObject({
      courriel: 'accueil@organisme.example',
      courrielRefuse: null,
    });
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseChangee' } }]);
    expect(maison.courriels.map((m) => m.a)).toEqual(['animation@maillon.example', 'contact@organisme.example']);
  });
  it('S13: warns when the address was corrected meanwhile, without giving it away, then lets the last one win', async () => {
    const { visite, ...vue } = await parLien(maison, 'COURRIEL_OF_INVALIDE', { session: SESSION });
    await maison.hub.organisme.update({ where: { siret: SIRET_DEMO }, data: { courriel: 'direction@organisme.example' } });
    const avertie = await visite.envoyer(vue, { courriel: 'accueil@organisme.example' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('L’adresse connue est maintenant d•••@organisme.example.');
    expect(champsDe(avertie.texte).get('courriel')).toBe('accueil@organisme.example');
    expect(actes(maison)).toEqual([]);
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect((await maison.hub.organisme.findUniqueOrThrow({ where: { siret: SIRET_DEMO } })).courriel).toBe('accueil@organisme.example');
  });
  it('S13: « je ne travaille plus ici »: nothing more is sent there, the team knows, the next channel is taken', async () => {
    const { visite, ...vue } = await parLien(maison, 'PRESENCE_NON_SAISIE', { creneau: ICO_PASSEE, session: SESSION });
    expect(vue.texte).toContain('href="/of/adresse"');
    expect((await visite.envoyer(await visite.aller('/of/adresse'), { quoi: 'depart' })).texte).toContain('Plus aucun message');
    expect(maison.flux.entendus).toMatchObject([{ id: `organisme:${SIRET_DEMO}`, acte: { type: 'adresseInvalide', par: `of:${SIRET_DEMO}` } }]);
    expect(maison.courriels.map((m) => m.a)).toEqual(['animation@maillon.example']);
    const perdu = await lienPour(maison.hub, { organisme: SIRET_DEMO, session: SESSION }, 0);
    await maison.demander('POST', '/of/nouveau-lien', { entetes: (await visiter(maison, perdu)).entetes });
    expect(maison.courriels).toHaveLength(1);
  });
});
