// @vitest-environment jsdom
/** What must be told something: a policy, a remedy; and what an account that may not act is shown. */
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { reactRouterProvider } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../domain/causes.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { SEUILS } from '../../domain/seuils.ts';
import { afficher, probleme, type Reponses } from '../essais/afficher.tsx';
import { blocage, MAINTENANT, situationBloquee } from '../essais/exemples.ts';
import { ActionsBlocage } from './commun/ActionsBlocage.tsx';
import Politique from './politiques/Politique.tsx';

const { Route, Routes } = reactRouterProvider;
const ouvrirPolitique = (cause: string, reponses: Reponses) =>
  afficher(
    <Routes>
      <Route path="/politiques/:cause" element={<Politique />} />
    </Routes>,
    reponses,
    `/politiques/${cause}`,
  );

describe('a policy', () => {
  const { cause, ...saisie } = POLITIQUES_PAR_DEFAUT.PRESENCE_NON_SAISIE;
  const detail = {
    ...saisie,
    cause,
    intitule: 'Présences non saisies',
    version: 2,
    modifieePar: null,
    modifieeLe: null,
    attentes: 12,
    restants: 0,
    historique: [],
  };
  it('is put in force against the version that was read', async () => {
    const { appels } = ouvrirPolitique(cause, {
      [`GET /api/v1/politiques/${cause}`]: detail,
      [`PUT /api/v1/politiques/${cause}`]: { ...detail, version: 3 },
    });
    // Only once the role is known does the form open.
    await screen.findByRole('button', { name: 'Ajouter une étape' });
    const repos = screen.getByLabelText('Repos entre deux courriels (heures)');
    await userEvent.clear(repos);
    await userEvent.type(repos, '12');
    await userEvent.click(screen.getByRole('button', { name: 'Mettre en vigueur' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Mettre en vigueur' }));
    expect(await screen.findByText('Version 3 en vigueur.')).toBeTruthy();
    expect(appels.find((a) => a.methode === 'PUT')?.corps).toEqual({ ...saisie, reposHeures: 12, version: 2 });
  });

  it('G2: says when an absence is presumed, or never', async () => {
    const { appels } = ouvrirPolitique(cause, {
      [`GET /api/v1/politiques/${cause}`]: detail,
      [`PUT /api/v1/politiques/${cause}`]: { ...detail, version: 3 },
    });
    await screen.findByRole('button', { name: 'Ajouter une étape' });
    const groupe = within(screen.getByRole('group', { name: /Présumer absents/ }));
    const enVigueur = screen.getByRole('button', { name: 'Mettre en vigueur' });
    fireEvent.change(groupe.getByLabelText('Après'), { target: { value: '0' } });
    expect(screen.getByText('Une absence ne peut pas être présumée avant que l’organisme ait été relancé.')).toBeTruthy();
    expect(enVigueur.hasAttribute('disabled')).toBe(true);
    fireEvent.click(groupe.getByRole('switch'));
    fireEvent.click(enVigueur);
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Mettre en vigueur' }));
    await screen.findByText('Version 3 en vigueur.');
    const { absenceProvisoire: _, ...jamais } = saisie;
    expect(appels.find((a) => a.methode === 'PUT')?.corps).toEqual({ ...jamais, version: 2 });
  });

  it('S20: says how long a closed partner’s messages are kept', async () => {
    const { cause: ferme, ...defaut } = POLITIQUES_PAR_DEFAUT.PARTENAIRE_FERME;
    const lue = { ...detail, ...defaut, cause: ferme, absenceProvisoire: undefined };
    const { appels } = ouvrirPolitique(ferme, {
      [`GET /api/v1/politiques/${ferme}`]: lue,
      [`PUT /api/v1/politiques/${ferme}`]: { ...lue, version: 3 },
    });
    await screen.findByRole('button', { name: 'Ajouter une étape' });
    fireEvent.change(within(screen.getByRole('group', { name: 'Garder ce qui attend' })).getByLabelText('Pendant'), { target: { value: '20' } });
    fireEvent.click(screen.getByRole('button', { name: 'Mettre en vigueur' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Mettre en vigueur' }));
    await screen.findByText('Version 3 en vigueur.');
    expect(appels.find((a) => a.methode === 'PUT')?.corps).toEqual({ ...defaut, conservation: { jours: 20 }, version: 2 });
  });

  it('S22: sends the thresholds, the one that changed with those that did not', async () => {
    const { cause: places, ...defaut } = POLITIQUES_PAR_DEFAUT.PLACES_NON_POURVUES;
    const lue = { ...detail, ...defaut, cause: places, absenceProvisoire: undefined };
    const { appels } = ouvrirPolitique(places, {
      [`GET /api/v1/politiques/${places}`]: lue,
      [`PUT /api/v1/politiques/${places}`]: { ...lue, version: 3 },
    });
    await screen.findByRole('button', { name: 'Ajouter une étape' });
    fireEvent.change(within(screen.getByRole('group', { name: SEUILS.remplissage.libelle })).getByLabelText('%'), { target: { value: '50' } });
    fireEvent.click(screen.getByRole('button', { name: 'Mettre en vigueur' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Mettre en vigueur' }));
    await screen.findByText('Version 3 en vigueur.');
    const corps = appels.find((a) => a.methode === 'PUT')?.corps;
    expect(corps).toEqual({ ...defaut, seuils: { approche: 15, remplissage: 50, absences: 30 }, version: 2 });
  });
});

describe('a remedy that must be told something', () => {
  it('waits for its motif, keeps it when it is refused, and says who was first', async () => {
    const action = { code: 'traiterHorsSysteme', libelle: 'Marquer traité hors système', effet: 'Le dossier n’attend plus.', groupable: true };
    const b = { ...blocage, situation: { ...situationBloquee, actions: [action] } };
    const { appels } = afficher(<ActionsBlocage blocage={b} maintenant={MAINTENANT} />, {
      [`POST /api/admin/blocages/${b.id}/actions/traiterHorsSysteme`]: probleme(409, 'Déjà fait par Équipe d’animation à 14 h 02.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: action.libelle }));
    const dialogue = within(await screen.findByRole('dialog'));
    expect(dialogue.getByRole('button', { name: action.libelle }).hasAttribute('disabled')).toBe(true);
    await userEvent.type(dialogue.getByLabelText(/Motif/), 'Vu au forum');
    await userEvent.clear(dialogue.getByLabelText('Personnes vues et non retenues'));
    await userEvent.type(dialogue.getByLabelText('Personnes vues et non retenues'), '2');
    await userEvent.click(dialogue.getByRole('button', { name: action.libelle }));
    expect((await dialogue.findByRole('alert')).textContent).toBe('Déjà fait par Équipe d’animation à 14 h 02.');
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ motif: 'Vu au forum', nonRetenus: 2 });
  });

  it('REJET_FONCTIONNEL: skips a step only with its motif, saying what that does', async () => {
    const { remedes } = CAUSES.REJET_FONCTIONNEL;
    const b = { ...blocage, cause: 'REJET_FONCTIONNEL', situation: { ...situationBloquee, actions: [...remedes] } };
    const { appels } = afficher(<ActionsBlocage blocage={b} maintenant={MAINTENANT} />, {
      [`POST /api/admin/blocages/${b.id}/actions/passer`]: { blocage: b.id, fait: true, phrase: 'Étape passée.', jusqua: null },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Passer cette étape' }));
    const dialogue = within(await screen.findByRole('dialog'));
    expect(dialogue.getByText(/Le dossier continue sans ce partenaire/)).toBeTruthy();
    const confirmer = dialogue.getByRole('button', { name: 'Passer cette étape' });
    expect(confirmer.hasAttribute('disabled')).toBe(true);
    await userEvent.type(dialogue.getByLabelText(/Motif/), 'AUDE ne connaîtra pas ce dossier');
    await userEvent.click(confirmer);
    await screen.findByText('Étape passée.');
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ motif: 'AUDE ne connaîtra pas ce dossier' });
  });

  it('S6: asks whom the other slot is for when several people wait, and leaves out the slot they hold', async () => {
    const action = { code: 'proposerAutreCreneau', libelle: 'Proposer un autre créneau', effet: 'La personne passe sur un autre créneau.', groupable: false };
    const b = { ...blocage, situation: { ...situationBloquee, actions: [action] } };
    const personnes = [1, 2].map((n) => ({
      positionnement: `p${n}`,
      personne: n === 1 ? 'Camille R.' : null,
      parcours: `${n}2345678-x`,
      creneau: 'ICO-103725-1',
    }));
    const creneau = (id: string, debut: string) => ({
      id,
      session: '103725',
      intitule: 'Soudeur',
      organisme: 'Horizon Formation',
      modalite: 'ICO',
      debut,
      fin: debut,
      places: 12,
      placesLibres: 3,
      statut: 'PUBLIE',
      blocages: 0,
    });
    const elements = [creneau('ICO-103725-1', '2026-11-26T09:00:00.000Z'), creneau('ICO-103725-2', '2026-11-27T09:00:00.000Z')];
    const { appels } = afficher(<ActionsBlocage blocage={b} maintenant={MAINTENANT} />, {
      [`GET /api/admin/blocages/${b.id}/concernes`]: { elements: personnes },
      'GET /api/admin/creneaux': { elements, total: 2, suivant: null, maintenant: MAINTENANT },
      [`POST /api/admin/blocages/${b.id}/actions/proposerAutreCreneau`]: { blocage: b.id, fait: true, phrase: 'Autre créneau proposé.', jusqua: null },
    });
    await userEvent.click(await screen.findByRole('button', { name: action.libelle }));
    const dialogue = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialogue.findByRole('combobox', { name: /Pour qui/ }));
    expect(screen.getAllByRole('option').map((o) => o.textContent)).toEqual(['Camille R.', 'Parcours 22345678']);
    await userEvent.click(screen.getByRole('option', { name: 'Parcours 22345678' }));
    await userEvent.click(dialogue.getByRole('combobox', { name: /Créneau à proposer/ }));
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await userEvent.click(screen.getByRole('option'));
    await userEvent.click(dialogue.getByRole('button', { name: action.libelle }));
    await screen.findByText('Autre créneau proposé.');
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ positionnement: 'p2', creneau: 'ICO-103725-2' });
  });

  it('S18: chooses between the two values themselves, each with the system that says it', async () => {
    const action = { code: 'choisirValeur', libelle: 'Choisir la valeur juste', effet: 'La valeur choisie s’impose.', groupable: false };
    const b = { ...blocage, valeurs: { champ: 'Le nombre de places', smf: '442', kairos: '82' }, situation: { ...situationBloquee, actions: [action] } };
    const { appels } = afficher(<ActionsBlocage blocage={b} maintenant={MAINTENANT} />, {
      [`POST /api/admin/blocages/${b.id}/actions/choisirValeur`]: { blocage: b.id, fait: true, phrase: 'Valeur choisie.', jusqua: null },
    });
    await userEvent.click(await screen.findByRole('button', { name: action.libelle }));
    const dialogue = within(await screen.findByRole('dialog'));
    expect(within(dialogue.getByRole('radiogroup', { name: 'Le nombre de places' })).getAllByRole('radio')).toHaveLength(2);
    await userEvent.click(dialogue.getByLabelText('82 — Kairos'));
    await userEvent.click(dialogue.getByRole('button', { name: action.libelle }));
    await screen.findByText('Valeur choisie.');
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ valeur: 'kairos' });
  });
});

describe('an account that sees and does not act (the Région)', () => {
  it('reads the sentence without a remedy, and who took it in charge', async () => {
    const b = { ...blocage, situation: { ...situationBloquee, actions: [] }, priseEnCharge: { par: 'Équipe d’animation', jusqua: null } };
    afficher(<ActionsBlocage blocage={b} maintenant={MAINTENANT} />, {});
    await screen.findByText('Pris en charge par Équipe d’animation');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
