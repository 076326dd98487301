// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
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
  it('show how they answered over the last hour: errors, of how many calls, how fast', async () => {
    const muet = { ...systeme, code: 'aude', nom: 'AUDE', mesure: { appels: 0, tauxErreur: null, latenceMs: null } };
    afficher(<Systemes />, { [LISTE]: liste([{ ...systeme, mesure: { appels: 1240, tauxErreur: 0.25, latenceMs: 84 } }, muet]) });
    const carte = (nom: string) => screen.getByRole('heading', { name: nom }).closest('li')?.textContent;
    await screen.findByRole('heading', { name: 'Kairos' });
    expect(carte('Kairos')).toMatch(/Erreurs sur une heure25\s%\sde\s1\s240\sappels/);
    expect(carte('Kairos')).toContain('Temps de réponse moyen84\u00a0ms');
    expect(carte('AUDE')).toContain('Erreurs sur une heureaucun appel');
  });
  it('S20: are suspended with a reason, without which nothing is asked, and said suspended once their flow is', async () => {
    const ouvert = { ...systeme, etat: 'OUVERT', motif: null };
    const lues = liste([ouvert]);
    const { appels } = afficher(<Systemes />, { [LISTE]: lues, 'POST /api/admin/systemes/kairos/suspension': { systeme: 'kairos', motif: 'x' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Suspendre les envois vers Kairos' }));
    const dialogue = within(await screen.findByRole('dialog'));
    const confirmer = dialogue.getByRole('button', { name: 'Suspendre les envois vers Kairos' });
    expect(confirmer.hasAttribute('disabled')).toBe(true);
    await userEvent.type(dialogue.getByLabelText(/Motif/), 'Maintenance annoncée');
    await userEvent.click(confirmer);
    await waitFor(() => expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ motif: 'Maintenance annoncée' }));
    expect(screen.queryByText('Envois vers Kairos suspendus.')).toBeNull(); // its flow has not said so yet
    lues.systemes = [{ ...ouvert, etat: 'SUSPENDU', motif: 'Maintenance annoncée' }];
    expect(await screen.findByText('Envois vers Kairos suspendus.')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Reprendre les envois vers Kairos' })).toBeTruthy();
    expect(screen.getByText(/Maintenance annoncée/)).toBeTruthy();
  });
  it('S20: are resumed with a reason; who was first is said, and what was typed stays', async () => {
    const { appels } = afficher(<Systemes />, {
      [LISTE]: liste([{ ...systeme, etat: 'SUSPENDU' }]),
      'POST /api/admin/systemes/kairos/reprise': probleme(409, 'Ce système est déjà dans cet état.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Reprendre les envois vers Kairos' }));
    const dialogue = within(await screen.findByRole('dialog'));
    await userEvent.type(dialogue.getByLabelText(/Motif/), 'Fin de la maintenance');
    await userEvent.click(dialogue.getByRole('button', { name: 'Reprendre les envois vers Kairos' }));
    expect((await dialogue.findByRole('alert')).textContent).toBe('Ce système est déjà dans cet état.');
    expect(dialogue.getByLabelText<HTMLTextAreaElement>(/Motif/).value).toBe('Fin de la maintenance');
    expect(appels.filter((a) => a.methode === 'POST')).toHaveLength(1);
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
    expect(screen.queryByRole('button', { name: /les envois/ })).toBeNull();
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
        vues: [
          { titre: 'Les inscrits de la session', contenu: [{ positionnement: 'x', nom: 'Renaud', origine: 'OUIFORM', presence: null }] },
          { titre: 'Les écrans de la fiche', contenu: [{ ecran: 1, champs: [{ champ: 'intitule', libelle: 'Intitulé de l’action', valeur: 'Soudeur' }] }] },
        ],
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Ce que voient les utilisateurs de Kairos' }));
    const ligne = await screen.findByRole('row', { name: /Renaud/ });
    expect(ligne.textContent).toBe('RenaudOUIFORM—');
    await userEvent.click(screen.getByRole('tab', { name: 'Les écrans de la fiche' }));
    expect((await screen.findByRole('tabpanel', { name: 'Les écrans de la fiche' })).textContent).toContain('Intitulé de l’actionSoudeur');
    expect(screen.queryByRole('row', { name: /Renaud/ })).toBeNull();
  });
});
