import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { AUTRE_SESSION, CLES, cleUnique, demande, SESSION } from '../essais/maison.ts';
import { createMaisonLue, type MaisonLue } from './essais/lecture.ts';

let maison: MaisonLue;
beforeAll(async () => {
  maison = await createMaisonLue();
});
afterAll(() => maison.close());

describe('GET /api/v1/formations (R32)', () => {
  it('answers the contract’s fields, what can be positioned on first', async () => {
    const lues = await maison.elements('/api/v1/formations');
    expect(lues.map((f) => [f['numero'], f['positionnable']])).toEqual([
      ['A825286', true],
      ['A825287', false],
    ]);
    expect(Object.keys(lues[0] ?? {}).sort()).toEqual([
      'certifiante',
      'empechement',
      'etatRecrutement',
      'financeurs',
      'formacode',
      'intitule',
      'numero',
      'organisme',
      'placesIco',
      'positionnable',
      'prochaineSession',
    ]);
    expect(lues[0]).toMatchObject({
      organisme: { siret: SIRET_DEMO, nom: 'Ateliers du Val' },
      placesIco: 16,
      prochaineSession: { numero: SESSION, debut: '2026-12-07', fin: '2027-03-26', lieu: { codePostal: '76000', ville: 'Rouen' } },
      financeurs: [{ code: '2', libelle: 'Conseil régional' }],
      empechement: null,
    });
  });

  it('says why one cannot be positioned on (S1, S3)', async () => {
    const [f] = await maison.elements('/api/v1/formations?positionnable=false');
    expect(f).toMatchObject({ numero: 'A825287', empechement: { cause: 'MODALITE_NON_RENSEIGNEE', phrase: expect.stringMatching(/\p{L}{4}/u) } });
  });

  it.each([
    ['q=SOUDEUR', ['A825286']],
    ['q=cuisiniere', ['A825287']],
    ['q=soudeur%20cuisiniere', []],
    ['q=100%25', []],
    ['formacode=42752', ['A825287']],
    ['formacode=230', ['A825286']],
    ['rome=H2913&codePostal=14000', ['A825287']],
    ['codePostal=76600', []],
    ['codePostal=76600&rayonKm=60', ['A825287']], // Caen, across the estuary, in another département
    ['codePostal=76600&rayonKm=75', ['A825286', 'A825287']],
    ['codePostal=27000&rayonKm=50', ['A825286']],
    ['codePostal=13001&rayonKm=500', []],
    ['debutApres=2026-12-08', []],
    ['debutAvant=2026-12-07', ['A825286', 'A825287']],
    ['financeur=2&positionnable=true', ['A825286']],
    ['financeur=7', []],
  ])('%s', async (requete, attendues) => {
    expect((await maison.elements(`/api/v1/formations?${requete}`)).map((f) => f['numero'])).toEqual(attendues);
  });

  it('R32: does not propose what Kairos does not show yet', async () => {
    const cle = { session_systeme: { session: SESSION, systeme: 'kairos' } };
    await maison.hub.publication.update({ where: cle, data: { etat: 'EXPORTEE' } });
    const [f] = await maison.elements('/api/v1/formations?q=soudeur');
    expect(f).toMatchObject({ positionnable: false, empechement: { cause: 'SESSION_NON_VISIBLE' } });
    await maison.hub.publication.update({ where: cle, data: { etat: 'VISIBLE' } });
  });

  it('S3: counts the prescribers who found no slot, once an hour each, and no one else (G5)', async () => {
    const compter = () => maison.hub.tentative.count({ where: { session: AUTRE_SESSION, motif: 'SANS_CRENEAU' } });
    await maison.hub.tentative.deleteMany({});
    for (const cle of [CLES.ml, CLES.ml, CLES.pe, CLES.of, CLES.demo, CLES.lecture]) await maison.lire('/api/v1/formations?q=cuisiniere', cle);
    expect(await compter()).toBe(2);
    await maison.lire(`/api/v1/sessions/${AUTRE_SESSION}`, CLES.capEmploi);
    await maison.lire(`/api/v1/sessions/${AUTRE_SESSION}`, CLES.ml);
    expect(await compter()).toBe(3);
    await maison.lire(`/api/v1/sessions/${SESSION}`, CLES.ml); // this one has slots
    expect(await maison.hub.tentative.count({ where: { session: SESSION } })).toBe(0);
  });

  it('pages by key, with a Link that works', async () => {
    const un = await maison.lire('/api/v1/formations?taille=1');
    expect(un.corps['suivant']).toEqual(expect.any(String));
    const suite = /<([^>]+)>; rel="next"/.exec(un.entetes.get('link') ?? '')?.[1] ?? '';
    const deux = await maison.lire(suite);
    expect((deux.corps['elements'] as { numero: string }[]).map((f) => f.numero)).toEqual(['A825287']);
    expect(deux.corps['suivant']).toBeNull();
    expect(deux.entetes.get('link')).toBeNull();
  });

  it('shows an OF its own offer', async () => {
    expect((await maison.elements('/api/v1/formations', CLES.of)).map((f) => f['numero'])).toEqual(['A825286']);
    expect((await maison.lire(`/api/v1/sessions/${AUTRE_SESSION}`, CLES.of)).statut).toBe(404);
  });
});

it('R32b: from the search to a slot of the session, to the registration, to the path that follows', async () => {
  const [trouvee] = await maison.elements('/api/v1/formations?q=soudeur&positionnable=true', CLES.capEmploi);
  const { numero } = (trouvee?.['prochaineSession'] ?? {}) as { numero?: string };
  const { corps: detail } = await maison.lire(`/api/v1/sessions/${numero}`, CLES.capEmploi);
  const libre = (detail['creneaux'] as { id: string; placesLibres: number; statut: string }[]).find((c) => c.statut === 'PUBLIE' && c.placesLibres > 0);
  const prescripteur = { reseau: 'CAP_EMPLOI', structure: 'Cap emploi 76', nom: 'Équipe' };
  const inscrit = await maison.demander('POST', '/api/v1/positionnements', {
    cle: CLES.capEmploi,
    corps: demande({ session: numero, creneau: libre?.id, prescripteur }),
    entetes: cleUnique(),
  });
  expect(inscrit).toMatchObject({ statut: 202, corps: { statut: 'CONFIRME' } });
  expect((await maison.lire(`/api/v1/parcours/${String(inscrit.corps['parcours'])}`, CLES.capEmploi)).corps).toMatchObject({ session: numero });
});
