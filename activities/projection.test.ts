import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { hubDeTest } from '../e2e/outils/base.ts';
import { type BlocageLigne, createProjeter, type Projection } from './projection.ts';

const { hub, close } = await hubDeTest();
afterAll(close);

const T = '2026-07-10T08:00:00.000Z';
const processus = (version: number, plus: Partial<Projection['processus']> = {}): Projection['processus'] => ({
  id: 'session:103725',
  type: 'session',
  sujet: '103725',
  organisme: null,
  etape: 'VISIBLE',
  etat: 'en_cours',
  ouvert: true,
  depuis: T,
  echeance: null,
  version,
  ...plus,
});
const blocage = (plus: Partial<BlocageLigne> = {}): BlocageLigne => ({
  id: 'session:103725#X#1',
  processus: 'session:103725',
  type: 'session',
  cause: 'MODALITE_NON_RENSEIGNEE',
  sujet: { session: '103725' },
  acteurType: 'OF',
  acteur: '99900001100018',
  organisme: '99900001100018',
  systeme: null,
  session: '103725',
  creneau: null,
  depuis: T,
  echeance: null,
  niveau: 0,
  prochaineRelance: null,
  derniereRelance: null,
  veilleJusqua: null,
  priseEnChargePar: null,
  priseEnChargeJusqua: null,
  leveLe: null,
  levePar: null,
  version: 1,
  ...plus,
});

