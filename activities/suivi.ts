/** OUIFORM and AUDEF: the follow-up of positionings, told alike to both. */
import type { Presence, StatutPositionnement, Suite } from '../domain/codes.ts';
import { motifDe } from '../prisma/motifs.ts';
import type { contratOuiform } from '../systems/ouiform/contract.ts';
import type { Client } from './client.ts';
import type { Cible, Dossiers } from './dossiers.ts';

export type Changement = Cible & {
  statut?: StatutPositionnement;
  presence?: Presence;
  suite?: Suite;
  inscription?: string;
  entree?: string;
  sortie?: string;
  interruption?: { debut: string; fin: string | null };
  /** The positioning moved there: said as it was then, it may move again before the tool hears of it. */
  creneau?: string;
  /** Moved, and the tool missed it: told where it is now. */
  deplace?: boolean;
};

export const suivi = (client: Client<Pick<typeof contratOuiform, 'positionner' | 'suivre'>>, dossiers: Dossiers) => ({
  positionner: async (cle: string, { positionnement, parcours, session }: Cible) => {
    const { personne: identite, pic, creneau, outil, argumentaire, reference } = await dossiers.lireAnnonce(positionnement);
    const personne = pic ? { ...identite, pic } : identite; // R46: advisers see it, the OF need not
    return client('positionner', cle, { positionnement, parcours, session, personne, creneau, outil, argumentaire, reference });
  },
  suivre: async (cle: string, { session: _, deplace, ...change }: Changement) => {
    const lire = change.suite !== undefined || deplace;
    const lu = lire ? await dossiers.lireDossier(change.positionnement) : undefined;
    return client('suivre', cle, { ...change, ...(lu && change.suite && { motif: motifDe(lu, 'SUITE') }), ...(deplace && lu && { creneau: lu.creneau }) });
  },
});
