import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { AUTRE_SESSION, CLES, cleUnique, createMaison, demande, ICO, ICO_PASSEE, type Maison, SESSION, SIRET_AUTRE, T0 } from '../essais/maison.ts';

let maison: Maison;
let parcours = '';
let positionnement = '';
beforeAll(async () => {
  maison = await createMaison();
  const { corps } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() });
  parcours = String(corps['parcours']);
  positionnement = String(corps['id']);
});
afterAll(() => maison.close());
const lire = async (chemin: string, cle = CLES.ml) => maison.demander('GET', chemin, { cle });
const elements = async (chemin: string, cle = CLES.ml) => (await lire(chemin, cle)).corps['elements'] as Record<string, unknown>[];

describe('GET /api/v1/formations (R32)', () => {
  it('answers the contract’s fields, what can be positioned on first', async () => {
    const lues = await elements('/api/v1/formations');
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
    const [f] = await elements('/api/v1/formations?positionnable=false');
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
    expect((await elements(`/api/v1/formations?${requete}`)).map((f) => f['numero'])).toEqual(attendues);
  });

  it('R32: does not propose what Kairos does not show yet', async () => {
    const cle = { session_systeme: { session: SESSION, systeme: 'kairos' } };
    await maison.hub.publication.update({ where: cle, data: { etat: 'EXPORTEE' } });
    const [f] = await elements('/api/v1/formations?q=soudeur');
    expect(f).toMatchObject({ positionnable: false, empechement: { cause: 'SESSION_NON_VISIBLE' } });
    await maison.hub.publication.update({ where: cle, data: { etat: 'VISIBLE' } });
  });

  it('S3: counts the prescribers who found no slot, once an hour each, and no one else (G5)', async () => {
    const compter = () => maison.hub.tentative.count({ where: { session: AUTRE_SESSION, motif: 'SANS_CRENEAU' } });
    await maison.hub.tentative.deleteMany({});
    for (const cle of [CLES.ml, CLES.ml, CLES.pe, CLES.of, CLES.demo, CLES.lecture]) await lire('/api/v1/formations?q=cuisiniere', cle);
    expect(await compter()).toBe(2);
    await lire(`/api/v1/sessions/${AUTRE_SESSION}`, CLES.capEmploi);
    await lire(`/api/v1/sessions/${AUTRE_SESSION}`, CLES.ml);
    expect(await compter()).toBe(3);
    await lire(`/api/v1/sessions/${SESSION}`, CLES.ml); // this one has slots
    expect(await maison.hub.tentative.count({ where: { session: SESSION } })).toBe(0);
  });

  it('pages by key, with a Link that works', async () => {
    const un = await lire('/api/v1/formations?taille=1');
    expect(un.corps['suivant']).toEqual(expect.any(String));
    const suite = /<([^>]+)>; rel="next"/.exec(un.entetes.get('link') ?? '')?.[1] ?? '';
    const deux = await lire(suite);
    expect((deux.corps['elements'] as { numero: string }[]).map((f) => f.numero)).toEqual(['A825287']);
    expect(deux.corps['suivant']).toBeNull();
    expect(deux.entetes.get('link')).toBeNull();
  });

  it('shows an OF its own offer', async () => {
    expect((await elements('/api/v1/formations', CLES.of)).map((f) => f['numero'])).toEqual(['A825286']);
    expect((await lire(`/api/v1/sessions/${AUTRE_SESSION}`, CLES.of)).statut).toBe(404);
  });
});

