/** RCO: the export of sessions, and their withdrawal. */
import type { EtatRecrutement } from '../domain/codes.ts';
import type { contratRco } from '../systems/rco/contract.ts';
import type { Dire } from './affichage.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';

type Deps = { client: Client<typeof contratRco>; dossiers: Dossiers; dire: Dire };
/** `redire`: its answer may be another one, though the offer is the same. */
type Export = { session: string; etat?: EtatRecrutement; redire?: boolean };

export const createRco = ({ client, dossiers, dire }: Deps) => ({
  exporterSession: async (cle: string, { session, etat, redire }: Export) => {
    const { plus: _, ...offre } = await dossiers.lireOffre(session, etat); // L768: the network does not show it
    return dire(cle, { sujet: `session:${session}`, parties: { offre }, redire }, (c) => client('exporterSession', c, offre));
  },
  retirerSession: async (cle: string, { session }: { session: string }) =>
    dire(cle, { sujet: `session:${session}`, parties: { offre: null } }, (c) => client('retirerSession', c, { session, motif: 'Session terminée' })),
});
