/** A whole comparison: a real engine, a real database, real partners, and what each of them has lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReconciliation } from '../activities/reconciliation.ts';
import { HORAIRE, periodeReelle, planifierReconciliation } from '../cli/roles/horaires.ts';
import type { BilanRapprochement } from '../domain/bilan-rapprochement.ts';
import type { Systeme } from '../domain/codes.ts';
import { SYSTEMES } from '../domain/codes.ts';
import { creneau, dans, jourDans, personne, positionnement, SIRET, session } from '../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../e2e/outils/systemes.ts';
import { createHub, type Hub } from '../prisma/hub.ts';
import { createCandidat, sceneDe } from './essais/candidat.ts';
import { createMaison, jusque, lierFlux, type Maison, unId } from './essais/maison.ts';
import type { Scene } from './essais/scene.ts';

const CODES = ['kairos', 'ouiform', 'audef', 'aude', 'pefr', 'imilo'] as const satisfies readonly Systeme[];
let maison: Maison;
let banc: Banc;
let hub: Hub;
/** Of the slot. */
let horaires: { debut: string; fin: string };
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'), [
    '--dynamic-config-value',
    'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=1',
  ]);
  banc = await demarrerSystemes([...CODES, 'rco']);
  hub = createHub(banc.base);
  await hub.calendrier.create({ data: { origine: new Date(0), vitesse: 1, avance: 0n, vuLe: new Date() } });
  await hub.session.create({ data: ligneSession() });
  await hub.creneau.create({
    data: { id: 'ico-1', session: '103725', modalite: 'ICO', debut: dans(2), fin: dans(2 + 1 / 12), places: 12, placesLibres: 12, origine: 'SMF' },
  });
  const lu = await hub.creneau.findUniqueOrThrow({ where: { id: 'ico-1' } });
  horaires = { debut: lu.debut.toISOString(), fin: lu.fin.toISOString() };
  for (const code of ['kairos', 'ouiform', 'audef'] as const) {
    await banc.dire(code, '/sessions', session());
    await banc.dire(code, '/creneaux', creneau(horaires));
  }
});
afterAll(async () => {
  await hub?.$disconnect();
  await banc?.close();
  await maison?.fermer();
});

const { argumentaire: ARGUMENTAIRE } = positionnement();
const ligneSession = () => ({
  numero: '103725',
  fiche: 'A825286',
  intitule: 'Accueillir et conseiller',
  debut: new Date(jourDans(30)),
  fin: new Date(jourDans(200)),
  modaliteEntreeSortie: 'DATES_FIXES',
  ofResponsable: SIRET,
  ofDispensateur: SIRET,
  formacode: '15062',
  placesConventionnees: 12,
  etatRecrutement: 'OUVERT',
  offre: {},
});
const processus = (id: string, change: Record<string, unknown> = {}) => {
  const [type = '', ...sujet] = id.split(':');
  return { id, type, sujet: sujet.join(':'), etape: 'X', etat: 'en_cours', depuis: new Date(), version: 1, majLe: new Date(Date.now() - 60_000), ...change };
};

/** Runs one comparison, in the scene where the flows of the test live. */
const comparer = async (s: Scene): Promise<BilanRapprochement> => {
  const urls = Object.fromEntries(SYSTEMES.map((code) => [code, `${banc.url()}/${code}`])) as Record<Systeme, string>;
  const { rapprocher } = createReconciliation({ hub, client: () => maison.client, urls, cle: banc.cle, fetch });
  Object.assign(s.activites, { rapprocher });
  return maison.client.workflow.execute('reconciliation', { workflowId: `reconciliation:${unId()}`, taskQueue: 'processus', args: [{ graceMs: 0 }] });
};

