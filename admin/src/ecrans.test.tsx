// @vitest-environment jsdom
/** The screens that follow the flows, each in its four states; then what each lets one do. */
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ComponentType, createElement } from 'react';
import { reactRouterProvider } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { afficher, JAMAIS, probleme, type Reponses } from '../essais/afficher.tsx';
import { blocage, MAINTENANT, operation, situationBloquee } from '../essais/exemples.ts';
import { ActionsBlocage } from './commun/ActionsBlocage.tsx';
import ListeDemandeurs from './demandeurs/ListeDemandeurs.tsx';
import ListeFiches from './fiches/ListeFiches.tsx';
import Journal from './journal/Journal.tsx';
import Operation from './operations/Operation.tsx';
import Operations from './operations/Operations.tsx';
import ListeOrganismes from './organismes/ListeOrganismes.tsx';
import Politique from './politiques/Politique.tsx';
import Relances from './relances/Relances.tsx';
import FicheAValider from './validation/FicheAValider.tsx';
import Validation from './validation/Validation.tsx';

const { Route, Routes } = reactRouterProvider;
const OF = { siret: '99900000100017', nom: 'Horizon Formation' };
const page = (...elements: unknown[]) => ({ elements, suivant: null, maintenant: MAINTENANT });

const relance = {
  id: 'r1',
  blocage: blocage.id,
  cause: 'PRESENCE_NON_SAISIE',
  titre: 'Présences non saisies',
  niveau: 1,
  organisme: OF,
  a: 'Organisme',
  canal: 'COURRIEL',
  objet: '6 présences à saisir',
  etat: 'REBONDIE',
  prevueLe: MAINTENANT,
  envoyeeLe: MAINTENANT,
  echec: 'Boîte inconnue.',
  suivieApresHeures: null,
};
const fiche = { numero: 'A825301', intitule: 'Soudeur', organisme: OF, etat: 'SOUMISE' };
const ficheLigne = { ...fiche, valideeLe: null, majLe: MAINTENANT, sessions: 1, blocages: 0 };
const ficheV1 = { ...fiche, codeEtat: '03', depuis: MAINTENANT, ageJours: 2, situation: situationBloquee };
const demandeur = {
  id: '0a5f6c1e-8f2b-4b59-9f0e-000000000001',
  personne: 'Camille R.',
  statut: 'RADIE',
  depuis: MAINTENANT,
  differees: 2,
  parcours: 1,
  blocages: 0,
};
const organisme = { ...OF, sessions: 2, blocages: 1, plusAncien: MAINTENANT, derniereRelance: null };
const fait = {
  rang: '1',
  date: MAINTENANT,
  reelLe: MAINTENANT,
  processus: 'fiche:A825301',
  parcours: null,
  acteur: 'Équipe d’animation',
  systeme: null,
  code: 'ACTE',
  fait: 'Étape passée',
  detail: null,
  acte: { motif: 'Doublon', avant: { niveau: 1 }, apres: { niveau: 2 }, operation: null },
};

const LISTES: { nom: string; ecran: ComponentType; lire: string; vide: string; plein: unknown; signe: string }[] = [
  { nom: 'Relances', ecran: Relances, lire: 'GET /api/admin/relances', vide: 'Aucune relance n’est encore partie.', plein: page(relance), signe: 'Revenue' },
  {
    nom: 'Opérations',
    ecran: Operations,
    lire: 'GET /api/admin/operations',
    vide: 'Aucune opération groupée pour le moment.',
    plein: page(operation),
    signe: operation.titre,
  },
  { nom: 'Validation', ecran: Validation, lire: 'GET /api/v1/fiches', vide: 'Aucune fiche n’attend.', plein: page(ficheV1), signe: 'Soudeur (A825301)' },
  { nom: 'Fiches', ecran: ListeFiches, lire: 'GET /api/admin/fiches', vide: 'Aucune fiche.', plein: page(ficheLigne), signe: 'À valider' },
  { nom: 'Demandeurs', ecran: ListeDemandeurs, lire: 'GET /api/admin/demandeurs', vide: 'Aucun demandeur suivi.', plein: page(demandeur), signe: 'Radié' },
  {
    nom: 'Organismes',
    ecran: ListeOrganismes,
    lire: 'GET /api/admin/organismes',
    vide: 'Aucun organisme.',
    plein: page(organisme),
    signe: 'Horizon Formation',
  },
  {
    nom: 'Journal',
    ecran: Journal,
    lire: 'GET /api/admin/journal',
    vide: 'Rien n’est encore inscrit au journal.',
    plein: page(fait),
    signe: 'Motif : Doublon',
  },
];

