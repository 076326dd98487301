import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLE_SYSTEMES, CLES, cleUnique, createMaison, demande, ICO, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';

let maison: Maison;
let n = 0;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());

type Envoi = { id?: string; date?: string; signeLe?: Date; cle?: string; brut?: string };
const envoyer = (
  systeme: string,
  type: string,
  donnees: unknown,
  { id = `evt-${++n}`, date = new Date(T0).toISOString(), signeLe = new Date(), cle = CLE_SYSTEMES, brut }: Envoi = {},
) => {
  const texte = JSON.stringify({ id, type, date, donnees });
  const signature = new Webhook(cle).sign(id, signeLe, texte);
  const entetes = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(signeLe.getTime() / 1000)),
    'webhook-signature': signature,
  };
  return maison.demander('POST', `/api/evenements/${systeme}`, { brut: brut ?? texte, entetes });
};
const dernier = () => maison.flux.entendus.at(-1);
const recue = (systeme: string, id: string) => maison.hub.reception.findUnique({ where: { source_id: { source: `systeme:${systeme}`, id } } });
const positionne = async () =>
  (await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: demande(), entetes: cleUnique() })).corps as unknown as {
    id: string;
    parcours: string;
  };

it('an event that a rush kept out is told so, and is taken when it comes again', async () => {
  const { id } = await positionne();
  const dire = () => envoyer('audef', 'positionnement.annule', { positionnement: id, motif: 'Reprise d’emploi' }, { id: 'evt-cohue' });
  const cohue = vi.spyOn(maison.hub, '$transaction').mockRejectedValueOnce(Object.assign(new Error('pool'), { code: 'P2028' }));
  const refuse = await dire();
  expect(refuse).toMatchObject({ statut: 503, corps: { code: 'indisponible' } });
  expect(Number(refuse.entetes.get('retry-after'))).toBeGreaterThan(0);
  cohue.mockRestore();
  expect(await recue('audef', 'evt-cohue')).toBeNull();
  expect(await dire()).toMatchObject({ statut: 202 });
  expect(dernier()).toMatchObject({ acte: { type: 'annulerPositionnement', positionnement: id } });
});

describe('the signature', () => {
  const statut = { idDE: '1234567A', statut: 'INSCRIT', date: '2026-11-03' };
  it('is required on the very bytes received', async () => {
    expect(await envoyer('aude', 'de.statut', statut, { cle: `whsec_${Buffer.alloc(32, 1).toString('base64')}` })).toMatchObject({
      statut: 401,
      corps: { code: 'signature-incorrecte' },
    });
    expect(await envoyer('aude', 'de.statut', statut, { brut: '{"id":"autre"}' })).toMatchObject({ statut: 401 });
    expect(await maison.demander('POST', '/api/evenements/aude', { brut: '{}', entetes: { 'content-type': 'application/json' } })).toMatchObject({
      statut: 401,
    });
  });
  it('expires', async () => {
    expect(await envoyer('aude', 'de.statut', statut, { signeLe: new Date(Date.now() - 6 * 60_000) })).toMatchObject({ statut: 401 });
  });
  it('does not make acceptable what no text may hold, a type that every object has, or more places than a number holds', async () => {
    for (const donnees of [
      { ...statut, autre: 'x\0' },
      { ...statut, autre: ['\ud800'] },
      { ...statut, autre: JSON.parse('['.repeat(60) + ']'.repeat(60)) },
    ])
      expect(await envoyer('aude', 'de.statut', donnees)).toMatchObject({ statut: 422 });
    expect(await envoyer('aude', '__proto__', statut)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/type' }] } });
    expect(await envoyer('smf', 'session.modifiee', { session: SESSION, placesConventionnees: 2 ** 31 })).toMatchObject({ statut: 422 });
  });
  it('§h: does not make acceptable a social security number, in whatever text it is', async () => {
    const motif = 'Assuré 1 85 05 78 006 084 91';
    const presences = [{ positionnement: 'p', presence: 'ABSENT', motif }];
    for (const [systeme, type, donnees] of [
      ['kairos', 'presence.saisie', { creneau: ICO_PASSEE, presences }],
      ['ouiform', 'positionnement.annule', { positionnement: 'p', motif }],
      ['kairos', 'formation.terminee', { parcours: 'p', date: '2026-12-07', motif: 'Fin', bilan: motif }],
      ['smf', 'fiche.retournee', { fiche: 'A825286', remarques: motif }],
    ] as const)
      expect(await envoyer(systeme, type, donnees), type).toMatchObject({ statut: 422, corps: { code: 'nir-refuse' } });
  });
  it('does not make an unknown system, type or shape acceptable', async () => {
    expect((await envoyer('minitel', 'de.statut', statut)).statut).toBe(404);
    expect(await envoyer('kairos', 'de.statut', statut)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/type' }] } });
    expect(await envoyer('aude', 'de.statut', { ...statut, statut: 'PARTI' })).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/donnees/statut' }] },
    });
  });
});

