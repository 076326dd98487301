import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Situation } from '../../domain/situation.ts';
import { CLES, createMaison, type Maison, SESSION, T0 } from '../essais/maison.ts';
import { createDiffusionPolitiques } from './politiques.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
beforeEach(async () => {
  maison.flux.politiques.length = 0;
  maison.flux.temporal = 'OUVERT';
  for (const table of ['politique', 'politique_version', 'processus', 'evenement']) await maison.hub.$executeRawUnsafe(`DELETE FROM hub.${table}`);
});

type Politique = { version: number; niveaux: unknown[]; reposHeures: number; absenceProvisoire?: unknown } & Record<string, unknown>;
const lire = async (cause = 'PRESENCE_NON_SAISIE'): Promise<Politique> =>
  (await maison.demander('GET', `/api/v1/politiques/${cause}`, { cle: CLES.demo })).corps as Politique;
const ecrire = (corps: unknown, cle = CLES.demo, cause = 'PRESENCE_NON_SAISIE') => maison.demander('PUT', `/api/v1/politiques/${cause}`, { cle, corps });
const saisie = ({ niveaux, reposHeures, absenceProvisoire, version }: Politique) => ({ niveaux, reposHeures, absenceProvisoire, version });

/** Flows that wait, by the version they live by, as their mirrors say. */
const attendre = (id: string, attentes: string[], depuis = T0) =>
  maison.hub.processus.create({ data: { id, type: 'creneau', sujet: id, etape: 'A_EMARGER', etat: 'bloque', depuis: new Date(depuis), attentes } });

describe('policies of reminders', () => {
  it('f.2: lists each cause with its version, and each timer by its name', async () => {
    const { corps } = await maison.demander('GET', '/api/v1/politiques', { cle: CLES.lecture });
    const { elements, delais } = corps as unknown as { elements: Politique[]; delais: { cle: string; valeur: string }[] };
    expect(elements).toHaveLength(27);
    expect(elements.every((p) => p.version === 0)).toBe(true);
    expect(delais.find((d) => d.cle === 'ico.presence.provisionalAbsence')?.valeur).toBe('5\u00a0jours ouvrés'.replace('\u00a0', ' '));
  });
  it('keeps who changed what, when and why, before and after', async () => {
    const avant = await lire();
    const { statut, corps } = await ecrire({ ...saisie(avant), reposHeures: 12, motif: 'Décision du comité' });
    expect(statut).toBe(200);
    expect(corps).toMatchObject({ version: 1, reposHeures: 12, modifieePar: 'cle:demo' });
    expect((corps['historique'] as unknown[])[0]).toMatchObject({
      version: 1,
      motif: 'Décision du comité',
      changements: ['repos\u202f: 24\u00a0heures → 12\u00a0heures'],
    });
    expect((corps['historique'] as { version: number }[]).map((h) => h.version)).toEqual([1, 0]);
    const [evenement] = await maison.hub.evenement.findMany({ where: { fait: 'POLITIQUE_MODIFIEE' } });
    expect(evenement).toMatchObject({ acteur: 'cle:demo', detail: expect.stringContaining('24\u00a0heures → 12\u00a0heures') });
    // The same again changes nothing.
    expect((await ecrire({ ...saisie(avant), reposHeures: 12, version: 1 })).corps).toMatchObject({ version: 1 });
  });
  it('refuses who read an older version, and lets one of two win', async () => {
    const p = saisie(await lire());
    const deux = await Promise.all([ecrire({ ...p, reposHeures: 10 }), ecrire({ ...p, reposHeures: 11 })]);
    expect(deux.map((r) => r.statut).sort()).toEqual([200, 409]);
    expect(deux.find((r) => r.statut === 409)?.corps).toMatchObject({ code: 'version-depassee' });
  });
  it('lists all the faults at once, in French, and changes nothing', async () => {
    const p = saisie(await lire());
    const faux = { ...p, absenceProvisoire: { heures: 0 }, niveaux: [{ niveau: 1, apres: { heures: 0 }, destinataire: 'REFERENT_KAIROS', canal: 'COURRIEL' }] };
    const { statut, corps } = await ecrire(faux);
    expect(statut).toBe(422);
    expect((corps['errors'] as { pointer: string }[]).map((e) => e.pointer)).toEqual(['#/niveaux/0/niveau', '#/niveaux/0/canal', '#/absenceProvisoire']);
    expect((await ecrire({ ...p, reposHeures: -1, niveaux: [], inconnu: 1 })).corps['errors']).toHaveLength(3);
    expect(await maison.hub.politique.count()).toBe(0);
  });
  it('is for administrators alone', async () => {
    expect((await ecrire(saisie(await lire()), CLES.lecture)).statut).toBe(403);
    expect((await maison.demander('GET', '/api/v1/politiques/AUTRE', { cle: CLES.demo })).statut).toBe(404);
  });
});

