// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { afficher, JAMAIS, probleme } from '../../essais/afficher.tsx';
import { moi } from '../../essais/exemples.ts';
import { Connexion } from './Connexion.tsx';

const ENTRER = 'POST /api/admin/session';
const remplir = async (): Promise<void> => {
  await userEvent.type(screen.getByLabelText('Adresse électronique'), moi.courriel);
  await userEvent.type(screen.getByLabelText('Mot de passe'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Se connecter' }));
};

describe('sign-in', () => {
  it('asks for both fields before asking the server', async () => {
    const { appels } = afficher(<Connexion />, {});
    await userEvent.click(screen.getByRole('button', { name: 'Se connecter' }));
    expect((await screen.findByRole('alert')).textContent).toBe('À remplir pour se connecter.');
    expect(appels.some((a) => a.methode === 'POST')).toBe(false);
  });
  it('sends the pair once, and waits', async () => {
    const { appels } = afficher(<Connexion />, { [ENTRER]: JAMAIS });
    await remplir();
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ courriel: moi.courriel, motDePasse: 'secret' });
    expect(screen.getByRole('button', { name: /Se connecter/ }).hasAttribute('disabled')).toBe(true);
  });
  it('does not say which of the two is wrong', async () => {
    afficher(<Connexion />, { [ENTRER]: probleme(401, 'L’adresse ou le mot de passe est incorrect.') });
    await remplir();
    expect((await screen.findByRole('alert')).textContent).toBe('Adresse ou mot de passe inconnu.');
  });
  it('says when it is the service that fails', async () => {
    afficher(<Connexion />, { [ENTRER]: probleme(429, 'Trop de requêtes en peu de temps.') });
    await remplir();
    expect((await screen.findByRole('alert')).textContent).toBe('Trop de requêtes en peu de temps.');
  });
});
