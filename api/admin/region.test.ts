import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import { parcours, session, siret, T0 } from './essais/donnees.ts';
import { type Appeler, lire as lireDe, lireTout, ouvrirRegion, type Region } from './essais/region.ts';
import { JOUR, personne } from './essais/reperes.ts';
import { connecter, type Tableau } from './essais/serveur.ts';

let maison: Region;
let hub: Hub;
let tableau: Tableau;
let admin: Appeler;
let region: Appeler;

beforeAll(async () => {
  maison = await ouvrirRegion();
  ({ hub, tableau } = maison);
  [admin, region] = await Promise.all([connecter(tableau.url, 'ADMIN'), connecter(tableau.url, 'REGION')]);
});
afterAll(() => maison?.close());

const a = (ms: number): Date => new Date(T0 + ms);
const lire = (chemin: string, qui = admin) => lireDe(qui, chemin);
const tout = <E>(chemin: string, forme: Parameters<typeof lireTout<E>>[2], qui = admin) => lireTout(qui, chemin, forme);

describe('lists of the region', () => {
  it('fiches: by number, with their sessions and what holds them up', async () => {
    await hub.fiche.createMany({
      data: [0, 1, 2].map((n) => ({
        numero: `A${825286 + n}`,
        intitule: n === 0 ? 'Soudeur industriel' : `Fiche ${n}`,
        organisme: siret(n),
        etat: n === 2 ? 'A_CORRIGER' : 'VALIDEE',
        formation: {},
        empreinte: 'b',
        validee: 'a',
        remarques: n === 2 ? 'Précisez le public.' : null,
      })),
    });
    expect((await tout('fiches', c.PageFiches)).map((f) => f.numero)).toEqual(['A825286', 'A825287', 'A825288']);
    expect((await tout('fiches?recherche=soudeur', c.PageFiches)).map((f) => [f.numero, f.sessions, f.organisme.nom])).toEqual([
      ['A825286', 1, 'Horizon Formation'],
    ]);
    expect(c.FicheDetail.parse(await lire('fiches/A825288'))).toMatchObject({ etat: 'A_CORRIGER', modifiee: true, remarques: 'Précisez le public.' });
    expect((await admin('GET', '/api/admin/fiches/A1')).statut).toBe(404);
  });

  it('S10: demandeurs: what is kept for the réinscription, named to the animation team alone', async () => {
    const differees = [{ rang: 1, parcours: parcours(5), fait: 'SUITE', depuis: a(-JOUR).toISOString() }];
    await hub.demandeur.createMany({
      data: [
        { personne: personne(5), statut: 'RADIE', depuis: a(-6 * JOUR), differees },
        { personne: personne(0), statut: 'INSCRIT', depuis: a(-9 * JOUR) },
      ],
    });
    expect((await tout('demandeurs', c.PageDemandeurs)).map((d) => [d.personne, d.statut, d.differees, d.blocages])).toEqual([
      ['Théo L.', 'RADIE', 1, 1],
      ['Camille R.', 'INSCRIT', 0, 0],
    ]);
    expect((await tout('demandeurs?differees=true', c.PageDemandeurs, region)).map((d) => d.personne)).toEqual([null]);
    const lu = c.DemandeurDetail.parse(await lire(`demandeurs/${personne(5)}`));
    expect(lu.differeesListees).toEqual(differees);
    expect(lu.situation).toMatchObject({ etat: 'bloque', cause: 'DEMANDEUR_RADIE' });
    expect(c.DemandeurDetail.parse(await lire(`demandeurs/${personne(0)}`)).situation).toMatchObject({
      etat: 'en_cours',
      phrase: 'La personne est inscrite à France Travail.',
    });
    expect(lu.parcoursListes.map((p) => [p.id, p.situation.cause])).toEqual([[parcours(5), 'DEMANDEUR_RADIE']]);
  });

  it('organismes: what holds them up, the quality of their data (G14), and their page as they see it', async () => {
    expect(await tout('organismes', c.PageOrganismes)).toHaveLength(14);
    expect((await tout('organismes?bloques=false', c.PageOrganismes)).length).toBeLessThan(14);
    const lu = c.OrganismeDetail.parse(await lire(`organismes/${siret(0)}`));
    expect(lu.qualite.score).not.toBeNull();
    expect(lu.courriel).toBe('contact0@organisme.example');
    expect(c.OrganismeDetail.parse(await lire(`organismes/${siret(0)}`, region)).courriel).toBeNull();
    const voir = await admin('POST', `/api/admin/organismes/${siret(0)}/lien`, { pour: 'voir', creneau: 'ICO-103725-1' });
    expect(c.LienOfCree.parse(voir.corps).url).toMatch(/\/of\/[\w-]{43}$/);
    expect((await admin('POST', `/api/admin/organismes/${siret(0)}/lien`, { pour: 'voir', creneau: 'ICO-103726-1' })).statut).toBe(404);
    expect((await region('POST', `/api/admin/organismes/${siret(0)}/lien`, { pour: 'voir' })).statut).toBe(403);
    expect((await tout('journal?fait=PAGE_OF_VUE', c.PageJournal)).map((l) => l.processus)).toEqual([`organisme:${siret(0)}`]);
    expect(c.LienOfCree.parse((await admin('POST', `/api/admin/organismes/${siret(0)}/lien`, { pour: 'regenerer' })).corps).phrase).toContain(
      'c•••@organisme.example',
    );
  });
});

