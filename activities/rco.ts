/** RCO: the export of sessions, and their withdrawal. */
import type { contratRco } from '../systems/rco/contract.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';

export const createRco = ({ client, dossiers }: { client: Client<typeof contratRco>; dossiers: Dossiers }) => ({
  exporterSession: async (cle: string, { session }: { session: string }) => client('exporterSession', cle, await dossiers.lireOffre(session)),
  retirerSession: async (cle: string, { session }: { session: string }) => client('retirerSession', cle, { session, motif: 'Session terminée' }),
});
