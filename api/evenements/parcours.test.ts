/** What partners say of a path: who positions whom, who tried in vain, entry and exit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLES, cleUnique, createMaison, demande, ICO_PASSEE, type Maison } from '../essais/maison.ts';
import { dernier, envoyer, positionne } from './essais/envois.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

describe('an event', () => {
  it('positions a person from OUIFORM, AUDEF and pe.fr, and by the OF in Kairos: that system is not told again (R24, R26)', async () => {
    const cas = [
      ['ouiform', 'positionnement.cree', 'CAP_EMPLOI'],
      ['audef', 'positionnement.cree', 'PE'],
      ['pefr', 'rdv.reserve', 'DE'],
      ['kairos', 'positionnement.cree', 'OF'],
    ] as const;
    for (const [systeme, type, reseau] of cas) {
      const reponse = await envoyer(maison, systeme, type, { ...demande({ prescripteur: { reseau } }), reference: `${systeme}-42` });
      expect(reponse.statut, systeme).toBe(202);
      expect(dernier(maison)).toMatchObject({ acte: { type: 'positionner', reseau, depuis: systeme, par: `systeme:${systeme}` } });
      expect(await maison.hub.positionnement.findUnique({ where: { reference: `${systeme}-42` } })).toMatchObject({ reseau });
    }
  });

  it.each([
    ['kairos', 'positionnement.cree', 'OF', ['PE', 'ML', 'CAP_EMPLOI', 'DE']],
    ['ouiform', 'positionnement.cree', 'ML', ['PE', 'OF', 'DE']],
    ['audef', 'positionnement.cree', 'PE', ['ML', 'CAP_EMPLOI', 'OF', 'DE']],
    ['pefr', 'rdv.reserve', 'DE', ['PE', 'ML', 'CAP_EMPLOI', 'OF']],
  ] as const)('R26, R29, R34: from %s, nobody but its own people positions', async (systeme, type, sien, autres) => {
    const avant = await maison.hub.positionnement.count();
    for (const reseau of autres)
      expect(await envoyer(maison, systeme, type, demande({ prescripteur: { reseau } })), reseau).toMatchObject({
        statut: 422,
        corps: { errors: [{ pointer: '#/donnees/prescripteur/reseau' }] },
      });
    expect(await maison.hub.positionnement.count()).toBe(avant);
    expect((await envoyer(maison, systeme, type, demande({ prescripteur: { reseau: sien } }))).statut).toBe(202);
  });

  it('R27, S6: an adviser refused by his own tool is counted against the meeting that holds the person; nothing is positioned', async () => {
    const tenue = demande();
    const { personne } = tenue;
    const id = String((await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: tenue, entetes: cleUnique() })).corps['id']);
    await maison.hub.positionnement.update({ where: { id }, data: { creneau: ICO_PASSEE } });
    const avant = await maison.hub.positionnement.count();
    const tente = (nom: string) => envoyer(maison, 'ouiform', 'positionnement.refuse', { ...demande({ prescripteur: { reseau: 'ML', nom } }), personne });
    for (const nom of ['Un', 'Deux', 'Deux']) expect((await tente(nom)).statut).toBe(202);
    expect(await maison.hub.positionnement.count()).toBe(avant);
    const notees = await maison.hub.tentative.findMany({ where: { positionnement: id } });
    expect(notees).toHaveLength(3);
    expect(new Set(notees.map((t) => t.auteur)).size).toBe(2);
    await maison.receptions.relayer();
    expect(maison.flux.entendus.filter((e) => e.acte?.type === 'tentative')).toMatchObject([
      { id: `creneau:${ICO_PASSEE}`, acte: { positionnement: id } },
      { id: `creneau:${ICO_PASSEE}`, acte: { positionnement: id } },
    ]);
  });

  it('attests an entry, an interruption and an exit, with dates only', async () => {
    const { parcours } = await positionne(maison);
    await envoyer(maison, 'kairos', 'entree.attestee', { parcours, date: '2026-12-07' });
    expect(dernier(maison)).toMatchObject({ acte: { type: 'entrer', jour: '2026-12-07' } });
    await envoyer(maison, 'kairos', 'interruption.saisie', { parcours, debut: '2027-01-04', fin: '2027-01-08', motif: 'Maladie' });
    expect(dernier(maison)).toMatchObject({ acte: { type: 'interrompre', debut: '2027-01-04', fin: '2027-01-08' } });
    await envoyer(maison, 'kairos', 'formation.terminee', { parcours, date: '2027-03-26', motif: 'Fin de formation', bilan: 'Titre obtenu' });
    expect(dernier(maison)).toMatchObject({ acte: { type: 'sortir', jour: '2027-03-26', abandon: false, bilan: true } });
    expect(JSON.stringify(maison.flux.entendus)).not.toContain('Titre obtenu');
  });

  it('accepts an inscription whose session is in no catalogue (R42c)', async () => {
    expect(
      (await envoyer(maison, 'kairos', 'inscription.creee', { session: '143595113', personne: { idDE: '4545451P', nom: 'Hors', prenom: 'Catalogue' } })).statut,
    ).toBe(202);
    expect(dernier(maison)).toMatchObject({ processus: 'parcours', acte: { type: 'inscrire', depuis: 'kairos' } });
  });
});
