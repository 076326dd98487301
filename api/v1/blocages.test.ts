import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLES, cleUnique, createMaison, demande, ICO, ICO_2, type Maison, SESSION, SIRET_AUTRE, T0 } from '../essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison?.close());
beforeEach(() => {
  maison.flux.action = { fait: true };
});

const HEURE = 3_600_000;
let numero = 0;
/** A blocage as its flow would have written it. */
const bloquer = async (cause: string, plus: object = {}): Promise<string> => {
  const processus = `creneau:${ICO}-${++numero}`;
  const id = `${processus}#${cause}#1`;
  const ligne = { id, processus, type: 'creneau', cause, sujet: { session: SESSION }, acteurType: 'OF', session: SESSION, depuis: new Date(T0 - 48 * HEURE) };
  await maison.hub.blocage.create({ data: { ...ligne, ...plus } });
  return id;
};
const agir = (id: string, code: string, corps: object = {}, cle = CLES.demo) =>
  maison.demander('POST', `/api/v1/blocages/${encodeURIComponent(id)}/actions/${code}`, { cle, corps });
const acteDe = (blocage: string) => maison.hub.acteOperateur.findFirst({ where: { blocage }, orderBy: { reelLe: 'desc' } });

describe('POST /api/v1/blocages/{id}/actions/{code}', () => {
  it('asks the flow without the motif, which stays in PostgreSQL with before and after', async () => {
    const id = await bloquer('REJET_FONCTIONNEL', { acteurType: 'EQUIPE', systeme: 'aude', sujet: { systeme: 'aude', operation: 'aude.prescrire' } });
    expect(await agir(id, 'passer', { motif: 'Vu avec AUDE : dossier clos' })).toMatchObject({ statut: 200, corps: { fait: true, phrase: 'Étape passée.' } });
    const acte = await acteDe(id);
    expect(acte).toMatchObject({ code: 'passer', motif: 'Vu avec AUDE : dossier clos', par: 'cle:demo', etat: 'FAIT', avant: { niveau: 0, leveLe: null } });
    const { action } = maison.flux.actions.at(-1) ?? {};
    expect(action).toEqual({ code: 'passer', blocage: id, par: 'cle:demo', acte: acte?.id });
    expect(JSON.stringify(maison.flux.actions)).not.toContain('AUDE');
  });

  it('404: nothing of that name, nor anything of somebody else’s', async () => {
    expect((await agir('creneau:x#PRESENCE_NON_SAISIE#1', 'relancer')).statut).toBe(404);
    expect((await agir(await bloquer('PRESENCE_NON_SAISIE'), 'inventer')).statut).toBe(404);
  });

  it('403: a key that only reads', async () => {
    expect((await agir(await bloquer('PRESENCE_NON_SAISIE'), 'relancer', {}, CLES.lecture)).statut).toBe(403);
  });

  it('422: a motif is missing where it must be kept, a date is past, a NIR is in the text', async () => {
    const rejet = await bloquer('REJET_FONCTIONNEL', { acteurType: 'EQUIPE' });
    expect(await agir(rejet, 'passer')).toMatchObject({ statut: 422, corps: { code: 'requete-invalide', errors: [{ pointer: '#/motif' }] } });
    expect((await agir(rejet, 'passer', { motif: '   ' })).statut).toBe(422);
    expect((await agir(rejet, 'passer', { motif: 'NIR 1 85 05 78 006 084 91' })).corps['code']).toBe('nir-refuse');
    const veille = { jusqua: new Date(T0 - HEURE).toISOString() };
    expect(await agir(rejet, 'mettreEnVeille', veille)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/jusqua' }] } });
    expect(await acteDe(rejet)).toBeNull();
  });

  it('409 relance-recente: the rest is told with its end', async () => {
    const jusqua = new Date(T0 + 5 * HEURE).toISOString();
    maison.flux.action = { fait: false, refus: 'RELANCE_RECENTE', jusqua };
    const id = await bloquer('PRESENCE_NON_SAISIE');
    expect(await agir(id, 'relancer')).toMatchObject({ statut: 409, corps: { code: 'relance-recente', jusqua } });
    expect(await acteDe(id)).toMatchObject({ etat: 'REFUSE', refus: 'RELANCE_RECENTE' });
  });

  it('409 deja-fait: « Déjà fait par … à 14 h 02 », the true name and hour read back', async () => {
    const quand = new Date('2026-11-03T13:02:00Z');
    const id = await bloquer('REJET_FONCTIONNEL', { acteurType: 'EQUIPE', leveLe: quand, levePar: 'cle:demo' });
    const { libelle } = await maison.hub.cleApi.findUniqueOrThrow({ where: { id: 'demo' } });
    expect(await agir(id, 'corriger')).toMatchObject({ statut: 409, corps: { code: 'deja-fait', detail: `Déjà fait par ${libelle} à 14\u00a0h\u00a002.` } });
    // The flow was asked at the same time by somebody else: what he did is read back.
    const autre = await bloquer('REJET_FONCTIONNEL', { acteurType: 'EQUIPE' });
    await agir(autre, 'corriger');
    maison.flux.action = { fait: false, refus: 'DEJA_FAIT' };
    expect(await agir(autre, 'corriger')).toMatchObject({ statut: 409, corps: { code: 'deja-fait', detail: `Déjà fait par ${libelle} à 10\u00a0h.` } });
    maison.flux.action = { fait: true };
    await agir(autre, 'prendreEnCharge');
    maison.flux.action = { fait: false, refus: 'DEJA_PRIS', par: 'cle:demo' };
    expect((await agir(autre, 'prendreEnCharge')).corps).toMatchObject({ code: 'deja-fait', detail: `Déjà pris en charge par ${libelle} à 10\u00a0h.` });
    const venu = await bloquer('PRESENCE_NON_SAISIE', { leveLe: quand, levePar: 'fait attendu' });
    expect((await agir(venu, 'relancer')).corps['detail']).toBe('Déjà résolu le 03/11 à 14\u00a0h\u00a002\u202f: ce qui était attendu est arrivé.');
  });

  it('409 action-impossible: what this cause does not foresee; 503: a flow that does not answer', async () => {
    const id = await bloquer('PRESENCE_NON_SAISIE');
    expect(await agir(id, 'passer', { motif: 'x' })).toMatchObject({ statut: 409, corps: { code: 'action-impossible' } });
    maison.flux.temporal = 'FERME';
    expect((await agir(id, 'relancer')).statut).toBe(503);
    maison.flux.temporal = 'OUVERT';
    expect(await acteDe(id)).toMatchObject({ etat: 'SANS_REPONSE' });
  });

  it('S21: moves the only person of a slot to another one, through the door of a report', async () => {
    const { corps } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() });
    const id = await bloquer('CHANGEMENT_NON_CONFIRME', { creneau: ICO });
    expect(await agir(id, 'proposerAutreCreneau')).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/creneau' }] } });
    expect((await agir(id, 'proposerAutreCreneau', { creneau: 'INCONNU' })).statut).toBe(404);
    expect(await agir(id, 'proposerAutreCreneau', { creneau: ICO_2, motif: 'Salle indisponible' })).toMatchObject({ statut: 200, corps: { fait: true } });
    expect(maison.flux.entendus.at(-1)?.acte).toMatchObject({ type: 'reporter', positionnement: corps['id'], creneau: ICO_2, par: 'cle:demo' });
    expect(await acteDe(id)).toMatchObject({ etat: 'FAIT', motif: 'Salle indisponible' });
    expect((await agir(id, 'proposerAutreCreneau', { creneau: ICO_2 })).statut).toBe(409);
  });
});

