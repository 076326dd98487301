// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { reactRouterProvider } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { afficher, JAMAIS, probleme, type Reponses } from '../../essais/afficher.tsx';
import { MAINTENANT, PARCOURS, parcoursDetail } from '../../essais/exemples.ts';
import FicheParcours from './FicheParcours.tsx';
import ListeParcours from './ListeParcours.tsx';

// The copy of the router that react-admin itself uses.
const { Route, Routes } = reactRouterProvider;
const LISTE = 'GET /api/admin/parcours';
const FICHE = `GET /api/admin/parcours/${PARCOURS}`;
const ligne = {
  id: PARCOURS,
  personne: 'Camille R.',
  session: '103725',
  intitule: 'Soudeur',
  organisme: 'Horizon Formation',
  etape: 'CONVOQUE',
  depuis: '2026-11-02T09:00:00.000Z',
  situation: parcoursDetail.situation,
};
const liste = (elements: unknown[]) => ({ elements, total: elements.length, suivant: null, maintenant: MAINTENANT });

describe('the list of parcours', () => {
  it('says that it is loading', async () => {
    afficher(<ListeParcours />, { [LISTE]: JAMAIS });
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('says why it cannot be shown', async () => {
    afficher(<ListeParcours />, { [LISTE]: probleme(503, 'Le service n’est pas disponible pour le moment.') });
    expect((await screen.findByRole('alert')).textContent).toContain('pas disponible');
  });
  it('says that there is none yet', async () => {
    afficher(<ListeParcours />, { [LISTE]: liste([]) });
    expect(await screen.findByText('Aucun parcours pour le moment.')).toBeTruthy();
  });
  it('heads each row with a real link, in a captioned table', async () => {
    afficher(<ListeParcours />, { [LISTE]: liste([ligne]) });
    const tete = await screen.findByRole('rowheader', { name: 'Camille R.' });
    expect(within(tete).getByRole('link').getAttribute('href')).toBe(`/parcours/${encodeURIComponent(PARCOURS)}/show`);
    expect(screen.getByRole('table', { name: 'Parcours des candidats' })).toBeTruthy();
    expect(screen.getByRole('row', { name: /Camille/ }).textContent).toContain('18\u00a0j');
  });
  it('asks for what is stuck, and offers to forget the filter that finds nobody', async () => {
    const { appels } = afficher(<ListeParcours />, { [LISTE]: liste([]) });
    await userEvent.click(await screen.findByRole('switch', { name: 'Bloqués seulement' }));
    expect(await screen.findByText('Aucun parcours ne correspond à ces filtres.')).toBeTruthy();
    expect(appels.at(-1)?.recherche.get('bloque')).toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'Effacer les filtres' }));
    expect(await screen.findByText('Aucun parcours pour le moment.')).toBeTruthy();
  });
});

describe('one parcours', () => {
  const ouvrir = (reponses: Reponses) =>
    afficher(
      <Routes>
        <Route path="/parcours/:id/show" element={<FicheParcours />} />
      </Routes>,
      reponses,
      `/parcours/${encodeURIComponent(PARCOURS)}/show`,
    );

  it('says that it is loading', async () => {
    ouvrir({ [FICHE]: JAMAIS });
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('says that it does not exist', async () => {
    ouvrir({ [FICHE]: probleme(404, 'Cette adresse ou cette ressource n’existe pas, ou vous n’y avez pas accès.') });
    expect((await screen.findByRole('alert')).textContent).toContain('n’existe pas');
  });
  it('shows an empty story as such', async () => {
    ouvrir({ [FICHE]: { ...parcoursDetail, chronologie: [], matrice: {}, blocages: [] } });
    expect(await screen.findByText('Rien n’est encore inscrit au journal.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Relancer' })).toBeNull();
  });
  it('puts the verdict first: why, who acts, what happens otherwise, the remedy', async () => {
    ouvrir({ [FICHE]: parcoursDetail });
    const verdict = await screen.findByRole('region', { name: /n’a pas saisi les présences/ });
    expect(verdict.textContent).toContain('C’est à l’organisme d’agir');
    expect(verdict.textContent).toContain('Sans réponse le 25/11');
    expect(within(verdict).getByRole('button', { name: 'Relancer' })).toBeTruthy();
    expect(screen.getByRole('listitem', { current: 'step' }).textContent).toContain('Convoqué (en cours)');
    expect(screen.getByRole('row', { name: /i-Milo/ }).textContent).toContain('Le dossier n’est pas synchronisé. (R31)');
    expect(screen.getByRole('link', { name: 'Ouvrir dans Temporal UI', hidden: true }).getAttribute('rel')).toBe('noreferrer');
  });
});