let rang = 0;
/** A candidate whose flow runs, as the hub and the partners know her. `chez`: those that were told. */
const candidat = async (s: Scene, chez: readonly (typeof CODES)[number][] = CODES, vecu = ['POSITIONNE', 'CONVOQUE']) => {
  const c = createCandidat(maison, s);
  const { id } = await c.positionner('ico-1');
  const qui = personne(++rang);
  const [uuid = ''] = c.parcours.split(':');
  const etapes = vecu.map((etape) => ({ etape, date: new Date().toISOString() }));
  await hub.personne.create({
    data: { id: uuid, nom: qui.nom, prenom: qui.prenom, idDE: qui.idDE, statutDe: 'INSCRIT', dossierImilo: `ML-${rang}`, dossierSynchronise: true },
  });
  await hub.positionnement.create({
    data: {
      id,
      parcours: c.parcours,
      personne: uuid,
      session: '103725',
      creneau: 'ico-1',
      reseau: 'ML',
      outil: 'OUIFORM',
      statut: 'CONFIRME',
      argumentaire: ARGUMENTAIRE,
      creeLe: new Date(),
    },
  });
  await hub.parcours.create({ data: { id: c.parcours, personne: uuid, session: '103725', etape: 'CONVOQUE', etapes, positionnement: id } });
  await hub.processus.create({ data: processus(`parcours:${c.parcours}`, { etape: 'CONVOQUE' }) });
  const commun = { positionnement: id, parcours: c.parcours, session: '103725', creneau: 'ico-1', personne: qui };
  const dit = { idDE: qui.idDE, parcours: c.parcours, session: '103725', date: jourDans(0) };
  const faire: Record<(typeof CODES)[number], () => Promise<unknown>> = {
    kairos: () => banc.dire('kairos', '/positionnements', positionnement(rang, commun)),
    ouiform: () => banc.dire('ouiform', '/positionnements', positionnement(rang, commun)),
    audef: () => banc.dire('audef', '/positionnements', positionnement(rang, commun)),
    aude: () => banc.dire('aude', '/prescriptions', { ...dit, intitule: 'x', formacode: '15062', objectif: '9', partenaire: 'ML', argumentaire: ARGUMENTAIRE }),
    pefr: () => banc.dire('pefr', '/rendez-vous', { positionnement: id, idDE: qui.idDE, session: '103725', intitule: 'x', ...horaires, lieu: null }),
    imilo: () => banc.dire('imilo', '/propositions', { dossier: `ML-${rang}`, positionnement: id, session: '103725', intitule: 'x', statut: 'CONFIRME' }),
  };
  for (const code of chez) await faire[code]();
  return { ...c, id, uuid, qui, dossier: `ML-${rang}`, refaire: (code: (typeof CODES)[number]) => faire[code]() };
};
const detailsDe = (b: BilanRapprochement, flux: string) => b.details.filter((d) => d.flux === flux).map((d) => `${d.systeme} ${d.objet}`);

