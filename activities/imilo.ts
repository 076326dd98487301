/** i-Milo: the proposals that the interconnection shows on a synchronised dossier (R31). */
import type { StatutPositionnement, Suite } from '../domain/codes.ts';
import type { contratImilo } from '../systems/imilo/contract.ts';
import type { Client } from './client.ts';
import type { Cible, Dossiers } from './dossiers.ts';

export const createImilo = ({ client, dossiers }: { client: Client<typeof contratImilo>; dossiers: Dossiers }) => {
  const dossierDe = async (positionnement: string) => {
    const { dossierImilo, intitule } = await dossiers.lireAnnonce(positionnement);
    return { dossier: dossierImilo ?? '', intitule };
  };
  return {
    proposer: async (cle: string, { positionnement, session }: Cible) =>
      client('proposer', cle, { ...(await dossierDe(positionnement)), positionnement, session, statut: 'CONFIRME' }),
    suivre: async (cle: string, { positionnement, statut, suite }: Cible & { statut?: StatutPositionnement; suite?: Suite }) => {
      const { dossier } = await dossierDe(positionnement);
      return client('suivre', cle, { dossier, positionnement, ...(statut && { statut }), ...(suite && { suite }) });
    },
    situer: async (cle: string, { positionnement, situation }: Cible & { situation: 'Formation' | 'Sortie' }) => {
      const { dossier } = await dossierDe(positionnement);
      return client('situer', cle, { dossier, positionnement, situation });
    },
  };
};