describe.each(LISTES)('$nom', ({ ecran, lire, vide, plein, signe }) => {
  const montrer = (reponse: unknown) => afficher(createElement(ecran), { [lire]: reponse });
  it('loads, then says what there is', async () => {
    montrer(JAMAIS);
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('says why it cannot be shown', async () => {
    montrer(probleme(503, 'Le service n’est pas disponible pour le moment.'));
    expect((await screen.findByRole('alert')).textContent).toContain('Le service n’est pas disponible pour le moment.');
  });
  it('says that there is nothing', async () => {
    montrer(page());
    expect(await screen.findByText(vide)).toBeTruthy();
  });
  it('shows its rows', async () => {
    montrer(plein);
    expect(await screen.findByText(signe)).toBeTruthy();
  });
});

const ouvrir = (ecran: ComponentType, route: string, chemin: string, reponses: Reponses) =>
  afficher(
    <Routes>
      <Route path={route} element={createElement(ecran)} />
    </Routes>,
    reponses,
    chemin,
  );

describe('a bulk operation', () => {
  const LIRE = `GET /api/admin/operations/${operation.id}`;
  const voir = (o: object, plus: Reponses = {}) =>
    ouvrir(Operation, '/operations/:id', `/operations/${operation.id}`, { [LIRE]: { ...operation, ...o }, ...plus });
  it('stops, after a question', async () => {
    const { appels } = voir({}, { [`POST /api/admin/operations/${operation.id}/arret`]: { ...operation, arretDemande: true } });
    await userEvent.click(await screen.findByRole('button', { name: 'Arrêter' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Arrêter' }));
    expect(await screen.findByText('L’arrêt est demandé.')).toBeTruthy();
    expect(appels.some((a) => a.methode === 'POST' && a.chemin.endsWith('/arret'))).toBe(true);
  });
  it('offers to retry its failures, and says what each case answered', async () => {
    const ligne = {
      rang: 1,
      blocage: blocage.id,
      objet: 'Soudeur',
      organisme: null,
      etat: 'ECHEC',
      phrase: 'Le flux n’a pas répondu.',
      jusqua: null,
      le: MAINTENANT,
    };
    voir({ etat: 'TERMINEE', aFaire: 0, faites: 9, echecs: 1, lignes: { elements: [ligne], suivant: null } });
    expect(await screen.findByRole('button', { name: 'Reprendre 1 ligne' })).toBeTruthy();
    expect(screen.getByText('Le flux n’a pas répondu.')).toBeTruthy();
  });
});

describe('a fiche to validate', () => {
  const lue = {
    ...ficheV1,
    remarques: null,
    empreinte: 'abc',
    valideeLe: MAINTENANT,
    ecrans: [],
    differences: [{ ecran: 3, champ: 'Date de début', chemin: 'x', avant: '20270102', apres: '20270109' }],
  };
  it('shows what changed, and returns it with remarks only, bound to the version read', async () => {
    const { appels } = ouvrir(FicheAValider, '/validation/:numero', '/validation/A825301', {
      'GET /api/v1/fiches/A825301': lue,
      'POST /api/v1/fiches/A825301/retour': { numero: 'A825301' },
    });
    expect(await screen.findByText('20270109')).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Retourner' }));
    const dialogue = within(await screen.findByRole('dialog'));
    expect(dialogue.getByRole('button', { name: 'Retourner' }).hasAttribute('disabled')).toBe(true);
    await userEvent.type(dialogue.getByLabelText(/Remarques/), 'Précisez les dates.');
    await userEvent.click(dialogue.getByRole('button', { name: 'Retourner' }));
    expect(await screen.findByText('Fiche retournée à l’organisme.')).toBeTruthy();
    expect(appels.find((a) => a.methode === 'POST')?.corps).toEqual({ empreinte: 'abc', remarques: 'Précisez les dates.' });
  });
});

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
    const { appels } = ouvrir(Politique, '/politiques/:cause', `/politiques/${cause}`, {
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
    const { appels } = ouvrir(Politique, '/politiques/:cause', `/politiques/${cause}`, {
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
    const { appels } = ouvrir(Politique, '/politiques/:cause', `/politiques/${ferme}`, {
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
      organisme: OF.nom,
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
