import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOperations } from '../../activities/operations.ts';
import type { Hub } from '../../prisma/hub.ts';
import { Apercu, OperationDetail, PageOperations } from '../contract/admin.ts';
import { siret, T0 } from './essais/donnees.ts';
import { ouvrirRegion, type Region } from './essais/region.ts';
import { connecter, type Tableau } from './essais/serveur.ts';

let maison: Region;
let hub: Hub;
let tableau: Tableau;
let admin: Awaited<ReturnType<typeof connecter>>;
/** What flows answer while it is set, instead of acting. */
let muet = false;

beforeAll(async () => {
  maison = await ouvrirRegion({ silence: () => muet });
  ({ hub, tableau } = maison);
  admin = await connecter(tableau.url, 'ADMIN');
});
afterAll(() => maison?.close());

const PRESENCES = { code: 'relancer', filtre: { cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES' } };
const CHEMIN = '/api/admin/operations';
const lancer = (nombreAttendu: number, plus: object = {}) => admin('POST', CHEMIN, { ...PRESENCES, nombreAttendu, ...plus });
const relire = async (id: string, suite = '') => OperationDetail.parse((await admin('GET', `${CHEMIN}/${id}${suite}`)).corps);

describe('a bulk act', () => {
  it('announces how many, and who is left out and why', async () => {
    const { corps } = await admin('POST', `${CHEMIN}/apercu`, PRESENCES);
    expect(Apercu.parse(corps)).toEqual({
      nombre: 10,
      possibles: 8,
      ignores: [{ raison: 'relance de moins de 24\u00a0h', nombre: 2 }],
      phrase: 'Relancer 10\u00a0organismes\u202f? 2\u00a0ignorés\u202f: relance de moins de 24\u00a0h',
    });
    const un = await admin('POST', `${CHEMIN}/apercu`, { ...PRESENCES, filtre: { ...PRESENCES.filtre, organisme: siret(2) } });
    expect(un.corps).toMatchObject({ nombre: 1, possibles: 1, ignores: [] });
  });

  it('relaunches at once all that is late, whatever the cause, each with its own rest', async () => {
    const filtre = { onglet: 'ORGANISMES', gravite: 'en_retard' };
    const { corps } = await admin('POST', `${CHEMIN}/apercu`, { code: 'relancer', filtre });
    const { nombre, possibles } = Apercu.parse(corps);
    const parCause = await Promise.all(
      ['PRESENCE_NON_SAISIE', 'SUITE_NON_SAISIE', 'ENTREE_NON_ATTESTEE', 'AUCUN_RENDEZ_VOUS_DISPONIBLE'].map(async (cause) =>
        Apercu.parse((await admin('POST', `${CHEMIN}/apercu`, { code: 'relancer', filtre: { ...filtre, cause } })).corps),
      ),
    );
    const somme = (champ: 'nombre' | 'possibles') => parCause.reduce((total, un) => total + un[champ], 0);
    expect({ nombre, possibles }).toEqual({ nombre: somme('nombre'), possibles: somme('possibles') });
    expect(parCause.filter((un) => un.nombre > 0).length).toBeGreaterThan(1);
    expect((await admin('POST', CHEMIN, { code: 'absenceProvisoire', filtre, nombreAttendu: nombre })).statut).toBe(422);
    // A partner that is silent is no reminder: without a cause, it is left alone.
    const machines = await admin('POST', `${CHEMIN}/apercu`, { code: 'relancer', filtre: { onglet: 'SYSTEMES' } });
    expect(machines.corps).toMatchObject({ nombre: 0 });
  });

  it('does nothing when the number is no longer the one announced (409)', async () => {
    const avant = tableau.actions.length;
    expect(await lancer(9)).toMatchObject({ statut: 409, corps: { code: 'filtre-change' } });
    expect(tableau.actions).toHaveLength(avant);
    expect(await hub.operation.count()).toBe(0);
    expect(await hub.operationLigne.count()).toBe(0);
  });

  it('counts as failed a flow that does not answer, then tries those again and no other', async () => {
    muet = true;
    const { statut, corps } = await lancer(10, { motif: 'Comité du vendredi' });
    expect(statut).toBe(202);
    const { id } = OperationDetail.parse(corps);
    expect(await relire(id)).toMatchObject({
      etat: 'TERMINEE',
      total: 10,
      faites: 0,
      ignorees: 2,
      echecs: 8,
      motif: 'Comité du vendredi',
      par: 'Équipe d’animation',
    });
    muet = false;
    expect((await admin('POST', `${CHEMIN}/${id}/reprise`)).statut).toBe(202);
    const faite = await relire(id);
    expect(faite).toMatchObject({ etat: 'TERMINEE', faites: 8, ignorees: 2, echecs: 0, finieLe: expect.any(String) });
    // Oldest first, each in the words of what its flow answered.
    const lignes = faite.lignes.elements;
    expect(lignes.filter((l) => l.etat === 'FAITE').map((l) => l.phrase)).toEqual(Array.from({ length: 8 }, () => 'Relance envoyée.'));
    expect(lignes.filter((l) => l.etat === 'IGNOREE').map((l) => l.jusqua)).toEqual([
      new Date(T0 + 22 * 3_600_000).toISOString(),
      new Date(T0 + 22 * 3_600_000).toISOString(),
    ]);
    const depuis = new Map((await hub.blocage.findMany()).map((b) => [b.id, b.depuis.getTime()]));
    const dates = lignes.map((l) => depuis.get(l.blocage) ?? 0);
    expect(dates).toEqual(dates.toSorted((a, b) => a - b));
    // A silent flow is asked the same act again: it cannot have been done twice.
    const actes = tableau.actions.map(({ action }) => action.acte);
    expect(new Set(actes).size).toBe(8);
    expect(actes.every((a) => a?.startsWith(`operation/${id}/`) && a.endsWith('/1'))).toBe(true);
    expect(await admin('POST', `${CHEMIN}/${id}/reprise`)).toMatchObject({ statut: 409 });
  });

  it('keeps each act with its motif, before and after, and the operation in the journal', async () => {
    const [acte] = await hub.acteOperateur.findMany({ where: { code: 'relancer' }, orderBy: { id: 'asc' } });
    expect(acte).toMatchObject({ etat: 'FAIT', motif: 'Comité du vendredi', par: expect.stringMatching(/^compte:/), operation: expect.any(String) });
    const quand = (instantane: unknown) => z.object({ derniereRelance: z.string().nullable() }).parse(instantane).derniereRelance ?? '';
    expect(quand(acte?.apres) > quand(acte?.avant)).toBe(true);
    const faits = await hub.evenement.findMany({ where: { processus: { startsWith: 'operation:' } }, orderBy: { rang: 'asc' } });
    expect(faits.map((f) => f.fait)).toEqual(['OPERATION_LANCEE', 'OPERATION_REPRISE']);
  });

  it('is listed, its lines read page by page', async () => {
    const { elements } = PageOperations.parse((await admin('GET', CHEMIN)).corps);
    expect(elements.map((o) => o.titre)).toEqual(['Relancer\u202f: Présences non saisies']);
    const id = elements[0]?.id ?? '';
    const une = await relire(id, '?taille=6');
    const deux = await relire(id, `?taille=6&apres=${une.lignes.suivant}`);
    expect([...une.lignes.elements, ...deux.lignes.elements].map((l) => l.rang)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(deux.lignes.suivant).toBeNull();
    expect((await relire(id, '?etat=IGNOREE')).lignes.elements).toHaveLength(2);
  });

  it('stops when told, and only while it runs', async () => {
    const op = await hub.operation.create({
      data: { id: '7d1f2a30-0000-4000-8000-0000000000aa', code: 'relancer', filtre: PRESENCES.filtre, par: 'hub', creeLe: new Date(T0) },
    });
    expect(await admin('POST', `${CHEMIN}/${op.id}/arret`)).toMatchObject({ statut: 200, corps: { arretDemande: true, etat: 'EN_COURS' } });
    expect((await admin('POST', `${CHEMIN}/${op.id}/arret`)).statut).toBe(409);
    expect((await admin('POST', `${CHEMIN}/${op.id}/reprise`)).statut).toBe(409);
  });

  it('asks no more flows a second than its rate, and stops between two lines', async () => {
    const id = '7d1f2a30-0000-4000-8000-0000000000cc';
    const { id: par } = await hub.compte.findUniqueOrThrow({ where: { courriel: 'admin@maillon.example' } });
    await hub.operation.create({ data: { id, code: 'mettreEnVeille', filtre: PRESENCES.filtre, par: `compte:${par}`, creeLe: new Date(T0) } });
    const blocages = (await hub.blocage.findMany({ where: { cause: 'PRESENCE_NON_SAISIE' }, orderBy: { depuis: 'asc' }, take: 3 })).map((b) => b.id);
    await hub.operationLigne.createMany({ data: blocages.map((blocage, n) => ({ operation: id, rang: n + 1, blocage })) });
    const demandes: string[] = [];
    const repos: number[] = [];
    const { executerLot, cloreOperation } = createOperations({
      hub,
      client: () => expect.fail('no engine here'),
      cadence: 0.1, // one line every ten seconds: whatever the machine, what is left to wait shows it
      demander: async (_processus, { blocage }) => {
        demandes.push(blocage);
        return { fait: true };
      },
      repos: async (_rang, ms) => {
        repos.push(ms);
        if (repos.length === 2) await hub.operation.update({ where: { id }, data: { arretDemande: true } });
      },
    });
    expect(await executerLot(id)).toBe('FINI');
    expect(demandes).toEqual(blocages.slice(0, 2));
    for (const ms of repos) expect(ms > 5_000 && ms <= 10_000).toBe(true);
    await cloreOperation(id);
    expect(await relire(id)).toMatchObject({ etat: 'ARRETEE', faites: 2, aFaire: 1 });
  });

  it('refuses what makes no sense on many, what lacks its motif, what is unknown, and who may not (409, 422, 404, 403)', async () => {
    expect((await admin('POST', `${CHEMIN}/apercu`, { ...PRESENCES, code: 'prendreEnCharge' })).statut).toBe(409);
    expect((await admin('POST', `${CHEMIN}/apercu`, { ...PRESENCES, filtre: { cause: 'RIEN' } })).statut).toBe(422);
    const hors = { code: 'traiterHorsSysteme', filtre: { cause: 'CHANGEMENT_NON_CONFIRME' }, nombreAttendu: 1 };
    expect(await admin('POST', CHEMIN, hors)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/motif' }] } });
    expect((await admin('GET', `${CHEMIN}/7d1f2a30-0000-4000-8000-0000000000bb`)).statut).toBe(404);
    expect((await admin('GET', `${CHEMIN}/autre`)).statut).toBe(404);
    const region = await connecter(tableau.url, 'REGION');
    expect((await region('GET', CHEMIN)).statut).toBe(200);
    expect((await region('POST', `${CHEMIN}/apercu`, PRESENCES)).statut).toBe(403);
    expect((await (await connecter(tableau.url, 'OF'))('GET', CHEMIN)).statut).toBe(403);
  });
});
