import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import { parcours, session, siret, T0 } from './essais/donnees.ts';
import { type Appeler, lire as lireDe, lireTout, ouvrirRegion, type Region } from './essais/region.ts';
import { HEURE, JOUR } from './essais/reperes.ts';
import { connecter, type Tableau } from './essais/serveur.ts';

let maison: Region;
let hub: Hub;
let tableau: Tableau;
let admin: Appeler;
let region: Appeler;
let of: Appeler;

beforeAll(async () => {
  maison = await ouvrirRegion();
  ({ hub, tableau } = maison);
  [admin, region, of] = await Promise.all([connecter(tableau.url, 'ADMIN'), connecter(tableau.url, 'REGION'), connecter(tableau.url, 'OF')]);
  await hub.compte.updateMany({ where: { role: 'OF' }, data: { sirets: [siret(2)] } });
});
afterAll(() => maison?.close());

const a = (ms: number): Date => new Date(T0 + ms);
const lire = (chemin: string, qui = admin) => lireDe(qui, chemin);
const tout = <E>(chemin: string, forme: Parameters<typeof lireTout<E>>[2], qui = admin) => lireTout(qui, chemin, forme);

describe('À traiter', () => {
  it('has its headline, and fourteen days that add up', async () => {
    const lu = c.ATraiter.parse(await lire('a-traiter'));
    expect(lu.titre).toMatch(/^19\u00a0flux bloqués · \d+\u00a0en retard · le plus ancien\u202f: 11\u00a0j$/);
    expect(lu.tendance).toHaveLength(14);
    expect(lu.tendance.at(-1)).toMatchObject({ jour: '2026-11-20', enCours: 20 });
    const [premier, ...suite] = lu.tendance;
    suite.reduce((avant, jour) => {
      expect(jour.enCours).toBe(avant + jour.ouverts - jour.leves);
      return jour.enCours;
    }, premier?.enCours ?? 0);
  });

  it('shows an OF what is its own, and nothing of what a prescriber must do (R29)', async () => {
    const lu = c.ATraiter.parse(await lire('a-traiter', of));
    expect(lu.compteurs.total).toBe(1);
    expect(c.PageBlocages.parse(await lire('blocages', of)).elements.map((b) => b.organisme?.siret)).toEqual([siret(2)]);
    await hub.compte.updateMany({ where: { role: 'OF' }, data: { sirets: [siret(5)] } });
    const dit = {
      cle: 'reinscription',
      processus: `demandeur:${parcours(5).split(':')[0]}`,
      parcours: parcours(5),
      acteur: 'hub',
      fait: 'REINSCRIPTION_EXPLIQUEE',
    };
    await hub.evenement.create({ data: { ...dit, date: a(0) } });
    const radie = c.ParcoursDetail.parse(await lire(`parcours/${parcours(5)}`, of));
    expect(JSON.stringify(radie)).not.toMatch(/radi|RADIE/i);
    expect(JSON.stringify(radie.chronologie)).not.toMatch(/réinscri/i);
    expect(JSON.stringify(await lire(`parcours/${parcours(5)}`))).toContain('Réinscription expliquée à la personne');
    expect(radie.personne).toBeNull();
    expect((await of('GET', `/api/admin/parcours/${parcours(2)}`)).statut).toBe(404);
    await hub.compte.updateMany({ where: { role: 'OF' }, data: { sirets: [siret(2)] } });
    expect((await of('GET', '/api/admin/journal')).statut).toBe(403);
  });
});