it('GET /api/v1/sessions/{numero} answers the contract’s fields', async () => {
  const { corps } = await lire(`/api/v1/sessions/${SESSION}`);
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

it('R32b: from the search to a slot of the session, to the registration, to the path that follows', async () => {
  const [trouvee] = await elements('/api/v1/formations?q=soudeur&positionnable=true', CLES.capEmploi);
  const { numero } = (trouvee?.['prochaineSession'] ?? {}) as { numero?: string };
  const { corps: detail } = await lire(`/api/v1/sessions/${numero}`, CLES.capEmploi);
  const libre = (detail['creneaux'] as { id: string; placesLibres: number; statut: string }[]).find((c) => c.statut === 'PUBLIE' && c.placesLibres > 0);
  const prescripteur = { reseau: 'CAP_EMPLOI', structure: 'Cap emploi 76', nom: 'Équipe' };
  const inscrit = await maison.demander('POST', '/api/v1/positionnements', {
    cle: CLES.capEmploi,
    corps: demande({ session: numero, creneau: libre?.id, prescripteur }),
    entetes: cleUnique(),
  });
  expect(inscrit).toMatchObject({ statut: 202, corps: { statut: 'CONFIRME' } });
  expect((await lire(`/api/v1/parcours/${String(inscrit.corps['parcours'])}`, CLES.capEmploi)).corps).toMatchObject({ session: numero });
});

it('G7: says how long each hop of the publication took', async () => {
  const instants = { valideeLe: new Date(T0 - 60 * 3_600_000), exporteeLe: new Date(T0 - 49 * 3_600_000), visibleLe: new Date(T0) };
  await maison.hub.publication.update({ where: { session_systeme: { session: SESSION, systeme: 'kairos' } }, data: instants });
  expect(await elements(`/api/v1/sessions/${SESSION}/sauts`)).toMatchObject([
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
  const vus = async (cle: string) => ((await lire(`/api/v1/sessions/${SESSION}`, cle)).corps['creneaux'] as unknown[]).length;
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
  expect(await elements(`/api/v1/sessions/${SESSION}/divergences`)).toMatchObject([{ champ: 'PLACES', smf: '442', kairos: '82' }]);
  expect((await choisir('kairos', CLES.ml)).statut).toBe(403);
  expect(await choisir('kairos')).toMatchObject({ statut: 202, corps: { choix: 'kairos' } });
  expect(maison.flux.entendus.at(-1)).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'choisir', champ: 'PLACES', systeme: 'kairos' } });
  await maison.hub.divergence.update({ where: { session_champ: cle }, data: { choix: 'kairos' } });
  expect(await choisir('smf')).toMatchObject({ statut: 409, corps: { code: 'deja-fait' } });
  expect(await elements(`/api/v1/sessions/${SESSION}/divergences`)).toEqual([]);
});

describe('GET /api/v1/parcours', () => {
  it('answers situation, steps, timeline and matrix (G3)', async () => {
    await maison.hub.transmission.create({ data: { parcours, systeme: 'kairos', fait: 'POSITIONNEMENT', etat: 'VISIBLE', depuis: new Date(T0) } });
    await maison.hub.evenement.create({
      data: { cle: 'e1', processus: `parcours:${parcours}`, parcours, date: new Date(T0), acteur: 'cle:ml', systeme: 'kairos', fait: 'POSITIONNE' },
    });
    const { corps } = await lire(`/api/v1/parcours/${parcours}`);
    expect(Object.keys(corps).sort()).toEqual(['chronologie', 'etape', 'etapes', 'id', 'matrice', 'positionnements', 'session', 'situation']);
    expect(corps).toMatchObject({
      etape: 'CONVOQUE',
      etapes: [{ etape: 'POSITIONNE' }, { etape: 'CONVOQUE' }],
      chronologie: [{ acteur: 'cle:ml', systeme: 'kairos', fait: 'POSITIONNE', detail: null }],
      matrice: {
        KAIROS: { POSITIONNEMENT: { etat: 'VISIBLE', regle: null } },
        IMILO: { POSITIONNEMENT: { etat: 'NON_VISIBLE', regle: 'R31', raison: expect.any(String) } },
      },
    });
    expect(JSON.stringify(corps)).not.toMatch(/Exemple|Camille/);
  });

  it('R29: an OF learns the tool at most, never who prescribed', async () => {
    const { texte, corps } = await lire(`/api/v1/parcours/${parcours}`, CLES.of);
    expect(corps).toMatchObject({ chronologie: [{ acteur: 'prescripteur' }], matrice: { IMILO: {} } });
    expect(texte).not.toMatch(/cle:ml|[Mm]ission locale/);
  });

  it('is scoped: structure, OF, region; others find nothing', async () => {
    for (const [cle, statut] of [
      [CLES.ml, 200],
      [CLES.of, 200],
      [CLES.lecture, 200],
      [CLES.demo, 200],
      [CLES.capEmploi, 404],
      [CLES.pe, 404],
    ] as const)
      expect((await lire(`/api/v1/parcours/${parcours}`, cle)).statut).toBe(statut);
    expect(await elements('/api/v1/parcours', CLES.pe)).toEqual([]);
    expect(await elements(`/api/v1/parcours?session=${SESSION}&etape=CONVOQUE&bloque=false`)).toMatchObject([{ id: parcours }]);
    expect(await elements('/api/v1/parcours?bloque=true')).toEqual([]);
  });

  it('shows what holds it up at its slot, the worst first (S4)', async () => {
    const ligne = {
      id: `creneau:${ICO}#PRESENCE_NON_SAISIE#1`,
      processus: `creneau:${ICO}`,
      type: 'creneau',
      cause: 'PRESENCE_NON_SAISIE',
      sujet: { session: SESSION, creneau: ICO, modalite: 'ICO', date: new Date(T0).toISOString(), nombre: 1 },
      acteurType: 'OF',
      acteur: SIRET_DEMO,
      organisme: SIRET_DEMO,
      session: SESSION,
      creneau: ICO,
      depuis: new Date(T0),
      echeance: new Date(T0 - 1),
      niveau: 2,
    };
    await maison.hub.blocage.create({ data: ligne });
    const { corps } = await lire(`/api/v1/parcours/${parcours}`);
    expect(corps['situation']).toMatchObject({
      etat: 'bloque',
      cause: 'PRESENCE_NON_SAISIE',
      gravite: 'en_retard',
      acteur: { type: 'OF', libelle: 'Ateliers du Val' },
    });
  });
});

describe('GET /api/v1/blocages', () => {
  it('lists what the caller may see, by cause, actor, gravity', async () => {
    for (const [cle, nombre] of [
      [CLES.ml, 1],
      [CLES.of, 1],
      [CLES.pe, 0],
      [CLES.demo, 1],
    ] as const)
      expect(await elements('/api/v1/blocages', cle)).toHaveLength(nombre);
    const [b] = await elements('/api/v1/blocages?cause=PRESENCE_NON_SAISIE&acteur=OF&gravite=en_retard');
    expect(Object.keys(b ?? {}).sort()).toEqual(['id', 'processus', 'situation', 'sujet']);
    expect(await elements('/api/v1/blocages?gravite=a_temps')).toEqual([]);
    expect(await elements(`/api/v1/blocages?organisme=${SIRET_AUTRE}`)).toEqual([]);
  });

  it('acts on one: the flow is told who, and its refusals are said', async () => {
    const agir = (code: string, cle = CLES.demo, id = `creneau:${ICO}#PRESENCE_NON_SAISIE#1`) =>
      maison.demander('POST', `/api/v1/blocages/${encodeURIComponent(id)}/actions/${code}`, { cle, corps: { motif: 'Demandé au téléphone' } });
    expect(await agir('relancer')).toMatchObject({ statut: 200, corps: { fait: true } });
    expect(maison.flux.actions.at(-1)).toMatchObject({ workflow: `creneau:${ICO}`, action: { code: 'relancer', par: 'cle:demo' } });
    maison.flux.action = { fait: false, refus: 'RELANCE_RECENTE', jusqua: '2026-11-04T09:00:00.000Z' };
    expect(await agir('relancer')).toMatchObject({ statut: 409, corps: { code: 'relance-recente', jusqua: '2026-11-04T09:00:00.000Z' } });
    maison.flux.action = { fait: false, refus: 'DEJA_LEVE' };
    expect(await agir('relancer')).toMatchObject({ statut: 409, corps: { code: 'deja-fait' } });
    expect((await agir('relancer', CLES.ml)).statut).toBe(403);
    expect((await agir('relancer', CLES.demo, 'creneau:x#S4#1')).statut).toBe(404);
    expect((await agir('danser')).statut).toBe(404);
  });
});

describe('slots and recruitment', () => {
  const corps = { session: SESSION, modalite: 'RDV', debut: '2026-11-18T09:00:00+01:00', fin: '2026-11-18T10:00:00+01:00', places: 1 };
  it('opens, moves and cancels a slot of one’s own session', async () => {
    const ouvert = await maison.demander('POST', '/api/v1/creneaux', { cle: CLES.of, corps });
    expect(ouvert).toMatchObject({ statut: 201, corps: { modalite: 'RDV', statut: 'PUBLIE', placesLibres: 1 } });
    const id = String(ouvert.corps['id']);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ processus: 'creneau', id: `creneau:${id}`, acte: null });
    const deplace = await maison.demander('PATCH', `/api/v1/creneaux/${id}`, {
      cle: CLES.of,
      corps: { debut: '2026-11-18T14:00:00+01:00', fin: '2026-11-18T15:00:00+01:00' },
    });
    expect(deplace).toMatchObject({ statut: 202, corps: { debut: '2026-11-18T13:00:00.000Z' } });
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'deplacer' } });
    expect((await maison.demander('POST', `/api/v1/creneaux/${id}/annulation`, { cle: CLES.of, corps: { motif: 'Salle prise' } })).statut).toBe(202);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'annuler' } });
  });

  it.each([
    ['R21: ends before it starts', { fin: '2026-11-18T08:00:00+01:00' }, 'dates-incoherentes'],
    ['R19: 501 characters', { commentaire: 'x'.repeat(501) }, 'requete-invalide'],
    ['R20: four documents', { pieces: ['1', '2', '3', '4'] }, 'requete-invalide'],
    ['in the past', { debut: '2026-10-01T09:00:00Z', fin: '2026-10-01T10:00:00Z' }, 'creneau-passe'],
    ['of another OF', { session: AUTRE_SESSION }, 'session-introuvable'],
  ])('refuses a slot: %s', async (_quoi, change, code) => {
    expect((await maison.demander('POST', '/api/v1/creneaux', { cle: CLES.of, corps: { ...corps, ...change } })).corps['code']).toBe(code);
  });

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

  it('takes attendance in part, of its own people, once the slot has begun', async () => {
    const presences = (creneau: string, lignes: unknown[]) =>
      maison.demander('POST', `/api/v1/creneaux/${creneau}/presences`, { cle: CLES.of, corps: { presences: lignes } });
    expect(await presences(ICO, [{ positionnement, presence: 'PRESENT' }])).toMatchObject({ statut: 409, corps: { code: 'etape-incompatible' } });
    await maison.hub.positionnement.update({ where: { id: positionnement }, data: { creneau: ICO_PASSEE } });
    expect(await presences(ICO_PASSEE, [{ positionnement, presence: 'ABSENT', suite: 'RETENU' }])).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/presences/0/suite' }] },
    });
    expect(await presences(ICO_PASSEE, [{ positionnement: 'inconnu', presence: 'ABSENT' }])).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/presences/0/positionnement' }] },
    });
    expect(await presences(ICO_PASSEE, [{ positionnement, presence: 'PRESENT', suite: 'RETENU' }])).toMatchObject({
      statut: 202,
      corps: { creneau: ICO_PASSEE, enregistrees: 1, restantes: 0 },
    });
    expect(maison.flux.entendus.at(-1)).toMatchObject({
      acte: { type: 'emarger', par: 'cle:of', lignes: [{ positionnement, presence: 'PRESENT', suite: 'RETENU' }] },
    });
  });
});

