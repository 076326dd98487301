/** OUIFORM: what flows may cause there. */
import type { contratOuiform } from '../systems/ouiform/contract.ts';
import type { Dire } from './affichage.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';
import { publication } from './publication.ts';
import { suivi } from './suivi.ts';

export const createOuiform = ({ client, dossiers, dire }: { client: Client<typeof contratOuiform>; dossiers: Dossiers; dire: Dire }) => ({
  ...publication({ client, dossiers, dire }),
  ...suivi(client, dossiers),
});
