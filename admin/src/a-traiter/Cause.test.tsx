// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { reactRouterProvider } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { JUSQUA_UN_CHANGEMENT } from '../../../domain/actes.ts';
import { afficher, JAMAIS, probleme, type Reponses } from '../../essais/afficher.tsx';
import { blocage, blocageRepos, MAINTENANT } from '../../essais/exemples.ts';
import Cause from './Cause.tsx';

// The copy of the router that react-admin itself uses.
const { Route, Routes } = reactRouterProvider;
const LISTE = 'GET /api/admin/blocages';
const page = (elements: unknown[]) => ({
  elements,
  total: elements.length,
  suivant: null,
  maintenant: MAINTENANT,
  cause: {
    code: 'PRESENCE_NON_SAISIE',
    numero: 'S4',
    titre: 'Présences non saisies',
    explication: 'Le rendez-vous est passé.',
    acteur: 'L’organisme de formation',
    suite: 'L’équipe est prévenue.',
    fait: { relances: 3, actes: 1, leves: 4, derniereRelance: '2026-11-16T09:00:00.000Z' },
    echelle: [{ niveau: 1, apres: '4 heures', a: 'Organisme', canal: 'COURRIEL' }],
    prochaine: null,
  },
  organismes: [{ siret: '99900000100017', nom: 'Horizon Formation', nombre: 2 }],
});
const ouvrir = (reponses: Reponses, recherche = '') =>
  afficher(
    <Routes>
      <Route path="/a-traiter/:onglet/:cause" element={<Cause />} />
    </Routes>,
    reponses,
    `/a-traiter/ORGANISMES/PRESENCE_NON_SAISIE${recherche}`,
  );

describe('a cause', () => {
  it('says that it is loading', async () => {
    ouvrir({ [LISTE]: JAMAIS });
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('says why it cannot be shown', async () => {
    ouvrir({ [LISTE]: probleme(503, 'Le service n’est pas disponible pour le moment.') });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
  it('says that nothing is stuck any more', async () => {
    ouvrir({ [LISTE]: page([]) });
    expect(await screen.findByText('Plus rien de bloqué pour cette cause.')).toBeTruthy();
  });
  it('explains itself, and asks for its own blocages only', async () => {
    const { appels } = ouvrir({ [LISTE]: page([blocage, blocageRepos]) });
    expect(await screen.findByText('L’équipe est prévenue.')).toBeTruthy();
    const demande = appels.find((a) => a.chemin === '/api/admin/blocages')?.recherche;
    expect(Object.fromEntries(demande ?? [])).toMatchObject({ cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES', page: '1' });
  });
  it('relaunches one after a confirmation, and says what the flow answered', async () => {
    const { appels } = ouvrir({
      [LISTE]: page([blocage]),
      [`POST /api/admin/blocages/${blocage.id}/actions/relancer`]: { blocage: blocage.id, fait: true, phrase: 'Relance envoyée.', jusqua: null },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Relancer' }));
    expect(appels.some((a) => a.methode === 'POST')).toBe(false);
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Relancer' }));
    expect(await screen.findByText('Relance envoyée.')).toBeTruthy();
  });
  it('shows the rest instead of a remedy that would be refused', async () => {
    ouvrir({ [LISTE]: page([blocageRepos]) });
    const bouton = await screen.findByRole('button', { name: 'Relancer' });
    expect(bouton.hasAttribute('disabled')).toBe(true);
    expect(document.getElementById(bouton.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Relance possible le 21 nov. 2026');
  });
  it('says who was first', async () => {
    ouvrir({
      [LISTE]: page([blocage]),
      [`POST /api/admin/blocages/${blocage.id}/actions/prendreEnCharge`]: probleme(409, 'Déjà pris en charge par Compte CARIF.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Prendre en charge' }));
    expect(await screen.findByText('Déjà pris en charge par Compte CARIF.')).toBeTruthy();
  });
  it('sleeps three days from the business date, until people are at work', async () => {
    const { appels } = ouvrir({
      [LISTE]: page([blocage]),
      [`POST /api/admin/blocages/${blocage.id}/actions/mettreEnVeille`]: { blocage: blocage.id, fait: true, phrase: 'Mis en veille.', jusqua: null },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Mettre en veille' }));
    await userEvent.click(await screen.findByRole('button', { name: /Dans trois jours \(lundi 23\snovembre\)/ }));
    await waitFor(() => expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ jusqua: '2026-11-23T07:00:00.000Z' }));
  });
  it('sleeps until the case changes, and says so, never with a date', async () => {
    const dort = { ...blocage, veilleJusqua: JUSQUA_UN_CHANGEMENT };
    const { appels } = ouvrir({
      [LISTE]: page([dort]),
      [`POST /api/admin/blocages/${blocage.id}/actions/mettreEnVeille`]: { blocage: blocage.id, fait: true, phrase: 'Mis en veille.', jusqua: null },
    });
    expect(await screen.findByText('En veille jusqu’à ce que le dossier change')).toBeTruthy();
    expect(document.body.textContent).not.toContain('9999');
    await userEvent.click(screen.getByRole('button', { name: 'Mettre en veille' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Jusqu’à ce que le dossier change' }));
    await waitFor(() => expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ jusquauChangement: true }));
  });
  it('says who took a case in charge, and until when', async () => {
    ouvrir({ [LISTE]: page([{ ...blocage, priseEnCharge: { par: 'Équipe d’animation', jusqua: '2026-11-20T13:00:00.000Z' } }]) });
    expect(await screen.findByText('Pris en charge par Équipe d’animation jusqu’au 20 nov. 2026, 14 h')).toBeTruthy();
  });
  it('keeps its filters under a name, finds them again, and exports what they hold', async () => {
    const filtre = encodeURIComponent(JSON.stringify({ gravite: 'en_retard' }));
    const vue = { id: '7d1f2a30-0000-4000-8000-000000000007', ecran: 'cause', nom: 'En retard', parametres: 'gravite=en_retard' };
    const { appels } = ouvrir(
      { [LISTE]: page([blocage]), 'GET /api/admin/vues': { elements: [{ ...vue, nom: 'Rouen', parametres: 'session=103725' }] }, 'PUT /api/admin/vues': vue },
      `?filter=${filtre}`,
    );
    const csv = await screen.findByRole('link', { name: 'Exporter en CSV' });
    const exporte = new URL(csv.getAttribute('href') ?? '', 'http://essai.example');
    expect(exporte.pathname).toBe('/api/admin/blocages.csv');
    expect(Object.fromEntries(exporte.searchParams)).toEqual({ cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES', gravite: 'en_retard' });
    await userEvent.type(await screen.findByLabelText('Nom de la vue'), 'En retard{Enter}');
    expect(await screen.findByText('Vue « En retard » gardée.')).toBeTruthy();
    expect(appels.find((a) => a.methode === 'PUT')?.corps).toEqual({ ecran: 'cause', nom: 'En retard', parametres: 'gravite=en_retard' });
    await userEvent.click(await screen.findByRole('button', { name: 'Mes vues (1)' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Rouen' }));
    await waitFor(() => expect(appels.findLast((a) => a.chemin === '/api/admin/blocages')?.recherche.get('session')).toBe('103725'));
    expect(appels.findLast((a) => a.chemin === '/api/admin/blocages')?.recherche.get('gravite')).toBe(null);
  });
});
