/** Partners that fail, lose their answers, close for days, or say things late, twice and in disorder: each effect is done once all the same. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attendreQue, lancerInstance, type Pilote } from '../../cli/pilote.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { ajouterJoursOuvres } from '../../domain/ouvres.ts';
import * as c from '../outils/chaine.ts';
import { createScene, type Scene } from '../outils/scene.ts';

const DELAI_MS = 90_000;
const FERMETURE_JOURS_OUVRES = 12;
let pilote: Pilote;
let s: Scene;
let creneau: string;
beforeAll(async () => {
  pilote = await lancerInstance({ env: c.VITESSE_REELLE });
  s = createScene(pilote);
  await c.ouvrirSession(pilote);
  creneau = await c.ouvrirCreneau(pilote, { jours: 3, places: 100 });
}, 300_000);
afterEach(() => reglerTous(SYSTEMES, {}));
afterAll(() => pilote?.effacer());

const reglerTous = (codes: readonly Systeme[], reglages: Record<string, unknown>) => Promise.all(codes.map((code) => pilote.regler(code, reglages)));
const accepter = async (rang: number, corps: ReturnType<typeof c.demande>, cle = `systemes-${rang}`): Promise<c.Accepte> => {
  const r = await c.positionner(pilote, corps, cle);
  expect(r.statut, JSON.stringify(r.corps)).toBe(202);
  return r.corps;
};
const statut = (id: string, attendu: string) =>
  attendreQue(
    `${attendu} pour ${id}`,
    () => c.lirePositionnement(pilote, id),
    (p) => p.statut === attendu,
    DELAI_MS,
  );
/** In each of these systems, the effects of each path are exactly those. */
const effetsExacts = async (parcours: readonly string[], code: Systeme, attendus: Record<string, number>) => {
  const lire = () => Promise.all(parcours.map((p) => c.effetsDuParcours(pilote, code, p)));
  const tous = (n: Record<string, number>[]) => n.every((x) => Object.keys(attendus).every((route) => (x[route] ?? 0) >= (attendus[route] ?? 0)));
  expect(await attendreQue(`les effets dans ${code}`, lire, tous, DELAI_MS), code).toEqual(parcours.map(() => attendus));
};

describe('partners that fail', () => {
  it('half of the answers lost after the effect, a third of the calls in error: one effect each', async () => {
    await reglerTous(SYSTEMES, { perteApresEffet: 0.5, tauxErreur: 0.3 });
    const rangs = Array.from({ length: 10 }, (_, i) => 200 + i);
    const acceptes = await Promise.all(
      rangs.map((rang) => accepter(rang, c.demande(rang, 'ML', creneau, { dossierImilo: { id: `IM-${rang}`, synchronise: true } }))),
    );
    const rejeux = async () => (await Promise.all(c.PARTENAIRES.map((code) => pilote.ledger(code)))).flat().filter((l) => l.rejeu).length;
    await attendreQue('des réponses perdues, puis redemandées', rejeux, (n) => n >= 15, DELAI_MS);
    await reglerTous(SYSTEMES, {});
    await pilote.avancer('PT1M'); // those who have begun to wait try again at once
    for (const { id } of acceptes) await statut(id, 'CONFIRME');
    const parcours = acceptes.map((p) => p.parcours);
    for (const [code, route] of [
      ['kairos', '/positionnements'],
      ['ouiform', '/positionnements'],
      ['audef', '/positionnements'],
      ['aude', '/prescriptions'],
      ['pefr', '/rendez-vous'],
      ['imilo', '/propositions'],
    ] as const)
      await effetsExacts(parcours, code, { [route]: 1 });
    expect(await c.doubles(pilote)).toEqual([]);
  });
});

