/** The public API v1: its table of routes. */
import type { Deps } from '../deps.ts';
import type { Route } from '../socle/route.ts';
import { createRoutesBlocages } from './blocages.ts';
import { createRoutesCreneaux } from './creneaux.ts';
import { createRoutesApresCreneau } from './creneaux-apres.ts';
import { createRoutesDivergences } from './divergences.ts';
import { createRoutesFiches } from './fiches.ts';
import { createRoutesFormations } from './formations.ts';
import { createRoutesNonRetenus } from './non-retenus.ts';
import { createRoutesOrganismes } from './organismes.ts';
import { createRoutesParcours } from './parcours.ts';
import { createRoutesPolitiques } from './politiques.ts';
import { createRoutesPositionnements } from './positionnements.ts';
import { createRoutesReconciliations } from './reconciliations.ts';
import { createRoutesRelances } from './relances.ts';
import { createRoutesSauts } from './sauts.ts';
import { createRoutesSessions } from './sessions.ts';

export const createRoutesV1 = (deps: Deps): Route[] => [
  ...createRoutesFormations(deps),
  ...createRoutesFiches(deps),
  ...createRoutesSessions(deps),
  ...createRoutesSauts(deps),
  ...createRoutesDivergences(deps),
  ...createRoutesPositionnements(deps),
  ...createRoutesParcours(deps),
  ...createRoutesNonRetenus(deps),
  ...createRoutesCreneaux(deps),
  ...createRoutesApresCreneau(deps),
  ...createRoutesBlocages(deps),
  ...createRoutesRelances(deps),
  ...createRoutesPolitiques(deps),
  ...createRoutesOrganismes(deps),
  ...createRoutesReconciliations(deps),
];