describe('a comparison', () => {
  // First: a flow keeps the scene of the test that began it, and the next comparisons find no flow for this slot.
  it('S18: a session and a slot that are over: guardians tell again the tool that shows something else', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      // Both flows have ended: nothing runs under their names.
      await hub.processus.createMany({
        data: [processus('session:103725', { ouvert: false, etat: 'termine' }), processus('creneau:ico-1', { ouvert: false, etat: 'termine' })],
      });
      await hub.publication.create({ data: { session: '103725', systeme: 'ouiform', etat: 'VISIBLE', depuis: new Date() } });
      await hub.creneau.update({ where: { id: 'ico-1' }, data: { statut: 'ANNULE' } });
      await banc.dire('ouiform', '/sessions/etat-recrutement', { session: '103725', etat: 'FERME' });
      const dits = ['kairos', 'ouiform'].map((systeme) => ({ systeme, sujet: 'session:103725', montre: { etat: 'ouvert' } }));
      await hub.affichage.createMany({ data: dits });
      await comparer(s);
      // The hub believed that OUIFORM showed it: told again, it would have been found told already.
      const montre = await hub.affichage.findMany({ orderBy: { systeme: 'asc' } });
      expect(montre.map((a) => [a.systeme, a.montre])).toEqual([
        ['kairos', { etat: 'ouvert' }],
        ['ouiform', {}],
      ]);
      await hub.affichage.deleteMany();
      const attendus = [
        ['gardien:session:103725', 'ouiform.changerEtatRecrutement'],
        ['gardien:creneau:ico-1', 'ouiform.annulerCreneau'],
        ['gardien:creneau:ico-1', 'audef.annulerCreneau'],
      ] as const;
      await jusque('OUIFORM et AUDEF sont informés de nouveau', () =>
        attendus.every(([flux, operation]) => s.effets.some((e) => e.cle.startsWith(flux) && e.operation === operation)),
      );
      await banc.dire('ouiform', '/sessions/etat-recrutement', { session: '103725', etat: 'OUVERT' });
      await hub.creneau.update({ where: { id: 'ico-1' }, data: { statut: 'PUBLIE' } });
      await hub.processus.createMany({
        data: ['session:103725', 'creneau:ico-1'].map((sujet) => ({ ...processus(`gardien:${sujet}`), sujet })),
      });
      await comparer(s);
      await jusque('les deux gardiens sont relevés', () => {
        const finis = s.projections.filter((p) => p.processus.type === 'gardien' && p.processus.etat === 'termine').map((p) => p.processus.sujet);
        return ['session:103725', 'creneau:ico-1'].every((x) => finis.includes(x));
      });
      await hub.processus.deleteMany();
      await hub.publication.deleteMany();
      await hub.blocage.deleteMany();
    });
  });

  it('finds nothing where nothing was lost, and puts right a count of seats that the mirror has wrong', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s);
      await hub.processus.create({ data: processus('creneau:ico-1') });
      const bilan = await comparer(s);
      expect(detailsDe(bilan, `parcours:${c.parcours}`)).toEqual([]);
      expect(bilan.compares).toMatchObject({ parcours: 1, creneau: 1, 'inconnus:kairos': 1 });
      expect(await hub.creneau.findUnique({ where: { id: 'ico-1' } })).toMatchObject({ placesLibres: 11 });
      await c.clore('comparee');
      await hub.processus.deleteMany();
    });
  });

  it('S18: a partner that lost a positioning is told again; what only Kairos can say becomes a blocage, until both agree', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s, ['aude', 'pefr', 'imilo', 'audef']);
      const bilan = await comparer(s);
      expect(detailsDe(bilan, `parcours:${c.parcours}`).sort()).toEqual(['kairos POSITIONNEMENT', 'ouiform POSITIONNEMENT']);
      await jusque('OUIFORM est informé de nouveau', () => s.effets.some((e) => e.operation === 'ouiform.positionner' && e.cle.includes(':reparation:')));
      await jusque('Kairos diverge', () => s.ouverts().includes('DONNEES_DIVERGENTES'));
      // The scene's partners do nothing: the test does what the effects would have done.
      await c.refaire('ouiform');
      await c.refaire('kairos');
      await hub.blocage.createMany({ data: s.blocages().filter((b) => b.cause === 'DONNEES_DIVERGENTES'), skipDuplicates: true });
      expect((await comparer(s)).leves).toBe(1);
      await jusque('plus rien ne diverge', () => !s.ouverts().includes('DONNEES_DIVERGENTES'));
      await c.clore('repare');
      await hub.processus.deleteMany();
      await hub.blocage.deleteMany();
    });
  });

  it('S18: a path that has ended: its guardian tells again what OUIFORM lost, holds what only Kairos can say, and ends once both agree', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s, ['aude', 'pefr', 'imilo', 'audef']);
      const flux = `parcours:${c.parcours}`;
      const gardien = `gardien:${flux}`;
      await maison.client.workflow.getHandle(flux).terminate('fin de l’essai');
      await hub.processus.update({ where: { id: flux }, data: { ouvert: false, etat: 'termine', organisme: SIRET } });
      await comparer(s);
      await jusque('OUIFORM est informé de nouveau', () => s.effets.some((e) => e.operation === 'ouiform.positionner' && e.cle.startsWith(gardien)));
      await jusque('le gardien porte le blocage', () => s.ouverts().includes('DONNEES_DIVERGENTES'));
      const blocage = s.blocages().findLast((b) => b.cause === 'DONNEES_DIVERGENTES');
      expect(blocage).toMatchObject({
        processus: gardien,
        acteurType: 'OF',
        acteur: SIRET,
        session: '103725',
        sujet: { parcours: c.parcours, ecart: 'POSITIONNEMENT', systeme: 'kairos', valeurHub: 'CONFIRME', valeurPartenaire: 'rien' },
      });
      await hub.processus.create({ data: { ...processus(gardien), sujet: flux } });
      await hub.blocage.createMany({ data: s.blocages().filter((b) => b.cause === 'DONNEES_DIVERGENTES'), skipDuplicates: true });
      // Kairos is away: nobody says that all is well.
      await c.refaire('ouiform');
      await banc.regler('kairos', { indisponibleJusqua: dans(1) });
      await comparer(s);
      expect(s.ouverts()).toContain('DONNEES_DIVERGENTES');
      await banc.regler('kairos', {});
      await c.refaire('kairos');
      await comparer(s);
      await jusque('le gardien est relevé', () => s.dernier()?.processus.id === gardien && s.dernier()?.processus.etat === 'termine');
      expect(s.ouverts()).not.toContain('DONNEES_DIVERGENTES');
      expect(s.effets.filter((e) => e.operation === 'ouiform.positionner' && e.cle.startsWith(gardien))).toHaveLength(1);
      await hub.processus.deleteMany();
      await hub.blocage.deleteMany();
    });
  });

  it('R31: i-Milo lost the proposal of a synchronised dossier, and its situation: both are told again', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s, ['kairos', 'ouiform', 'aude', 'pefr', 'audef'], ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU']);
      await hub.positionnement.update({ where: { id: c.id }, data: { statut: 'HONORE', presence: 'PRESENT', suite: 'RETENU' } });
      await banc.acte('imilo', 'dossier.synchronise', { dossier: c.dossier, synchronise: true });
      const bilan = await comparer(s);
      expect(detailsDe(bilan, `parcours:${c.parcours}`).filter((d) => d.startsWith('imilo'))).toEqual([
        'imilo POSITIONNEMENT',
        'imilo PRESENCE',
        'imilo SUITE',
      ]);
      expect(bilan.details).toContainEqual(
        expect.objectContaining({ flux: `demandeur:${c.uuid}`, systeme: 'imilo', objet: 'SITUATION', hub: 'Formation', partenaire: null, repare: true }),
      );
      await jusque('i-Milo est informé de nouveau, dans l’ordre', () =>
        ['imilo.proposer', 'imilo.suivre', 'imilo.situer'].every((o) => s.effets.some((e) => e.operation === o && e.cle.includes(':reparation:'))),
      );
      expect(s.effets.filter((e) => e.operation.startsWith('imilo.') && e.cle.includes('reparation:imilo.S')).map((e) => e.arg)).toContainEqual(
        expect.objectContaining({ situation: 'Formation', positionnement: c.id }),
      );
      await c.clore('imilo');
      await hub.processus.deleteMany();
    });
  });

  it('R36: AUDE struck somebody off and its event was lost: the status is AUDE’s to say, and the hub hears it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s);
      const date = new Date().toISOString();
      await banc.acte('aude', 'de.statut', { idDE: c.qui.idDE, statut: 'RADIE', date });
      Object.assign(s.activites, { lireDemandeur: async () => ({ version: 0, statut: 'INSCRIT', le: new Date(0).toISOString() }) });
      expect(detailsDe(await comparer(s), `demandeur:${c.uuid}`)).toEqual([]);
      expect(await hub.personne.findUnique({ where: { id: c.uuid } })).toMatchObject({ statutDe: 'RADIE', statutDeLe: new Date(date) });
      await jusque('le flux de la personne l’a appris', () => s.projections.flatMap((p) => p.demandeurs ?? []).at(-1)?.statut === 'RADIE');
      // Once is enough: the next comparison finds both of one mind.
      const dits = s.projections.flatMap((p) => p.demandeurs ?? []).length;
      expect(detailsDe(await comparer(s), `demandeur:${c.uuid}`)).toEqual([]);
      expect(s.projections.flatMap((p) => p.demandeurs ?? [])).toHaveLength(dits);
      await maison.client.workflow.getHandle(`demandeur:${c.uuid}`).terminate('fin de l’essai');
      await c.clore('statut-appris');
      await hub.processus.deleteMany();
    });
  });

  it('S18: of the status the hub says something later than AUDE, i-Milo undid the synchronisation unheard: both values are shown', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s);
      await banc.acte('aude', 'de.statut', { idDE: c.qui.idDE, statut: 'RADIE', date: new Date(Date.now() - 60_000).toISOString() });
      await hub.personne.update({ where: { id: c.uuid }, data: { statutDeLe: new Date() } });
      await banc.acte('imilo', 'dossier.synchronise', { dossier: c.dossier, synchronise: false });
      const { details } = await comparer(s);
      const sien = details.filter((d) => d.flux === `demandeur:${c.uuid}`);
      expect(sien).toMatchObject([
        { systeme: 'aude', objet: 'STATUT_DE', hub: 'INSCRIT', partenaire: 'RADIE', repare: false },
        { systeme: 'imilo', objet: 'DOSSIER', hub: 'synchronisé', partenaire: 'non synchronisé', repare: false },
      ]);
      // No organisme hears of it (R29), and the team is asked.
      await jusque('les deux blocages sont levés haut', () => s.ouverts().filter((x) => x === 'DONNEES_DIVERGENTES').length === 2);
      for (const b of s.blocages().filter((x) => x.processus === `gardien:demandeur:${c.uuid}`))
        expect(b).toMatchObject({ acteurType: 'EQUIPE', organisme: null, session: null });
      await c.clore('personne');
      await hub.processus.deleteMany();
    });
  });

  it('S15: the network shows a session and its event was lost: the flow of the session hears it, with its date, as the event would have said it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const id = 'session:103725';
      const flux = await maison.client.workflow.start('gardien', {
        workflowId: id,
        taskQueue: 'processus',
        args: [{ sujet: id, calendrier: { origine: 0, vitesse: 1, avance: 0 } }],
      });
      await hub.processus.create({ data: processus(id) });
      await hub.publication.create({ data: { session: '103725', systeme: 'rco', etat: 'EXPORTEE', depuis: new Date() } });
      await banc.dire('rco', '/sessions', { ...session(), apprentissage: false });
      await comparer(s);
      const { events } = await flux.fetchHistory();
      const signaux = (events ?? []).flatMap((e) =>
        e.workflowExecutionSignaledEventAttributes?.signalName === 'acte' ? [e.workflowExecutionSignaledEventAttributes] : [],
      );
      expect(signaux).toHaveLength(1);
      const [dit] = signaux.map((x) => JSON.parse(Buffer.from(x.input?.payloads?.[0]?.data ?? []).toString()));
      expect(dit).toMatchObject({
        type: 'visible',
        depuis: 'rco',
        date: (await banc.voir<{ visibleDepuis: string }>('rco', '/sessions/103725')).visibleDepuis,
      });
      await flux.terminate('fin de l’essai');
      await hub.processus.deleteMany();
      await hub.publication.deleteMany();
    });
  });

  it('S20: a partner that does not answer is not compared, and accuses nobody', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await candidat(s, []);
      for (const code of CODES) await banc.regler(code, { indisponibleJusqua: dans(1) });
      const bilan = await comparer(s);
      for (const code of CODES) await banc.regler(code, {});
      expect([...bilan.muets].sort()).toEqual([...CODES].sort());
      expect(bilan.ecarts).toBe(0);
      await c.clore('muets');
      await hub.processus.deleteMany();
    });
  });

  it('S18: a person entered in Kairos, whom the hub never heard of, is the session’s to show', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const { corps } = await banc.acte('kairos', 'inscription.creee', { session: '103725', personne: personne(99) });
      const bilan = await comparer(s);
      expect(bilan.details).toContainEqual(expect.objectContaining({ flux: 'session:103725', objet: 'CANDIDAT', partenaire: corps['reference'], hub: null }));
    });
  });

  it('ERREUR_PROGRAMME: a flow whose program fails, or that the engine lost, has a guardian; a row that says open what has ended is closed', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      // No such partner: its program stops at the first line.
      await maison.client.workflow.start('systeme', {
        workflowId: 'systeme:inconnu',
        taskQueue: 'processus',
        args: [{ sujet: 'inconnu', calendrier: { origine: 0, vitesse: 1, avance: 0 } }],
      });
      const fini = await maison.client.workflow.start('reconciliation', {
        workflowId: 'creneau:fini',
        taskQueue: 'processus',
        args: [{ graceMs: 0, ou: { phase: 'oublies', apres: '' } }],
      });
      Object.assign(s.activites, { rapprocher: async () => ({ ou: null, bilan: {} }) });
      await fini.result();
      await hub.processus.createMany({ data: [processus('session:perdue'), processus('creneau:fini'), processus('systeme:inconnu')] });
      await jusque('le moteur signale la panne', async () => (await comparer(s)).details.some((d) => d.flux === 'systeme:inconnu'));
      await jusque('les deux gardiens sont là', () => s.ouverts().filter((c) => c === 'ERREUR_PROGRAMME').length === 2);
      const sujets = s.projections.filter((p) => p.processus.type === 'gardien').map((p) => p.processus.sujet);
      expect([...new Set(sujets)].sort()).toEqual(['session:perdue', 'systeme:inconnu']);
      expect(await hub.processus.findUnique({ where: { id: 'creneau:fini' } })).toMatchObject({ ouvert: false });
      // The row of the lost one is closed by hand, the failing one is stopped: nobody is to be watched any more.
      await maison.client.workflow.getHandle('systeme:inconnu').terminate('fin de l’essai');
      await hub.processus.updateMany({ where: { id: { in: ['session:perdue', 'systeme:inconnu'] } }, data: { ouvert: false } });
      await hub.processus.createMany({ data: ['session:perdue', 'systeme:inconnu'].map((sujet) => ({ ...processus(`gardien:${sujet}`), sujet })) });
      await jusque('les gardiens sont relevés', async () => {
        await comparer(s);
        return s.ouverts().filter((c) => c === 'ERREUR_PROGRAMME').length === 0;
      });
    });
  });
});