describe('events late, twice, in disorder', () => {
  const PORTES = [
    ['kairos', 'positionnement.cree', 'OF'],
    ['ouiform', 'positionnement.cree', 'CAP_EMPLOI'],
    ['audef', 'positionnement.cree', 'PE'],
    ['pefr', 'rdv.reserve', 'DE'],
  ] as const;

  it('R24: what people did in each partner is done once, and what came before its cause waits for it', async () => {
    const bientot = await c.ouvrirCreneau(pilote, { jours: 1 / 24, places: 100 });
    await reglerTous(['ouiform', 'audef', 'pefr'], { evenements: { doubles: 1, retardMs: 300, desordre: 0.6 } });
    await pilote.regler('kairos', { evenements: { doubles: 1, retardMs: 5_000, desordre: 0.6 } });
    const rangs = PORTES.flatMap((_, n) => [300 + n, 310 + n]);
    const references: string[] = [];
    for (const rang of rangs) {
      const [code, type, reseau] = PORTES[rang % 10] ?? expect.fail();
      const acte = await pilote.acte(code, type, c.demande(rang, reseau, code === 'kairos' ? bientot : creneau));
      expect(acte.statut, JSON.stringify(acte.corps)).toBe(200);
      if (code === 'kairos') references.push((acte.corps as { reference: string }).reference);
    }
    // The meeting begins before the hub has heard of it: it may hear of the decision before the positioning.
    await pilote.avancer('PT1H5M');
    await pilote.regler('kairos', { evenements: { doubles: 1, retardMs: 300, desordre: 0.6 } });
    const lignes = <T>(quoi: T) => references.map((positionnement) => ({ positionnement, ...quoi }));
    expect((await pilote.acte('kairos', 'presence.saisie', { creneau: bientot, presences: lignes({ presence: 'PRESENT' }) })).statut).toBe(200);
    expect((await pilote.acte('kairos', 'suite.saisie', { creneau: bientot, suites: lignes({ suite: 'RETENU' }) })).statut).toBe(200);
    for (const rang of rangs) await s.suivre(rang);
    for (const rang of rangs.filter((r) => r % 10 > 0)) await statut(s.de(rang).id, 'CONFIRME');
    for (const rang of rangs.filter((r) => r % 10 === 0)) await s.etape(rang, 'AIS_GENEREE');
    for (const code of ['ouiform', 'audef'] as const)
      await effetsExacts(
        rangs.filter((r) => r % 10 > 0).map((r) => s.de(r).parcours),
        code,
        { '/positionnements': 1 },
      );
    await effetsExacts(
      rangs.filter((r) => r % 10 === 0).map((r) => s.de(r).parcours),
      'kairos',
      { '/positionnements': 1, '/inscriptions': 1 },
    );
    const vus = (await c.inscrits(pilote)).map((i) => i.nom).filter((nom) => /^Candidat3/.test(nom));
    expect(vus.sort()).toEqual(rangs.map((rang) => c.personne(rang).nom).sort());
    expect(await c.doubles(pilote)).toEqual([]);
  });

  it('R36: a radiation that the hub learns late: AUDE is asked a few times, not without end, and what it refused is kept', async () => {
    await pilote.regler('aude', { evenements: { retardMs: 3_000 } });
    const date = new Date(await pilote.maintenant()).toISOString();
    expect((await pilote.acte('aude', 'de.statut', { idDE: c.personne(330).idDE, statut: 'RADIE', date })).statut).toBe(200);
    await s.parApi(330, c.demande(330, 'PE', creneau));
    await s.cellule(330, 'AUDE', 'POSITIONNEMENT', 'DIFFEREE');
    await attendreQue(
      'la radiation dans la situation',
      async () => JSON.stringify((await pilote.api('/api/v1/blocages?cause=DEMANDEUR_RADIE')).corps),
      (lu) => lu.includes('DEMANDEUR_RADIE'),
      DELAI_MS,
    );
    const refus = (await pilote.ledger('aude')).filter(
      (l) => l.cle.includes(s.de(330).parcours.split(':')[0] ?? '') && JSON.stringify(l.reponse).includes('DEMANDEUR_RADIE'),
    );
    expect(refus.length).toBeGreaterThan(0);
    expect(refus.length).toBeLessThan(5);
  });

  it('R36: AUDE away at the réinscription: what was kept is told first, what happens meanwhile goes behind it, each once', async () => {
    const { idDE } = c.personne(331);
    const dire = async (statutDe: string) =>
      expect((await pilote.acte('aude', 'de.statut', { idDE, statut: statutDe, date: new Date(await pilote.maintenant()).toISOString() })).statut).toBe(200);
    await dire('RADIE');
    await s.parApi(331, c.demande(331, 'PE', creneau));
    await s.cellule(331, 'AUDE', 'POSITIONNEMENT', 'DIFFEREE');
    await dire('REINSCRIT');
    await pilote.regler('aude', { tauxErreur: 1 });
    const { id } = s.de(331);
    expect((await pilote.api(`/api/v1/positionnements/${id}/annulation`, { method: 'POST', json: { motif: 'Empêchement' } })).statut).toBe(202);
    await statut(id, 'ANNULE');
    await pilote.regler('aude', {});
    await pilote.avancer('PT1M');
    const siens = async () => (await c.effets(pilote, 'aude')).filter((l) => (l.reponse as { reference?: string }).reference?.startsWith(idDE));
    const dites = await attendreQue('AUDE au courant', siens, (l) => l.length >= 2, DELAI_MS);
    expect(dites.map((l) => l.route)).toEqual(['/prescriptions', '/prescriptions/annulations']);
  });
});

