/** The chain as its users see it, over a whole instance: calls, mails, the OF's page, and what each partner shows. Business time passes by jumps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vuesDe } from '../api/admin/vues.ts';
import { attendreQue, lancerInstance, type Pilote } from '../cli/pilote.ts';
import { SYSTEMES } from '../domain/codes.ts';
import { jourParis, prochainInstantOuvre } from '../domain/ouvres.ts';
import * as c from './outils/chaine.ts';
import { mesurerSaisies } from './outils/saisies-mesure.ts';
import { createScene, type Scene } from './outils/scene.ts';

/** Who goes through the chain, and by which door they come in. */
const [ML, OF, PE, DE, ML_OUIFORM, SANS_IDDE, ABSENTE, RADIEE, PREMIERE, SECONDE] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const R27 = "Est déjà inscrite à une réunion d'information pour cette session de formation.";
const FAITS = ['POSITIONNEMENT_DEMANDE', 'PLACE_RESERVEE', 'CONVOCATION', 'TRANSMIS', 'ENTREE_ATTESTEE'];
const VUS_PAR_TOUS = ['KAIROS', 'OUIFORM', 'AUDE', 'AUDEF'];
const DELAI_MS = 60_000;
const idDE = (rang: number): string => c.personne(rang).idDE;
const dossier = (rang: number) => ({ dossierImilo: { id: `IM-${rang}`, synchronise: true } });

let pilote: Pilote;
let s: Scene;
beforeAll(async () => {
  pilote = await lancerInstance({ env: c.VITESSE_REELLE });
  s = createScene(pilote);
  await c.ouvrirSession(pilote);
}, 300_000);
afterAll(() => pilote?.effacer());

