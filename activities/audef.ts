/** AUDEF: what flows may cause there. */
import { motifDe } from '../prisma/motifs.ts';
import type { contratAudef } from '../systems/audef/contract.ts';
import type { Dire } from './affichage.ts';
import type { Client } from './client.ts';
import type { Cible, Dossiers } from './dossiers.ts';
import { publication } from './publication.ts';
import { suivi } from './suivi.ts';

export const createAudef = ({ client, dossiers, dire }: { client: Client<typeof contratAudef>; dossiers: Dossiers; dire: Dire }) => ({
  ...publication({ client, dossiers, dire }),
  ...suivi(client, dossiers),
  enregistrerAis: async (cle: string, { parcours, session, date }: Cible & { date: string }) => client('enregistrerAis', cle, { parcours, session, date }),
  retirerAis: async (cle: string, { parcours, session, positionnement }: Cible) => {
    const motif = motifDe(await dossiers.lireDossier(positionnement), 'INSCRIPTION');
    return client('retirerAis', cle, { parcours, session, motif: motif ?? 'Non précisé' });
  },
});