describe('Kairos closed for twelve working days (July 2025)', () => {
  it('S20: nothing is lost or doubled; a positioning cancelled and made again meanwhile arrives in that order', async () => {
    const retenue = await accepter(400, c.demande(400, 'PE', creneau));
    expect(retenue.statut).toBe('CONFIRME');
    const ouverture = ajouterJoursOuvres(await pilote.maintenant(), FERMETURE_JOURS_OUVRES);
    await pilote.regler('kairos', { indisponibleJusqua: new Date(ouverture).toISOString() });
    const attendues = await Promise.all([401, 402, 403, 404].map((rang) => accepter(rang, c.demande(rang, 'PE', c.CANDIDATURE))));
    expect(attendues.map((p) => p.statut)).toEqual(attendues.map(() => 'DEMANDE'));
    // Cancelled before Kairos ever heard of it, then positioned again.
    const [changeante] = attendues as [c.Accepte];
    expect((await pilote.api(`/api/v1/positionnements/${changeante.id}/annulation`, { method: 'POST', json: { motif: 'Empêchement' } })).statut).toBe(202);
    await statut(changeante.id, 'ANNULE');
    const encore = await accepter(401, c.demande(401, 'PE', c.CANDIDATURE), 'systemes-401-encore');
    expect(encore.parcours).toBe(changeante.parcours);

    // Meanwhile the OF answers in the hub.
    while ((await pilote.maintenant()) < Date.parse((await s.creneau(creneau)).fin)) await pilote.avancer('P1D');
    const presences = [{ positionnement: retenue.id, presence: 'PRESENT', suite: 'RETENU' }];
    expect((await pilote.api(`/api/v1/creneaux/${creneau}/presences`, { method: 'POST', json: { presences } })).statut).toBeLessThan(300);
    await attendreQue(
      'la suite dans OUIFORM',
      () => pilote.vue<{ suite: string | null }[]>('ouiform', `parcours?idDE=${c.personne(400).idDE}`),
      (l) => l[0]?.suite === 'RETENU',
      DELAI_MS,
    );

    expect(await pilote.api('/api/v1/blocages?cause=PARTENAIRE_FERME')).toMatchObject({ corps: { elements: [{ processus: 'systeme:kairos' }] } });
    await c.avancerA(pilote, ouverture);
    for (const { id } of [...attendues.slice(1), encore]) await statut(id, 'CONFIRME');
    expect((await c.lirePositionnement(pilote, changeante.id)).statut).toBe('ANNULE');
    await s.dansKairos(400, (i) => i.presence === 'PRESENT' && i.suite === 'RETENU' && i.inscription === 'INSCRIT');

    expect(await c.doubles(pilote)).toEqual([]);
    await effetsExacts(
      attendues.slice(1).map((p) => p.parcours),
      'kairos',
      { '/positionnements': 1 },
    );
    const vus = (await c.inscrits(pilote)).filter((i) => /^Candidat40[1-4]$/.test(i.nom)).map((i) => i.positionnement);
    expect(vus.sort()).toEqual([encore, ...attendues.slice(1)].map((p) => p.id).sort());
    const duChange = (await c.effets(pilote, 'kairos'))
      .filter((l) => l.cle.startsWith(`parcours:${changeante.parcours}:`))
      .map((l) => `${l.route} ${l.cle.includes(encore.id) ? 'encore' : 'avant'}`);
    expect([['/positionnements encore'], ['/positionnements avant', '/positionnements/annulations avant', '/positionnements encore']]).toContainEqual(duChange);
    // Those of the other tests whose absence was presumed meanwhile are told too: everybody who waited for Kairos is woken.
    const bloques = async () => (await pilote.api<{ elements: { situation: { cause: string; phrase: string } }[] }>('/api/v1/blocages?taille=200')).corps;
    await attendreQue(
      'plus rien n’attend Kairos',
      async () =>
        (await bloques()).elements
          .filter((b) => ['SYSTEME_INDISPONIBLE', 'REJET_FONCTIONNEL', 'PARTENAIRE_FERME', 'ERREUR_PROGRAMME'].includes(b.situation.cause))
          .map((b) => b.situation.phrase),
      (phrases) => phrases.length === 0,
      DELAI_MS,
    );
  });
});

