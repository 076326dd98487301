import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseDeTest } from '../../e2e/outils/base.ts';
import { createHub, type Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import { parcours, semer, session, siret, T0 } from './essais/donnees.ts';
import { HEURE, JOUR, personne } from './essais/reperes.ts';
import { connecter, ouvrirTableau, type Tableau } from './essais/serveur.ts';

type Appeler = Awaited<ReturnType<typeof connecter>>;
let base: Awaited<ReturnType<typeof baseDeTest>>;
let hub: Hub;
let tableau: Tableau;
let admin: Appeler;
let region: Appeler;
let of: Appeler;

beforeAll(async () => {
  base = await baseDeTest();
  hub = createHub(base.url);
  await semer(hub);
  tableau = await ouvrirTableau({ hub });
  [admin, region, of] = await Promise.all([connecter(tableau.url, 'ADMIN'), connecter(tableau.url, 'REGION'), connecter(tableau.url, 'OF')]);
  await hub.compte.updateMany({ where: { role: 'OF' }, data: { sirets: [siret(2)] } });
});
afterAll(async () => {
  await tableau?.close();
  await hub?.$disconnect();
  await base?.close();
});

const a = (ms: number): Date => new Date(T0 + ms);
const lire = async (chemin: string, qui: Appeler = admin) => (await qui('GET', `/api/admin/${chemin}`)).corps;
/** Every element of a list, read page by page. */
const tout = async <E>(chemin: string, forme: { parse(x: unknown): { elements: E[]; suivant: string | null } }, qui = admin): Promise<E[]> => {
  const lus: E[] = [];
  let apres: string | null = '';
  for (let n = 0; apres !== null && n < 50; n++) {
    const page = forme.parse(await lire(`${chemin}${chemin.includes('?') ? '&' : '?'}taille=2${apres ? `&apres=${apres}` : ''}`, qui));
    expect(page.elements.length).toBeLessThanOrEqual(2);
    lus.push(...page.elements);
    apres = page.suivant;
  }
  return lus;
};

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
    const radie = c.ParcoursDetail.parse(await lire(`parcours/${parcours(5)}`, of));
    expect(JSON.stringify(radie)).not.toMatch(/radi|RADIE/i);
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
  it('are read sent or to come, with what followed each', async () => {
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
  });
});