describe('GET /api/v1/blocages: what is read of a row', () => {
  const lus = async (cle: string, cause: string) =>
    (await maison.demander('GET', `/api/v1/blocages?cause=${cause}`, { cle })).corps['elements'] as { id: string; situation: { phrase: string } }[];

  it('R13, S18: who must act sees it, be it about another organisme; nobody else of the organismes does', async () => {
    const mien = await bloquer('DONNEES_DIVERGENTES', { organisme: SIRET_AUTRE, acteur: SIRET_DEMO });
    const autre = await bloquer('DONNEES_DIVERGENTES', { organisme: SIRET_AUTRE, acteur: SIRET_AUTRE });
    const ids = (await lus(CLES.of, 'DONNEES_DIVERGENTES')).map((b) => b.id);
    expect(ids).toContain(mien);
    expect(ids).not.toContain(autre);
  });

  it('S20 PARTENAIRE_FERME: says how many wait for the partner', async () => {
    const id = await bloquer('PARTENAIRE_FERME', { acteurType: 'SYSTEME', acteur: 'pefr', systeme: 'pefr', sujet: { systeme: 'pefr' }, session: null });
    for (const _ of [1, 2]) await bloquer('SYSTEME_INDISPONIBLE', { acteurType: 'SYSTEME', systeme: 'pefr', sujet: { operation: 'pefr.situer' } });
    const ferme = (await lus(CLES.demo, 'PARTENAIRE_FERME')).find((b) => b.id === id);
    expect(ferme?.situation.phrase).toBe('pe.fr ne répond plus\u202f: 2\u00a0dossiers attendent, rien n’est perdu.');
  });
});