describe('the offer changes while a tool is away', () => {
  const SESSION = `session:${c.SESSION}`;
  const LOIN = new Date(Date.now() + 10 * 365 * 86_400_000).toISOString();
  const TOUS = ['kairos', 'ouiform', 'audef'] as const;
  /** Effects done there for that session or that slot, by route, since `depuis`. */
  const dites = async (code: Systeme, sujet: string, depuis: number) => {
    const lignes = (await c.effets(pilote, code)).filter((l) => l.rang > depuis && l.cle.startsWith(`${sujet}:`));
    return lignes.map((l) => l.route);
  };
  const rangs = async () => Promise.all(TOUS.map(async (code) => (await pilote.ledger(code)).at(-1)?.rang ?? 0));
  const intituler = async (intitule: string) =>
    expect((await pilote.acte('smf', 'session.modifiee', { session: c.SESSION, intitule })).statut, intitule).toBe(200);
  const montre = (texte: string) =>
    attendreQue(
      `« ${texte} » dans OUIFORM`,
      async () => JSON.stringify(await pilote.vue('ouiform', `sessions/${c.SESSION}`)),
      (vue) => vue.includes(texte),
      DELAI_MS,
    );
  const entendu = (code: Systeme, sujet: string, depuis: number, combien: number) =>
    attendreQue(
      `${combien} effets dans ${code}`,
      () => dites(code, sujet, depuis),
      (l) => l.length >= combien,
      DELAI_MS,
    );
  const revenir = async (code: Systeme) => {
    await pilote.regler(code, {});
    await pilote.avancer('PT1M');
  };

  it('M1, M2: a session changed twice, a slot reworded twice and moved: one line in the ledger of the tool that was away, with the last text; changed back meanwhile, none', async () => {
    const nouveau = await ouvrirEncore();
    const lui = `creneau:${nouveau.creneau}`;
    const avant = await rangs();
    await pilote.regler('ouiform', { indisponibleJusqua: LOIN });
    for (const [n, intitule] of ['Soudure, première version', 'Soudure, seconde version'].entries()) {
      await intituler(intitule);
      await entendu('kairos', SESSION, avant[0] ?? 0, n + 1);
      await entendu('audef', SESSION, avant[2] ?? 0, n + 1);
    }
    const changer = async (json: object) =>
      expect((await pilote.api(`/api/v1/creneaux/${nouveau.creneau}`, { method: 'PATCH', json })).statut, JSON.stringify(json)).toBe(202);
    for (const [n, change] of [{ commentaire: 'Salle bleue' }, { commentaire: 'Salle verte' }, { debut: nouveau.debut, fin: nouveau.fin }].entries()) {
      await changer(change);
      await entendu('kairos', lui, avant[0] ?? 0, n + 1);
      await entendu('audef', lui, avant[2] ?? 0, n + 1);
    }
    await revenir('ouiform');
    await montre('Soudure, seconde version');
    await changer({ commentaire: 'Salle rouge' }); // behind what may still wait
    await entendu('ouiform', lui, avant[1] ?? 0, 2);
    expect(await dites('ouiform', lui, avant[1] ?? 0)).toEqual(['/creneaux', '/creneaux']);
    await entendu('audef', lui, avant[2] ?? 0, 4);
    expect(await dites('audef', lui, avant[2] ?? 0)).toEqual(['/creneaux', '/creneaux', '/creneaux/deplacements', '/creneaux']);

    const apres = await rangs();
    await pilote.regler('ouiform', { indisponibleJusqua: LOIN });
    for (const [n, intitule] of ['Soudure, troisième version', 'Soudure, seconde version'].entries()) {
      await intituler(intitule);
      await entendu('kairos', SESSION, apres[0] ?? 0, n + 1);
    }
    await revenir('ouiform');
    await intituler('Soudure, quatrième version'); // behind what may still wait
    await montre('Soudure, quatrième version');
    expect(await dites('ouiform', SESSION, apres[1] ?? 0)).toEqual(['/sessions']);
    expect(await dites('ouiform', SESSION, avant[1] ?? 0)).toEqual(['/sessions', '/sessions']);
    await entendu('audef', SESSION, avant[2] ?? 0, 5);
    expect(await dites('audef', SESSION, avant[2] ?? 0)).toEqual(Array(5).fill('/sessions'));
    const textes = new Map<string, Set<string>>();
    for (const l of await pilote.ledger('ouiform')) textes.set(l.cle, (textes.get(l.cle) ?? new Set()).add(l.empreinte));
    expect([...textes].filter(([cle, t]) => cle.startsWith('session:') && t.size > 1)).toEqual([]);
  });

  /** A slot of this test, three weeks from now, and where it will be moved. */
  const ouvrirEncore = async () => {
    const debut = (await pilote.maintenant()) + 22 * 86_400_000;
    return {
      creneau: await c.ouvrirCreneau(pilote, { jours: 21, places: 10 }),
      debut: new Date(debut).toISOString(),
      fin: new Date(debut + 3_600_000).toISOString(),
    };
  };
});
