/** The dashboard's API: one table of routes, to be given to the application as `autres`. */
import type { Systeme } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Flux } from '../flux.ts';
import type { Horloge } from '../horloge.ts';
import type { Receptions } from '../receptions/index.ts';
import type { Route } from '../socle/route.ts';
import { createAgir } from './actions.ts';
import { createRoutesBlocages } from './blocages.ts';
import { createRoutesDemandeurs } from './demandeurs.ts';
import { createRoutesFiches } from './fiches.ts';
import { createRoutesJournal } from './journal.ts';
import { createRoutesLienOf } from './lien-of.ts';
import { createRoutesNotes } from './notes.ts';
import { createRoutesOffre } from './offre.ts';
import { createRoutesOperations } from './operations.ts';
import { createRoutesOrganismes } from './organismes.ts';
import { createRoutesParcours } from './parcours.ts';
import { createPartenaire } from './partenaire.ts';
import { createRoutesPilotage } from './pilotage.ts';
import { createRoutesRelances } from './relances.ts';
import { createRoutesSuspension } from './suspension.ts';
import { createRoutesSystemes } from './systemes.ts';
import { createRoutesVues } from './vues-enregistrees.ts';

type Dependances = {
  hub: Hub;
  flux: Flux;
  horloge: Horloge;
  receptions: Receptions;
  config: { url: string; demonstration: boolean; cleSystemes: string; systemes: Record<Systeme, string> };
  /** Gives an organisme a new link in place of all it had. */
  regenererLiens?: (siret: string) => Promise<{ revoques: number; envoyeA: string | null }>;
  /** Temporal UI and its namespace, when there is one to link to. */
  temporalUi?: { url: string; namespace: string } | null;
  aller?: typeof fetch;
};

export const createAdmin = ({ hub, flux, horloge, receptions, config, regenererLiens, temporalUi = null, aller = fetch }: Dependances): Route[] => {
  const agir = createAgir({ hub, flux, horloge, receptions });
  const partenaire = createPartenaire({ ...config, aller });
  const lienTemporal = (workflow: string): string | null =>
    temporalUi === null ? null : `${temporalUi.url}/namespaces/${encodeURIComponent(temporalUi.namespace)}/workflows/${encodeURIComponent(workflow)}`;
  return [
    ...createRoutesBlocages({ hub, horloge, agir }),
    ...createRoutesOperations({ hub, horloge, receptions }),
    ...createRoutesParcours({ hub, flux, horloge, lienTemporal }),
    ...createRoutesNotes({ hub, horloge }),
    ...createRoutesRelances({ hub, horloge }),
    ...createRoutesFiches({ hub, horloge, lienTemporal }),
    ...createRoutesDemandeurs({ hub, horloge, lienTemporal }),
    ...createRoutesOrganismes({ hub, horloge }),
    ...createRoutesLienOf({ hub, horloge, url: config.url, regenerer: regenererLiens }),
    ...createRoutesPilotage({ hub, horloge }),
    ...createRoutesJournal({ hub }),
    ...createRoutesVues({ hub }),
    ...createRoutesSuspension({ hub, horloge, receptions }),
    ...createRoutesOffre({ hub }),
    ...createRoutesSystemes({ hub, horloge, partenaire, demonstration: config.demonstration }),
  ];
};