describe('positioning, by each door', () => {
  it('R24, R29, R31, R33: a mission locale by the API: each partner shows what it may', async () => {
    await s.parApi(ML, c.demande(ML, 'ML', c.ICO, dossier(ML)));
    expect(await s.dansKairos(ML)).toMatchObject({ positionnement: s.de(ML).id, origine: 'OUIFORM', creneau: c.ICO, idDE: idDE(ML) });
    expect((await s.dansAude(ML, (d) => d.prescriptions.length === 1)).prescriptions[0]?.session).toBe(c.SESSION);
    await s.cellule(ML, 'IMILO', 'POSITIONNEMENT', 'VISIBLE');
    expect(await pilote.vue('imilo', `dossiers/IM-${ML}`)).toMatchObject({ synchronise: true, propositions: [{ session: c.SESSION, statut: 'CONFIRME' }] });
    await s.cellule(ML, 'PEFR', 'RDV', 'VISIBLE');
    const rdv = await pilote.vue<Record<string, unknown>[]>('pefr', `demandeurs/${idDE(ML)}/rendez-vous`);
    expect(rdv.map((r) => Object.keys(r).sort())).toEqual([['debut', 'fin', 'lieu', 'statut']]);
    expect(JSON.stringify(rdv)).not.toContain('Argumentaire');
  });

  it('R30: an OF in Kairos: known everywhere but in i-Milo', async () => {
    await s.parActe('kairos', 'positionnement.cree', OF, c.demande(OF, 'OF', c.ICO));
    expect((await s.dansKairos(OF)).origine).toBe('OF');
    for (const systeme of VUS_PAR_TOUS) await s.cellule(OF, systeme, 'POSITIONNEMENT', 'VISIBLE');
    expect(await s.cellule(OF, 'IMILO', 'POSITIONNEMENT', 'NON_VISIBLE')).toMatchObject({ regle: 'R30' });
    expect(JSON.stringify(await pilote.ledger('imilo'))).not.toContain(s.de(OF).parcours);
  });

  it('R34: an adviser of PE in AUDEF', async () => {
    await s.parActe('audef', 'positionnement.cree', PE, c.demande(PE, 'PE', c.ICO));
    expect((await s.dansKairos(PE)).origine).toBe('PE');
    for (const systeme of VUS_PAR_TOUS) await s.cellule(PE, systeme, 'POSITIONNEMENT', 'VISIBLE');
    expect(await s.cellule(PE, 'IMILO', 'POSITIONNEMENT', 'NON_VISIBLE')).toMatchObject({ regle: 'R31' });
  });

  it('R26, R33: a DE who books on pe.fr', async () => {
    await s.parActe('pefr', 'rdv.reserve', DE, c.demande(DE, 'DE', c.RDV));
    expect(await s.dansKairos(DE)).toMatchObject({ origine: 'DE', creneau: c.RDV });
    await s.cellule(DE, 'PEFR', 'RDV', 'VISIBLE');
    expect(await pilote.vue('pefr', `demandeurs/${idDE(DE)}/rendez-vous`)).toMatchObject([{ statut: 'PREVU' }]);
  });

  it('R31: an adviser of a mission locale in OUIFORM, on a synchronised dossier', async () => {
    await s.parActe('ouiform', 'positionnement.cree', ML_OUIFORM, c.demande(ML_OUIFORM, 'ML', c.ICO, dossier(ML_OUIFORM)));
    expect((await s.dansKairos(ML_OUIFORM)).origine).toBe('OUIFORM');
    await s.cellule(ML_OUIFORM, 'IMILO', 'POSITIONNEMENT', 'VISIBLE');
    const vus = await attendreQue(
      'OUIFORM',
      () => pilote.vue<Record<string, unknown>[]>('ouiform', `parcours?idDE=${idDE(ML_OUIFORM)}`),
      (l) => l[0]?.['statut'] === 'CONFIRME',
    );
    expect(vus).toMatchObject([{ positionnement: s.de(ML_OUIFORM).id, session: c.SESSION }]);
  });

  it('R25: a chercheur d’emploi, without identifiant: Kairos and OUIFORM, never AUDE nor pe.fr', async () => {
    await s.parApi(SANS_IDDE, c.demande(SANS_IDDE, 'ML', c.ICO, { personne: { ...c.personne(SANS_IDDE), idDE: null } }));
    expect(await s.dansKairos(SANS_IDDE)).toMatchObject({ origine: 'OUIFORM', idDE: null });
    await s.cellule(SANS_IDDE, 'OUIFORM', 'POSITIONNEMENT', 'VISIBLE');
    expect(await s.cellule(SANS_IDDE, 'AUDE', 'POSITIONNEMENT', 'NON_VISIBLE')).toMatchObject({ regle: 'R25' });
    for (const code of ['aude', 'pefr'] as const) expect(JSON.stringify(await pilote.ledger(code))).not.toContain(s.de(SANS_IDDE).parcours);
  });

  it('R36: a radié is positioned all the same; what AUDE would hide is kept', async () => {
    const date = new Date(await pilote.maintenant()).toISOString();
    expect((await pilote.acte('aude', 'de.statut', { idDE: idDE(RADIEE), statut: 'RADIE', date })).statut).toBe(200);
    await s.parApi(RADIEE, c.demande(RADIEE, 'PE', c.ICO));
    expect(await s.cellule(RADIEE, 'AUDE', 'POSITIONNEMENT', 'DIFFEREE')).toMatchObject({ regle: 'R36' });
    expect((await c.demandeur(pilote, idDE(RADIEE))).prescriptions).toEqual([]);
  });

  it('R27: nobody is positioned twice on a session, and the sentence is the one that advisers know', async () => {
    await s.parApi(ABSENTE, c.demande(ABSENTE, 'PE', c.ICO));
    const seconde = await c.positionner<c.Refus>(pilote, c.demande(ABSENTE, 'PE', c.ICO_SUIVANTE), 'chaine-double');
    expect(seconde.statut).toBe(409);
    expect(seconde.corps).toMatchObject({ code: 'deja-inscrite', title: R27 });
    expect(seconde.entetes.get('content-type')).toMatch(/^application\/problem\+json/);
    const tenus = (await c.inscrits(pilote)).filter((i) => i.nom === `Candidat${ABSENTE}`);
    expect(tenus.map((i) => i.creneau)).toEqual([c.ICO]);
  });

  it('gives the last seat once: of two requests at the same time, one is confirmed, the other is told that the slot is full', async () => {
    const creneau = await c.ouvrirCreneau(pilote, { jours: 4, places: 1, modalite: 'RDV' });
    const deux = await Promise.all(
      [PREMIERE, SECONDE].map((rang) => c.positionner<Partial<c.Accepte & c.Refus>>(pilote, c.demande(rang, 'PE', creneau), `chaine-${rang}`)),
    );
    expect(deux.map((r) => r.statut).sort(), JSON.stringify(deux)).toEqual([202, 409]);
    expect(deux.find((r) => r.statut === 202)?.corps.statut).toBe('CONFIRME');
    expect(deux.find((r) => r.statut === 409)?.corps.code).toBe('creneau-complet');
    expect((await c.inscrits(pilote)).filter((i) => i.creneau === creneau)).toHaveLength(1);
  });

  it('writes to the candidate, with the appointment for the calendar', async () => {
    const lire = async () => (await pilote.courriels()).filter((m) => m.to.some((t) => t.address === c.personne(ML).courriel));
    const [mail] = await attendreQue('la convocation', lire, (l) => l.length > 0, DELAI_MS);
    const ics = (mail?.attachments ?? []).find((a) => a.filename?.endsWith('.ics')) as { generatedFileName?: string } | undefined;
    const fichier = await fetch(`${pilote.urls.courrier}/api/email/${mail?.id}/attachment/${ics?.generatedFileName}`);
    const texte = await fichier.text();
    expect(texte).toContain('BEGIN:VEVENT');
    expect(texte).toContain(`DTSTART:${(await s.creneau(c.ICO)).debut.replace(/[-:]|\.\d+/g, '')}`);
    expect(`${texte} ${mail?.text}`).not.toContain('Argumentaire'); // R33
  });
});

