import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AUTRE_SESSION, CLES, cleUnique, createMaison, demande, ICO, ICO_2, ICO_PASSEE, type Maison, SESSION } from '../essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(() => {
  maison.flux.kairos = { statut: 'CONFIRME' };
  maison.flux.temporal = 'OUVERT';
});
const poster = (corps: unknown, cle = CLES.ml, entetes = cleUnique()) => maison.demander('POST', '/api/v1/positionnements', { cle, corps, entetes });

describe('POST /api/v1/positionnements', () => {
  it('positions a person: 202, Location, and the flow hears ids and dates only', async () => {
    const corps = demande();
    const reponse = await poster(corps);
    expect(reponse.statut).toBe(202);
    expect(Object.keys(reponse.corps).sort()).toEqual(['id', 'parcours', 'situation', 'statut']);
    expect(reponse.corps['statut']).toBe('CONFIRME');
    expect(reponse.entetes.get('location')).toBe(`/api/v1/positionnements/${reponse.corps['id']}`);
    const envoi = maison.flux.entendus.at(-1);
    expect(envoi).toMatchObject({
      processus: 'parcours',
      id: `parcours:${reponse.corps['parcours']}`,
      mode: 'update',
      acte: { type: 'positionner', reseau: 'ML', outil: 'OUIFORM', creneau: ICO, depuis: null, par: 'cle:ml' },
    });
    expect(JSON.stringify(envoi)).not.toMatch(/Exemple|Camille|personne\.example|1234|stage/);
  });

  it('keeps nothing personal in the inbox', async () => {
    await poster(demande({ personne: { idDE: '7654321Z', nom: 'Introuvable', prenom: 'Alix' } }));
    const recues = await maison.hub.reception.findMany();
    expect(JSON.stringify(recues)).not.toMatch(/Introuvable|Alix|7654321Z/);
  });

  it('takes a chercheur d’emploi without identifier, and knows him again (R25)', async () => {
    const personne = { nom: 'Sans', prenom: 'Numéro', courriel: 'sans@personne.example' };
    const un = await poster(demande({ personne }));
    const deux = await poster(demande({ personne: { ...personne, nom: 'SANS', prenom: 'Numero' } }));
    expect(un.statut).toBe(202);
    expect(deux.corps['code']).toBe('deja-inscrite');
  });

  it('R27: a second active positioning on the same session is refused with the exact sentence, and the attempt is traced (S4, S6)', async () => {
    const corps = demande();
    const premiere = await poster(corps);
    const seconde = await poster({ ...corps, creneau: ICO_2 });
    expect(seconde.statut).toBe(409);
    expect(seconde.corps).toMatchObject({
      type: '/problemes/deja-inscrite',
      detail: "Est déjà inscrite à une réunion d'information pour cette session de formation.",
      acteur: 'OF',
    });
    expect(seconde.entetes.get('content-type')).toContain('application/problem+json');
    const traces = await maison.hub.evenement.findMany({ where: { parcours: String(premiere.corps['parcours']), fait: 'TENTATIVE_BLOQUEE' } });
    expect(traces).toHaveLength(1);
  });

  it('R27 unlocks once an absence is recorded', async () => {
    const corps = demande();
    const premiere = await poster(corps);
    await maison.hub.positionnement.update({ where: { id: String(premiere.corps['id']) }, data: { statut: 'ABSENT', presence: 'ABSENT' } });
    expect((await poster({ ...corps, creneau: ICO_2 })).statut).toBe(202);
  });

  it('passes on what Kairos refuses: no seat left, already registered elsewhere', async () => {
    maison.flux.kairos = { statut: 'REFUSE', refus: 'COMPLET' };
    expect(await poster(demande())).toMatchObject({ statut: 409, corps: { code: 'creneau-complet' } });
    maison.flux.kairos = { statut: 'REFUSE', refus: 'DEJA_INSCRIT' };
    expect(await poster(demande())).toMatchObject({ statut: 409, corps: { code: 'deja-inscrite' } });
  });

  it('answers 202 DEMANDE while Temporal is silent, then the relay sends it, once', async () => {
    maison.flux.temporal = 'FERME';
    const entetes = cleUnique();
    const corps = demande();
    const reponse = await poster(corps, CLES.ml, entetes);
    expect(reponse).toMatchObject({ statut: 202, corps: { statut: 'DEMANDE' } });
    maison.flux.temporal = 'OUVERT';
    await maison.receptions.relayer();
    await maison.receptions.relayer();
    const envois = maison.flux.entendus.filter((e) => e.acte?.type === 'positionner' && e.acte.positionnement === reponse.corps['id']);
    expect(envois).toHaveLength(1);
    expect(await poster(corps, CLES.ml, entetes)).toMatchObject({ statut: 202, corps: { id: reponse.corps['id'] } });
  });

  it.each([
    ['an unknown session', { session: '999999' }, 404, 'session-introuvable'],
    ['an unknown slot', { creneau: 'ICO-0' }, 404, 'creneau-introuvable'],
    ['the slot of another session', { session: AUTRE_SESSION }, 404, 'creneau-introuvable'],
    ['a slot of the past', { creneau: ICO_PASSEE }, 409, 'creneau-passe'],
    ['an argumentaire of 386 characters (R28)', { argumentaire: 'x'.repeat(386) }, 422, 'argumentaire-trop-long'],
    ['a NIR in free text (§h)', { argumentaire: 'NIR 1 85 05 78 006 084 36' }, 422, 'nir-refuse'],
    ['an unknown key', { surnom: 'x' }, 422, 'requete-invalide'],
    ['another network than the key’s', { prescripteur: { reseau: 'PE' } }, 403, 'reseau-incorrect'],
  ])('refuses %s', async (_quoi, change, statut, code) => {
    const avant = maison.flux.entendus.length;
    const reponse = await poster(demande(change));
    expect(reponse).toMatchObject({ statut, corps: { code, status: statut, type: `/problemes/${code}` } });
    expect(maison.flux.entendus).toHaveLength(avant);
  });

  it('accepts 385 characters exactly', async () => {
    expect((await poster(demande({ argumentaire: 'x'.repeat(385) }))).statut).toBe(202);
  });

  it('points at what is wrong, without repeating it', async () => {
    const { corps, texte } = await poster(demande({ personne: { idDE: '12', nom: '', prenom: 'Camille', surnom: 'secret' } }));
    const pointeurs = (corps['errors'] as { pointer: string }[]).map((e) => e.pointer);
    expect(pointeurs).toEqual(expect.arrayContaining(['#/personne/nom', '#/personne/surnom']));
    expect(texte).not.toContain('secret');
    expect(await poster(demande({ personne: { idDE: '12', nom: 'Exemple', prenom: 'Camille' } }))).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/personne/idDE' }] },
    });
  });

  it('takes a dossier i-Milo from a mission locale only', async () => {
    const dossierImilo = { id: 'D-1', synchronise: true };
    expect((await poster(demande({ dossierImilo }))).statut).toBe(202);
    const pe = demande({ dossierImilo: { id: 'D-2', synchronise: true }, prescripteur: { reseau: 'PE' } });
    expect(await poster(pe, CLES.pe)).toMatchObject({ statut: 422, corps: { code: 'dossier-imilo-refuse' } });
  });

  it('refuses a closed recruitment', async () => {
    await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'FERME' } });
    expect(await poster(demande())).toMatchObject({ statut: 409, corps: { code: 'recrutement-ferme', acteur: 'OF' } });
    await maison.hub.session.update({ where: { numero: SESSION }, data: { etatRecrutement: 'OUVERT' } });
  });
});