describe('pilotage', () => {
  it.each(c.CodeTable.options)('%s: each column has its figures, by group and as CSV', async (table) => {
    await hub.publication.createMany({
      data: [
        { session: session(0), systeme: 'kairos', etat: 'VISIBLE', depuis: a(0), valideeLe: a(-8 * JOUR), exporteeLe: a(-7 * JOUR), visibleLe: a(-2 * JOUR) },
      ],
      skipDuplicates: true,
    });
    for (const par of ['ensemble', 'dispositif', 'territoire', 'mois']) {
      const lu = c.TablePilotage.parse(await lire(`pilotage/${table}?par=${par}&depuis=2026-10-01&jusqua=2027-03-01`));
      expect(lu.lignes.length, par).toBeGreaterThan(0);
      for (const ligne of lu.lignes) for (const { code } of lu.colonnes) expect(ligne).toHaveProperty(code);
    }
    expect((await region('GET', `/api/admin/pilotage/${table}?territoire=76`)).statut).toBe(200);
    expect((await admin('GET', `/api/admin/pilotage/${table}?territoire=7`)).statut).toBe(400);
  });

  it('counts what can be checked by hand', async () => {
    const de = async (table: string) => c.TablePilotage.parse(await lire(`pilotage/${table}?depuis=2026-10-01&jusqua=2027-03-01`)).lignes;
    expect(await de('publication')).toMatchObject([{ systeme: 'Kairos', sessions: 1, export: 1, visible: 5, total: 6, enAttente: 0 }]);
    expect(await de('remplissage')).toMatchObject([{ sessions: 14, places: 168, prises: 46 }]);
    expect(await de('absences')).toMatchObject([{ attendus: 8, presents: 5, sansSaisie: 3, taux: 0 }]);
    expect((await de('organismes'))[0]).toMatchObject({ rang: 1, fiabilite: 0 });
  });
});

describe('a partner', () => {
  it('S20: is suspended and resumed with a reason, which the journal keeps and its flow never hears', async () => {
    const motif = 'Maintenance annoncée';
    expect((await admin('POST', '/api/admin/systemes/aude/suspension', {})).statut).toBe(422);
    expect((await region('POST', '/api/admin/systemes/aude/suspension', { motif })).statut).toBe(403);
    expect((await admin('POST', '/api/admin/systemes/aude/reprise', { motif })).statut).toBe(409);
    expect(await admin('POST', '/api/admin/systemes/aude/suspension', { motif })).toMatchObject({ statut: 202, corps: { systeme: 'aude', motif } });
    expect(tableau.messages.at(-1)).toEqual({ type: 'systeme.suspendu', donnees: { date: expect.any(String), systeme: 'aude' } });
    await hub.etatSysteme.update({ where: { code: 'aude' }, data: { etat: 'SUSPENDU' } });
    const aude = c.ListeSystemes.parse(await lire('systemes')).systemes.find((s) => s.code === 'aude');
    expect(aude).toMatchObject({ etat: 'SUSPENDU', motif });
    expect((await admin('POST', '/api/admin/systemes/aude/suspension', { motif })).statut).toBe(409);
    expect((await admin('POST', '/api/admin/systemes/aude/reprise', { motif: 'Fin de la maintenance' })).statut).toBe(202);
    const lignes = (await tout('journal?systeme=aude&actes=true', c.PageJournal)).map((l) => [l.fait, l.acteur, l.acte?.motif, l.acte?.avant, l.acte?.apres]);
    expect(lignes).toEqual([
      ['Reprise des envois demandée', 'Équipe d’animation', 'Fin de la maintenance', { etat: 'SUSPENDU' }, { etat: 'EN_PANNE' }],
      ['Suspension des envois demandée', 'Équipe d’animation', motif, { etat: 'OUVERT' }, { etat: 'SUSPENDU' }],
    ]);
  });
});
