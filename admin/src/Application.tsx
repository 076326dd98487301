/** The dashboard: providers, themes, resources. Every screen is a lazy chunk. */
import { lazy } from 'react';
import { Admin, CustomRoutes, Resource, type Store } from 'react-admin';
import { BrowserRouter, Route } from 'react-router';
import { Connexion } from './acces/Connexion.tsx';
import { createDonnees } from './fournisseurs/donnees.ts';
import type { Appeler } from './fournisseurs/http.ts';
import { langue } from './fournisseurs/langue.ts';
import { createSession } from './fournisseurs/session.ts';
import { Gabarit } from './gabarit/Gabarit.tsx';
import { themeClair, themeSombre } from './gabarit/theme.ts';

const ATraiter = lazy(() => import('./a-traiter/ATraiter.tsx'));
const Cause = lazy(() => import('./a-traiter/Cause.tsx'));
const ListeParcours = lazy(() => import('./parcours/ListeParcours.tsx'));
const FicheParcours = lazy(() => import('./parcours/FicheParcours.tsx'));
const Systemes = lazy(() => import('./systemes/Systemes.tsx'));
const ListeSessions = lazy(() => import('./sessions/ListeSessions.tsx'));
const ListeCreneaux = lazy(() => import('./creneaux/ListeCreneaux.tsx'));
const Relances = lazy(() => import('./relances/Relances.tsx'));
const Operations = lazy(() => import('./operations/Operations.tsx'));
const Operation = lazy(() => import('./operations/Operation.tsx'));
const ListeOrganismes = lazy(() => import('./organismes/ListeOrganismes.tsx'));
const Organisme = lazy(() => import('./organismes/Organisme.tsx'));
const ListeFiches = lazy(() => import('./fiches/ListeFiches.tsx'));
const Fiche = lazy(() => import('./fiches/Fiche.tsx'));
const ListeDemandeurs = lazy(() => import('./demandeurs/ListeDemandeurs.tsx'));
const Demandeur = lazy(() => import('./demandeurs/Demandeur.tsx'));
const Journal = lazy(() => import('./journal/Journal.tsx'));
const Validation = lazy(() => import('./validation/Validation.tsx'));
const FicheAValider = lazy(() => import('./validation/FicheAValider.tsx'));
const Politiques = lazy(() => import('./politiques/Politiques.tsx'));
const Politique = lazy(() => import('./politiques/Politique.tsx'));

export const createApplication = (appeler: Appeler, base: string, store?: Store) => {
  const donnees = createDonnees(appeler);
  const session = createSession(appeler);
  return () => (
    <BrowserRouter basename={base}>
      <Admin
        title="Maillon"
        requireAuth
        disableTelemetry
        dataProvider={donnees}
        authProvider={session}
        i18nProvider={langue}
        theme={themeClair}
        darkTheme={themeSombre}
        layout={Gabarit}
        loginPage={Connexion}
        dashboard={ATraiter}
        {...(store ? { store } : {})}
      >
        <Resource name="blocages" />
        <Resource name="parcours" list={ListeParcours} show={FicheParcours} />
        <Resource name="sessions" list={ListeSessions} />
        <Resource name="creneaux" list={ListeCreneaux} />
        <CustomRoutes>
          <Route path="/a-traiter/:onglet/:cause" element={<Cause />} />
          <Route path="/systemes" element={<Systemes />} />
          <Route path="/relances" element={<Relances />} />
          <Route path="/operations" element={<Operations />} />
          <Route path="/operations/:id" element={<Operation />} />
          <Route path="/organismes" element={<ListeOrganismes />} />
          <Route path="/organismes/:siret" element={<Organisme />} />
          <Route path="/fiches" element={<ListeFiches />} />
          <Route path="/fiches/:numero" element={<Fiche />} />
          <Route path="/demandeurs" element={<ListeDemandeurs />} />
          <Route path="/demandeurs/:id" element={<Demandeur />} />
          <Route path="/journal" element={<Journal />} />
          <Route path="/validation" element={<Validation />} />
          <Route path="/validation/:numero" element={<FicheAValider />} />
          <Route path="/politiques" element={<Politiques />} />
          <Route path="/politiques/:cause" element={<Politique />} />
        </CustomRoutes>
      </Admin>
    </BrowserRouter>
  );
};