describe('the schedule', () => {
  const lire = () => maison.client.schedule.getHandle(HORAIRE).describe();

  it('is made once, whoever starts first, set right by the next worker, and its period is business time', async () => {
    await Promise.all([1, 2].map(() => planifierReconciliation(maison.client, { minutes: 60, vitesse: 1 })));
    expect((await lire()).spec.intervals).toMatchObject([{ every: 3_600_000 }]);
    await planifierReconciliation(maison.client, { minutes: 24 * 60, vitesse: 288 });
    expect(await lire()).toMatchObject({
      spec: { intervals: [{ every: 300_000 }] },
      policies: { overlap: 'SKIP' },
      action: { workflowType: 'reconciliation' },
    });
    // Never under a real minute, however fast the calendar runs.
    expect(periodeReelle(60, 1_000_000)).toBe(60_000);
  });

  it('starts a comparison by itself', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const passages: string[] = [];
      Object.assign(s.activites, {
        rapprocher: async ({ passage }: { passage: string }) => {
          passages.push(passage);
          return { ou: null, bilan: {} };
        },
      });
      await maison.client.schedule.getHandle(HORAIRE).trigger();
      await jusque('la comparaison a eu lieu', () => passages.length === 1);
      await planifierReconciliation(maison.client, { minutes: 0, vitesse: 1 });
      await expect(lire()).rejects.toThrow();
    });
  });

  it('a comparison longer than one run goes on in the next, from the page where it was', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const vues: string[] = [];
      Object.assign(s.activites, {
        rapprocher: async ({ passage, ou, bilan }: { passage: string; ou?: { apres: string }; bilan?: { ecarts: number } }) => {
          vues.push(passage);
          const n = Number(ou?.apres ?? 0) + 1;
          return { ou: n === 320 ? null : { phase: 'parcours', apres: String(n) }, bilan: { ecarts: (bilan?.ecarts ?? 0) + 1 } };
        },
      });
      const lance = await maison.client.workflow.start('reconciliation', { workflowId: `reconciliation:${unId()}`, taskQueue: 'processus', args: [{}] });
      const premiere = lance.firstExecutionRunId;
      expect(await lance.result()).toMatchObject({ ecarts: 320 });
      expect(new Set(vues)).toEqual(new Set([premiere]));
      expect((await maison.client.workflow.getHandle(lance.workflowId).describe()).runId).not.toBe(premiere);
    });
  });
});