describe('Idempotency-Key', () => {
  it('is required', async () => {
    expect(await poster(demande(), CLES.ml, {})).toMatchObject({ statut: 400, corps: { code: 'cle-idempotence-manquante' } });
  });

  it('gives the first answer again, marked, and does nothing twice', async () => {
    const entetes = cleUnique();
    const corps = demande();
    const premiere = await poster(corps, CLES.ml, entetes);
    const avant = maison.flux.entendus.length;
    const rejouee = await poster(corps, CLES.ml, entetes);
    expect(rejouee.corps).toEqual(premiere.corps);
    expect(rejouee.entetes.get('location')).toBe(premiere.entetes.get('location'));
    expect(rejouee.entetes.get('idempotent-replayed')).toBe('true');
    expect(premiere.entetes.get('idempotent-replayed')).toBeNull();
    expect(maison.flux.entendus).toHaveLength(avant);
  });

  it('refuses the same key for another payload', async () => {
    const entetes = cleUnique();
    await poster(demande(), CLES.ml, entetes);
    expect(await poster(demande(), CLES.ml, entetes)).toMatchObject({ statut: 422, corps: { code: 'cle-idempotence-reutilisee' } });
  });

  it('makes one positioning of twenty equal requests sent at once', async () => {
    const entetes = cleUnique();
    const corps = demande();
    const reponses = await Promise.all(Array.from({ length: 20 }, () => poster(corps, CLES.ml, entetes)));
    for (const r of reponses) expect([202, 409]).toContain(r.statut);
    for (const r of reponses.filter((x) => x.statut === 409)) expect(r.corps['code']).toBe('requete-en-cours');
    const ids = new Set(reponses.filter((r) => r.statut === 202).map((r) => r.corps['id']));
    expect(ids.size).toBe(1);
    expect(maison.flux.entendus.filter((e) => e.acte?.type === 'positionner' && ids.has(e.acte.positionnement))).toHaveLength(1);
  });

  it('knows one person whom several advisers name for the first time at the same instant', async () => {
    const { personne } = demande();
    const corps = ['Exemple', 'EXEMPLE', 'Exemple-Autre'].map((nom) => demande({ personne: { ...personne, nom } }));
    const statuts = (await Promise.all(corps.map((c) => poster(c)))).map((r) => r.statut);
    expect(statuts.sort()).toEqual([202, 409, 409]);
    expect(await maison.hub.personne.count({ where: { idDE: personne.idDE } })).toBe(1);
  });

  it('does not keep a refusal that did nothing: the same key may be corrected', async () => {
    const entetes = cleUnique();
    expect((await poster(demande({ creneau: 'ICO-0' }), CLES.ml, entetes)).statut).toBe(404);
    expect((await poster(demande(), CLES.ml, entetes)).statut).toBe(202);
  });
});

