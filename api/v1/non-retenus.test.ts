import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLecture } from '../../activities/lecture.ts';
import { HORS_CRENEAU } from '../../domain/codes.ts';
import { CLES, cleUnique, createMaison, demande, ICO, type Maison, SESSION } from '../essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

const declarer = (corps: unknown, cle = CLES.of, session = SESSION) =>
  maison.demander('POST', `/api/v1/sessions/${session}/non-retenus`, { cle, corps, entetes: cleUnique() });
const candidat = (nom: string) => ({ personne: { nom, prenom: 'Camille', courriel: `${nom.toLowerCase()}@personne.example` }, motif: 'Projet à préciser' });

describe('POST /api/v1/sessions/{numero}/non-retenus', () => {
  it('R39, S7: keeps the trace and the motif of each, and tells those who were registered off-system', async () => {
    const inscrit = await maison.hub.personne.create({ data: { nom: 'Inscrit', prenom: 'Alix' } });
    const p = { personne: inscrit.id, parcours: `${inscrit.id}:${SESSION}`, session: SESSION, reseau: 'OF', outil: 'KAIROS', creeLe: new Date() };
    await maison.hub.positionnement.create({ data: { ...p, creneau: HORS_CRENEAU, suite: 'RETENU' } });
    maison.flux.entendus.length = 0;
    expect(await declarer({ candidats: [candidat('Premier'), candidat('Second')] })).toMatchObject({ statut: 202, corps: { session: SESSION, declares: 2 } });
    const traces = await maison.hub.positionnement.findMany({ where: { creneau: HORS_CRENEAU, suite: 'NON_RETENU' } });
    expect(traces.map((t) => [t.session, t.reseau, t.motif, t.statut])).toEqual(Array(2).fill([SESSION, 'OF', 'Projet à préciser', 'HONORE']));
    expect(maison.flux.entendus.map((e) => [e.id, e.acte?.type])).toEqual([
      ...traces.map((t) => [`parcours:${t.parcours}`, 'declarerNonRetenu']),
      [`parcours:${p.parcours}`, 'nonRetenusDeclares'],
      [`session:${SESSION}`, 'recompter'],
    ]);
    expect(JSON.stringify(await maison.hub.reception.findMany())).not.toMatch(/Premier|Second|préciser/);
  });

  it('G1: a prescriber who follows the person finds the trace, with its reason; nobody else’s prescriber does', async () => {
    const corps = demande();
    expect((await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps, entetes: cleUnique() })).statut).toBe(202);
    const numero = '103799';
    const { numero: _, ...ligne } = await maison.hub.session.findUniqueOrThrow({ where: { numero: SESSION } });
    await maison.hub.session.create({ data: { ...ligne, numero, offre: {}, financeurs: [] } });
    expect((await declarer({ candidats: [{ personne: corps.personne, motif: 'Projet à préciser' }] }, CLES.of, numero)).statut).toBe(202);
    const trace = await maison.hub.positionnement.findFirstOrThrow({ where: { session: numero, creneau: HORS_CRENEAU } });
    const etapes = [{ etape: 'NON_RETENU', date: '2026-11-04T09:00:00.000Z' }];
    await maison.hub.parcours.create({ data: { id: trace.parcours, personne: trace.personne, session: numero, etape: 'NON_RETENU', etapes } });
    const lire = (cle: string) => maison.demander('GET', `/api/v1/parcours/${trace.parcours}`, { cle });
    expect(await lire(CLES.ml)).toMatchObject({
      statut: 200,
      corps: { etape: 'NON_RETENU', matrice: { KAIROS: { SUITE: { etat: 'NON_VISIBLE', regle: 'R39' } } } },
    });
    expect((await maison.demander('GET', `/api/v1/parcours?session=${numero}`, { cle: CLES.ml })).corps['elements']).toHaveLength(1);
    expect((await lire(CLES.pe)).statut).toBe(404);
  });

  it('takes « nobody else » for an answer, and refuses what is not the organisme’s', async () => {
    expect(await declarer({ candidats: [] })).toMatchObject({ statut: 202, corps: { declares: 0 } });
    expect((await declarer({ candidats: [] }, CLES.ml)).statut).toBe(403);
    expect((await declarer({ candidats: [] }, CLES.of, '999999')).corps['code']).toBe('session-introuvable');
  });
});

describe('what a path finds of itself', () => {
  it('R42b, R42c: its session and its interruptions, the origin asked for, and what it lived', async () => {
    const reponse = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() });
    const [parcours, positionnement] = [String(reponse.corps['parcours']), String(reponse.corps['id'])];
    const { offre } = await maison.hub.session.findUniqueOrThrow({ where: { numero: SESSION } });
    const interruptions = [{ debut: '2027-01-04', fin: null }];
    await maison.hub.session.update({ where: { numero: SESSION }, data: { offre: { ...(offre as object), interruptions } } });
    const { lireParcours, lireListeAttente } = createLecture(maison.hub);
    const neuf = await lireParcours({ parcours, positionnement });
    expect(neuf).toMatchObject({ lu: { session: SESSION, interruptions, etapes: [], version: 0 }, passe: [] });
    expect(neuf.profil).toMatchObject({ reseau: 'ML', outil: 'OUIFORM', modalite: 'ICO', aIdDE: true, horsSysteme: null, horsCatalogue: false });

    const etapes = [{ etape: 'LISTE_ATTENTE', date: '2026-11-04T09:00:00.000Z' }];
    const [personne] = parcours.split(':') as [string];
    const etape = 'LISTE_ATTENTE';
    await maison.hub.parcours.upsert({
      where: { id: parcours },
      create: { id: parcours, personne, session: SESSION, etape, etapes },
      update: { etape, etapes },
    });
    const processus = { type: 'parcours', sujet: parcours, etape, etat: 'en_cours', depuis: new Date(), version: 4 };
    await maison.hub.processus.upsert({ where: { id: `parcours:${parcours}` }, create: { id: `parcours:${parcours}`, ...processus }, update: processus });
    const connu = await lireParcours({ parcours, positionnement: null });
    expect(connu).toMatchObject({ profil: null, lu: { etapes, version: 4 }, passe: [{ id: positionnement, creneau: ICO, presence: null, suite: null }] });
    expect(connu.passe[0]?.profil.reseau).toBe('ML');
    expect(Number.isNaN(Date.parse(connu.passe[0]?.debut ?? ''))).toBe(false);
    expect(await lireListeAttente(SESSION)).toEqual([parcours]);
  });
});
