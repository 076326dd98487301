/** What an organisme does with its own slots: opens, moves, cancels, says who came. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTRE_SESSION, CLES, ICO, ICO_PASSEE, SESSION } from '../essais/maison.ts';
import { createMaisonLue, type MaisonLue } from './essais/lecture.ts';

let maison: MaisonLue;
beforeAll(async () => {
  maison = await createMaisonLue();
});
afterAll(() => maison.close());

describe('slots and recruitment', () => {
  const corps = { session: SESSION, modalite: 'RDV', debut: '2026-11-18T09:00:00+01:00', fin: '2026-11-18T10:00:00+01:00', places: 1 };
  it('opens, moves and cancels a slot of one’s own session', async () => {
    const ouvert = await maison.demander('POST', '/api/v1/creneaux', { cle: CLES.of, corps });
    expect(ouvert).toMatchObject({ statut: 201, corps: { modalite: 'RDV', statut: 'PUBLIE', placesLibres: 1 } });
    const id = String(ouvert.corps['id']);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ processus: 'creneau', id: `creneau:${id}`, acte: null });
    const deplace = await maison.demander('PATCH', `/api/v1/creneaux/${id}`, {
      cle: CLES.of,
      corps: { debut: '2026-11-18T14:00:00+01:00', fin: '2026-11-18T15:00:00+01:00' },
    });
    expect(deplace).toMatchObject({ statut: 202, corps: { debut: '2026-11-18T13:00:00.000Z' } });
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'deplacer' } });
    expect((await maison.demander('POST', `/api/v1/creneaux/${id}/annulation`, { cle: CLES.of, corps: { motif: 'Salle prise' } })).statut).toBe(202);
    expect(maison.flux.entendus.at(-1)).toMatchObject({ acte: { type: 'annuler' } });
  });

  it.each([
    ['R21: ends before it starts', { fin: '2026-11-18T08:00:00+01:00' }, 'dates-incoherentes'],
    ['R19: 501 characters', { commentaire: 'x'.repeat(501) }, 'requete-invalide'],
    ['R20: four documents', { pieces: ['1', '2', '3', '4'] }, 'requete-invalide'],
    ['in the past', { debut: '2026-10-01T09:00:00Z', fin: '2026-10-01T10:00:00Z' }, 'creneau-passe'],
    ['of another OF', { session: AUTRE_SESSION }, 'session-introuvable'],
  ])('refuses a slot: %s', async (_quoi, change, code) => {
    expect((await maison.demander('POST', '/api/v1/creneaux', { cle: CLES.of, corps: { ...corps, ...change } })).corps['code']).toBe(code);
  });

  it('takes attendance in part, of its own people, once the slot has begun', async () => {
    const presences = (creneau: string, lignes: unknown[]) =>
      maison.demander('POST', `/api/v1/creneaux/${creneau}/presences`, { cle: CLES.of, corps: { presences: lignes } });
    expect(await presences(ICO, [{ positionnement: maison.positionnement, presence: 'PRESENT' }])).toMatchObject({
      statut: 409,
      corps: { code: 'etape-incompatible' },
    });
    await maison.hub.positionnement.update({ where: { id: maison.positionnement }, data: { creneau: ICO_PASSEE } });
    expect(await presences(ICO_PASSEE, [{ positionnement: maison.positionnement, presence: 'ABSENT', suite: 'RETENU' }])).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/presences/0/suite' }] },
    });
    expect(await presences(ICO_PASSEE, [{ positionnement: 'inconnu', presence: 'ABSENT' }])).toMatchObject({
      statut: 422,
      corps: { errors: [{ pointer: '#/presences/0/positionnement' }] },
    });
    expect(await presences(ICO_PASSEE, [{ positionnement: maison.positionnement, presence: 'PRESENT', suite: 'RETENU' }])).toMatchObject({
      statut: 202,
      corps: { creneau: ICO_PASSEE, enregistrees: 1, restantes: 0 },
    });
    expect(maison.flux.entendus.at(-1)).toMatchObject({
      acte: { type: 'emarger', par: 'cle:of', lignes: [{ positionnement: maison.positionnement, presence: 'PRESENT', suite: 'RETENU' }] },
    });
  });
});
