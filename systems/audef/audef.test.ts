import { afterAll, beforeAll, expect, it } from 'vitest';
import { creneau, demande, jourDans, positionnement, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
beforeAll(async () => {
  banc = await demarrerSystemes(['audef']);
  await banc.dire('audef', '/sessions', session());
  await banc.dire('audef', '/creneaux', creneau());
});
afterAll(() => banc.close());

const vue = () => banc.voir('audef', '/sessions/103725');

it('R45: counts the places that are left by the AIS registered, and gives them back', async () => {
  expect(await vue()).toEqual({ placesConventionnees: 12, aisEnregistrees: 0, placesDisponibles: 12, positionnements: 0 });
  await banc.dire('audef', '/positionnements', positionnement(1));
  await banc.dire('audef', '/positionnements', positionnement(2));
  await banc.dire('audef', '/ais', { parcours: 'parcours-1', session: '103725', date: jourDans(3) });
  // Said again under another key: still one place.
  await banc.dire('audef', '/ais', { parcours: 'parcours-1', session: '103725', date: jourDans(3) });
  await banc.dire('audef', '/suivis', { positionnement: 'pos-2', parcours: 'parcours-2', statut: 'ANNULE' });
  expect(await vue()).toEqual({ placesConventionnees: 12, aisEnregistrees: 1, placesDisponibles: 11, positionnements: 1 });
  await banc.dire('audef', '/ais/retraits', { parcours: 'parcours-1', session: '103725', motif: 'Annulée' });
  expect(await vue()).toMatchObject({ aisEnregistrees: 0, placesDisponibles: 12 });
  expect((await banc.dire('audef', '/ais', { parcours: 'x', session: 'inconnue', date: jourDans(3) })).corps['code']).toBe('SESSION_INCONNUE');
});

it('R34: only advisers of PE position here', async () => {
  expect((await banc.acte('audef', 'positionnement.cree', demande(5, 'ML'))).corps['code']).toBe('ORIGINE_REFUSEE');
  expect((await banc.acte('audef', 'positionnement.cree', demande(5, 'PE'))).statut).toBe(200);
  expect(await vue()).toMatchObject({ positionnements: 2 });
});

it('an unknown session has no view', async () => {
  expect((await banc.appeler('GET', '/audef/vue/sessions/inconnue')).statut).toBe(404);
});

it('R34: has the same refusals as OUIFORM, in words of its own', async () => {
  const refus = async (change: Record<string, unknown>, rang = 5) => (await banc.acte('audef', 'positionnement.cree', demande(rang, 'PE', change))).corps;
  expect(await refus({})).toMatchObject({ code: 'DEJA_INSCRIT', detail: expect.stringContaining('Est déjà inscrite') });
  expect(await refus({ argumentaire: 'x'.repeat(386) }, 6)).toMatchObject({ code: 'ARGUMENTAIRE_TROP_LONG', status: 422 });
  await banc.dire('audef', '/creneaux', creneau({ creneau: 'plein', places: 0 }));
  expect(await refus({ creneau: 'plein' }, 6)).toMatchObject({ code: 'COMPLET', detail: 'Toutes les places du créneau sont réservées.' });
  await banc.dire('audef', '/sessions/etat-recrutement', { session: '103725', etat: 'FERME' });
  expect(await refus({}, 6)).toMatchObject({ code: 'RECRUTEMENT_FERME' });
  await banc.dire('audef', '/sessions/etat-recrutement', { session: '103725', etat: 'OUVERT' });
});

it('R45: shows who bought how many places', async () => {
  expect(await banc.voir('audef', '/sessions/103725/financeurs')).toEqual([{ Financeur: 'Conseil régional', 'Places achetées': 12 }]);
});

it('R8: PE sees the mandataire beside the dispensateur that delivers', async () => {
  const ofResponsable = { siret: '99900001100018', nom: 'Mandataire du marché' };
  await banc.dire('audef', '/sessions', session({ numero: '103726', ofResponsable }));
  expect(await banc.voir('audef', '/sessions/103726/detail')).toMatchObject({
    Organisme: 'Organisme d’essai',
    'Organisme responsable': 'Mandataire du marché',
  });
});