describe('after the meeting', () => {
  it('S4: the OF is asked, reminded once when it forgets, and no more once it has answered on its page', async () => {
    const pourLIco = async () => (await c.courrielsOf(pilote)).filter((m) => /information collective/i.test(`${m.subject} ${m.text}`));
    await c.avancerA(pilote, prochainInstantOuvre(Date.parse((await s.creneau(c.ICO)).fin) + 3_600_000));
    const demandes = await attendreQue('la demande de présences', pourLIco, (l) => l.length > 0, DELAI_MS);
    expect(demandes).toHaveLength(1);
    // Some days are not working days.
    for (let jours = 0; (await pourLIco()).length < 2 && jours < 6; jours++) await pilote.avancer('P1D');
    const courriels = await attendreQue('la relance', pourLIco, (l) => l.length > 1, DELAI_MS);
    expect(courriels.map((m) => m.to[0]?.address)).toEqual([demandes[0]?.to[0]?.address, demandes[0]?.to[0]?.address]);

    const page = await c.ouvrirPageOf(c.lienDe(courriels.find((m) => m.id !== demandes[0]?.id)?.text ?? ''));
    expect([...page.ids].sort()).toEqual([ML, OF, PE, ML_OUIFORM, SANS_IDDE, RADIEE, ABSENTE].map((rang) => s.de(rang).id.slice(0, 8)).sort());
    expect(page.html).not.toMatch(/Mission locale|Cap emploi/i); // R29
    const retenus = [ML, OF, ML_OUIFORM, SANS_IDDE, RADIEE].map((rang) => ({ positionnement: s.de(rang).id, presence: 'PRESENT', suite: 'RETENU' }));
    const autres = [
      { positionnement: s.de(PE).id, presence: 'PRESENT', suite: 'NON_RETENU' },
      { positionnement: s.de(ABSENTE).id, presence: 'ABSENT' },
    ];
    const saisie = performance.now();
    expect(await page.repondre([...retenus, ...autres])).toBe(200);
    await s.dansKairos(ML, (i) => i.presence === 'PRESENT' && i.suite === 'RETENU');
    for (const systeme of ['KAIROS', 'OUIFORM', 'AUDEF']) await s.cellule(ML, systeme, 'SUITE', 'VISIBLE');
    // What is typed there reaches every system within five seconds when they are up.
    expect(performance.now() - saisie).toBeLessThan(5_000);
    for (const rang of [ML, OF, ML_OUIFORM, SANS_IDDE, RADIEE])
      await s.dansKairos(rang, (i) => i.presence === 'PRESENT' && i.suite === 'RETENU' && i.inscription === 'INSCRIT');
    await s.etape(PE, 'NON_RETENU'); // R39: the trace is kept
    const avant = (await pourLIco()).length;
    await pilote.avancer('P1D');
    expect(await pourLIco()).toHaveLength(avant);
  });

  it('R27: an absence frees the lock: the person is positioned again, on the next meeting', async () => {
    await s.etape(ABSENTE, 'ABSENT');
    const encore = await c.positionner(pilote, c.demande(ABSENTE, 'PE', c.ICO_SUIVANTE), 'chaine-apres-absence');
    expect(encore.statut, JSON.stringify(encore.corps)).toBe(202);
    expect(encore.corps).toMatchObject({ statut: 'CONFIRME', parcours: s.de(ABSENTE).parcours });
    const lus = await c.lireParcours(pilote, s.de(ABSENTE).parcours);
    expect(lus.positionnements.map((p) => [p.statut, p.presence])).toEqual([
      ['ABSENT', 'ABSENT'],
      ['CONFIRME', null],
    ]);
  });

  it('R37: the registration is told: one AIS each in AUDE, counted by AUDEF', async () => {
    for (const rang of [ML, OF, ML_OUIFORM]) {
      await s.dansAude(rang, (d) => d.ais.length === 1);
      await s.etape(rang, 'AIS_GENEREE');
    }
    await attendreQue(
      'le compteur d’AUDEF',
      () => pilote.vue<{ aisEnregistrees: number }>('audef', `sessions/${c.SESSION}`),
      (v) => v.aisEnregistrees === 3,
      DELAI_MS,
    );
    await s.cellule(RADIEE, 'AUDE', 'INSCRIPTION', 'DIFFEREE');
    expect(await pilote.vue('imilo', `dossiers/IM-${ML}`)).toMatchObject({ situation: 'Formation' });
  });

  it('R41: on the first day the entry is to be validated; attested by the API or in Kairos, every system has it', async () => {
    const debut = Date.parse((await pilote.api<{ debut: string }>(`/api/v1/sessions/${c.SESSION}`)).corps.debut);
    while ((await pilote.maintenant()) < debut) await pilote.avancer('P1D');
    for (const rang of [ML, OF, SANS_IDDE, RADIEE]) await s.etape(rang, 'ENTREE_A_VALIDER');
    expect((await s.dansKairos(ML)).entree).toBe('ENTREE_A_VALIDER');
    const date = jourParis(await pilote.maintenant());
    for (const rang of [ML, SANS_IDDE, RADIEE]) {
      const r = await pilote.api(`/api/v1/parcours/${s.de(rang).parcours}/entree`, {
        method: 'POST',
        json: { date },
        headers: { 'idempotency-key': `entree-${rang}` },
      });
      expect(r.statut, JSON.stringify(r.corps)).toBe(202);
    }
    expect((await pilote.acte('kairos', 'entree.attestee', { parcours: s.de(OF).parcours, date })).statut).toBe(200);
    for (const rang of [ML, OF]) {
      await s.etape(rang, 'EN_FORMATION');
      expect((await s.dansKairos(rang, (i) => i.entree === 'ENTREE_ATTESTEE')).entree).toBe('ENTREE_ATTESTEE');
      expect((await s.dansAude(rang, (d) => d.entrees.length === 1)).entrees).toEqual([{ session: c.SESSION, date }]);
      for (const systeme of VUS_PAR_TOUS) await s.cellule(rang, systeme, 'ENTREE', 'VISIBLE');
    }
  });

  it('R36: at the réinscription AUDE learns what was kept, in order, once', async () => {
    await s.cellule(RADIEE, 'AUDE', 'ENTREE', 'DIFFEREE');
    expect(await c.demandeur(pilote, idDE(RADIEE))).toMatchObject({ prescriptions: [], ais: [], entrees: [] });
    const date = new Date(await pilote.maintenant()).toISOString();
    expect((await pilote.acte('aude', 'de.statut', { idDE: idDE(RADIEE), statut: 'REINSCRIT', date })).statut).toBe(200);
    await s.dansAude(RADIEE, (d) => d.entrees.length === 1);
    for (const fait of ['POSITIONNEMENT', 'INSCRIPTION', 'ENTREE']) await s.cellule(RADIEE, 'AUDE', fait, 'VISIBLE');
    const rejoues = (await c.effets(pilote, 'aude')).filter((l) => (l.reponse as { reference: string }).reference.startsWith(idDE(RADIEE)));
    expect(rejoues.map((l) => l.route)).toEqual(['/prescriptions', '/ais', '/entrees']);
    await s.cellule(RADIEE, 'AUDEF', 'INSCRIPTION', 'VISIBLE');
  });
});

