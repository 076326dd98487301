/** The offer's effects, the same on each tool that shows it: sessions, slots, état du recrutement (M1–M3). */
import type { EtatRecrutement } from '../domain/codes.ts';
import type { contratAudef } from '../systems/audef/contract.ts';
import type { contratKairos } from '../systems/kairos/contract.ts';
import type { contratOuiform } from '../systems/ouiform/contract.ts';
import type { Client } from './client.ts';
import type { Dossiers } from './dossiers.ts';

type Montre = Pick<
  typeof contratKairos & typeof contratOuiform & typeof contratAudef,
  'publierSession' | 'changerEtatRecrutement' | 'publierCreneau' | 'deplacerCreneau' | 'annulerCreneau'
>;

export const publication = (client: Client<Montre>, dossiers: Dossiers) => ({
  publierSession: async (cle: string, { session }: { session: string }) => {
    const { apprentissage: _, ...offre } = await dossiers.lireOffre(session);
    return client('publierSession', cle, offre);
  },
  changerEtatRecrutement: async (cle: string, arg: { session: string; etat: EtatRecrutement }) => client('changerEtatRecrutement', cle, arg),
  publierCreneau: async (cle: string, { creneau }: { creneau: string }) => {
    const { motif: _, ...message } = await dossiers.lireCreneauMessage(creneau);
    return client('publierCreneau', cle, message);
  },
  deplacerCreneau: async (cle: string, { creneau }: { creneau: string }) => {
    const { debut, fin, lieu } = await dossiers.lireCreneauMessage(creneau);
    return client('deplacerCreneau', cle, { creneau, debut, fin, lieu });
  },
  annulerCreneau: async (cle: string, { creneau }: { creneau: string }) => {
    const { motif } = await dossiers.lireCreneauMessage(creneau);
    return client('annulerCreneau', cle, { creneau, motif });
  },
});