describe('an event', () => {
  it('is accepted once, and its duplicate is answered the same', async () => {
    const donnees = { session: SESSION, date: '2026-11-03' };
    const [un, deux] = [await envoyer('rco', 'session.visible', donnees, { id: 'double' }), await envoyer('rco', 'session.visible', donnees, { id: 'double' })];
    expect([un.statut, deux.statut]).toEqual([202, 202]);
    expect(deux.corps).toEqual(un.corps);
    expect(maison.flux.entendus.filter((e) => e.acte?.id === 'systeme:rco/double')).toHaveLength(1);
  });

  it('positions a person from OUIFORM, AUDEF and pe.fr, and by the OF in Kairos: that system is not told again (R24, R26)', async () => {
    const cas = [
      ['ouiform', 'positionnement.cree', 'CAP_EMPLOI'],
      ['audef', 'positionnement.cree', 'PE'],
      ['pefr', 'rdv.reserve', 'DE'],
      ['kairos', 'positionnement.cree', 'OF'],
    ] as const;
    for (const [systeme, type, reseau] of cas) {
      const reponse = await envoyer(systeme, type, { ...demande({ prescripteur: { reseau } }), reference: `${systeme}-42` });
      expect(reponse.statut, systeme).toBe(202);
      expect(dernier()).toMatchObject({ acte: { type: 'positionner', reseau, depuis: systeme, par: `systeme:${systeme}` } });
      expect(await maison.hub.positionnement.findUnique({ where: { reference: `${systeme}-42` } })).toMatchObject({ reseau });
    }
  });

  it.each([
    ['kairos', 'positionnement.cree', 'OF', ['PE', 'ML', 'CAP_EMPLOI', 'DE']],
    ['ouiform', 'positionnement.cree', 'ML', ['PE', 'OF', 'DE']],
    ['audef', 'positionnement.cree', 'PE', ['ML', 'CAP_EMPLOI', 'OF', 'DE']],
    ['pefr', 'rdv.reserve', 'DE', ['PE', 'ML', 'CAP_EMPLOI', 'OF']],
  ] as const)('R26, R29, R34: from %s, nobody but its own people positions', async (systeme, type, sien, autres) => {
    const avant = await maison.hub.positionnement.count();
    for (const reseau of autres)
      expect(await envoyer(systeme, type, demande({ prescripteur: { reseau } })), reseau).toMatchObject({
        statut: 422,
        corps: { errors: [{ pointer: '#/donnees/prescripteur/reseau' }] },
      });
    expect(await maison.hub.positionnement.count()).toBe(avant);
    expect((await envoyer(systeme, type, demande({ prescripteur: { reseau: sien } }))).statut).toBe(202);
  });

  it('R27, S6: an adviser refused by his own tool is counted against the meeting that holds the person; nothing is positioned', async () => {
    const tenue = demande();
    const { personne } = tenue;
    const id = String((await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: tenue, entetes: cleUnique() })).corps['id']);
    await maison.hub.positionnement.update({ where: { id }, data: { creneau: ICO_PASSEE } });
    const avant = await maison.hub.positionnement.count();
    const tente = (nom: string) => envoyer('ouiform', 'positionnement.refuse', { ...demande({ prescripteur: { reseau: 'ML', nom } }), personne });
    for (const nom of ['Un', 'Deux', 'Deux']) expect((await tente(nom)).statut).toBe(202);
    expect(await maison.hub.positionnement.count()).toBe(avant);
    const notees = await maison.hub.tentative.findMany({ where: { positionnement: id } });
    expect(notees).toHaveLength(3);
    expect(new Set(notees.map((t) => t.auteur)).size).toBe(2);
    await maison.receptions.relayer();
    expect(maison.flux.entendus.filter((e) => e.acte?.type === 'tentative')).toMatchObject([
      { id: `creneau:${ICO_PASSEE}`, acte: { positionnement: id } },
      { id: `creneau:${ICO_PASSEE}`, acte: { positionnement: id } },
    ]);
  });

  it('is accepted with the partner’s own references afterwards', async () => {
    await envoyer('kairos', 'creneau.publie', {
      creneau: 'K-77',
      session: SESSION,
      modalite: 'RDV',
      debut: '2026-11-20T09:00:00Z',
      fin: '2026-11-20T10:00:00Z',
      places: 1,
    });
    const creneau = await maison.hub.creneau.findUniqueOrThrow({ where: { reference: 'K-77' } });
    expect(dernier()).toMatchObject({ processus: 'creneau', id: `creneau:${creneau.id}`, acte: null });
    await envoyer('ouiform', 'positionnement.cree', { ...demande({ creneau: 'K-77' }), positionnement: 'OUI-9' });
    await envoyer('kairos', 'presence.saisie', { creneau: 'K-77', presences: [{ positionnement: 'OUI-9', presence: 'PRESENT' }] });
    const positionnement = await maison.hub.positionnement.findUniqueOrThrow({ where: { reference: 'OUI-9' } });
    expect(dernier()).toMatchObject({
      id: `creneau:${creneau.id}`,
      acte: { type: 'emarger', lignes: [{ positionnement: positionnement.id, presence: 'PRESENT' }] },
    });
  });

  it('merges the ICO typed in SMF and in Kairos (R15)', async () => {
    const ico = { session: SESSION, modalite: 'ICO', debut: '2026-11-25T09:00:00Z', fin: '2026-11-25T11:00:00Z', places: 10 };
    await envoyer('smf', 'ico.saisie', { ...ico, reference: 'SMF-1' });
    await envoyer('kairos', 'creneau.publie', { ...ico, creneau: 'K-99' });
    expect(await maison.hub.creneau.count({ where: { session: SESSION, debut: new Date(ico.debut) } })).toBe(1);
    // Both bear a name of their own: the first is kept, and Kairos is told of the slot under it.
    expect(await maison.hub.creneau.count({ where: { reference: { in: ['SMF-1', 'K-99'] } } })).toBe(1);
    await envoyer('smf', 'ico.saisie', { ...ico, debut: '2026-11-26T09:00:00Z', fin: '2026-11-26T11:00:00Z' });
    await envoyer('kairos', 'creneau.publie', { ...ico, debut: '2026-11-26T09:00:00Z', fin: '2026-11-26T11:00:00Z', creneau: 'K-100' });
    expect(await maison.hub.creneau.count({ where: { session: SESSION, debut: new Date('2026-11-26T09:00:00Z') } })).toBe(1);
  });

  it('that speaks of something not known yet waits for it, then is read: order does not matter', async () => {
    await envoyer(
      'kairos',
      'presence.saisie',
      { creneau: ICO, presences: [{ positionnement: 'TARD-1', presence: 'ABSENT', motif: 'Malade' }] },
      { id: 'avant' },
    );
    expect(await recue('kairos', 'avant')).toMatchObject({ etat: 'EN_ATTENTE' });
    await maison.relire();
    expect(await recue('kairos', 'avant')).toMatchObject({ etat: 'EN_ATTENTE' });
    await envoyer('ouiform', 'positionnement.cree', { ...demande(), reference: 'TARD-1' });
    await maison.relire();
    await maison.receptions.relayer();
    const positionnement = await maison.hub.positionnement.findUniqueOrThrow({ where: { reference: 'TARD-1' } });
    expect(dernier()).toMatchObject({ id: `creneau:${ICO}`, acte: { type: 'emarger', lignes: [{ positionnement: positionnement.id, presence: 'ABSENT' }] } });
    const ligne = await recue('kairos', 'avant');
    expect(ligne).toMatchObject({ etat: 'TRANSMIS' });
    expect(JSON.stringify(ligne?.donnees)).not.toContain('Malade');
    expect(positionnement.motif).toBe('Malade');
  });

  it('f.2: what refers to nothing known is kept for as long as the policy says, then given up, without what it said', async () => {
    const presence = { creneau: ICO, presences: [{ positionnement: 'JAMAIS-1', presence: 'ABSENT', motif: 'Malade' }] };
    await envoyer('kairos', 'presence.saisie', presence, { id: 'jamais' });
    const vieillir = (jours: number) =>
      maison.hub.reception.updateMany({ where: { id: 'jamais' }, data: { recuLe: new Date(Date.now() - jours * 86_400_000), prochain: new Date(0) } });
    await vieillir(14);
    await maison.relire();
    expect(await recue('kairos', 'jamais')).toMatchObject({ etat: 'EN_ATTENTE' });
    const { cause: _, ...contenu } = { ...POLITIQUES_PAR_DEFAUT.PARTENAIRE_FERME, conservation: { jours: 10 } };
    await maison.hub.politique.create({ data: { cause: 'PARTENAIRE_FERME', contenu, version: 1 } });
    await vieillir(14);
    await maison.relire();
    expect(await recue('kairos', 'jamais')).toMatchObject({ etat: 'REFUSE', donnees: {}, reponse: { refus: 'REFERENCE_INCONNUE' } });
    await maison.hub.politique.deleteMany();
  });

  it('R38: a sheet is heard whole, even when one of its people has left the slot meanwhile: the slot’s flow knows who is there', async () => {
    await envoyer('ouiform', 'positionnement.cree', { ...demande({ creneau: ICO }), personne: { nom: 'Reste', prenom: 'Camille' }, reference: 'RESTE-1' });
    await envoyer('ouiform', 'positionnement.cree', { ...demande({ creneau: ICO }), personne: { nom: 'Parti', prenom: 'Camille' }, reference: 'PARTI-1' });
    await maison.hub.positionnement.update({ where: { reference: 'PARTI-1' }, data: { creneau: ICO_PASSEE } });
    const presences = ['RESTE-1', 'PARTI-1'].map((positionnement) => ({ positionnement, presence: 'PRESENT' }));
    await envoyer('kairos', 'presence.saisie', { creneau: ICO, presences }, { id: 'feuille' });
    expect(await recue('kairos', 'feuille')).toMatchObject({ etat: 'TRANSMIS' });
    expect(dernier()).toMatchObject({ id: `creneau:${ICO}`, acte: { type: 'emarger', lignes: [{ presence: 'PRESENT' }, { presence: 'PRESENT' }] } });
  });

  it('§d.8: of two changes of one day, told without an hour, the last one said holds, in whatever order they are heard', async () => {
    const idDE = '8181811S';
    await maison.demander('POST', '/api/v1/positionnements', {
      cle: CLES.ml,
      corps: demande({ personne: { idDE, nom: 'Exemple', prenom: 'Sacha' } }),
      entetes: cleUnique(),
    });
    const dire = (statut: string, heures: number) =>
      envoyer(
        'aude',
        'de.statut',
        { idDE, statut, date: '2026-11-02' },
        { date: new Date(Date.parse('2026-11-02T08:00:00Z') + heures * 3_600_000).toISOString() },
      );
    const lu = async () => (await maison.hub.personne.findUnique({ where: { idDE } }))?.statutDe;
    await dire('CESSATION', 1);
    expect(await lu()).toBe('CESSATION');
    await dire('REINSCRIT', 3);
    expect(await lu()).toBe('REINSCRIT');
    expect(dernier()).toMatchObject({ acte: { type: 'statut', statut: 'REINSCRIT', le: '2026-11-02T11:00:00.000Z' } });
    await dire('RADIE', 2);
    expect(await lu()).toBe('REINSCRIT');
  });

  it('AUDE’s word on a person not known yet is kept for the day he is (R35)', async () => {
    await envoyer('aude', 'de.statut', { idDE: '9999991R', statut: 'RADIE', date: '2026-10-01' }, { id: 'radie' });
    await maison.demander('POST', '/api/v1/positionnements', {
      cle: CLES.ml,
      corps: demande({ personne: { idDE: '9999991R', nom: 'Exemple', prenom: 'Noa' } }),
      entetes: cleUnique(),
    });
    expect(await maison.hub.personne.findUnique({ where: { idDE: '9999991R' } })).toMatchObject({ statutDe: 'RADIE' });
    await maison.relire();
    await maison.receptions.relayer();
    expect(maison.flux.entendus.find((e) => e.acte?.id === 'systeme:aude/radie')).toMatchObject({
      processus: 'demandeur',
      acte: { type: 'statut', statut: 'RADIE' },
    });
  });

  it('tells the parcours of an ML positioning that the dossier is synchronised (R31)', async () => {
    const corps = demande();
    const { corps: p } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps, entetes: cleUnique() });
    await envoyer('imilo', 'dossier.synchronise', { idDE: corps.personne.idDE, dossier: 'ML-500', synchronise: true });
    expect(dernier()).toMatchObject({ id: `parcours:${p['parcours']}`, acte: { type: 'dossierSynchronise' } });
    const autre = demande();
    await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: autre, entetes: cleUnique() });
    // One dossier is one person's.
    expect(await envoyer('imilo', 'dossier.synchronise', { idDE: autre.personne.idDE, dossier: 'ML-500', synchronise: true })).toMatchObject({ statut: 422 });
  });

  it('R31: what i-Milo said before and is heard after changes nothing', async () => {
    const corps = demande();
    const { corps: p } = await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps, entetes: cleUnique() });
    const { idDE } = corps.personne;
    const dire = (synchronise: boolean, minutes: number) =>
      envoyer('imilo', 'dossier.synchronise', { idDE, dossier: `ML-${idDE}`, synchronise }, { date: new Date(T0 + minutes * 60_000).toISOString() });
    const connue = async () => (await maison.hub.personne.findUniqueOrThrow({ where: { idDE } })).dossierSynchronise;
    await dire(false, 2);
    const avant = maison.flux.entendus.length;
    expect(await dire(true, 1)).toMatchObject({ statut: 202 });
    expect(await connue()).toBe(false);
    expect(maison.flux.entendus).toHaveLength(avant);
    await dire(true, 3);
    expect(await connue()).toBe(true);
    expect(dernier()).toMatchObject({ id: `parcours:${p['parcours']}`, acte: { type: 'dossierSynchronise' } });
  });

  it('R31: what i-Milo said of a dossier holds, whatever a tool that shows an older state says of it in a positioning', async () => {
    const corps = { ...demande(), dossierImilo: { id: 'ML-700', synchronise: false } };
    const idDE = corps.personne.idDE;
    const poster = (session: object) =>
      maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps: { ...corps, ...session }, entetes: cleUnique() });
    const synchronise = async () => (await maison.hub.personne.findUniqueOrThrow({ where: { idDE } })).dossierSynchronise;
    expect((await poster({})).statut).toBe(202);
    expect(await synchronise()).toBe(false);
    await envoyer('imilo', 'dossier.synchronise', { idDE, dossier: 'ML-700', synchronise: true });
    expect(await synchronise()).toBe(true);
    await maison.hub.positionnement.updateMany({ data: { statut: 'ABSENT' } });
    expect((await poster({})).statut).toBe(202);
    expect(await synchronise()).toBe(true);
  });

  it('S8: tells the path of somebody whom the organisme entered that she has an i-Milo dossier, synchronised or not', async () => {
    for (const synchronise of [true, false]) {
      const corps = { ...demande(), prescripteur: { reseau: 'OF' } };
      const { dossierImilo: _, ...sien } = corps as typeof corps & { dossierImilo?: unknown };
      await envoyer('kairos', 'positionnement.cree', { ...sien, reference: `KAI-${sien.personne.idDE}` });
      const parcours = (await maison.hub.positionnement.findFirstOrThrow({ where: { reference: `KAI-${sien.personne.idDE}` } })).parcours;
      await envoyer('imilo', 'dossier.synchronise', { idDE: sien.personne.idDE, dossier: `OF-${sien.personne.idDE}`, synchronise });
      expect(dernier()).toMatchObject({ id: `parcours:${parcours}`, acte: { type: 'dossierSynchronise' } });
    }
  });

  it('attests an entry, an interruption and an exit, with dates only', async () => {
    const { parcours } = await positionne();
    await envoyer('kairos', 'entree.attestee', { parcours, date: '2026-12-07' });
    expect(dernier()).toMatchObject({ acte: { type: 'entrer', jour: '2026-12-07' } });
    await envoyer('kairos', 'interruption.saisie', { parcours, debut: '2027-01-04', fin: '2027-01-08', motif: 'Maladie' });
    expect(dernier()).toMatchObject({ acte: { type: 'interrompre', debut: '2027-01-04', fin: '2027-01-08' } });
    await envoyer('kairos', 'formation.terminee', { parcours, date: '2027-03-26', motif: 'Fin de formation', bilan: 'Titre obtenu' });
    expect(dernier()).toMatchObject({ acte: { type: 'sortir', jour: '2027-03-26', abandon: false, bilan: true } });
    expect(JSON.stringify(maison.flux.entendus)).not.toContain('Titre obtenu');
  });

  it('accepts an inscription whose session is in no catalogue (R42c)', async () => {
    expect(
      (await envoyer('kairos', 'inscription.creee', { session: '143595113', personne: { idDE: '4545451P', nom: 'Hors', prenom: 'Catalogue' } })).statut,
    ).toBe(202);
    expect(dernier()).toMatchObject({ processus: 'parcours', acte: { type: 'inscrire', depuis: 'kairos' } });
  });

  it('follows a fiche and a session', async () => {
    await envoyer('smf', 'fiche.validee', { fiche: 'A825286' });
    expect(dernier()).toMatchObject({ id: 'fiche:A825286', acte: { type: 'valider', empreinte: 'e-A825286' } });
    await envoyer('smf', 'fiche.retournee', { fiche: 'A825286', remarques: 'Le contenu manque.' });
    expect(dernier()).toMatchObject({ acte: { type: 'retourner' } });
    await envoyer('smf', 'session.modifiee', { session: SESSION, placesConventionnees: 14, etatRecrutement: 'OUVERT' });
    expect(maison.flux.entendus.slice(-2)).toMatchObject([{ acte: { type: 'publier' } }, { acte: { type: 'etatRecrutement', etat: 'OUVERT' } }]);
    expect(await maison.hub.session.findUnique({ where: { numero: SESSION } })).toMatchObject({
      placesConventionnees: 14,
      offre: { placesConventionnees: 14 },
    });
  });

  it('moves and cancels a slot; what Kairos was told of it before is no more what it shows, unlike the other tools', async () => {
    const dits = ['kairos', 'ouiform'].map((systeme) => ({ systeme, sujet: `creneau:${ICO_PASSEE}`, montre: { texte: 'abc' } }));
    await maison.hub.affichage.createMany({ data: dits });
    await envoyer('kairos', 'creneau.modifie', { creneau: ICO_PASSEE, debut: '2026-11-27T09:00:00Z', fin: '2026-11-27T11:00:00Z' });
    expect(dernier()).toMatchObject({ acte: { type: 'deplacer', debut: '2026-11-27T09:00:00Z' } });
    const montre = await maison.hub.affichage.findMany({ orderBy: { systeme: 'asc' } });
    expect(montre.map((a) => [a.systeme, a.montre])).toEqual([
      ['kairos', {}],
      ['ouiform', { texte: 'abc' }],
    ]);
    await envoyer('kairos', 'creneau.annule', { creneau: ICO_PASSEE, motif: 'Salle indisponible' });
    expect(dernier()).toMatchObject({ acte: { type: 'annuler' } });
    expect(await maison.hub.creneau.findUnique({ where: { id: ICO_PASSEE } })).toMatchObject({
      motif: 'Salle indisponible',
      debut: new Date('2026-11-27T09:00:00Z'),
    });
  });
});

