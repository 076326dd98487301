// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { afficher, JAMAIS, probleme } from '../../essais/afficher.tsx';
import { aTraiter, aTraiterSain, operation } from '../../essais/exemples.ts';
import ATraiter from './ATraiter.tsx';

const LIRE = 'GET /api/admin/a-traiter';
const COMPTER = 'GET /api/admin/compteurs';
const espaces = (texte: string | null): string => (texte ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

describe('À traiter', () => {
  it('says that it is loading', async () => {
    afficher(<ATraiter />, { [LIRE]: JAMAIS });
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });

  it('says why it cannot be shown, and tries again', async () => {
    const { appels } = afficher(<ATraiter />, { [LIRE]: probleme(503, 'Le service n’est pas disponible pour le moment.') });
    expect((await screen.findByRole('alert')).textContent).toContain('Le service n’est pas disponible pour le moment.');
    const avant = appels.length;
    await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(appels.length).toBeGreaterThan(avant);
  });

  it('is calm when nothing is stuck', async () => {
    afficher(<ATraiter />, { [LIRE]: aTraiterSain, [COMPTER]: aTraiterSain.compteurs });
    expect(await screen.findByText('Rien n’est bloqué.')).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
  });

  it('tells how many, since when, and opens on the first occupied tab', async () => {
    afficher(<ATraiter />, { [LIRE]: aTraiter, [COMPTER]: aTraiter.compteurs });
    const entete = await screen.findByText(/12 flux bloqués/);
    expect(espaces(entete.closest('p')?.textContent ?? null)).toBe('12 flux bloqués · 3 en retard · le plus ancien : 11 j');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Organismes (12)');
    expect(screen.getByRole('link', { name: /Voir les 12/ }).getAttribute('href')).toBe('/a-traiter/ORGANISMES/PRESENCE_NON_SAISIE');
    expect(screen.getByText('en panne')).toBeTruthy();
  });

  it('relaunches all of a cause in two gestures, announcing who is left out', async () => {
    const { appels } = afficher(<ATraiter />, {
      [LIRE]: aTraiter,
      [COMPTER]: aTraiter.compteurs,
      'POST /api/admin/operations': operation,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Relancer les 12 organismes' }));
    const question = await screen.findByRole('dialog');
    expect(espaces(question.textContent)).toContain('2 seront ignorés : déjà relancés il y a trop peu de temps.');
    await userEvent.click(within(question).getByRole('button', { name: 'Relancer les 12 organismes' }));
    expect(await screen.findByText('Opération lancée : 10 dossiers · 2 ignorés')).toBeTruthy();
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({
      code: 'relancer',
      filtre: { cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES' },
      nombreAttendu: 12,
    });
  });

  it('says so when the number has changed, and sends nothing more', async () => {
    afficher(<ATraiter />, {
      [LIRE]: aTraiter,
      [COMPTER]: aTraiter.compteurs,
      'POST /api/admin/operations': probleme(409, 'Le nombre de flux concernés a changé depuis votre demande.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Relancer les 12 organismes' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Relancer les 12 organismes' }));
    expect(await screen.findByText('Le nombre de flux concernés a changé depuis votre demande.')).toBeTruthy();
  });

  it('announces the new ones without touching the cards', async () => {
    const { appels } = afficher(<ATraiter />, { [LIRE]: aTraiter, [COMPTER]: { ...aTraiter.compteurs, total: 16, nouveaux: 4 } });
    await screen.findByRole('button', { name: '+4 nouveaux — Actualiser' });
    expect(screen.getByText(/12 flux bloqués/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '+4 nouveaux — Actualiser' }));
    expect(appels.filter((a) => a.chemin === '/api/admin/a-traiter')).toHaveLength(2);
  });
});
