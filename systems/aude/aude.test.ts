import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { jourDans } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 0;
let idDE: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['aude']);
});
afterAll(() => banc.close());
beforeEach(() => {
  idDE = `${2_000_000 + n++}B`;
});

const date = jourDans(1);
const sujet = () => ({ idDE, parcours: 'q1', session: '103725', date });
const prescrire = () =>
  banc.dire('aude', '/prescriptions', { ...sujet(), intitule: 'Accueil', formacode: '15062', objectif: '9', partenaire: 'Mission locale', argumentaire: null });
const ais = () => banc.dire('aude', '/ais', { ...sujet(), debut: jourDans(30), fin: null });
const statut = (statut: string, quand = date) => banc.acte('aude', 'de.statut', { idDE, statut, date: quand });
const vue = () => banc.voir('aude', `/demandeurs/${idDE}`);

describe('AUDE', () => {
  it('keeps the path of a registered DE', async () => {
    for (const chemin of ['/entrees', '/sorties'] as const) await banc.dire('aude', chemin, { ...sujet(), motif: 'Fin' });
    await prescrire();
    await ais();
    const fait = [{ session: '103725', date }];
    expect(await vue()).toEqual({ statut: 'INSCRIT', prescriptions: fait, ais: fait, entrees: fait, sorties: fait });
    await banc.dire('aude', '/inscriptions/annulations', { ...sujet(), motif: 'Santé' });
    await banc.dire('aude', '/prescriptions/annulations', { ...sujet(), motif: 'Santé' });
    expect(await vue()).toMatchObject({ prescriptions: [], ais: [], entrees: fait });
  });

  it.each(['INSCRIPTION_EN_COURS', 'INSCRIT', 'REINSCRIT'])('R37: generates the AIS of a DE who is %s', async (etat) => {
    await statut(etat);
    expect((await ais()).statut).toBe(200);
    expect(await vue()).toMatchObject({ statut: etat, ais: [{ session: '103725', date }] });
  });

  it.each(['RADIE', 'CESSATION'])('R36: takes nothing of a DE who is %s, all of it after the réinscription', async (etat) => {
    await statut(etat);
    for (const appel of [prescrire, ais]) expect(await appel()).toMatchObject({ statut: 409, corps: { code: 'DEMANDEUR_RADIE' } });
    expect(await vue()).toMatchObject({ statut: etat, prescriptions: [], ais: [] });
    expect((await statut('INSCRIT')).corps['code']).toBe('STATUT_INCOMPATIBLE');
    expect((await statut('REINSCRIT')).statut).toBe(200);
    expect((await prescrire()).statut).toBe(200);
    expect((await ais()).statut).toBe(200);
  });

  it('says each change of status to the hub, and refuses those that cannot be', async () => {
    await prescrire();
    expect((await statut('REINSCRIT')).corps['code']).toBe('STATUT_INCOMPATIBLE');
    expect((await statut('NON_INSCRIT')).statut).toBe(422);
    await statut('RADIE', '2026-11-23T08:00:00+01:00');
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.donnees['idDE'] === idDE && e.donnees['statut'] === 'RADIE'), { timeout: 5_000, interval: 10 });
    expect(banc.hub.recus.filter((e) => e.donnees['idDE'] === idDE)).toHaveLength(1);
  });

  it('a social security number is no identifiant DE, wherever it is typed', async () => {
    const nir = '185057800608491';
    const { statut: reponse, corps } = await banc.acte('aude', 'de.statut', { idDE: nir, statut: 'RADIE', date });
    expect([reponse, corps['erreurs']]).toEqual([422, [{ chemin: 'idDE', message: 'Un numéro de sécurité sociale ne se saisit nulle part.' }]]);
  });

  it('R25: a person without an identifiant DE has no file', async () => {
    for (const mauvais of ['', 'MARTIN', '12345']) {
      idDE = mauvais;
      expect((await prescrire()).corps['code']).toBe('DEMANDEUR_INCONNU');
    }
    expect((await banc.appeler('GET', '/aude/vue/demandeurs/1999999Z')).statut).toBe(404);
  });

  it('two facts told at the same time are both kept', async () => {
    await Promise.all([prescrire(), ais(), banc.dire('aude', '/entrees', sujet()), banc.dire('aude', '/sorties', { ...sujet(), motif: 'Fin' })]);
    const fait = [{ session: '103725', date }];
    expect(await vue()).toMatchObject({ prescriptions: fait, ais: fait, entrees: fait, sorties: fait });
  });

  it('R29, R37: shows the adviser which partner positioned, with the argumentaire, then the AIS and the entry', async () => {
    await banc.dire('aude', '/prescriptions', {
      ...sujet(),
      intitule: 'Accueillir et conseiller',
      formacode: '44028',
      objectif: 'Développement des compétences',
      publics: ['83056 (Formacode V14)'],
      partenaire: 'Mission locale de Caen',
      argumentaire: 'Projet confirmé par un stage.',
    });
    await ais();
    await banc.acte('aude', 'cpf.saisi', { idDE, souhaite: true, date: '2026-11-02' });
    await banc.dire('aude', '/entrees', sujet());
    await banc.dire('aude', '/interruptions', { ...sujet(), date: '2027-01-04', fin: '2027-01-08', motif: 'Arrêt' });
    expect(await banc.voir('aude', `/demandeurs/${idDE}/actions`)).toMatchObject([
      {
        'Détail de l’action': `EFO : réalisation le ${date.split('-').reverse().join('/')}`,
        'Périodes d’interruption': ['04/01/2027 - 08/01/2027'],
        Type: 'EFO',
        'Date d’inscription': date,
        'Date de réalisation': date,
        Partenaire: 'Mission locale de Caen',
        Formacode: '44028',
        'Types de publics': ['83056 (Formacode V14)'],
        'Comportement du DE à mobiliser son CPF': 'Souhaite mobiliser son CPF (02/11/2026)',
        'Candidature motivée par le prescripteur': 'Projet confirmé par un stage.',
        AIS: date,
      },
    ]);
  });

  it('R37: another AIS after an exit begins another training; the same one said again changes nothing', async () => {
    for (const chemin of ['/ais', '/entrees', '/sorties'] as const) await banc.dire('aude', chemin, { ...sujet(), debut: date, fin: null, motif: 'Fin' });
    await banc.dire('aude', '/interruptions', { ...sujet(), fin: null, motif: 'Arrêt' });
    await ais();
    expect(await vue()).toMatchObject({ entrees: [{ date }], sorties: [{ date }] });
    await banc.dire('aude', '/ais', { ...sujet(), date: jourDans(60), debut: jourDans(60), fin: null });
    expect(await vue()).toMatchObject({ ais: [{ date: jourDans(60) }], entrees: [], sorties: [] });
  });

  it('R36: tells the reconciliation what the file holds, path by path', async () => {
    await prescrire();
    await statut('RADIE');
    expect((await ais()).corps['code']).toBe('DEMANDEUR_RADIE');
    const { corps } = await banc.appeler<{ elements: unknown[] }>('POST', '/aude/etat/candidats', { references: [idDE] });
    expect(corps.elements).toMatchObject([{ session: '103725', faits: { POSITIONNEMENT: date } }]);
    expect(JSON.stringify(corps.elements)).not.toContain('INSCRIPTION');
  });
});
