import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { creneau, dans, demande, jourDans, personne, positionnement, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 0;
let s: string;
let c: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['ouiform']);
});
afterAll(() => banc.close());
beforeEach(async () => {
  n++;
  [s, c] = [`s${n}`, `c${n}`];
  await banc.dire('ouiform', '/sessions', session({ numero: s }));
  await banc.dire('ouiform', '/creneaux', creneau({ creneau: c, session: s }));
});

const parcours = (rang = n) => banc.voir<Record<string, unknown>[]>('ouiform', `/parcours?idDE=${personne(rang).idDE}`);
const cree = (change: Record<string, unknown> = {}, reseau: 'ML' | 'CAP_EMPLOI' | 'PE' = 'ML') =>
  banc.acte('ouiform', 'positionnement.cree', demande(n, reseau, { session: s, creneau: c, ...change }));
const message = () => positionnement(n, { session: s, creneau: c, positionnement: `p${n}`, parcours: `q${n}` });

describe('OUIFORM', () => {
  it('R40: shows the whole path of a person, as it is told', async () => {
    await banc.dire('ouiform', '/positionnements', message());
    expect(await parcours()).toEqual([{ positionnement: `p${n}`, session: s, statut: 'CONFIRME', presence: null, suite: null, entree: null }]);
    const sujet = { positionnement: `p${n}`, parcours: `q${n}` };
    await banc.dire('ouiform', '/suivis', { ...sujet, statut: 'HONORE', presence: 'PRESENT' });
    await banc.dire('ouiform', '/suivis', { ...sujet, suite: 'RETENU' });
    await banc.dire('ouiform', '/suivis', { ...sujet, inscription: jourDans(3), entree: jourDans(30) });
    expect(await parcours()).toEqual([{ positionnement: `p${n}`, session: s, statut: 'HONORE', presence: 'PRESENT', suite: 'RETENU', entree: jourDans(30) }]);
  });

  it.each(['ML', 'CAP_EMPLOI'] as const)('an adviser of %s positions here; the hub then names it, and both names hold', async (reseau) => {
    const { statut, corps } = await cree({}, reseau);
    expect(statut).toBe(200);
    const recu = await vi.waitUntil(() => banc.hub.recus.find((e) => e.donnees['reference'] === corps['reference']), { timeout: 5_000, interval: 10 });
    expect(recu).toMatchObject({
      type: 'positionnement.cree',
      donnees: { session: s, creneau: c, prescripteur: { reseau }, personne: { idDE: personne(n).idDE } },
    });
    expect(await parcours()).toMatchObject([{ positionnement: corps['reference'], statut: 'DEMANDE' }]);
    expect((await banc.dire('ouiform', '/positionnements', { ...message(), reference: corps['reference'] })).corps['reference']).toBe(corps['reference']);
    expect(await parcours()).toMatchObject([{ positionnement: `p${n}`, statut: 'CONFIRME' }]);
    expect((await banc.dire('ouiform', '/suivis', { positionnement: corps['reference'], parcours: `q${n}`, presence: 'ABSENT' })).statut).toBe(200);
    expect(await parcours()).toMatchObject([{ presence: 'ABSENT' }]);
  });

  it('G5: an adviser who looks at a session is told how many dates remain, and so is the hub; another network’s is refused', async () => {
    const regarder = (reseau: string) => banc.acte('ouiform', 'session.consultee', { session: s, prescripteur: { reseau, structure: 'Mission locale' } });
    expect(await regarder('ML')).toMatchObject({ statut: 200, corps: { reference: s, disponibles: 1 } });
    await banc.dire('ouiform', '/creneaux/annulations', { creneau: c, motif: 'Salle indisponible' });
    expect(await regarder('ML')).toMatchObject({ statut: 200, corps: { disponibles: 0 } });
    expect(await regarder('PE')).toMatchObject({ statut: 422, corps: { code: 'ORIGINE_REFUSEE' } });
    const dits = () => banc.hub.recus.filter((e) => e.donnees['session'] === s);
    await vi.waitUntil(() => dits().length === 2, { timeout: 5_000, interval: 10 });
    expect(dits().map(({ type, donnees }) => [type, donnees['disponibles']])).toEqual([
      ['session.consultee', 1],
      ['session.consultee', 0],
    ]);
  });

  it('R27: shows the lock to the adviser, until something is said of the first slot', async () => {
    await banc.dire('ouiform', '/positionnements', message());
    expect(await cree()).toMatchObject({
      statut: 409,
      corps: { code: 'DEJA_INSCRIT', detail: "Est déjà inscrite à une réunion d'information pour cette session de formation." },
    });
    // S6: the hub hears that it was tried, once each time, and of nothing else.
    const dits = () => banc.hub.recus.filter((e) => e.donnees['session'] === s);
    await vi.waitUntil(() => dits().length === 1, { timeout: 5_000, interval: 10 });
    expect(dits()).toMatchObject([
      { type: 'positionnement.refuse', donnees: { session: s, creneau: c, prescripteur: { reseau: 'ML' }, personne: { idDE: personne(n).idDE } } },
    ]);
    await banc.dire('ouiform', '/suivis', { positionnement: `p${n}`, parcours: `q${n}`, presence: 'ABSENT', statut: 'ABSENT' });
    expect((await cree()).statut).toBe(200);
  });

  it('R38: present, then absent after all: the decision that was shown falls with the presence', async () => {
    await banc.dire('ouiform', '/positionnements', message());
    const suivre = (change: object) => banc.dire('ouiform', '/suivis', { positionnement: `p${n}`, parcours: `q${n}`, ...change });
    await suivre({ presence: 'PRESENT', statut: 'HONORE' });
    await suivre({ suite: 'NON_RETENU' });
    expect(await parcours()).toMatchObject([{ presence: 'PRESENT', suite: 'NON_RETENU' }]);
    await suivre({ presence: 'ABSENT', statut: 'ABSENT' });
    expect(await parcours()).toMatchObject([{ statut: 'ABSENT', presence: 'ABSENT', suite: null }]);
  });

  it('R27: made elsewhere at the same moment, through the hub or in AUDEF, a positioning is not the one that an adviser has just made here', async () => {
    const { corps } = await cree();
    await banc.dire('ouiform', '/positionnements', message());
    expect(await parcours()).toMatchObject([
      { positionnement: corps['reference'], statut: 'DEMANDE' },
      { positionnement: `p${n}`, statut: 'CONFIRME' },
    ]);
    await banc.dire('ouiform', '/positionnements', { ...message(), positionnement: `r${n}`, reference: corps['reference'] });
    await banc.dire('ouiform', '/suivis', { positionnement: `r${n}`, parcours: `q${n}`, statut: 'REFUSE' });
    expect(await parcours()).toMatchObject([
      { positionnement: `r${n}`, statut: 'REFUSE' },
      { positionnement: `p${n}`, statut: 'CONFIRME' },
    ]);
  });

  it('R46: the search of a person says that the PIC helps her, and what R27 forbids on the session', async () => {
    const chercher = () => banc.voir<{ resultat: string; mentions?: string[] }>('ouiform', `/individus?idDE=${personne(n).idDE}&session=${s}`);
    expect(await chercher()).toEqual({ resultat: 'Aucun individu ne correspond à votre recherche' });
    const { personne: qui, ...reste } = message();
    await banc.dire('ouiform', '/positionnements', { ...reste, personne: { ...qui, pic: true } });
    const dejaInscrite = "Est déjà inscrite à une réunion d'information pour cette session de formation.";
    expect((await chercher()).mentions).toEqual(['L’individu bénéficie du Plan d’investissement dans les compétences', dejaInscrite]);
    await banc.dire('ouiform', '/suivis', { positionnement: `p${n}`, parcours: `q${n}`, presence: 'ABSENT', statut: 'ABSENT' });
    expect((await chercher()).mentions).toEqual(['L’individu bénéficie du Plan d’investissement dans les compétences']);
  });

  it('R25, R40: follows somebody who is no DE too, with the origin, the argumentaire and what came of it', async () => {
    await banc.dire('ouiform', '/positionnements', { ...message(), personne: { ...personne(n), idDE: null }, outil: 'KAIROS' });
    await banc.dire('ouiform', '/suivis', {
      positionnement: `p${n}`,
      parcours: `q${n}`,
      statut: 'HONORE',
      presence: 'PRESENT',
      suite: 'NON_RETENU',
      motif: 'Projet',
    });
    expect(await banc.voir('ouiform', `/positionnements/p${n}`)).toMatchObject({
      'N° DE': null,
      Formation: 'Accueillir et conseiller',
      Origine: 'Organisme de formation',
      Argumentaire: 'Projet confirmé par un stage.',
      Statut: 'Honoré',
      Présence: 'Présent',
      Suite: 'Non retenu',
      Motif: 'Projet',
    });
  });

  it('R27, R28, R32: all that forbids a positioning is said at once; a social security number is refused wherever it is', async () => {
    await banc.dire('ouiform', '/sessions/etat-recrutement', { session: s, etat: 'SUSPENDU' });
    await banc.dire('ouiform', '/positionnements', message());
    const { statut, corps } = await cree({ argumentaire: 'x'.repeat(386) });
    expect([statut, (corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin)]).toEqual([422, ['argumentaire', 'personne', 'session']]);
    const nir = await cree({ argumentaire: 'NIR 1 85 05 78 006 084 91' });
    expect([nir.statut, nir.corps['erreurs']]).toEqual([422, [{ chemin: 'argumentaire', message: 'Un numéro de sécurité sociale ne se saisit nulle part.' }]]);
  });

  it('R18, §d.2: suspended, a session hides its slots and keeps who is positioned; open again, it shows them', async () => {
    await banc.dire('ouiform', '/positionnements', message());
    const etat = (dit: string) => banc.dire('ouiform', '/sessions/etat-recrutement', { session: s, etat: dit });
    const detail = () => banc.voir('ouiform', `/sessions/${s}`);
    const recherche = async () => (await banc.voir<Record<string, unknown>[]>('ouiform', `/recherche?session=${s}`))[0];
    await etat('SUSPENDU');
    expect(await detail()).toMatchObject({ Recrutement: 'Suspendu', 'Rendez-vous': 'Aucun rendez-vous disponible', 'Créneaux à venir': [] });
    expect(await recherche()).toMatchObject({ 'Places disponibles en ICO': 0, 'Ouverte au positionnement': false });
    expect(await parcours()).toMatchObject([{ positionnement: `p${n}`, statut: 'CONFIRME' }]);
    await etat('OUVERT');
    expect(await detail()).toMatchObject({ 'Rendez-vous': '1 disponible', 'Créneaux à venir': [{ creneau: c, placesLibres: 11 }] });
    expect(await recherche()).toMatchObject({ 'Places disponibles en ICO': 11, 'Ouverte au positionnement': true });
  });

  it('R28: an argumentaire has 385 characters at most', async () => {
    expect((await cree({ argumentaire: 'x'.repeat(386) })).statut).toBe(422);
    expect((await cree({ argumentaire: 'x'.repeat(385) })).statut).toBe(200);
  });

  it('refuses another network, an unknown or past slot, a closed session', async () => {
    expect((await cree({}, 'PE')).corps['code']).toBe('ORIGINE_REFUSEE');
    expect((await cree({ creneau: 'inconnu' })).corps['code']).toBe('CRENEAU_INCONNU');
    expect((await cree({ session: 'inconnue' })).corps['code']).toBe('SESSION_INCONNUE');
    await banc.dire('ouiform', '/creneaux/deplacements', { creneau: c, debut: dans(-1), fin: dans(-0.9), lieu: null });
    expect((await cree()).corps['code']).toBe('CRENEAU_PASSE');
    await banc.dire('ouiform', '/sessions/etat-recrutement', { session: s, etat: 'FERME' });
    expect((await cree()).corps['code']).toBe('RECRUTEMENT_FERME');
    await banc.dire('ouiform', '/creneaux/annulations', { creneau: c, motif: 'Annulé' });
    expect((await cree()).corps['code']).toBe('CRENEAU_ANNULE');
    expect((await banc.dire('ouiform', '/suivis', { positionnement: 'inconnu', parcours: 'q' })).corps['code']).toBe('POSITIONNEMENT_INCONNU');
  });

  it('§d.7: an adviser withdraws somebody who was met, or waits for a place; not one of whom it is decided', async () => {
    await banc.dire('ouiform', '/positionnements', message());
    const suivre = (change: object) => banc.dire('ouiform', '/suivis', { positionnement: `p${n}`, parcours: `q${n}`, ...change });
    const annuler = () => banc.acte('ouiform', 'positionnement.annule', { positionnement: `p${n}`, motif: 'Désistement' });
    await suivre({ presence: 'PRESENT', statut: 'HONORE' });
    await suivre({ suite: 'NON_RETENU' });
    expect((await annuler()).corps['code']).toBe('POSITIONNEMENT_CLOS');
    await suivre({ suite: 'LISTE_ATTENTE' });
    expect((await annuler()).statut).toBe(200);
    expect(await parcours()).toMatchObject([{ statut: 'ANNULE' }]);
  });

  it('an adviser cancels what still stands, once', async () => {
    await banc.dire('ouiform', '/positionnements', message());
    const annuler = () => banc.acte('ouiform', 'positionnement.annule', { positionnement: `p${n}`, motif: 'Désistement' });
    expect((await annuler()).statut).toBe(200);
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'positionnement.annule' && e.donnees['positionnement'] === `p${n}`), {
      timeout: 5_000,
      interval: 10,
    });
    expect((await annuler()).corps['code']).toBe('POSITIONNEMENT_CLOS');
    expect(await parcours()).toMatchObject([{ statut: 'ANNULE' }]);
  });
});

