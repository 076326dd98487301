import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { creneau } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 0;
let fiche: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['smf']);
});
afterAll(() => banc.close());
beforeEach(() => {
  fiche = `A${100_000 + n++}`;
});

const deposer = (empreinte = 'v1', numeroActivite = '28140000099') =>
  banc.dire('smf', '/fiches', { fiche, intitule: 'Accueil', ofResponsable: 'Organisme d’essai', numeroActivite, empreinte, sessions: [`s-${fiche}`] });
const valider = (empreinte = 'v1') => banc.dire('smf', '/fiches/validations', { fiche, empreinte });
const acte = (type: string, suite: Record<string, unknown> = {}) => banc.acte('smf', type, { fiche, ...suite });
const vue = () => banc.voir('smf', `/fiches/${fiche}`);
const recu = (type: string) =>
  vi.waitUntil(() => banc.hub.recus.find((e) => e.type === type && e.donnees['fiche'] === fiche), { timeout: 5_000, interval: 10 });

describe('SMF', () => {
  it('R1: a fiche is submitted, validated, edited, validated again, archived', async () => {
    expect((await deposer()).corps).toEqual({ reference: fiche, etat: 'SOUMISE' });
    expect((await valider()).corps['etat']).toBe('VALIDEE');
    // The version that is already there changes nothing, nor does its validation said again.
    expect((await deposer()).corps['etat']).toBe('VALIDEE');
    expect((await valider()).corps['etat']).toBe('VALIDEE');
    expect((await deposer('v2')).corps['etat']).toBe('MODIFIEE_A_REVALIDER');
    expect((await valider('v2')).corps['etat']).toBe('VALIDEE');
    expect((await banc.dire('smf', '/fiches/archives', { fiche })).corps['etat']).toBe('ARCHIVEE');
    expect((await deposer('v3')).corps['code']).toBe('ETAT_INCOMPATIBLE');
  });

  it('the Carif returns with remarks, the OF submits again', async () => {
    await deposer();
    expect((await acte('fiche.retournee')).statut).toBe(422);
    expect((await acte('fiche.retournee', { remarques: 'Précisez les dates.' })).statut).toBe(200);
    expect(await vue()).toEqual({ etat: 'A_CORRIGER', code: '04', remarques: 'Précisez les dates.' });
    expect(await recu('fiche.retournee')).toMatchObject({ donnees: { remarques: 'Précisez les dates.' } });
    expect((await valider()).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await deposer('v2')).corps['etat']).toBe('SOUMISE');
    await acte('fiche.validee');
    expect(await vue()).toEqual({ etat: 'VALIDEE', code: '06', remarques: null });
  });

  it('each act is possible in some states only', async () => {
    for (const type of ['fiche.validee', 'fiche.modifiee']) expect((await acte(type)).corps['code']).toBe('FICHE_INCONNUE');
    expect((await acte('fiche.soumise', { lheo: '<formation/>' })).corps).toEqual({ reference: fiche, etat: 'SOUMISE' });
    expect(await recu('fiche.soumise')).toMatchObject({ donnees: { fiche, lheo: '<formation/>' } });
    await acte('fiche.validee');
    for (const type of ['fiche.validee', 'fiche.soumise']) expect((await acte(type)).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await acte('fiche.retournee', { remarques: 'Trop tard' })).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await acte('fiche.modifiee')).corps['etat']).toBe('MODIFIEE_A_REVALIDER');
    expect((await acte('fiche.validee')).corps['etat']).toBe('VALIDEE');
    expect((await acte('fiche.inconnue')).statut).toBe(404);
  });

  it('R2: no fiche without a numéro de déclaration d’activité', async () => {
    expect(await deposer('v1', '')).toMatchObject({ statut: 422, corps: { code: 'NDA_ABSENT' } });
    expect((await banc.appeler('GET', `/smf/vue/fiches/${fiche}`)).statut).toBe(404);
  });

  it('R14, R15: an ICO may be typed here, on a known session, and no other modality', async () => {
    const session = `s-${fiche}`;
    const ico = (change: Record<string, unknown> = {}) => banc.acte('smf', 'ico.saisie', { ...creneau({ session }), ...change });
    expect((await ico()).corps['code']).toBe('SESSION_INCONNUE');
    await deposer();
    expect((await ico({ modalite: 'RDV' })).corps['code']).toBe('MODALITE_IMPOSSIBLE');
    expect((await ico({ fin: creneau().debut })).corps['code']).toBe('HORAIRES_INCOHERENTS');
    // R19.
    expect((await ico({ commentaire: 'x'.repeat(501) })).statut).toBe(422);
    const { corps } = await ico();
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'ico.saisie' && e.donnees['reference'] === corps['reference']), {
      timeout: 5_000,
      interval: 10,
    });
    expect((await banc.dire('smf', '/icos', { session, creneau: 'c1' })).statut).toBe(200);
    expect((await banc.acte('smf', 'session.modifiee', { session, debut: '2027-01-04' })).statut).toBe(200);
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'session.modifiee' && e.donnees['debut'] === '2027-01-04'), {
      timeout: 5_000,
      interval: 10,
    });
    expect((await banc.acte('smf', 'session.modifiee', { session: 'inconnue' })).corps['code']).toBe('SESSION_INCONNUE');
  });
});
