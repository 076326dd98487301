import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { dans, demande } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 10;
let idDE: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['pefr']);
});
afterAll(() => banc.close());
beforeEach(() => {
  n++;
  idDE = `${1_000_000 + n}A`;
});

const [debut, fin] = [dans(2), dans(2.1)];
const lieu = { codePostal: '14000', ville: 'Caen' };
const notifier = (change: Record<string, unknown> = {}) =>
  banc.dire('pefr', '/rendez-vous', { positionnement: `p${n}`, idDE, session: '103725', intitule: 'Accueil', debut, fin, lieu, ...change });
const reserver = (change: Record<string, unknown> = {}) => banc.acte('pefr', 'rdv.reserve', demande(n, 'DE', change));
const vue = () => banc.voir<Record<string, unknown>[]>('pefr', `/demandeurs/${idDE}/rendez-vous`);

it('R33: shows the appointment, and neither the sheet nor the argumentaire', async () => {
  await notifier();
  expect(await vue()).toEqual([{ debut, fin, lieu, statut: 'PREVU' }]);
  expect(await banc.voir('pefr', `/demandeurs/${idDE}/formations`)).toEqual([
    { session: '103725', Formation: 'Accueil', 'Rendez-vous': debut, statut: 'PREVU' },
  ]);
  await banc.dire('pefr', '/rendez-vous/statuts', { positionnement: `p${n}`, statut: 'REPORTE' });
  expect(await vue()).toMatchObject([{ statut: 'REPORTE' }]);
  await notifier({ debut: dans(5), fin: dans(5.1) });
  expect(await vue()).toMatchObject([{ statut: 'PREVU' }]);
  expect(await vue()).toHaveLength(1);
});

it('a DE books, the hub confirms with the date, both names hold', async () => {
  const { corps } = await reserver({ argumentaire: 'Je suis motivée.' });
  const recu = await vi.waitUntil(() => banc.hub.recus.find((e) => e.donnees['reference'] === corps['reference']), { timeout: 5_000, interval: 10 });
  expect(recu).toMatchObject({ type: 'rdv.reserve', donnees: { session: '103725', creneau: 'ico-1', prescripteur: { reseau: 'DE' } } });
  expect(recu.donnees).not.toHaveProperty('argumentaire');
  expect(await vue()).toMatchObject([{ debut: null, statut: 'DEMANDE' }]);
  expect((await reserver()).corps['code']).toBe('DEJA_RESERVE');
  await notifier({ reservation: corps['reference'] });
  expect(await vue()).toEqual([{ debut, fin, lieu, statut: 'PREVU' }]);
  expect((await banc.dire('pefr', '/rendez-vous/statuts', { positionnement: corps['reference'], statut: 'HONORE' })).statut).toBe(200);
  expect((await banc.dire('pefr', '/rendez-vous/statuts', { positionnement: `p${n}`, statut: 'ABSENT' })).statut).toBe(200);
});

it.each(['rdv.annule', 'positionnement.annule'])('a DE cancels (%s) what is still to come', async (type) => {
  await notifier();
  const annuler = () => banc.acte('pefr', type, { positionnement: `p${n}`, motif: 'Malade' });
  expect((await annuler()).statut).toBe(200);
  await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === type && e.donnees['positionnement'] === `p${n}`), { timeout: 5_000, interval: 10 });
  expect((await annuler()).corps['code']).toBe('RENDEZ_VOUS_CLOS');
  expect(await vue()).toMatchObject([{ statut: 'ANNULE' }]);
});

it('refuses who has no personal space, and who is not the DE', async () => {
  expect((await notifier({ idDE: 'personne' })).corps['code']).toBe('DEMANDEUR_INCONNU');
  expect((await reserver({ personne: { nom: 'Sans', prenom: 'Identifiant' } })).corps['code']).toBe('DEMANDEUR_INCONNU');
  expect((await reserver({ prescripteur: { reseau: 'PE' } })).corps['code']).toBe('ORIGINE_REFUSEE');
  expect((await banc.dire('pefr', '/rendez-vous/statuts', { positionnement: 'inconnu', statut: 'ANNULE' })).corps['code']).toBe('RENDEZ_VOUS_INCONNU');
});

it('refuses an appointment whose date is past, to book as to cancel', async () => {
  const tout = await reserver({ debut: dans(-1), prescripteur: { reseau: 'ML' }, personne: { nom: 'Sans', prenom: 'Identifiant' } });
  expect((tout.corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin)).toEqual(['prescripteur.reseau', 'personne.idDE', 'debut']);
  expect((await reserver({ debut: dans(-1) })).corps).toMatchObject({ code: 'RENDEZ_VOUS_PASSE', detail: expect.stringContaining('passé') });
  expect((await reserver({ debut: dans(1) })).statut).toBe(200);
  await notifier({ debut: dans(-1), fin: dans(-0.9) });
  expect((await banc.acte('pefr', 'rdv.annule', { positionnement: `p${n}`, motif: 'Malade' })).corps['code']).toBe('RENDEZ_VOUS_CLOS');
});
