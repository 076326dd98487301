import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JUSQUA_UN_CHANGEMENT } from '../../domain/actes.ts';
import type { Hub } from '../../prisma/hub.ts';
import { ATraiter, Compteurs, Concernes, PageBlocages } from '../contract/admin.ts';
import { parcours, siret, T0 } from './essais/donnees.ts';
import { ouvrirRegion, type Region } from './essais/region.ts';
import { personne } from './essais/reperes.ts';
import { connecter, type Tableau } from './essais/serveur.ts';

let maison: Region;
let hub: Hub;
let tableau: Tableau;
let admin: Awaited<ReturnType<typeof connecter>>;

beforeAll(async () => {
  maison = await ouvrirRegion();
  ({ hub, tableau } = maison);
  admin = await connecter(tableau.url, 'ADMIN');
});
afterAll(() => maison?.close());

const PRESENCES = 'creneau:ICO-103725-1#PRESENCE_NON_SAISIE#1';
const chemin = (id: string, code: string): string => `/api/admin/blocages/${encodeURIComponent(id)}/actions/${code}`;

describe('À traiter', () => {
  it('counts by who must act, and what sleeps apart', async () => {
    const lu = ATraiter.parse((await admin('GET', '/api/admin/a-traiter')).corps);
    expect(lu.compteurs.onglets).toEqual({ EQUIPE: 2, ORGANISMES: 14, PRESCRIPTEURS: 1, SYSTEMES: 2, VEILLE: 1 });
    expect(lu.compteurs.total).toBe(19);
    expect(lu.compteurs.plusAncien?.slice(0, 10)).toBe('2026-11-09');
    const carte = lu.groupes.find((g) => g.cause === 'PRESENCE_NON_SAISIE');
    expect(carte).toMatchObject({ onglet: 'ORGANISMES', nombre: 10, remede: { code: 'relancer', libelle: 'Relancer les 10 organismes', possibles: 8 } });
    expect(lu.systemes.find((s) => s.code === 'kairos')).toMatchObject({ etat: 'EN_PANNE', enAttente: 1 });
  });

  it('counts as late exactly what the Situation says is late', async () => {
    const { elements } = PageBlocages.parse((await admin('GET', '/api/admin/blocages?taille=200')).corps);
    for (const gravite of ['a_temps', 'bientot', 'en_retard'] as const) {
      const filtres = PageBlocages.parse((await admin('GET', `/api/admin/blocages?taille=200&gravite=${gravite}`)).corps);
      expect(filtres.elements.map((b) => b.id)).toEqual(elements.filter((b) => b.situation.gravite === gravite).map((b) => b.id));
    }
    const { enRetard } = Compteurs.parse((await admin('GET', '/api/admin/compteurs')).corps);
    expect(enRetard).toBe(elements.filter((b) => b.situation.gravite === 'en_retard').length);
    expect(enRetard).toBeGreaterThan(0);
  });

  it('S3, G5: urgent and searched-for cases are late for the list as for the Situation', async () => {
    const { creeLe: _, ...modele } = await hub.blocage.findUniqueOrThrow({ where: { id: PRESENCES } });
    const cas = [{ jours: 12 }, { consultations: 2 }, { consultations: 2, niveau: 1 }, {}];
    const ids = cas.map((_c, n) => `session:s3-${n}#AUCUN_RENDEZ_VOUS_DISPONIBLE#1`);
    for (const [n, { niveau = 0, ...sujet }] of cas.entries())
      await hub.blocage.create({
        data: {
          ...modele,
          id: ids[n] ?? '',
          processus: `session:s3-${n}`,
          type: 'session',
          cause: 'AUCUN_RENDEZ_VOUS_DISPONIBLE',
          niveau,
          echeance: null,
          sujet,
        },
      });
    const lus: Record<string, string> = {};
    for (const gravite of ['a_temps', 'bientot', 'en_retard'] as const) {
      const { elements } = PageBlocages.parse((await admin('GET', `/api/admin/blocages?taille=200&gravite=${gravite}`)).corps);
      expect(elements.every((b) => b.situation.gravite === gravite)).toBe(true);
      for (const b of elements) lus[b.id] = gravite;
    }
    expect(ids.map((id) => lus[id])).toEqual(['en_retard', 'bientot', 'en_retard', 'a_temps']);
    await hub.blocage.deleteMany({ where: { id: { in: ids } } });
  });

  it('tells how many are newer than the screen', async () => {
    const avant = Compteurs.parse((await admin('GET', '/api/admin/compteurs')).corps);
    const { creeLe: _, ...modele } = await hub.blocage.findUniqueOrThrow({ where: { id: PRESENCES } });
    await hub.blocage.create({
      data: {
        ...modele,
        sujet: modele.sujet ?? {},
        id: 'session:103725#PLACES_NON_POURVUES#1',
        processus: 'session:103725',
        type: 'session',
        cause: 'PLACES_NON_POURVUES',
      },
    });
    const apres = Compteurs.parse((await admin('GET', `/api/admin/compteurs?depuis=${encodeURIComponent(avant.reel)}`)).corps);
    await hub.blocage.delete({ where: { id: 'session:103725#PLACES_NON_POURVUES#1' } });
    expect(apres.nouveaux).toBe(1);
  });

  it('narrows a cause to one organisme, and still lists the others to choose from', async () => {
    const lu = PageBlocages.parse((await admin('GET', `/api/admin/blocages?onglet=ORGANISMES&cause=PRESENCE_NON_SAISIE&organisme=${siret(2)}`)).corps);
    expect(lu.elements.map((b) => b.organisme?.nom)).toEqual(['Cap Compétences']);
    expect(lu.organismes).toHaveLength(10);
    expect(lu.cause).toMatchObject({ numero: 'S4', titre: 'Présences non saisies' });
  });

  it('pages without losing or repeating anyone', async () => {
    const pages = await Promise.all([1, 2, 3].map(async (page) => PageBlocages.parse((await admin('GET', `/api/admin/blocages?taille=7&page=${page}`)).corps)));
    const ids = pages.flatMap((p) => p.elements.map((b) => b.id));
    expect(new Set(ids).size).toBe(pages[0]?.total);
  });
});

