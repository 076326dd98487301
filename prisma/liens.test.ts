import { afterAll, describe, expect, it } from 'vitest';
import { hubDeTest } from '../e2e/outils/base.ts';
import { creerLien, lienPour, oublierLien, revoquerLiens, trouverLien } from './liens.ts';

const JOUR = 86_400_000;
const OF = '99912345600017';
const session = (numero: string, fin: string) => ({
  numero,
  fiche: 'A825286',
  intitule: 'Soudeur',
  debut: new Date('2026-12-07'),
  fin: new Date(fin),
  modaliteEntreeSortie: 'PERMANENTE',
  ofResponsable: OF,
  ofDispensateur: OF,
  formacode: '23026',
  rome: [],
  offre: {},
});

const { hub, close } = await hubDeTest(2);
afterAll(close);

describe('links of OF pages', () => {
  const expireLe = Date.UTC(2026, 11, 12);

  it('are found by their token, which is nowhere in the database', async () => {
    const token = await creerLien(hub, { organisme: '99912345600017', creneau: 'ICO-1', expireLe });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await trouverLien(hub, token, expireLe - 1)).toMatchObject({ organisme: '99912345600017', creneau: 'ICO-1', session: null });
    const lignes = await hub.lienOf.findMany();
    expect(JSON.stringify(lignes)).not.toContain(token);
  });
  it('are the same nothing when unknown, expired, revoked or forgotten', async () => {
    const token = await creerLien(hub, { organisme: '99912345600017', session: '103725', expireLe });
    expect(await trouverLien(hub, 'inconnu', 0)).toBeNull();
    expect(await trouverLien(hub, token, expireLe)).toBeNull();
    const lien = await trouverLien(hub, token, 0);
    await hub.lienOf.update({ where: { empreinte: lien?.empreinte ?? '' }, data: { revoqueLe: new Date(1) } });
    expect(await trouverLien(hub, token, 0)).toBeNull();
    const autre = await creerLien(hub, { organisme: '99912345600017', expireLe });
    await oublierLien(hub, autre);
    expect(await trouverLien(hub, autre, 0)).toBeNull();
  });
  it('open what their cause asks and no more, until 30 days after their slot or their session', async () => {
    const fin = new Date('2026-11-12T11:00:00Z');
    const commun = { modalite: 'ICO', debut: new Date('2026-11-12T09:30:00Z'), fin, places: 8, placesLibres: 8, pieces: [], origine: 'KAIROS' };
    await hub.creneau.create({ data: { id: 'ICO-9', session: '103725', ...commun } });
    await hub.session.createMany({ data: [session('103725', '2027-03-26'), session('103726', '2079-01-01')] });
    const maintenant = Date.UTC(2026, 10, 10);
    const lien = async (demande: Omit<Parameters<typeof lienPour>[1], 'organisme'>) =>
      trouverLien(hub, await lienPour(hub, { organisme: OF, ...demande }, maintenant), maintenant);
    const creneau = { creneau: 'ICO-9', session: '103725' };
    expect(await lien({ ...creneau, cause: 'PRESENCE_NON_SAISIE' })).toMatchObject({ ...creneau, expireLe: new Date(fin.getTime() + 30 * JOUR) });
    expect(await lien({ ...creneau, cause: 'ENTREE_NON_ATTESTEE' })).toMatchObject({
      creneau: null,
      session: '103725',
      cause: 'ENTREE_NON_ATTESTEE',
      expireLe: new Date(Date.UTC(2027, 2, 26) + 30 * JOUR),
    });
    expect(await lien({ session: '103726', cause: 'ETAT_RECRUTEMENT_NON_RENSEIGNE' })).toMatchObject({ expireLe: new Date(maintenant + 400 * JOUR) });
    expect(await lien({})).toMatchObject({ creneau: null, session: null, cause: null, expireLe: new Date(maintenant + 30 * JOUR) });
  });
  it('are revoked together, for an organisme or for one of its sessions', async () => {
    const deux = await Promise.all(['103725', '103726'].map((s) => lienPour(hub, { organisme: '99900001100018', session: s }, 0)));
    expect(await revoquerLiens(hub, { organisme: '99900001100018', session: '103725' }, 0)).toBe(1);
    expect(await Promise.all(deux.map((t) => trouverLien(hub, t, 0)))).toMatchObject([null, { session: '103726' }]);
    expect(await revoquerLiens(hub, { organisme: '99900001100018' }, 0)).toBe(1);
    expect(await trouverLien(hub, deux[1] ?? '', 0)).toBeNull();
  });
  it('are all different', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => creerLien(hub, { organisme: 'x', expireLe })));
    expect(new Set(tokens).size).toBe(20);
  });
});
