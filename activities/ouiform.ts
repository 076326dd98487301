/** OUIFORM: what flows may cause there. */
import type { contratOuiform } from '../systems/ouiform/contract.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';
import { publication } from './publication.ts';
import { suivi } from './suivi.ts';

export const createOuiform = ({ client, dossiers }: { client: Client<typeof contratOuiform>; dossiers: Dossiers }) => ({
  ...publication(client, dossiers),
  ...suivi(client, dossiers),
});