describe('an act', () => {
  it('is asked of the flow in the name of who is signed in', async () => {
    const id = 'creneau:ICO-103735-1#SUITE_NON_SAISIE#1';
    expect(await admin('POST', chemin(id, 'relancer'), {})).toMatchObject({ statut: 200, corps: { fait: true, phrase: 'Relance envoyée.' } });
    const compte = await hub.compte.findUniqueOrThrow({ where: { courriel: 'admin@maillon.example' } });
    expect(tableau.actions.at(-1)).toEqual({
      processus: 'creneau:ICO-103735-1',
      action: { code: 'relancer', blocage: id, par: `compte:${compte.id}`, acte: expect.any(String) },
    });
  });

  it('is refused during the rest, with the date when it will be possible', async () => {
    const { statut, corps } = await admin('POST', chemin(PRESENCES, 'relancer'), {});
    expect(statut).toBe(409);
    expect(corps).toMatchObject({ code: 'relance-recente', jusqua: new Date(T0 + 22 * 3_600_000).toISOString() });
  });

  it('says who was first: « Déjà pris en charge par … », « Déjà fait par … »', async () => {
    const id = 'creneau:ICO-103736-1#SUITE_NON_SAISIE#1';
    const carif = await connecter(tableau.url, 'CARIF');
    expect((await carif('POST', chemin(id, 'prendreEnCharge'), {})).statut).toBe(200);
    expect(await admin('POST', chemin(id, 'prendreEnCharge'), {})).toMatchObject({
      statut: 409,
      corps: { code: 'deja-fait', detail: 'Déjà pris en charge par Compte CARIF à 10\u00a0h.' },
    });
    const rejet = 'parcours:0a5f6c1e-8f2b-4b59-9f0e-000000000007:103731#REJET_FONCTIONNEL#1';
    expect((await carif('POST', chemin(rejet, 'corriger'), {})).statut).toBe(200);
    expect(await admin('POST', chemin(rejet, 'corriger'), {})).toMatchObject({
      statut: 409,
      corps: { code: 'deja-fait', detail: 'Déjà fait par Compte CARIF à 10\u00a0h.' },
    });
  });

  it('is not the Région’s, nor an OF’s, nor a stranger’s (403, 401)', async () => {
    const region = await connecter(tableau.url, 'REGION');
    const vu = ATraiter.parse((await region('GET', '/api/admin/a-traiter')).corps);
    expect(vu.compteurs.total).toBeGreaterThan(0);
    // What the server would refuse is not offered.
    expect(vu.groupes.filter((g) => g.remede !== null)).toEqual([]);
    const { elements } = PageBlocages.parse((await region('GET', '/api/admin/blocages?cause=PRESENCE_NON_SAISIE')).corps);
    expect(elements.map((b) => b.situation.actions)).toEqual(elements.map(() => []));
    expect((await region('POST', chemin(PRESENCES, 'relancer'), {})).statut).toBe(403);
    expect((await (await connecter(tableau.url, 'OF'))('POST', chemin(PRESENCES, 'relancer'), {})).statut).toBe(403);
    expect((await fetch(`${tableau.url}/api/admin/a-traiter`)).status).toBe(401);
  });

  it('S6: tells whom another slot may be proposed to, and whose name only the team reads', async () => {
    const id = 'creneau:ICO-103725-1#INSCRIPTION_BLOQUEE#1';
    const { creeLe: _, ...modele } = await hub.blocage.findUniqueOrThrow({ where: { id: PRESENCES } });
    await hub.blocage.create({ data: { ...modele, sujet: modele.sujet ?? {}, id, cause: 'INSCRIPTION_BLOQUEE' } });
    const premier = await hub.positionnement.findFirstOrThrow({ where: { creneau: 'ICO-103725-1' } });
    const second = { ...premier, motifs: {}, id: '7d1f2a30-0000-4000-8000-000000000099', personne: personne(4), parcours: parcours(4), creeLe: new Date(T0) };
    await hub.positionnement.create({ data: second });
    const lire = async (qui: typeof admin) => Concernes.parse((await qui('GET', `/api/admin/blocages/${encodeURIComponent(id)}/concernes`)).corps).elements;
    expect((await lire(admin)).map((p) => [p.positionnement, p.personne])).toEqual([
      [premier.id, 'Camille R.'],
      [second.id, 'Awa D.'],
    ]);
    expect((await lire(await connecter(tableau.url, 'CARIF'))).map((p) => p.personne)).toEqual([null, null]);
    const proposer = (corps: object) => admin('POST', chemin(id, 'proposerAutreCreneau'), corps);
    expect(await proposer({ creneau: 'ICO-103726-1' })).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/positionnement' }] } });
    expect((await proposer({ creneau: 'ICO-103726-1', positionnement: 'inconnu' })).statut).toBe(422);
    await hub.positionnement.delete({ where: { id: second.id } });
    await hub.blocage.delete({ where: { id } });
  });

  it('S6: offers another slot only while one of the session takes somebody, and says why not', async () => {
    const id = 'creneau:ICO-103725-1#INSCRIPTION_BLOQUEE#2';
    const { creeLe: _, ...modele } = await hub.blocage.findUniqueOrThrow({ where: { id: PRESENCES } });
    await hub.blocage.create({ data: { ...modele, sujet: modele.sujet ?? {}, id, cause: 'INSCRIPTION_BLOQUEE' } });
    const offre = async () => {
      const { elements } = PageBlocages.parse((await admin('GET', '/api/admin/blocages?cause=INSCRIPTION_BLOQUEE')).corps);
      return elements.find((b) => b.id === id)?.situation.actions.find((a) => a.code === 'proposerAutreCreneau')?.indisponible?.motif ?? 'offerte';
    };
    const AUCUN = 'Aucun autre créneau de la session n’a de place, ou son recrutement est fermé.';
    const tenu = await hub.creneau.findUniqueOrThrow({ where: { id: 'ICO-103725-1' } });
    const { lieu: _l, textes: _t, ...copie } = tenu;
    const autre = 'ICO-103725-9';
    const dans = (jours: number) => ({
      debut: new Date(tableau.horloge.maintenant() + jours * 86_400_000),
      fin: new Date(tableau.horloge.maintenant() + jours * 86_400_000 + 1),
    });
    await hub.creneau.deleteMany({ where: { id: autre } });
    await hub.creneau.updateMany({ where: { session: tenu.session, id: { not: tenu.id } }, data: { statut: 'ANNULE' } });
    expect(await offre()).toBe(AUCUN);
    await hub.creneau.create({ data: { ...copie, id: autre, statut: 'PUBLIE', placesLibres: 2, ...dans(3) } });
    expect(await offre()).toBe('offerte');
    await hub.session.update({ where: { numero: tenu.session }, data: { etatRecrutement: 'SUSPENDU' } });
    expect(await offre()).toBe(AUCUN);
    await hub.session.update({ where: { numero: tenu.session }, data: { etatRecrutement: 'OUVERT' } });
    await hub.creneau.update({ where: { id: autre }, data: { placesLibres: 0 } });
    expect(await offre()).toBe(AUCUN);
    await hub.creneau.update({ where: { id: autre }, data: { placesLibres: 2, ...dans(-1) } });
    expect(await offre()).toBe(AUCUN);
    await hub.creneau.delete({ where: { id: autre } });
    await hub.blocage.delete({ where: { id } });
  });

  it('sleeps until a date, or until something happens to the case', async () => {
    const id = 'creneau:ICO-103735-1#SUITE_NON_SAISIE#1';
    const dormir = async (demande: object) => (await admin('POST', chemin(id, 'mettreEnVeille'), demande)).statut;
    expect(await dormir({ jusquauChangement: true })).toBe(200);
    expect(tableau.actions.at(-1)?.action).toMatchObject({ code: 'mettreEnVeille', jusqua: JUSQUA_UN_CHANGEMENT });
    const jusqua = new Date(tableau.horloge.maintenant() + 3 * 86_400_000).toISOString();
    expect(await dormir({ jusqua })).toBe(200);
    expect(tableau.actions.at(-1)?.action).toMatchObject({ code: 'mettreEnVeille', jusqua });
    expect(await dormir({ jusqua: new Date(tableau.horloge.maintenant() - 1).toISOString() })).toBe(422);
  });

  it('REJET_FONCTIONNEL: is skipped only with a motif, which the journal keeps and the flow never hears', async () => {
    const id = 'parcours:0a5f6c1e-8f2b-4b59-9f0e-000000000007:103731#REJET_FONCTIONNEL#1';
    await hub.blocage.update({ where: { id }, data: { leveLe: null, levePar: null } });
    expect(await admin('POST', chemin(id, 'passer'), {})).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/motif' }] } });
    const motif = 'AUDE ne connaîtra pas ce dossier';
    expect(await admin('POST', chemin(id, 'passer'), { motif })).toMatchObject({ statut: 200, corps: { phrase: 'Étape passée.' } });
    const { action } = tableau.actions.at(-1) ?? {};
    expect(action).toMatchObject({ code: 'passer', blocage: id });
    expect(JSON.stringify(action)).not.toContain('AUDE');
    expect(await hub.acteOperateur.findUniqueOrThrow({ where: { id: action?.acte ?? '' } })).toMatchObject({
      code: 'passer',
      motif,
      etat: 'FAIT',
      par: action?.par,
    });
    await hub.blocage.update({ where: { id }, data: { leveLe: null, levePar: null } });
  });

  it('refuses what is unknown without a 500', async () => {
    expect((await admin('POST', chemin('inconnu', 'relancer'), {})).statut).toBe(404);
    expect((await admin('POST', chemin(PRESENCES, 'exploser'), {})).statut).toBe(404);
    expect((await admin('POST', chemin(PRESENCES, 'mettreEnVeille'), { jusqua: 'demain' })).statut).toBe(422);
    expect((await admin('GET', '/api/admin/blocages?page=0')).statut).toBe(400);
    expect((await admin('GET', '/api/admin/compteurs?depuis=hier')).statut).toBe(400);
  });
});
