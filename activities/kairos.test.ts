import { afterAll, expect, it } from 'vitest';
import * as portes from '../api/receptions/parcours.ts';
import { DEJA_INSCRITE } from '../domain/deja-inscrite.ts';
import { hubDeTest } from '../e2e/outils/base.ts';
import type { contratKairos } from '../systems/kairos/contract.ts';
import type { Client } from './client.ts';
import { createDossiers, type Dossiers } from './dossiers.ts';
import { createKairos } from './kairos.ts';

const { hub, close } = await hubDeTest(2);
afterAll(close);

it('S16, R12: an account is asked of Kairos once, and again when the organisme says that it is done; an older answer changes nothing', async () => {
  const siret = '99900000300015';
  const dits: string[] = [];
  let actif = false;
  const client = (async (_: string, cle: string) => {
    dits.push(cle);
    return { siret, actif, courriel: null, convention: actif ? { debut: '2026-01-01', fin: '2026-12-31' } : null };
  }) as unknown as Client<typeof contratKairos>;
  const kairos = createKairos({ hub, client, dossiers: {} as Dossiers, dire: async () => ({}) });
  const etat = async () => (await hub.compteKairos.findUniqueOrThrow({ where: { siret } })).etat;
  await kairos.lireCompte('premiere', { siret, date: '2026-03-02T08:00:00.000Z' });
  await kairos.lireCompte('autre-session', { siret, date: '2026-03-03T08:00:00.000Z' });
  expect([dits, await etat()]).toEqual([['premiere'], 'ABSENT']);
  actif = true;
  await kairos.lireCompte('fait', { siret, date: '2026-03-04T08:00:00.000Z', encore: true });
  expect([dits, await etat()]).toEqual([['premiere', 'fait'], 'OUVERT']);
  actif = false;
  await kairos.lireCompte('ancienne', { siret, date: '2026-03-03T12:00:00.000Z', encore: true });
  expect(await etat()).toBe('OUVERT');
});

it('tells each act with its own motive, however late it is heard, and whatever was said since', async () => {
  const personne = '11111111-1111-4111-8111-111111111111';
  const positionnement = '22222222-2222-4222-8222-222222222222';
  const parcours = { id: `${personne}:103725`, positionnement };
  await hub.personne.create({ data: { id: personne, nom: 'Essai', prenom: 'Camille', creeLe: new Date() } });
  await hub.positionnement.create({
    data: { id: positionnement, parcours: parcours.id, personne, session: '103725', creneau: 'ICO-1', reseau: 'ML', outil: 'OUIFORM', creeLe: new Date() },
  });
  const date = '2026-03-02T08:00:00.000Z';
  await portes.interrompre(hub, parcours, { debut: '2026-03-02', fin: '2026-03-06', motif: 'Arrêt de travail' }, date);
  await portes.interrompre(hub, parcours, { debut: '2026-04-02', fin: null, motif: 'Congé' }, date);
  await portes.sortir(hub, parcours, { date: '2026-05-02', motif: 'Emploi trouvé', bilan: 'Titre obtenu.' }, date);
  const dits: unknown[] = [];
  const client = (async (_: string, __: string, corps: { motif: string }) => {
    dits.push(corps.motif);
    return {};
  }) as unknown as Client<typeof contratKairos>;
  const kairos = createKairos({ hub, client, dossiers: createDossiers(hub), dire: async () => ({}) });
  const c = { parcours: parcours.id, positionnement, session: '103725' };
  await kairos.saisirInterruption('un', { ...c, debut: '2026-03-02', fin: '2026-03-06' });
  await kairos.saisirInterruption('deux', { ...c, debut: '2026-04-02', fin: null });
  await kairos.terminer('trois', { ...c, date: '2026-05-02' });
  await kairos.annulerInscription('quatre', { ...c, date: '2026-05-02' });
  expect(dits).toEqual(['Arrêt de travail', 'Congé', 'Emploi trouvé', 'Non précisé']);
});

it('R27: what the hub refuses of Kairos is given back there under the only name that Kairos knows, with the sentence that advisers know', async () => {
  const positionnement = '33333333-3333-4333-8333-333333333333';
  const personne = '44444444-4444-4444-8444-444444444444';
  await hub.personne.create({ data: { id: personne, nom: 'Essai', prenom: 'Alix', creeLe: new Date() } });
  const ligne = { id: positionnement, parcours: `${personne}:103725`, personne, session: '103725', creneau: 'ICO-1', reseau: 'OF', outil: 'KAIROS' };
  await hub.positionnement.create({ data: { ...ligne, reference: 'KAI-0001', creeLe: new Date() } });
  const dits: unknown[] = [];
  const client = (async (operation: string, _: string, corps: object) => {
    dits.push([operation, corps]);
    return { rendue: null };
  }) as unknown as Client<typeof contratKairos>;
  const kairos = createKairos({ hub, client, dossiers: createDossiers(hub), dire: async () => ({}) });
  const c = { parcours: ligne.parcours, positionnement, session: '103725' };
  await kairos.annulerPositionnement('un', { ...c, refus: 'DEJA_INSCRIT' });
  await kairos.annulerPositionnement('deux', c);
  expect(dits).toEqual([
    ['annulerPositionnement', { positionnement: 'KAI-0001', motif: DEJA_INSCRITE }],
    ['annulerPositionnement', { positionnement, motif: 'Non précisé' }],
  ]);
});
