import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompterDemande } from '../../activities/demande.ts';
import { AUTRE_SESSION, CLES, cleUnique, createMaison, demande, ICO, ICO_2, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { acheminer } from '../receptions/acheminer.ts';
import { ecrireCreneau } from '../receptions/creneaux.ts';
import { fusionner } from '../receptions/jumeaux.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

const corps = (plus = {}) => ({
  session: SESSION,
  modalite: 'ICO',
  debut: '2026-11-19T09:00:00+01:00',
  fin: '2026-11-19T11:00:00+01:00',
  lieu: { codePostal: '76000', ville: 'Rouen' },
  places: 8,
  ...plus,
});
const ouvrir = (plus = {}, cle = CLES.of) => maison.demander('POST', '/api/v1/creneaux', { cle, corps: corps(plus) });
const changer = (id: string, plus: object, cle = CLES.of) => maison.demander('PATCH', `/api/v1/creneaux/${id}`, { cle, corps: plus });
const entendus = (id: string) => maison.flux.entendus.filter((e) => e.id === `creneau:${id}` && e.acte).map((e) => e.acte?.type);
const positionner = (plus = {}, cle = CLES.ml) => maison.demander('POST', '/api/v1/positionnements', { cle, corps: demande(plus), entetes: cleUnique() });

describe('a slot and its words', () => {
  it('R19: a doubtful comment is accepted, signalled, listed for a person to read, and cleared by that person alone', async () => {
    const { statut, corps: c } = await ouvrir({
      commentaire: 'Réservé aux moins de 30 ans',
      debut: '2026-11-20T09:00:00+01:00',
      fin: '2026-11-20T11:00:00+01:00',
    });
    expect(statut).toBe(201);
    expect(c['avertissements']).toEqual(['Le commentaire doit rester d’ordre pratique : il sera relu par l’équipe (âge).']);
    const listes = async () => {
      const { elements } = (await maison.demander('GET', '/api/v1/creneaux?aRelire=true', { cle: CLES.demo })).corps as { elements: { id: string }[] };
      return elements.map((e) => e.id);
    };
    expect(await listes()).toEqual([c['id']]);
    const relire = (cle: string) => maison.demander('POST', `/api/v1/creneaux/${c['id']}/relecture`, { cle });
    expect((await relire(CLES.of)).statut).toBe(403);
    expect((await relire(CLES.demo)).corps['avertissements']).toEqual([]);
    expect(await listes()).toEqual([]);
    const faits = await maison.hub.evenement.findMany({ where: { processus: `creneau:${c['id']}` }, orderBy: { rang: 'asc' } });
    expect(faits.map((f) => [f.fait, f.detail])).toEqual([
      ['COMMENTAIRE_A_RELIRE', 'âge'],
      ['COMMENTAIRE_RELU', 'âge'],
    ]);
  });

  it('R20, R21: seats, documents and comment change without moving; never under what is taken, never to nonsense', async () => {
    const { corps: c } = await ouvrir({ debut: '2026-11-21T09:00:00+01:00', fin: '2026-11-21T11:00:00+01:00' });
    const id = String(c['id']);
    expect(await changer(id, { places: 10, pieces: ['CV'], commentaire: 'Parking' })).toMatchObject({
      statut: 202,
      corps: { places: 10, placesLibres: 10, pieces: ['CV'], commentaire: 'Parking' },
    });
    expect(entendus(id)).toEqual(['modifier']);
    await maison.hub.creneau.update({ where: { id }, data: { placesLibres: 4 } });
    expect(await changer(id, { places: 5 })).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/places' }] } });
    expect((await changer(id, { places: 0 })).statut).toBe(422);
    expect((await changer(id, { pieces: ['1', '2', '3', '4'] })).statut).toBe(422);
    expect((await changer(id, { fin: '2026-11-21T08:00:00+01:00' })).corps['code']).toBe('dates-incoherentes');
  });

  it('R21: is not moved into the past, nor once it has begun or is cancelled', async () => {
    expect((await changer(ICO_2, { debut: '2026-11-03T08:00:00Z', fin: '2026-11-03T12:00:00Z' })).corps['code']).toBe('creneau-passe');
    expect((await changer(ICO_PASSEE, { debut: '2026-12-03T08:00:00Z', fin: '2026-12-03T12:00:00Z' })).corps['code']).toBe('etape-incompatible');
    expect((await changer(ICO_2, { motif: 'NIR 1 85 05 78 006 084 36' })).corps['code']).toBe('nir-refuse');
    expect(entendus(ICO_2)).toEqual([]);
  });

  it('R16: one seat in an individual appointment, whatever the session has besides', async () => {
    const rdv = { modalite: 'RDV', debut: '2026-11-19T14:00:00+01:00', fin: '2026-11-19T15:00:00+01:00' };
    expect(await ouvrir({ ...rdv, places: 2 })).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/places' }] } });
    expect((await ouvrir({ ...rdv, places: 1 })).statut).toBe(201);
  });

  it('R23: for permanent entries, proposes an appointment or a window instead of a meeting', async () => {
    await maison.hub.session.update({ where: { numero: AUTRE_SESSION }, data: { modaliteEntreeSortie: 'PERMANENTE' } });
    const en = (modalite: string, places: number) => ouvrir({ session: AUTRE_SESSION, modalite, places }, CLES.demo).then((r) => r.corps['avertissements']);
    expect(await en('ICO', 8)).toEqual([expect.stringContaining('entrées permanentes')]);
    expect(await en('CANDIDATURE', 8)).toEqual([]);
    expect(await en('RDV', 1)).toEqual([]);
  });

  it('R22: without a slot nobody is positioned; the slot that the OF schedules makes it possible', async () => {
    const quand = { session: AUTRE_SESSION, debut: '2026-11-26T09:00:00+01:00', fin: '2026-11-26T11:00:00+01:00' };
    expect((await positionner({ session: AUTRE_SESSION, creneau: 'ICO-103726-1' })).corps['code']).toBe('creneau-introuvable');
    const { corps: c } = await ouvrir(quand, CLES.demo);
    expect((await positionner({ session: AUTRE_SESSION, creneau: c['id'] })).statut).toBe(202);
  });
});

it('R17: an open window takes candidatures until it closes, and the search proposes it', async () => {
  const avant = await maison.hub.creneau.findMany({ where: { session: AUTRE_SESSION }, select: { id: true, statut: true } });
  await maison.hub.creneau.updateMany({ where: { session: AUTRE_SESSION }, data: { statut: 'ANNULE' } });
  const cherchee = async () => {
    const { elements } = (await maison.demander('GET', '/api/v1/formations?q=cuisiniere', { cle: CLES.demo })).corps as {
      elements: { positionnable: boolean }[];
    };
    return elements[0]?.positionnable;
  };
  expect(await cherchee()).toBe(false);
  const fenetre = { id: 'FENETRE', session: AUTRE_SESSION, modalite: 'CANDIDATURE', statut: 'EN_COURS', places: 8, placesLibres: 8, origine: 'KAIROS' };
  await maison.hub.creneau.create({ data: { ...fenetre, debut: new Date(T0 - 86_400_000), fin: new Date(T0 + 86_400_000) } });
  expect(await cherchee()).toBe(true);
  expect((await positionner({ session: AUTRE_SESSION, creneau: 'FENETRE' })).statut).toBe(202);
  for (const { id, statut } of avant) await maison.hub.creneau.update({ where: { id }, data: { statut } });
});

describe('R15: one appointment, typed twice', () => {
  const type = (plus = {}) => ({ ...corps({ debut: '2026-11-24T09:00:00+01:00', fin: '2026-11-24T11:00:00+01:00', ...plus }), modalite: 'ICO' as const });
  const ecrire = (origine: 'SMF' | 'KAIROS', reference: string, plus = {}) =>
    maison.hub.$transaction((tx) => ecrireCreneau(tx, type(plus), { id: `${origine}-${reference}`, origine, reference, date: new Date(T0).toISOString() }));

  it('R15: same session, date, start and town: one slot with both references, both texts kept, Kairos’s shown', async () => {
    expect(await ecrire('SMF', 'S1', { commentaire: 'Salle A', places: 6 })).toMatchObject({ type: 'creneau.ouvert', donnees: { creneau: 'SMF-S1' } });
    expect(await ecrire('KAIROS', 'K1', { commentaire: 'Salle B', places: 9, lieu: { codePostal: '76000', ville: 'ROUEN' } })).toMatchObject({
      type: 'creneau.precise',
      donnees: { creneau: 'SMF-S1' },
    });
    const lu = (await maison.demander('GET', `/api/v1/creneaux?session=${SESSION}`, { cle: CLES.of })).corps['elements'] as Record<string, unknown>[];
    expect(lu.find((c) => c['id'] === 'SMF-S1')).toMatchObject({
      places: 9,
      placesLibres: 9,
      commentaire: 'Salle B',
      references: ['S1', 'K1'],
      textes: { SMF: { places: 6, pieces: [], commentaire: 'Salle A' }, KAIROS: { places: 9, pieces: [], commentaire: 'Salle B' } },
    });
    expect(await maison.hub.creneau.count({ where: { id: { in: ['SMF-S1', 'KAIROS-K1'] } } })).toBe(1);
    expect(await maison.hub.evenement.count({ where: { processus: 'creneau:SMF-S1', fait: 'CRENEAU_FUSIONNE' } })).toBe(1);
    // S18: the session's flow holds both, without their words; alike in the end, they agree.
    const smfDit = 'le 24/11\u202f: 6\u00a0places, commentaire de 7\u00a0caractères';
    const divergence = { session: SESSION, smf: smfDit, kairos: smfDit.replace('6', '9') };
    // Both names are accepted afterwards; what SMF says later changes neither seats nor text.
    const connu = await maison.hub.creneau.findUniqueOrThrow({ where: { id: 'SMF-S1' } });
    const encore = await maison.hub.$transaction((tx) =>
      fusionner(tx, connu, type({ commentaire: 'Salle C', places: 6 }), { id: '-', origine: 'SMF', reference: 'S1', date: new Date(T0).toISOString() }),
    );
    expect(encore).toMatchObject({ type: 'creneau.ouvert', donnees: { diverge: divergence } });
    const actes = acheminer({ source: 'systeme:smf', id: '1', ...encore }, new Date(T0).toISOString());
    expect(actes.map((e) => [e.id, e.acte?.type])).toEqual([
      ['creneau:SMF-S1', undefined],
      [`session:${SESSION}`, 'divergence'],
    ]);
    await maison.hub.divergence.create({ data: { ...divergence, champ: 'ICO', depuis: new Date(T0) } });
    const enfin = await maison.hub.creneau.findUniqueOrThrow({ where: { id: 'SMF-S1' } });
    const pareils = await maison.hub.$transaction((tx) =>
      fusionner(tx, enfin, type({ commentaire: 'Salle B', places: 9 }), { id: '-', origine: 'SMF', reference: 'S1', date: new Date(T0).toISOString() }),
    );
    expect(pareils).toMatchObject({ donnees: { diverge: { session: SESSION, smf: '=', kairos: '=' } } });
    await maison.hub.divergence.deleteMany({ where: { session: SESSION } });
    expect((await positionner({ creneau: 'K1' })).statut).toBe(202);
  });

  it('R15: another town, another hour or the same tool is another slot', async () => {
    await ecrire('SMF', 'S2', { lieu: { codePostal: '14000', ville: 'Caen' } });
    await ecrire('SMF', 'S3', { debut: '2026-11-24T10:00:00+01:00' });
    await ecrire('KAIROS', 'K2', { lieu: { codePostal: '27000', ville: 'Évreux' } });
    await ecrire('KAIROS', 'K3', { lieu: { codePostal: '27000', ville: 'Évreux' } });
    expect(await maison.hub.creneau.count({ where: { reference: { in: ['S2', 'S3', 'K2', 'K3'] } } })).toBe(4);
  });

  it('R14, R16, R17: Saisir ma formation types meetings alone; appointments and windows are Kairos’s', async () => {
    for (const modalite of ['RDV', 'CANDIDATURE'] as const) {
      const c = { ...type(), modalite, places: 1 };
      const depuis = (origine: 'SMF' | 'KAIROS') =>
        maison.hub.$transaction((tx) => ecrireCreneau(tx, c, { id: `${origine}-${modalite}`, origine, date: new Date(T0).toISOString() }));
      await expect(depuis('SMF')).rejects.toMatchObject({ probleme: { code: 'requete-invalide' } });
      expect((await depuis('KAIROS')).type).toBe('creneau.ouvert');
    }
  });
});

describe('who came, who knows, who tried', () => {
  /** Somebody expected at the slot that is over. */
  const attendu = async (plus = {}) => {
    const personne = demande().personne;
    const { corps: c } = await positionner({ personne });
    await maison.hub.positionnement.update({ where: { id: String(c['id']) }, data: { creneau: ICO_PASSEE, statut: 'CONFIRME', ...plus } });
    return { id: String(c['id']), parcours: String(c['parcours']), personne };
  };
  const presences = (lignes: object[], cle: string) =>
    maison.demander('POST', `/api/v1/creneaux/${ICO_PASSEE}/presences`, { cle, corps: { presences: lignes } });

  it('S4: a prescriber declares, with its proof, that one of its own people did not come; nothing else', async () => {
    const { id } = await attendu();
    const preuve = { motif: 'Message de la personne reçu le matin même.' };
    const pointeur = async (ligne: object, cle = CLES.ml) =>
      ((await presences([{ positionnement: id, ...ligne }], cle)).corps['errors'] as { pointer: string }[] | undefined)?.[0]?.pointer;
    expect(await pointeur({ presence: 'ABSENT' })).toBe('#/presences/0/motif');
    expect(await pointeur({ presence: 'PRESENT', ...preuve })).toBe('#/presences/0/presence');
    expect(await pointeur({ presence: 'ABSENT', suite: 'NON_RETENU', ...preuve })).toBe('#/presences/0/suite');
    expect(await pointeur({ presence: 'ABSENT', ...preuve }, CLES.pe)).toBe('#/presences/0/positionnement');
    expect((await presences([{ positionnement: id, presence: 'ABSENT_EXCUSE', ...preuve }], CLES.ml)).statut).toBe(202);
    expect(maison.flux.entendus.at(-1)?.acte).toMatchObject({ type: 'emarger', par: 'cle:ml', lignes: [{ positionnement: id, presence: 'ABSENT_EXCUSE' }] });
  });

  it('S21: says who knows of the change: each prescriber of its own people, the OF of all', async () => {
    const { id } = await attendu({ creneau: ICO });
    const confirmer = (cle: string, liste?: string[]) =>
      maison.demander('POST', `/api/v1/creneaux/${ICO}/confirmation`, { cle, corps: liste ? { positionnements: liste } : {} });
    expect(await confirmer(CLES.pe, [id])).toMatchObject({ statut: 422 });
    expect(await confirmer(CLES.pe)).toMatchObject({ statut: 202, corps: { confirmees: 0 } });
    expect(await confirmer(CLES.ml, [id])).toMatchObject({ statut: 202, corps: { confirmees: 1 } });
    expect(maison.flux.entendus.at(-1)?.acte).toMatchObject({ type: 'confirmer', positionnements: [id] });
    expect(Number((await confirmer(CLES.of)).corps['confirmees'])).toBeGreaterThan(0);
  });

  it('S6: an attempt refused by R27 is counted once per adviser and told to the slot, not as often as it is made (G5)', async () => {
    const { id, personne } = await attendu();
    const essayer = (nom: string) => positionner({ personne, creneau: ICO_2, prescripteur: { reseau: 'ML', structure: 'Mission locale de Rouen', nom } });
    for (const nom of ['Un', 'Un', 'Un', 'Deux', 'Deux']) expect((await essayer(nom)).corps['code']).toBe('deja-inscrite');
    await maison.receptions.relayer();
    const dits = maison.flux.entendus.filter((e) => e.acte?.type === 'tentative');
    expect(dits).toHaveLength(2); // one adviser, then two
    expect(dits[0]).toMatchObject({ id: `creneau:${ICO_PASSEE}`, acte: { positionnement: id, par: 'hub' } });
    const compter = createCompterDemande(maison.hub);
    expect(await compter({ creneau: ICO_PASSEE, positionnements: [id] })).toEqual({ tentatives: 5, conseillers: 2, consultations: 0, complets: 0 });
    expect(await compter({ session: SESSION, motif: 'CRENEAU_COMPLET' })).toMatchObject({ tentatives: 0 });
    const lignes = await maison.hub.tentative.findMany({ where: { positionnement: id } });
    expect(JSON.stringify(lignes)).not.toMatch(/Un|Deux|Rouen/);
  });

  it('S6: somebody expected at a slot to come is not held up by anybody: counted, not told', async () => {
    const personne = demande().personne;
    await positionner({ personne });
    const avant = maison.flux.entendus.filter((e) => e.acte?.type === 'tentative').length;
    expect((await positionner({ personne, creneau: ICO_2 })).corps['code']).toBe('deja-inscrite');
    await maison.receptions.relayer();
    expect(maison.flux.entendus.filter((e) => e.acte?.type === 'tentative')).toHaveLength(avant);
    expect(await maison.hub.tentative.count({ where: { creneau: ICO, motif: 'DEJA_INSCRITE' } })).toBeGreaterThan(0);
  });

  it('S3: a full slot counts who wanted it (G5)', async () => {
    maison.flux.kairos = { statut: 'REFUSE', refus: 'COMPLET' };
    expect((await positionner({ creneau: ICO_2 })).corps['code']).toBe('creneau-complet');
    maison.flux.kairos = { statut: 'CONFIRME' };
    expect(await createCompterDemande(maison.hub)({ session: SESSION, creneau: ICO_2, motif: 'CRENEAU_COMPLET' })).toMatchObject({
      tentatives: 1,
      conseillers: 1,
    });
    expect(await createCompterDemande(maison.hub)({ session: SESSION })).toMatchObject({ complets: 1 });
  });
});
