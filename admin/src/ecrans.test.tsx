// @vitest-environment jsdom
/** The screens that follow the flows, each in its four states; then what each lets one do. */
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ComponentType, createElement } from 'react';
import { reactRouterProvider } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { afficher, JAMAIS, probleme, type Reponses } from '../essais/afficher.tsx';
import { blocage, MAINTENANT, operation, situationBloquee } from '../essais/exemples.ts';
import ListeDemandeurs from './demandeurs/ListeDemandeurs.tsx';
import ListeFiches from './fiches/ListeFiches.tsx';
import Journal from './journal/Journal.tsx';
import Operation from './operations/Operation.tsx';
import Operations from './operations/Operations.tsx';
import ListeOrganismes from './organismes/ListeOrganismes.tsx';
import Organisme from './organismes/Organisme.tsx';
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

const effet = {
  heures: 72,
  lignes: [
    {
      cause: 'PRESENCE_NON_SAISIE',
      titre: 'Présences non saisies',
      niveau: 2,
      a: 'Organisme',
      organisme: OF,
      envoyees: 8,
      rebondies: 1,
      suivies: 6,
      part: 0.75,
      medianeHeures: 5,
    },
  ],
};
type Liste = { nom: string; ecran: ComponentType; lire: string; ou?: string; rien?: unknown; vide: string; plein: unknown; signe: string };
const LISTES: Liste[] = [
  { nom: 'Relances', ecran: Relances, lire: 'GET /api/admin/relances', vide: 'Aucune relance n’est encore partie.', plein: page(relance), signe: 'Revenue' },
  {
    nom: 'Relances à venir',
    ecran: Relances,
    lire: 'GET /api/admin/relances',
    ou: '/relances?vue=a_venir',
    vide: 'Aucune relance n’est prévue.',
    plein: page({ ...relance, etat: 'PREVUE', envoyeeLe: null, echec: null }),
    signe: 'Présences non saisies',
  },
  {
    nom: 'Effet des relances',
    ecran: Relances,
    lire: 'GET /api/admin/relances/effet',
    ou: '/relances?vue=effet&parOrganisme=true',
    rien: { heures: 72, lignes: [] },
    vide: 'Aucune relance à mesurer.',
    plein: effet,
    signe: 'Horizon Formation',
  },
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

describe.each(LISTES)('$nom', ({ ecran, lire, ou = '/', rien = page(), vide, plein, signe }) => {
  const montrer = (reponse: unknown) => afficher(createElement(ecran), { [lire]: reponse }, ou);
  it('loads, then says what there is', async () => {
    montrer(JAMAIS);
    expect(await screen.findByRole('status', { name: 'Chargement…' })).toBeTruthy();
  });
  it('says why it cannot be shown', async () => {
    montrer(probleme(503, 'Le service n’est pas disponible pour le moment.'));
    expect((await screen.findByRole('alert')).textContent).toContain('Le service n’est pas disponible pour le moment.');
  });
  it('says that there is nothing', async () => {
    montrer(rien);
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

describe('an organisme', () => {
  const critere = { critere: 'PRESENCE', libelle: 'Présences saisies', poids: 15, note: 40, total: 10, manque: 6, sessions: 0, personnes: 6 };
  const detail = {
    ...organisme,
    numeroActivite: null,
    courriel: 'contact@organisme.example',
    telephone: null,
    qualite: { score: 64, criteres: [{ ...critere, effet: '6 personnes ne peuvent pas être repositionnées (R27).' }] },
    bloquees: [],
    creneaux: [],
  };
  it('G14: shows its note out of 100, and for each thing that is missing what it costs and to whom', async () => {
    ouvrir(Organisme, '/organismes/:siret', `/organismes/${OF.siret}`, { [`GET /api/admin/organismes/${OF.siret}`]: detail });
    expect(await screen.findByText('64 sur 100')).toBeTruthy();
    const cellules = within(await screen.findByRole('row', { name: /Présences saisies/ })).getAllByRole('cell');
    expect(cellules.map((c) => c.textContent)).toEqual(['40', '6 sur 10', '6 personnes ne peuvent pas être repositionnées (R27).']);
  });
  it('says that there is nothing to judge yet', async () => {
    ouvrir(Organisme, '/organismes/:siret', `/organismes/${OF.siret}`, {
      [`GET /api/admin/organismes/${OF.siret}`]: { ...detail, qualite: { score: null, criteres: [] } },
    });
    expect(await screen.findByText('Rien à juger')).toBeTruthy();
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
