/** pe.fr: the appointment of the DE, and what becomes of it (R33). */
import type { contratPefr } from '../systems/pefr/contract.ts';
import type { Client } from './client.ts';
import type { Cible, Dossiers } from './dossiers.ts';

export const createPefr = ({ client, dossiers }: { client: Client<typeof contratPefr>; dossiers: Dossiers }) => ({
  /** `debut`, `fin`: the appointment as it was when it was said; else as it is now. */
  notifierRendezVous: async (cle: string, { positionnement, session, ...dits }: Cible & { debut?: string; fin?: string }) => {
    const { personne, intitule, debut, fin, lieu, reference: reservation } = await dossiers.lireDossier(positionnement);
    const horaires = { debut: dits.debut ?? (debut ?? new Date(0)).toISOString(), fin: dits.fin ?? (fin ?? new Date(0)).toISOString() };
    return client('notifierRendezVous', cle, { positionnement, session, idDE: personne.idDE ?? '', intitule, ...horaires, lieu, reservation });
  },
  changerRendezVous: async (cle: string, { positionnement, statut }: Cible & { statut: 'REPORTE' | 'ANNULE' | 'HONORE' | 'ABSENT' }) =>
    client('changerRendezVous', cle, { positionnement, statut }),
});