describe('a positioning afterwards', () => {
  it('is read by its structure and by its OF, and by nobody else', async () => {
    const { corps } = await poster(demande());
    const lire = (cle: string) => maison.demander('GET', `/api/v1/positionnements/${corps['id']}`, { cle });
    const lu = await lire(CLES.ml);
    expect(lu.statut).toBe(200);
    expect(Object.keys(lu.corps).sort()).toEqual(['creneau', 'id', 'motif', 'parcours', 'presence', 'session', 'situation', 'statut', 'suite']);
    expect((await lire(CLES.of)).statut).toBe(200);
    expect((await lire(CLES.capEmploi)).statut).toBe(404);
    expect((await lire(CLES.pe)).statut).toBe(404);
  });

  it('is cancelled once', async () => {
    const { corps } = await poster(demande());
    const annuler = () =>
      maison.demander('POST', `/api/v1/positionnements/${corps['id']}/annulation`, { cle: CLES.ml, corps: { motif: 'A trouvé un emploi.' } });
    expect((await annuler()).statut).toBe(202);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'annulerPositionnement', positionnement: corps['id'] } });
    await maison.hub.positionnement.update({ where: { id: String(corps['id']) }, data: { statut: 'ANNULE' } });
    expect(await annuler()).toMatchObject({ statut: 409, corps: { code: 'etape-incompatible' } });
  });

  it('§d.7: met, or on the waiting list, may be withdrawn; retained or not, no more', async () => {
    const { corps } = await poster(demande());
    const [id, parcours] = [String(corps['id']), String(corps['parcours'])];
    const annuler = () => maison.demander('POST', `/api/v1/positionnements/${id}/annulation`, { cle: CLES.ml, corps: { motif: 'A trouvé un emploi.' } });
    await maison.hub.positionnement.update({ where: { id }, data: { statut: 'HONORE', presence: 'PRESENT' } });
    const en = (etape: string) => {
      const ligne = { personne: parcours.split(':')[0] ?? '', session: SESSION, etape, positionnement: id };
      return maison.hub.parcours.upsert({ where: { id: parcours }, create: { id: parcours, ...ligne }, update: ligne });
    };
    for (const [etape, statut] of [
      ['RETENU', 409],
      ['NON_RETENU', 409],
      ['PRESENT', 202],
      ['LISTE_ATTENTE', 202],
    ] as const) {
      await en(etape);
      expect((await annuler()).statut, etape).toBe(statut);
    }
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'annulerPositionnement', positionnement: id } });
  });

  it('is moved to another slot of the session', async () => {
    const { corps } = await poster(demande());
    const reporter = (creneau: string) => maison.demander('POST', `/api/v1/positionnements/${corps['id']}/report`, { cle: CLES.ml, corps: { creneau } });
    expect(await reporter('ICO-0')).toMatchObject({ statut: 404 });
    expect(await reporter(ICO_PASSEE)).toMatchObject({ statut: 409, corps: { code: 'creneau-passe' } });
    expect(await reporter(ICO_2)).toMatchObject({ statut: 202, corps: { id: corps['id'] } });
    maison.flux.kairos = { statut: 'REFUSE', refus: 'COMPLET' };
    expect(await reporter(ICO)).toMatchObject({ statut: 409, corps: { code: 'creneau-complet' } });
  });
});