describe('what is left of it', () => {
  it('does each effect exactly once, in every system', async () => {
    expect(await c.doubles(pilote, ['smf', 'rco', ...c.PARTENAIRES])).toEqual([]);
    // Those whom a partner had written first were not written a second time.
    const noms = (await c.inscrits(pilote)).map((i) => i.nom).sort();
    expect(noms.filter((nom) => nom !== `Candidat${ABSENTE}`)).toEqual([...new Set(noms)].filter((nom) => nom !== `Candidat${ABSENTE}`));
    expect(await pilote.vue<unknown[]>('ouiform', `parcours?idDE=${idDE(ML_OUIFORM)}`)).toHaveLength(1);
    expect(await pilote.vue<unknown[]>('pefr', `demandeurs/${idDE(DE)}/rendez-vous`)).toHaveLength(1);
    expect(await c.effetsDuParcours(pilote, 'aude', s.de(ML).parcours)).toEqual({ '/prescriptions': 1, '/ais': 1, '/entrees': 1 });
    expect(await c.effetsDuParcours(pilote, 'pefr', s.de(ML).parcours)).toEqual({ '/rendez-vous': 1, '/rendez-vous/statuts': 1 });
    // Each path tells Kairos of itself; who entered in Kairos was attested there.
    const unes = { '/positionnements': 1, '/presences': 1, '/suites': 1, '/inscriptions': 1 };
    expect(await c.effetsDuParcours(pilote, 'kairos', s.de(ML).parcours)).toEqual({ ...unes, '/entrees': 1 });
    expect(await c.effetsDuParcours(pilote, 'kairos', s.de(OF).parcours)).toEqual(unes);
  });

  it('R26, R29, R33, R40: every screen that a partner lists tells of who was positioned: no network to the organisme, no argumentaire to the DE', async () => {
    type Session = { fiche: string; ofDispensateur: { siret: string } };
    const { fiche, ofDispensateur } = (await pilote.api<Session>(`/api/v1/sessions/${c.SESSION}`)).corps;
    const sujet = { session: c.SESSION, fiche, organisme: ofDispensateur.siret, idDE: idDE(ML), dossier: `IM-${ML}`, positionnement: s.de(ML).id };
    for (const code of SYSTEMES) {
      const lire = <T>(chemin: string) => pilote.appeler<T>(`${pilote.urls.systemes[code]}${chemin}`, { jeton: pilote.demarrage.cleSystemes });
      const liste = vuesDe((await lire<{ titre: string; chemin: string }[]>('/vue')).corps, sujet);
      const vues = await Promise.all(liste.map(async ({ titre, chemin }) => ({ titre, ...(await lire(chemin)) })));
      expect(vues.length, code).toBeGreaterThan(0);
      expect(
        vues.filter((v) => v.statut !== 200).map((v) => v.titre),
        code,
      ).toEqual([]);
      const dit = JSON.stringify(vues.map((v) => v.corps));
      if (code === 'kairos') expect(dit).not.toMatch(/CAP_EMPLOI|"ML"|Mission locale/);
      if (code === 'pefr') expect(dit).not.toContain('Argumentaire');
    }
  });

  it('answers a path with the fields of the contract, its timeline in order and without a name', async () => {
    const p = await c.lireParcours(pilote, s.de(ML).parcours);
    expect(Object.keys(p).sort()).toEqual(['chronologie', 'etape', 'etapes', 'id', 'matrice', 'positionnements', 'session', 'situation']);
    expect(p.etapes.map((e) => e.etape)).toEqual([
      'POSITIONNE',
      'CONVOQUE',
      'PRESENT',
      'RETENU',
      'INSCRIT',
      'AIS_GENEREE',
      'ENTREE_A_VALIDER',
      'ENTREE_ATTESTEE',
      'EN_FORMATION',
    ]);
    for (const e of p.etapes) expect(Object.keys(e).sort()).toEqual(['date', 'etape']);
    for (const e of p.chronologie) expect(Object.keys(e).sort()).toEqual(['acteur', 'date', 'detail', 'fait', 'systeme']);
    const dates = p.chronologie.map((e) => Date.parse(e.date));
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    expect(p.chronologie.map((e) => e.fait)).toEqual(expect.arrayContaining([...FAITS]));
    const { nom, prenom, courriel, telephone, idDE: numero } = c.personne(ML);
    for (const personnel of [nom, prenom, courriel, telephone, numero, 'Prescriptrice', 'Argumentaire']) expect(JSON.stringify(p)).not.toContain(personnel);
    for (const faits of Object.values(p.matrice))
      for (const x of Object.values(faits)) {
        expect(Object.keys(x).sort()).toEqual(['depuis', 'etat', 'raison', 'regle']);
        expect(['VISIBLE', 'EN_ATTENTE', 'DIFFEREE', 'NON_VISIBLE']).toContain(x.etat);
      }
  });
});

mesurerSaisies(() => pilote);
