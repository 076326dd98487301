// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { afficher, JAMAIS, probleme } from '../../essais/afficher.tsx';
import ListeCreneaux from '../creneaux/ListeCreneaux.tsx';
import ListeSessions from './ListeSessions.tsx';

const session = {
  numero: '103725',
  intitule: 'Soudeur',
  organisme: 'Horizon Formation',
  debut: '2027-01-11',
  fin: null,
  ville: 'Rouen',
  etatRecrutement: 'NON_RENSEIGNE',
  placesTotales: 12,
  placesDisponibles: 4,
  creneaux: 1,
  blocages: 2,
};
const creneau = {
  id: 'ICO-103725-1',
  session: '103725',
  intitule: 'Soudeur',
  organisme: 'Horizon Formation',
  modalite: 'ICO',
  debut: '2026-11-12T08:30:00.000Z',
  fin: '2026-11-12T10:30:00.000Z',
  places: 12,
  placesLibres: 3,
  statut: 'A_EMARGER',
  blocages: 1,
};

const CAS = [
  { nom: 'sessions', ecran: <ListeSessions />, ligne: session, vide: 'Aucune session n’est publiée.', signes: ['Non renseigné', '11 janv. 2027', '4 sur 12'] },
  {
    nom: 'creneaux',
    ecran: <ListeCreneaux />,
    ligne: creneau,
    vide: 'Aucun créneau n’est ouvert.',
    signes: ['Information collective', '12 nov. 2026, 9\u00a0h\u00a030', 'À émarger'],
  },
];

describe.each(CAS)('the list of $nom', ({ nom, ecran, ligne, vide, signes }) => {
  const LISTE = `GET /api/admin/${nom}`;
  it('says that it is loading', async () => {
    afficher(ecran, { [LISTE]: JAMAIS });
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('says why it cannot be shown', async () => {
    afficher(ecran, { [LISTE]: probleme(503, 'Le service n’est pas disponible pour le moment.') });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
  it('says that it is empty', async () => {
    afficher(ecran, { [LISTE]: { elements: [], total: 0 } });
    expect(await screen.findByText(vide)).toBeTruthy();
  });
  it('shows codes as words and instants in Paris', async () => {
    afficher(ecran, { [LISTE]: { elements: [ligne], total: 1 } });
    const rangee = await screen.findByRole('row', { name: /Horizon Formation/ });
    for (const signe of signes) expect(rangee.textContent).toContain(signe);
  });
});