describe('a change reaches the waits that run', () => {
  it('tells those who live by an older version, oldest first, by pages, and no other', async () => {
    await Promise.all(Array.from({ length: 120 }, (_, i) => attendre(`creneau:${String(i).padStart(3, '0')}`, ['PRESENCE_NON_SAISIE@0'], T0 + i)));
    await attendre('creneau:neuf', ['PRESENCE_NON_SAISIE@1']);
    await attendre('creneau:autre', ['SUITE_NON_SAISIE@0']);
    await ecrire({ ...saisie(await lire()), reposHeures: 12 });
    expect(await lire()).toMatchObject({ attentes: 121, restants: 120 });
    const passe = createDiffusionPolitiques(maison);
    await passe();
    expect(maison.flux.politiques).toHaveLength(100);
    expect(maison.flux.politiques[0]).toBe('creneau:000 PRESENCE_NON_SAISIE');
    await passe();
    await passe();
    expect(maison.flux.politiques).toHaveLength(120);
    expect(maison.flux.politiques.join()).not.toMatch(/neuf|autre/);
    // They heard: their mirrors say so, and the page says that nobody is left.
    await maison.hub.$executeRaw`UPDATE hub.processus SET attentes = ARRAY['PRESENCE_NON_SAISIE@1'] WHERE attentes = ARRAY['PRESENCE_NON_SAISIE@0']`;
    expect(await lire()).toMatchObject({ attentes: 121, restants: 0 });
  });
  it('tells too who lives by a threshold and waits for nobody (S3, S10, S16, S22), without counting it among those that wait', async () => {
    await attendre('session:1', ['PLACES_NON_POURVUES@0~']);
    await attendre('session:2', ['PLACES_NON_POURVUES@0', 'PLACES_NON_POURVUES@0~'], T0 + 1);
    const p = await lire('PLACES_NON_POURVUES');
    expect(p).toMatchObject({ seuils: { approche: 15, remplissage: 60, absences: 30 }, attentes: 1, restants: 0 });
    const { version, niveaux, reposHeures } = p;
    expect((await ecrire({ version, niveaux, reposHeures }, CLES.demo, 'PLACES_NON_POURVUES')).statut).toBe(422);
    const corps = { version, niveaux, reposHeures, seuils: { approche: 20, remplissage: 50, absences: 30 } };
    const rendu = await ecrire(corps, CLES.demo, 'PLACES_NON_POURVUES');
    expect(rendu).toMatchObject({ statut: 200, corps: { version: 1, seuils: corps.seuils, attentes: 1, restants: 2 } });
    expect((rendu.corps['historique'] as { changements: string[] }[])[0]?.changements).toHaveLength(2);
    const { delais } = (await maison.demander('GET', '/api/v1/politiques', { cle: CLES.lecture })).corps as { delais: { cle: string; valeur: string }[] };
    expect(delais.find((d) => d.cle === 'fill.watch.before')?.valeur).toBe('20 jours');
    await createDiffusionPolitiques(maison)();
    expect(maison.flux.politiques).toEqual(['session:1 PLACES_NON_POURVUES', 'session:2 PLACES_NON_POURVUES']);
  });
  it('the Situation of what is stuck says what the edited policy will do, on the session as in the list of blocages', async () => {
    const depuis = new Date(T0 - 3_600_000);
    const commun = { acteurType: 'OF', acteur: null, organisme: null, systeme: null, creneau: null, echeance: null, sujet: {}, niveau: 0, version: 1, depuis };
    const id = `session:${SESSION}#MODALITE_NON_RENSEIGNEE#1`;
    await maison.hub.blocage.create({
      data: { ...commun, id, processus: `session:${SESSION}`, type: 'session', cause: 'MODALITE_NON_RENSEIGNEE', session: SESSION },
    });
    const suites = async (): Promise<string[]> => {
      const session = (await maison.demander('GET', `/api/v1/sessions/${SESSION}`, { cle: CLES.lecture })).corps as { situation: Situation };
      const { elements } = (await maison.demander('GET', '/api/v1/blocages', { cle: CLES.demo })).corps as { elements: { id: string; situation: Situation }[] };
      return [session.situation, elements.find((b) => b.id === id)?.situation].map((x) => x?.suite.quoi ?? '');
    };
    const defaut = 'Le dossier passe au Carif-Oref, puis la Région en est informée.';
    expect(await suites()).toEqual([defaut, defaut]);
    const { version, reposHeures, niveaux } = await lire('MODALITE_NON_RENSEIGNEE');
    const sansCarif = (niveaux as { destinataire: string }[]).filter((n) => n.destinataire !== 'CARIF');
    expect((await ecrire({ version, reposHeures, niveaux: sansCarif }, CLES.demo, 'MODALITE_NON_RENSEIGNEE')).statut).toBe(200);
    expect(await suites()).toEqual(['La Région en est informée.', 'La Région en est informée.']);
    await maison.hub.blocage.delete({ where: { id } });
  });
  it('loses nobody when Temporal is silent, nor when the API dies on the way', async () => {
    await Promise.all(Array.from({ length: 3 }, (_, i) => attendre(`creneau:${i}`, ['PRESENCE_NON_SAISIE@0'], T0 + i)));
    await ecrire({ ...saisie(await lire()), reposHeures: 12 });
    maison.flux.temporal = 'FERME';
    const passe = createDiffusionPolitiques(maison);
    expect(await passe()).toBe('SILENCE');
    maison.flux.temporal = 'OUVERT';
    await passe();
    expect(maison.flux.politiques).toHaveLength(3);
    // One had not written yet that it heard when the API died: another one begins again with those whose mirrors are behind.
    await maison.hub.processus.updateMany({ where: { id: { not: 'creneau:1' } }, data: { attentes: ['PRESENCE_NON_SAISIE@1'] } });
    maison.flux.politiques.length = 0;
    await createDiffusionPolitiques(maison)();
    expect(maison.flux.politiques).toEqual(['creneau:1 PRESENCE_NON_SAISIE']);
  });
});
