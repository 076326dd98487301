// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faussesReponses, probleme, type Reponses } from '../../essais/afficher.tsx';
import { moi } from '../../essais/exemples.ts';
import { createAppeler } from './http.ts';
import { createSession, peut, voit } from './session.ts';

const appeler = (reponses: Reponses) => createAppeler(faussesReponses(reponses).aller);

describe('the calls', () => {
  it('turn the fields of a problem into the fields of a form', async () => {
    const reponses = {
      'POST /x': {
        ...probleme(422, 'La demande contient des valeurs incorrectes.'),
        errors: [{ pointer: '#/candidat/nom', detail: 'Ne peut pas être vide.' }],
      },
    };
    await expect(appeler(reponses)('/x', z.unknown(), { methode: 'POST', corps: {} })).rejects.toMatchObject({
      status: 422,
      message: 'La demande contient des valeurs incorrectes.',
      body: { errors: { 'candidat.nom': 'Ne peut pas être vide.' } },
    });
  });
  it('refuse an answer that is not in the contract', async () => {
    await expect(appeler({ 'GET /x': { n: 'un' } })('/x', z.object({ n: z.number() }))).rejects.toMatchObject({ status: 502 });
  });
  it('say in French that nothing answers', async () => {
    await expect(createAppeler(() => Promise.reject(new TypeError('Failed to fetch')))('/x', z.unknown())).rejects.toMatchObject({
      status: 0,
      message: 'Maillon ne répond pas. Vérifiez la connexion, puis réessayez.',
    });
  });
});

describe('the session', () => {
  const MOI = 'GET /api/admin/moi';
  it('leads to sign-in on 401, and on nothing else', async () => {
    await expect(createSession(appeler({ [MOI]: probleme(401, 'non') })).checkAuth({})).rejects.toMatchObject({ status: 401 });
    await expect(createSession(appeler({ [MOI]: probleme(503, 'non') })).checkAuth({})).resolves.toBeUndefined();
    const session = createSession(appeler({ [MOI]: moi }));
    await expect(session.checkError({ status: 403 })).resolves.toBeUndefined();
    await expect(session.checkError({ status: 401 })).rejects.toBeTruthy();
  });
  it('asks once who is signed in', async () => {
    const { aller, appels } = faussesReponses({ [MOI]: moi });
    const session = createSession(createAppeler(aller));
    await Promise.all([session.checkAuth({}), session.getIdentity?.(), session.canAccess?.({ resource: 'blocages', action: 'agir' })]);
    expect(appels).toHaveLength(1);
  });
  it('offers the calendar to the animation team alone', () => {
    expect([
      peut('ADMIN', 'calendrier', 'avancer'),
      peut('CARIF', 'calendrier', 'avancer'),
      peut('CARIF', 'blocages', 'agir'),
      peut('REGION', 'blocages', 'agir'),
    ]).toEqual([true, false, true, false]);
  });
  it('shows in the menu no screen that the server would refuse', () => {
    expect((['ADMIN', 'CARIF', 'REGION', 'OF', 'PRESCRIPTEUR'] as const).map((role) => [voit(role, '/parcours'), voit(role, '/journal')])).toEqual([
      ...Array.from({ length: 3 }, () => [true, true]),
      ...Array.from({ length: 2 }, () => [true, false]),
    ]);
  });
});