describe('what Kairos says of the offer', () => {
  const compte = (change: Record<string, unknown> = {}) => ({ siret: SIRET_DEMO, actif: true, courriel: null, convention: null, ...change });
  const lu = () => maison.hub.compteKairos.findUnique({ where: { siret: SIRET_DEMO } });

  it('R12, R44: keeps the account and its convention, and every session of that SIRET hears of it', async () => {
    await maison.hub.processus.create({
      data: { id: `session:${SESSION}`, type: 'session', sujet: SESSION, etape: 'VISIBLE', etat: 'en_cours', depuis: new Date(T0) },
    });
    await envoyer('kairos', 'compte.modifie', compte({ convention: { debut: '2024-01-01', fin: '2026-12-31' } }));
    expect(await lu()).toMatchObject({ etat: 'OUVERT', conventionFin: new Date('2026-12-31') });
    expect(dernier()).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'compte' } });
    await envoyer('kairos', 'compte.modifie', compte({ actif: false }), { date: new Date(T0 + 3_600_000).toISOString() });
    await envoyer('kairos', 'compte.modifie', compte(), { date: new Date(T0 + 60_000).toISOString() }); // late: says nothing new
    expect(await lu()).toMatchObject({ etat: 'ABSENT', conventionFin: null });
  });

  it('S18: compares what was bought in Kairos with what SMF has under convention, and overwrites nothing', async () => {
    await maison.hub.session.update({ where: { numero: SESSION }, data: { placesConventionnees: 12 } });
    expect((await envoyer('kairos', 'places.modifiees', { session: SESSION, placesAchetees: 10 })).statut).toBe(202);
    expect(dernier()).toMatchObject({ id: `session:${SESSION}`, acte: { type: 'divergence', champ: 'PLACES', smf: '12', kairos: '10' } });
    expect(await maison.hub.session.findUnique({ where: { numero: SESSION } })).toMatchObject({ placesConventionnees: 12 });
  });
});
