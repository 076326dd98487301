/** What SMF and Kairos say of the offer: fiches, sessions, slots, accounts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { createMaison, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { dernier, envoyer } from './essais/envois.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

describe('an event', () => {
  it('merges the ICO typed in SMF and in Kairos (R15)', async () => {
    const ico = { session: SESSION, modalite: 'ICO', debut: '2026-11-25T09:00:00Z', fin: '2026-11-25T11:00:00Z', places: 10 };
    await envoyer(maison, 'smf', 'ico.saisie', { ...ico, reference: 'SMF-1' });
    await envoyer(maison, 'kairos', 'creneau.publie', { ...ico, creneau: 'K-99' });
    expect(await maison.hub.creneau.count({ where: { session: SESSION, debut: new Date(ico.debut) } })).toBe(1);
    // Both bear a name of their own: the first is kept, and Kairos is told of the slot under it.
    expect(await maison.hub.creneau.count({ where: { reference: { in: ['SMF-1', 'K-99'] } } })).toBe(1);
    await envoyer(maison, 'smf', 'ico.saisie', { ...ico, debut: '2026-11-26T09:00:00Z', fin: '2026-11-26T11:00:00Z' });
    await envoyer(maison, 'kairos', 'creneau.publie', { ...ico, debut: '2026-11-26T09:00:00Z', fin: '2026-11-26T11:00:00Z', creneau: 'K-100' });
    expect(await maison.hub.creneau.count({ where: { session: SESSION, debut: new Date('2026-11-26T09:00:00Z') } })).toBe(1);
  });

  it('follows a fiche and a session', async () => {
    await envoyer(maison, 'smf', 'fiche.validee', { fiche: 'A825286' });
    expect(dernier(maison)).toMatchObject({ id: 'fiche:A825286', acte: { type: 'valider', empreinte: 'e-A825286' } });
    await envoyer(maison, 'smf', 'fiche.retournee', { fiche: 'A825286', remarques: 'Le contenu manque.' });
    expect(dernier(maison)).toMatchObject({ acte: { type: 'retourner' } });
    await envoyer(maison, 'smf', 'session.modifiee', { session: SESSION, placesConventionnees: 14, etatRecrutement: 'OUVERT' });
    expect(maison.flux.entendus.slice(-2)).toMatchObject([{ acte: { type: 'publier' } }, { acte: { type: 'etatRecrutement', etat: 'OUVERT' } }]);
    expect(await maison.hub.session.findUnique({ where: { numero: SESSION } })).toMatchObject({
      placesConventionnees: 14,
      offre: { placesConventionnees: 14 },
    });
  });

  it('moves and cancels a slot; what Kairos was told of it before is no more what it shows, unlike the other tools', async () => {
    const dits = ['kairos', 'ouiform'].map((systeme) => ({ systeme, sujet: `creneau:${ICO_PASSEE}`, montre: { texte: 'abc' } }));
    await maison.hub.affichage.createMany({ data: dits });
    await envoyer(maison, 'kairos', 'creneau.modifie', { creneau: ICO_PASSEE, debut: '2026-11-27T09:00:00Z', fin: '2026-11-27T11:00:00Z' });
    expect(dernier(maison)).toMatchObject({ acte: { type: 'deplacer', debut: '2026-11-27T09:00:00Z' } });
    const montre = await maison.hub.affichage.findMany({ orderBy: { systeme: 'asc' } });
    expect(montre.map((a) => [a.systeme, a.montre])).toEqual([
      ['kairos', {}],
      ['ouiform', { texte: 'abc' }],
    ]);
    await envoyer(maison, 'kairos', 'creneau.annule', { creneau: ICO_PASSEE, motif: 'Salle indisponible' });
    expect(dernier(maison)).toMatchObject({ acte: { type: 'annuler' } });
    expect(await maison.hub.creneau.findUnique({ where: { id: ICO_PASSEE } })).toMatchObject({
      motif: 'Salle indisponible',
      debut: new Date('2026-11-27T09:00:00Z'),
    });
  });
});

describe('what Kairos says of the offer', () => {
  const compte = (change: Record<string, unknown> = {}) => ({ siret: SIRET_DEMO, actif: true, courriel: null, convention: null, ...change });
  const lu = () => maison.hub.compteKairos.findUnique({ where: { siret: SIRET_DEMO } });

  it('R12, R44: keeps the account and its convention, and every session of that SIRET hears of it', async () => {
    await maison.hub.processus.create({
      data: { id: `session:${SESSION}`, type: 'session', sujet: SESSION, etape: 'VISIBLE', etat: 'en_cours', depuis: new Date(T0) },
    });
    await envoyer(maison, 'kairos', 'compte.modifie', compte({ convention: { debut: '2024-01-01', fin: '2026-12-31' } }));
    expect(await lu()).toMatchObject({ etat: 'OUVERT', conventionFin: new Date('2026-12-31') });
    expect(dernier(maison)).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'compte' } });
    await envoyer(maison, 'kairos', 'compte.modifie', compte({ actif: false }), { date: new Date(T0 + 3_600_000).toISOString() });
    await envoyer(maison, 'kairos', 'compte.modifie', compte(), { date: new Date(T0 + 60_000).toISOString() }); // late: says nothing new
    expect(await lu()).toMatchObject({ etat: 'ABSENT', conventionFin: null });
  });

  it('S18: compares what was bought in Kairos with what SMF has under convention, and overwrites nothing', async () => {
    await maison.hub.session.update({ where: { numero: SESSION }, data: { placesConventionnees: 12 } });
    expect((await envoyer(maison, 'kairos', 'places.modifiees', { session: SESSION, placesAchetees: 10 })).statut).toBe(202);
    expect(dernier(maison)).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'divergence', champ: 'PLACES', smf: '12', kairos: '10' } });
    expect(await maison.hub.session.findUnique({ where: { numero: SESSION } })).toMatchObject({ placesConventionnees: 12 });
  });
});