describe('the search', () => {
  const liste = () => banc.voir<Record<string, unknown>[]>('ouiform', '/recherche?q=accueillir');
  const rang = async (numero: string) => (await liste()).findIndex((l) => l['session'] === numero);

  it('R32: lists title, funder, next session and free ICO seats, those open to positioning first', async () => {
    await banc.dire('ouiform', '/sessions', session({ numero: `${s}-sans` }));
    await cree();
    expect((await liste()).find((l) => l['session'] === s)).toMatchObject({
      'Libellé de la formation': 'Accueillir et conseiller',
      Financeur: 'Conseil régional',
      'Prochaine session': jourDans(30),
      'Places disponibles en ICO': 11,
      'Ouverte au positionnement': true,
    });
    expect(await rang(s)).toBeLessThan(await rang(`${s}-sans`));
    expect(await banc.voir('ouiform', '/recherche?q=soudure')).toEqual([]);
  });

  it('R18, S2: shows « Etat de recrutement non renseigné », « Aucun rendez-vous disponible » and no modality, as advisers read them', async () => {
    await banc.dire('ouiform', '/sessions', session({ numero: `${s}-vide`, etatRecrutement: 'NON_RENSEIGNE' }));
    expect(await banc.voir('ouiform', `/sessions/${s}-vide`)).toMatchObject({
      Session: 'Session à venir',
      'Période d’inscription': 'Non renseignée',
      Recrutement: 'Etat de recrutement non renseigné',
      'Modalité de recrutement': 'Non renseignée',
      'Rendez-vous': 'Aucun rendez-vous disponible',
    });
    expect(await banc.voir('ouiform', `/sessions/${s}`)).toMatchObject({ 'Rendez-vous': '1 disponible', 'Créneaux à venir': [{ placesLibres: 12 }] });
  });

  it('R32b: filters by funder, place, dates, alternance and what can be positioned on; keeps those that were ticked', async () => {
    const autre = {
      numero: `${s}-autre`,
      intitule: 'Tourner',
      financeurs: [{ code: '7', libelle: 'AGEFIPH', places: 3 }],
      lieu: { codePostal: '50100', ville: 'Cherbourg' },
      debut: jourDans(90),
      alternance: 'Contrat de professionnalisation',
      eligibleCpf: true,
      plus: 'Internat possible',
    };
    await banc.dire('ouiform', '/sessions', session(autre));
    const trouvees = async (filtres: string) => (await banc.voir<{ session: string }[]>('ouiform', `/recherche?${filtres}`)).map((l) => l.session);
    const ici = `sessions=${s},${s}-autre`;
    expect((await trouvees(ici)).sort()).toEqual([s, `${s}-autre`]);
    for (const filtre of [
      'financeur=agefiph',
      'financeur=7',
      'lieu=50',
      'lieu=cherb',
      `debutApres=${jourDans(60)}`,
      'alternance=true',
      'cpf=true',
      'positionnable=false',
    ])
      expect(await trouvees(`${ici}&${filtre}`), filtre).toEqual([`${s}-autre`]);
    for (const filtre of ['q=conseiller', `debutAvant=${jourDans(60)}`, 'alternance=false', 'cpf=false', 'positionnable=true'])
      expect(await trouvees(`${ici}&${filtre}`), filtre).toEqual([s]);
    expect(await banc.voir('ouiform', `/sessions/${s}-autre`)).toMatchObject({ 'Les plus de la formation': 'Internat possible' });
    expect(await banc.voir('ouiform', `/recherche?session=${s}-autre`)).toMatchObject([
      { Lieu: 'Cherbourg', 'Modalité de recrutement': 'Modalité de recrutement non renseignée par l’organisme de formation' },
    ]);
  });

  it('R32: finds a training among more than a page of them', async () => {
    await Promise.all(Array.from({ length: 210 }, (_, i) => banc.dire('ouiform', '/sessions', session({ numero: `0-${n}-${i}`, intitule: `Série ${n}` }))));
    await banc.dire('ouiform', '/sessions', session({ numero: `z-${n}`, intitule: `Dernière de la série ${n}` }));
    expect(await banc.voir('ouiform', `/recherche?q=derniere ${n}`)).toMatchObject([{ session: `z-${n}` }]);
  });

  it('a slot whose seats are all taken offers none, and takes nobody', async () => {
    await banc.dire('ouiform', '/creneaux', creneau({ creneau: c, session: s, places: 1 }));
    expect((await cree()).statut).toBe(200);
    const autre = demande(900 + n, 'ML', { session: s, creneau: c });
    expect((await banc.acte('ouiform', 'positionnement.cree', autre)).corps).toMatchObject({
      code: 'COMPLET',
      detail: expect.stringContaining('Aucun rendez-vous'),
    });
    expect(await banc.voir('ouiform', `/sessions/${s}`)).toMatchObject({ 'Rendez-vous': 'Aucun rendez-vous disponible' });
  });
});
