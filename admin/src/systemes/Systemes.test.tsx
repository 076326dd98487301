// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { afficher, JAMAIS, probleme } from '../../essais/afficher.tsx';
import { MAINTENANT, moi, PARCOURS, parcoursDetail, systeme } from '../../essais/exemples.ts';
import Systemes from './Systemes.tsx';

const LISTE = 'GET /api/admin/systemes';
const liste = (systemes: unknown[]) => ({ maintenant: MAINTENANT, systemes });

describe('the systems', () => {
  it('say that they are loading', async () => {
    afficher(<Systemes />, { [LISTE]: JAMAIS });
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('say why they cannot be shown', async () => {
    afficher(<Systemes />, { [LISTE]: probleme(503, 'Le service n’est pas disponible pour le moment.') });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
  it('say when none is declared', async () => {
    afficher(<Systemes />, { [LISTE]: liste([]) });
    expect(await screen.findByText('Aucun système n’est déclaré.')).toBeTruthy();
  });
  it('show who does not answer, since when, and who waits', async () => {
    afficher(<Systemes />, { [LISTE]: liste([systeme]) });
    const carte = (await screen.findByRole('heading', { name: 'Kairos' })).closest('li');
    expect(carte?.textContent).toContain('en panne depuis 1\u00a0h');
    expect(carte?.textContent).toContain('Kairos ne répond pas (503).');
  });
  it('are repaired by a switch that waits for the answer', async () => {
    const { appels } = afficher(<Systemes />, { [LISTE]: liste([systeme]), 'PUT /api/admin/systemes/kairos/reglages': systeme });
    await userEvent.click(await screen.findByRole('switch', { name: 'En panne' }));
    expect(await screen.findByText('Réglages de Kairos changés.')).toBeTruthy();
    expect(appels.find((a) => a.methode === 'PUT')?.corps).toEqual({ enPanne: false });
  });
  it('cannot be broken by a role that may only look', async () => {
    const { appels } = afficher(<Systemes />, { [LISTE]: liste([systeme]), 'GET /api/admin/moi': { ...moi, role: 'REGION' } });
    await screen.findByRole('heading', { name: 'Kairos' });
    await waitFor(() => expect(appels.some((a) => a.chemin === '/api/admin/moi')).toBe(true));
    expect(screen.queryByRole('switch')).toBeNull();
  });
  it('show a parcours as their own users see it', async () => {
    afficher(<Systemes />, {
      [LISTE]: liste([systeme]),
      'GET /api/admin/parcours': {
        elements: [
          {
            id: PARCOURS,
            personne: null,
            session: '103725',
            intitule: 'Soudeur',
            organisme: 'Horizon Formation',
            etape: 'CONVOQUE',
            depuis: MAINTENANT,
            situation: parcoursDetail.situation,
          },
        ],
        total: 1,
        suivant: null,
        maintenant: MAINTENANT,
      },
      'GET /api/admin/systemes/kairos/vue': {
        systeme: 'kairos',
        vues: [{ titre: 'Les inscrits de la session', contenu: [{ positionnement: 'x', nom: 'Renaud', origine: 'OUIFORM', presence: null }] }],
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Ce que voient les utilisateurs de Kairos' }));
    const ligne = await screen.findByRole('row', { name: /Renaud/ });
    expect(ligne.textContent).toBe('RenaudOUIFORM—');
  });
});