describe('projeter', () => {
  it('writes every table of a turn at once', async () => {
    const personne = randomUUID();
    const p = `${personne}:103725`;
    const positionnement = randomUUID();
    await hub.positionnement.create({
      data: { id: positionnement, parcours: p, personne, session: '103725', creneau: 'c', reseau: 'ML', outil: 'OUIFORM', creeLe: new Date(T) },
    });
    await hub.creneau.create({
      data: { id: 'c', session: '103725', modalite: 'ICO', debut: new Date(T), fin: new Date(T), places: 3, placesLibres: 3, origine: 'SMF' },
    });
    await createProjeter(hub)({
      processus: processus(1, { id: `parcours:${p}`, type: 'parcours', sujet: p }),
      creneaux: [{ id: 'c', statut: 'A_EMARGER', placesLibres: null }],
      parcours: [
        {
          id: p,
          personne,
          session: '103725',
          etape: 'CONVOQUE',
          etapes: [{ etape: 'POSITIONNE', date: T }],
          positionnement,
          inscritLe: null,
          entreeLe: null,
          sortieLe: null,
          interruptions: [],
        },
      ],
      positionnements: [{ id: positionnement, creneau: 'c', statut: 'CONFIRME', presence: null, suite: null }],
      transmissions: [{ parcours: p, systeme: 'aude', fait: 'POSITIONNEMENT', etat: 'VISIBLE', depuis: T, regle: null, raison: null }],
      publications: [{ session: '103725', systeme: 'rco', etat: 'VISIBLE', depuis: T, raison: null, valideeLe: T, exporteeLe: T, visibleLe: T }],
      divergences: [{ session: '103725', champ: 'PLACES', smf: '442', kairos: '82', depuis: T, choix: null, choisiPar: null, choisiLe: null }],
      demandeurs: [{ personne, statut: 'RADIE', depuis: T, differees: [] }],
      systemes: [{ code: 'kairos', etat: 'EN_PANNE', depuis: T, motif: null }],
      blocages: [blocage({ id: 'b1' })],
      evenements: [{ cle: 'e1', processus: `parcours:${p}`, parcours: p, date: T, acteur: 'hub', systeme: null, fait: 'PLACE_RESERVEE', detail: null }],
    });
    expect(await hub.parcours.findUnique({ where: { id: p } })).toMatchObject({ etape: 'CONVOQUE', etapes: [{ etape: 'POSITIONNE', date: T }] });
    expect(await hub.positionnement.findUnique({ where: { id: positionnement } })).toMatchObject({ statut: 'CONFIRME' });
    expect(await hub.creneau.findUnique({ where: { id: 'c' } })).toMatchObject({ statut: 'A_EMARGER', placesLibres: 3 });
    expect(await hub.transmission.count({ where: { parcours: p } })).toBe(1);
    expect(await hub.evenement.count({ where: { cle: 'e1' } })).toBe(1);
    expect(await hub.publication.findFirst()).toMatchObject({ visibleLe: new Date(T) });
    expect(await hub.divergence.findFirst()).toMatchObject({ smf: '442', kairos: '82', choix: null });
    expect(await hub.etatSysteme.findUnique({ where: { code: 'kairos' } })).toMatchObject({ etat: 'EN_PANNE' });
    expect(await hub.blocage.findUnique({ where: { id: 'b1' } })).toMatchObject({ sujet: { session: '103725' } });
  });

  it('R38: what the flow takes back is taken back in the mirror: an absence said after a decision leaves no decision', async () => {
    const projeter = createProjeter(hub);
    const id = randomUUID();
    await hub.positionnement.create({
      data: { id, parcours: 'p:1', personne: randomUUID(), session: '1', creneau: 'c', reseau: 'ML', outil: 'OUIFORM', creeLe: new Date(T) },
    });
    const dire = (version: number, statut: string, presence: string | null, suite: string | null) =>
      projeter({
        processus: processus(version, { id: 'parcours:p:1', type: 'parcours', sujet: 'p:1' }),
        positionnements: [{ id, creneau: 'c', statut, presence, suite }],
      });
    await dire(1, 'HONORE', 'PRESENT', 'NON_RETENU');
    await dire(2, 'ABSENT', 'ABSENT', null);
    expect(await hub.positionnement.findUnique({ where: { id } })).toMatchObject({ statut: 'ABSENT', presence: 'ABSENT', suite: null });
  });

  it('changes nothing when a later version is written, whatever it says', async () => {
    const projeter = createProjeter(hub);
    await projeter({ processus: processus(5), blocages: [blocage()] });
    await projeter({ processus: processus(6, { etape: 'RETIREE', ouvert: false }), blocages: [blocage({ leveLe: T, levePar: 'of', version: 2 })] });
    await projeter({ processus: processus(5), blocages: [blocage()] });
    expect(await hub.processus.findUnique({ where: { id: 'session:103725' } })).toMatchObject({ etape: 'RETIREE', ouvert: false, version: 6 });
    expect((await hub.blocage.findUnique({ where: { id: 'session:103725#X#1' } }))?.leveLe).not.toBeNull();
  });

  it('a turn whose task was lost is written anew, with what was heard meanwhile: its journal, its rows, and no blocage but its own', async () => {
    const projeter = createProjeter(hub);
    const de = (version: number, etape: string, blocages: string[]) => processus(version, { id: 'session:1', sujet: '1', etape, blocages });
    const dit = (fait: string) => ({ cle: 'session:1/2.0', processus: 'session:1', parcours: null, date: T, acteur: 'hub', systeme: null, fait, detail: null });
    const leve = (id: string) => blocage({ id, processus: 'session:1' });
    await projeter({ processus: de(1, 'EXPORTEE', ['s1-a']), blocages: [leve('s1-a')] });
    await projeter({ processus: de(2, 'VISIBLE', ['s1-a', 's1-b']), blocages: [leve('s1-b')], evenements: [dit('BLOCAGE')] });
    await projeter({ processus: de(2, 'RETIREE', ['s1-a', 's1-c']), blocages: [leve('s1-c')], evenements: [dit('RETIREE')] });
    const leves = await hub.blocage.findMany({ where: { processus: 'session:1' }, orderBy: { id: 'asc' } });
    expect(leves.map((b) => [b.id, b.leveLe === null])).toEqual([
      ['s1-a', true],
      ['s1-b', false],
      ['s1-c', true],
    ]);
    expect(await hub.processus.findUnique({ where: { id: 'session:1' } })).toMatchObject({ etape: 'RETIREE', version: 2 });
    expect(await hub.evenement.findMany({ where: { cle: 'session:1/2.0' }, select: { fait: true } })).toEqual([{ fait: 'RETIREE' }]);
  });
});
