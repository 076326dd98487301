import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMaison, ICO_PASSEE, type Maison, SESSION } from '../essais/maison.ts';
import { envoyer } from './essais/envois.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

describe('the signature', () => {
  const statut = { idDE: '1234567A', statut: 'INSCRIT', date: '2026-11-03' };
  it('is required on the very bytes received', async () => {
    expect(await envoyer(maison, 'aude', 'de.statut', statut, { cle: `whsec_${Buffer.alloc(32, 1).toString('base64')}` })).toMatchObject({
      statut: 401,
      corps: { code: 'signature-incorrecte' },
    });
    expect(await envoyer(maison, 'aude', 'de.statut', statut, { brut: '{"id":"autre"}' })).toMatchObject({ statut: 401 });
    expect(await maison.demander('POST', '/api/evenements/aude', { brut: '{}', entetes: { 'content-type': 'application/json' } })).toMatchObject({
      statut: 401,
    });
  });
  it('expires', async () => {
    expect(await envoyer(maison, 'aude', 'de.statut', statut, { signeLe: new Date(Date.now() - 6 * 60_000) })).toMatchObject({ statut: 401 });
  });
  it('does not make acceptable what no text may hold, a type that every object has, or more places than a number holds', async () => {
    for (const donnees of [
      { ...statut, autre: 'x\0' },
      { ...statut, autre: ['\ud800'] },
      { ...statut, autre: JSON.parse('['.repeat(60) + ']'.repeat(60)) },
    ])
      expect(await envoyer(maison, 'aude', 'de.statut', donnees)).toMatchObject({ statut: 422 });
    expect(await envoyer(maison, 'aude', '__proto__', statut)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/type' }] } });
    expect(await envoyer(maison, 'smf', 'session.modifiee', { session: SESSION, placesConventionnees: 2 ** 31 })).toMatchObject({ statut: 422 });
  });
  it('§h: does not make acceptable a social security number, in whatever text it is', async () => {
    const motif = 'Assuré 1 85 05 78 006 084 91';
    const presences = [{ positionnement: 'p', presence: 'ABSENT', motif }];
    for (const [systeme, type, donnees] of [
      ['kairos', 'presence.saisie', { creneau: ICO_PASSEE, presences }],
      ['ouiform', 'positionnement.annule', { positionnement: 'p', motif }],
      ['kairos', 'formation.terminee', { parcours: 'p', date: '2026-12-07', motif: 'Fin', bilan: motif }],
      ['smf', 'fiche.retournee', { fiche: 'A825286', remarques: motif }],
    ] as const)
      expect(await envoyer(maison, systeme, type, donnees), type).toMatchObject({ statut: 422, corps: { code: 'nir-refuse' } });
  });
  it('does not make an unknown system, type or shape acceptable', async () => {
    expect((await envoyer(maison, 'minitel', 'de.statut', statut)).statut).toBe(404);
    expect(await envoyer(maison, 'kairos', 'de.statut', statut)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/type' }] } });
    expect(await envoyer(maison, 'aude', 'de.statut', { ...statut, statut: 'PARTI' })).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/donnees/statut' }] },
    });
  });
});