describe('a cause', () => {
  it('tells what was done and what comes next, and is narrowed by age, session and severity', async () => {
    const lu = c.PageBlocages.parse(await lire('blocages?cause=PRESENCE_NON_SAISIE'));
    expect(lu.cause).toMatchObject({ numero: 'S4', fait: { relances: 3, actes: 0 } });
    expect(lu.cause?.echelle[0]).toEqual({ niveau: 0, apres: '4\u00a0heures', a: 'Équipe', canal: 'TABLEAU' });
    const vieux = c.PageBlocages.parse(await lire('blocages?cause=PRESENCE_NON_SAISIE&anciennete=9'));
    expect(vieux.elements.length).toBeGreaterThan(0);
    expect(vieux.elements.every((b) => Date.parse(b.situation.depuis) <= T0 - 9 * JOUR + HEURE)).toBe(true);
    expect(
      c.PageBlocages.parse(await lire(`blocages?session=${session(3)}`))
        .elements.map((b) => b.cause)
        .sort(),
    ).toEqual(['ENTREE_NON_ATTESTEE', 'PRESENCE_NON_SAISIE']);
    const ids = (await tout('blocages?cause=PRESENCE_NON_SAISIE', c.PageBlocages)).map((b) => b.id);
    expect(new Set(ids).size).toBe(10);
  });

  it('is exported whole, naming nobody, running nothing', async () => {
    await hub.organisme.update({ where: { siret: siret(0) }, data: { nom: '=cmd|Horizon' } });
    const session = await fetch(`${tableau.url}/api/admin/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ courriel: 'admin@maillon.example', motDePasse: 'phrase de passe d’essai' }),
    });
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const reponse = await fetch(`${tableau.url}/api/admin/blocages.csv?cause=PRESENCE_NON_SAISIE`, { headers: { cookie } });
    expect(reponse.headers.get('content-type')).toContain('text/csv');
    const lignes = (await reponse.text()).trim().split('\r\n');
    expect(lignes).toHaveLength(11);
    expect(lignes.join('\n')).toContain(";'=cmd|Horizon;");
    expect(lignes.join('\n')).not.toContain('Renaud');
    await hub.organisme.update({ where: { siret: siret(0) }, data: { nom: 'Horizon Formation' } });
  });

  it('keeps filters under a name, for their owner alone', async () => {
    const vue = { ecran: 'cause', nom: 'En retard', parametres: 'gravite=en_retard' };
    const { statut, corps } = await admin('PUT', '/api/admin/vues', vue);
    expect(statut).toBe(200);
    await admin('PUT', '/api/admin/vues', { ...vue, parametres: 'gravite=bientot' });
    expect(c.ListeVues.parse(await lire('vues?ecran=cause')).elements).toEqual([
      { ...vue, parametres: 'gravite=bientot', id: c.VueEnregistree.parse(corps).id },
    ]);
    expect(c.ListeVues.parse(await lire('vues', region)).elements).toEqual([]);
    const id = c.VueEnregistree.parse(corps).id;
    expect((await region('DELETE', `/api/admin/vues/${id}`)).statut).toBe(404);
    expect((await admin('DELETE', `/api/admin/vues/${id}`)).statut).toBe(204);
  });
});

describe('a parcours', () => {
  it('keeps notes that nobody changes, refuses a NIR in them, and shows what the engine is doing', async () => {
    const chemin = `/api/admin/parcours/${parcours(0)}/notes`;
    expect((await admin('POST', chemin, { texte: 'Organisme joint au téléphone.' })).statut).toBe(201);
    expect((await admin('POST', chemin, { texte: 'NIR 1 85 05 78 006 084 91' })).statut).toBe(422);
    expect((await admin('POST', chemin, { texte: ' ' })).statut).toBe(422);
    expect((await region('POST', chemin, { texte: 'x' })).statut).toBe(403);
    const lu = c.ParcoursDetail.parse(await lire(`parcours/${parcours(0)}`));
    expect(lu.notes).toMatchObject([{ texte: 'Organisme joint au téléphone.', par: 'Équipe d’animation' }]);
    expect(lu.technique.moteur).toMatchObject({ etat: 'RUNNING', enAttente: [{ activite: 'kairos.positionner', essai: 3 }] });
    expect(c.ParcoursDetail.parse(await lire(`parcours/${parcours(0)}`, region)).notes).toEqual([]);
  });

  it('S10: counts what holds up the person: her updates wait for the réinscription', async () => {
    const lu = c.ParcoursDetail.parse(await lire(`parcours/${parcours(5)}`));
    expect(lu.situation.cause).toBe('DEMANDEUR_RADIE');
    expect(lu.blocages.map((b) => b.cause)).toContain('DEMANDEUR_RADIE');
  });
});

describe('reminders', () => {
  it('are read sent or to come, with what followed each, by cause, by level and by organisme', async () => {
    await hub.blocage.update({ where: { id: 'creneau:ICO-103727-1#PRESENCE_NON_SAISIE#1' }, data: { leveLe: a(2 * HEURE), levePar: 'fait attendu' } });
    await hub.blocage.updateMany({ where: { cause: 'SUITE_NON_SAISIE' }, data: { prochaineRelance: a(JOUR) } });
    const envoyees = await tout('relances', c.PageRelances);
    expect(envoyees.map((r) => r.suivieApresHeures).sort()).toEqual([4, null, null]);
    expect(envoyees[0]).toMatchObject({ titre: 'Présences non saisies', a: 'Organisme', etat: 'ENVOYEE' });
    expect((await tout('relances?suivie=true', c.PageRelances)).map((r) => r.organisme?.siret)).toEqual([siret(2)]);
    expect((await tout('relances?sens=a_venir', c.PageRelances)).map((r) => [r.cause, r.etat, r.a])).toEqual([
      ['SUITE_NON_SAISIE', 'PREVUE', 'Organisme'],
      ['SUITE_NON_SAISIE', 'PREVUE', 'Organisme'],
    ]);
    const effet = c.EffetRelances.parse(await lire('relances/effet'));
    expect(effet.lignes).toMatchObject([{ cause: 'PRESENCE_NON_SAISIE', niveau: 1, envoyees: 3, suivies: 1, medianeHeures: 4 }]);
    expect(c.EffetRelances.parse(await lire('relances/effet?heures=3')).lignes[0]?.suivies).toBe(0);
    const parOf = c.EffetRelances.parse(await lire('relances/effet?parOrganisme=true')).lignes;
    expect(parOf.map((l) => [l.organisme?.siret, l.envoyees, l.suivies, l.part]).toSorted()).toEqual(
      [0, 1, 2].map((n) => [siret(n), 1, n === 2 ? 1 : 0, n === 2 ? 1 : 0]),
    );
    const niveau2 = { id: 'relance:niveau2', niveau: 2, organisme: siret(2), blocage: 'creneau:ICO-103727-1#PRESENCE_NON_SAISIE#1' };
    const modele = await hub.relance.findUniqueOrThrow({ where: { id: 'relance:2' } });
    await hub.relance.create({ data: { ...modele, ...niveau2, envoyeeLe: a(HEURE) } });
    const parNiveau = c.EffetRelances.parse(await lire('relances/effet')).lignes;
    // The act follows the last reminder before it: the second, an hour after it.
    expect(parNiveau.map((l) => [l.niveau, l.envoyees, l.suivies, l.medianeHeures])).toEqual([
      [1, 3, 0, null],
      [2, 1, 1, 1],
    ]);
    await hub.relance.delete({ where: { id: niveau2.id } });
    await hub.blocage.updateMany({ where: { levePar: 'fait attendu' }, data: { leveLe: null, levePar: null } });
  });
});

describe('the journal', () => {
  it('says who, when, what and why, with before and after, page by page', async () => {
    const id = 'creneau:ICO-103730-1#PRESENCE_NON_SAISIE#1';
    await admin('POST', `/api/admin/blocages/${encodeURIComponent(id)}/actions/mettreEnVeille`, { motif: 'Réponse promise', jusqua: a(JOUR).toISOString() });
    const [acte] = await hub.acteOperateur.findMany();
    await hub.evenement.create({
      data: {
        cle: acte?.id ?? '',
        processus: 'creneau:ICO-103730-1',
        date: a(0),
        acteur: acte?.par ?? '',
        fait: 'mettreEnVeille',
        detail: 'PRESENCE_NON_SAISIE',
      },
    });
    const lignes = await tout('journal?actes=true', c.PageJournal);
    expect(lignes[0]).toMatchObject({
      acteur: 'Équipe d’animation',
      fait: 'Mis en veille',
      detail: 'Présences non saisies',
      acte: { motif: 'Réponse promise', avant: { veilleJusqua: null }, apres: { veilleJusqua: a(JOUR).toISOString() }, operation: null },
    });
    expect((await tout(`journal?parcours=${parcours(0)}`, c.PageJournal)).map((l) => l.code)).toEqual([
      'RELANCE_ENVOYEE',
      'TRANSMIS',
      'PLACE_RESERVEE',
      'POSITIONNEMENT_DEMANDE',
    ]);
    expect((await admin('GET', '/api/admin/journal?apres=x')).statut).toBe(400);
  });
});