describe('after the candidate is retained', () => {
  const acte = (suffixe: string, corps: unknown) => maison.demander('POST', `/api/v1/parcours/${parcours}/${suffixe}`, { cle: CLES.of, corps });
  const etape = (nom: string) => maison.hub.parcours.update({ where: { id: parcours }, data: { etape: nom } });
  it('attests, cancels, interrupts, ends: each from its own steps', async () => {
    expect(await acte('entree', { date: '2026-12-07' })).toMatchObject({ statut: 409, corps: { code: 'etape-incompatible' } });
    await etape('ENTREE_A_VALIDER');
    expect(await acte('entree', { date: '2026-12-07' })).toMatchObject({ statut: 202, corps: { id: parcours } });
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'entrer', jour: '2026-12-07' } });
    expect((await acte('annulation', { motif: 'Raison matérielle' })).statut).toBe(202);
    expect((await acte('interruptions', { debut: '2027-01-04', motif: 'Maladie' })).statut).toBe(409);
    await etape('EN_FORMATION');
    expect((await acte('entree', { date: '2026-12-08' })).statut).toBe(202); // R41: corrected until the end
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'entrer', jour: '2026-12-08' } });
    expect((await acte('annulation', { motif: 'Raison matérielle' })).statut).toBe(409);
    expect(await acte('interruptions', { debut: '2027-01-08', fin: '2027-01-04', motif: 'Maladie' })).toMatchObject({
      statut: 422,
      corps: { code: 'dates-incoherentes' },
    });
    expect((await acte('interruptions', { debut: '2027-01-04', fin: '2027-01-08', motif: 'Maladie' })).statut).toBe(202);
    expect((await acte('sortie', { date: '2027-02-01', motif: 'Abandon', bilan: 'Le NIR est 185057800608436' })).corps['code']).toBe('nir-refuse');
    expect((await acte('sortie', { date: '2027-02-01', motif: 'Abandon', bilan: 'Parti en emploi.' })).statut).toBe(202);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'sortir', jour: '2027-02-01', abandon: true, bilan: true } });
    expect(await maison.hub.positionnement.findUnique({ where: { id: positionnement } })).toMatchObject({ motif: 'Abandon', bilan: 'Parti en emploi.' });
  });
});
