/** A session: its fields, its publication, its slots, what diverges, the state of its recruitment. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTRE_SESSION, CLES, ICO, ICO_PASSEE, SESSION, T0 } from '../essais/maison.ts';
import { createMaisonLue, type MaisonLue } from './essais/lecture.ts';

let maison: MaisonLue;
beforeAll(async () => {
  maison = await createMaisonLue();
});
afterAll(() => maison.close());

it('GET /api/v1/sessions/{numero} answers the contract’s fields', async () => {
  const { corps } = await maison.lire(`/api/v1/sessions/${SESSION}`);
  expect(Object.keys(corps).sort()).toEqual([
    'creneaux',
    'debut',
    'etatRecrutement',
    'fiche',
    'fin',
    'financeurs',
    'intitule',
    'modaliteEntreeSortie',
    'numero',
    'ofDispensateur',
    'ofResponsable',
    'places',
    'publication',
    'situation',
  ]);
  expect(corps).toMatchObject({
    places: { totales: 15, conventionnees: 12, disponibles: 9 },
    publication: [{ systeme: 'kairos', etat: 'VISIBLE', raison: null }],
    financeurs: [{ code: '2', libelle: 'Conseil régional', places: 12 }], // R45
    situation: { etat: 'en_cours' },
  });
  expect(Object.keys((corps['publication'] as object[])[0] ?? {}).sort()).toEqual(['depuis', 'etat', 'raison', 'systeme']);
  expect((corps['creneaux'] as { id: string }[]).map((c) => c.id)).toEqual([ICO_PASSEE, ICO, 'ICO-103725-2']);
});

it('G7: says how long each hop of the publication took', async () => {
  const instants = { valideeLe: new Date(T0 - 60 * 3_600_000), exporteeLe: new Date(T0 - 49 * 3_600_000), visibleLe: new Date(T0) };
  await maison.hub.publication.update({ where: { session_systeme: { session: SESSION, systeme: 'kairos' } }, data: instants });
  expect(await maison.elements(`/api/v1/sessions/${SESSION}/sauts`)).toMatchObject([
    {
      systeme: 'kairos',
      sauts: [
        { saut: 'EXPORT', heures: 11 },
        { saut: 'SYSTEME', heures: 49 },
      ],
    },
  ]);
});

it('R18: hides the slots of a suspended session from prescribers, not from its OF', async () => {
  const suspendre = (etat: string) => maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: etat } });
  const vus = async (cle: string) => ((await maison.lire(`/api/v1/sessions/${SESSION}`, cle)).corps['creneaux'] as unknown[]).length;
  await suspendre('SUSPENDU');
  expect([await vus(CLES.ml), await vus(CLES.of)]).toEqual([1, 3]);
  await suspendre('OUVERT');
  expect(await vus(CLES.ml)).toBe(3);
});

it('S18: shows both values, and takes the choice of one, once', async () => {
  const choisir = (systeme: string, cle = CLES.of) =>
    maison.demander('POST', `/api/v1/sessions/${SESSION}/divergences/PLACES/choix`, { cle, corps: { systeme } });
  expect((await choisir('kairos')).statut).toBe(404);
  const cle = { session: SESSION, champ: 'PLACES' };
  await maison.hub.divergence.create({ data: { ...cle, smf: '442', kairos: '82', depuis: new Date(T0) } });
  expect(await maison.elements(`/api/v1/sessions/${SESSION}/divergences`)).toMatchObject([{ champ: 'PLACES', smf: '442', kairos: '82' }]);
  expect((await choisir('kairos', CLES.ml)).statut).toBe(403);
  expect(await choisir('kairos')).toMatchObject({ statut: 202, corps: { choix: 'kairos' } });
  expect(maison.flux.entendus.at(-1)).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'choisir', champ: 'PLACES', systeme: 'kairos' } });
  await maison.hub.divergence.update({ where: { session_champ: cle }, data: { choix: 'kairos' } });
  expect(await choisir('smf')).toMatchObject({ statut: 409, corps: { code: 'deja-fait' } });
  expect(await maison.elements(`/api/v1/sessions/${SESSION}/divergences`)).toEqual([]);
});

describe('slots and recruitment', () => {
  it('changes the state of recruitment (R18)', async () => {
    expect(await maison.demander('POST', `/api/v1/sessions/${SESSION}/etat-recrutement`, { cle: CLES.of, corps: { etat: 'SUSPENDU' } })).toMatchObject({
      statut: 202,
      corps: { session: SESSION, etat: 'SUSPENDU' },
    });
    expect(maison.flux.entendus.at(-1)).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'etatRecrutement', etat: 'SUSPENDU' } });
    await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'FERME' } });
    expect(await maison.demander('POST', `/api/v1/sessions/${SESSION}/etat-recrutement`, { cle: CLES.of, corps: { etat: 'SUSPENDU' } })).toMatchObject({
      statut: 409,
      corps: { code: 'etape-incompatible' },
    });
    await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'OUVERT' } });
    expect((await maison.demander('POST', `/api/v1/sessions/${AUTRE_SESSION}/etat-recrutement`, { cle: CLES.of, corps: { etat: 'FERME' } })).statut).toBe(404);
    expect((await maison.demander('POST', `/api/v1/sessions/${SESSION}/etat-recrutement`, { cle: CLES.of, corps: { etat: 'NON_RENSEIGNE' } })).statut).toBe(
      422,
    );
  });
});
