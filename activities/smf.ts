/** SMF: the fiches. */
import type { Hub } from '../prisma/hub.ts';
import { lireVersion } from '../prisma/versions.ts';
import type { contratSmf } from '../systems/smf/contract.ts';
import type { Client } from './client.ts';

export const createSmf = ({ hub, client }: { hub: Hub; client: Client<typeof contratSmf> }) => ({
  deposerFiche: async (cle: string, { fiche, empreinte }: { fiche: string; empreinte: string }) => {
    const formation = await lireVersion(hub, fiche, empreinte);
    return client('deposerFiche', cle, {
      fiche,
      empreinte,
      intitule: formation.intitule,
      ofResponsable: formation.organisme.siret,
      numeroActivite: formation.organisme.numeroActivite,
      sessions: formation.actions.flatMap((a) => a.sessions.map((s) => s.numero)),
      formation,
    });
  },
  validerFiche: async (cle: string, arg: { fiche: string; empreinte: string }) => client('validerFiche', cle, arg),
  retournerFiche: async (cle: string, { fiche }: { fiche: string }) => {
    const { remarques } = await hub.fiche.findUniqueOrThrow({ where: { numero: fiche }, select: { remarques: true } });
    return client('retournerFiche', cle, { fiche, remarques: remarques ?? 'Sans remarque' });
  },
  archiverFiche: async (cle: string, arg: { fiche: string }) => client('archiverFiche', cle, arg),
});
