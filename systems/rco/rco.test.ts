import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ajouterHeuresOuvrees } from '../../domain/ouvres.ts';
import { jourDans, SIRET, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
beforeAll(async () => {
  banc = await demarrerSystemes(['rco']);
});
afterAll(() => banc.close());
afterEach(async () => {
  await banc.regler('rco', {});
  await banc.dater({ origine: 0, vitesse: 1, avance: 0 });
});

const HEURE = 3_600_000;
const exporter = (numero: string, change: Record<string, unknown> = {}) =>
  banc.dire('rco', '/sessions', { ...session({ numero }), apprentissage: false, ...change });
const vue = (numero: string) => banc.voir('rco', `/sessions/${numero}`);

describe('RCO', () => {
  it('shows at once what it takes, when told no delay', async () => {
    expect((await exporter('a')).corps).toEqual({ reference: 'a', etat: 'VISIBLE', raison: null });
    const avant = await vue('a');
    expect(avant).toMatchObject({ etat: 'VISIBLE', raison: null });
    await exporter('a', { intitule: 'Autre' });
    expect(await vue('a')).toEqual(avant);
  });

  it.each([
    ['APPRENTISSAGE', { apprentissage: true }],
    ['SIRET_INVALIDE', { ofDispensateur: { siret: '', nom: 'Sans SIRET' } }],
    ['SIRET_INVALIDE', { ofResponsable: { siret: SIRET.replace('9', '8'), nom: 'Clé fausse' } }],
    ['TERMINEE_30J', { debut: jourDans(-90), fin: jourDans(-32) }],
  ])('leaves out: %s', async (raison, change) => {
    expect((await exporter(`exclue-${raison}`, change)).corps).toMatchObject({ etat: 'EXCLUE', raison });
    expect(await vue(`exclue-${raison}`)).toEqual({ etat: 'EXCLUE', visibleDepuis: null, raison });
    expect((await exporter(`exclue-${raison}`)).corps).toMatchObject({ etat: 'VISIBLE', raison: null });
  });

  it('takes what ended 29 days ago, and what has no known end', async () => {
    expect((await exporter('recente', { debut: jourDans(-90), fin: jourDans(-29) })).corps['etat']).toBe('VISIBLE');
    expect((await exporter('sans-fin', { fin: null })).corps['etat']).toBe('VISIBLE');
  });

  it('shows after 48 hours of working days, as of that hour, and says so once', async () => {
    const depart = Date.now();
    const du = ajouterHeuresOuvrees(depart, 48);
    await banc.dater({ origine: depart, vitesse: 1, avance: 0 });
    await banc.regler('rco', { delaiVisibiliteHeures: 48 });
    expect((await exporter('differee')).corps).toEqual({ reference: 'differee', etat: 'EXPORTEE', raison: null });
    await banc.dater({ origine: depart, vitesse: 1, avance: du - depart - HEURE });
    expect(await vue('differee')).toEqual({ etat: 'EXPORTEE', visibleDepuis: null, raison: null });
    // Exported again meanwhile: its hour does not move.
    expect((await exporter('differee')).corps['etat']).toBe('EXPORTEE');
    await banc.redemarrer();
    await banc.dater({ origine: depart, vitesse: 1, avance: du - depart + 24 * HEURE });
    expect(await vue('differee')).toMatchObject({ etat: 'VISIBLE' });
    await vi.waitUntil(() => banc.hub.recus.length > 0, { timeout: 5_000, interval: 10 });
    const [recu] = banc.hub.recus;
    expect(recu).toMatchObject({ type: 'session.visible', donnees: { session: 'differee' } });
    const date = Date.parse(String(recu?.donnees['date']));
    expect(Math.abs(date - du)).toBeLessThan(60_000);
    await banc.dater({ origine: depart, vitesse: 1, avance: du - depart + 25 * HEURE });
    expect(banc.hub.recus).toHaveLength(1);
  });

  it('an act makes visible what waits, and nothing else; a session may be withdrawn', async () => {
    await banc.regler('rco', { delaiVisibiliteHeures: 48 });
    await exporter('b');
    const visible = () => banc.acte('rco', 'session.visible', { session: 'b', date: jourDans(0) });
    expect((await visible()).statut).toBe(200);
    expect((await visible()).corps['code']).toBe('SESSION_NON_EXPORTEE');
    expect((await banc.acte('rco', 'session.visible', { session: 'z', date: jourDans(0) })).corps['code']).toBe('SESSION_INCONNUE');
    await banc.dire('rco', '/sessions/retraits', { session: 'b', motif: 'Archivée' });
    expect(await vue('b')).toEqual({ etat: 'RETIREE', visibleDepuis: null, raison: null });
  });
});
