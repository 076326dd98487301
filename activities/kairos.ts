/** Kairos: what flows may cause there. Each takes its idempotency key, then ids and codes. */
import type { Presence, Suite } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';
import type { contratKairos } from '../systems/kairos/contract.ts';
import type { Client } from './client.ts';
import type { Cible, Dossiers } from './dossiers.ts';
import { publication } from './publication.ts';

type Deps = { hub: Hub; client: Client<typeof contratKairos>; dossiers: Dossiers };
type Datee = Cible & { date: string };

export const createKairos = ({ hub, client, dossiers }: Deps) => {
  const placesLibres = async (creneau: string, libres: number): Promise<void> => {
    await hub.$executeRaw`UPDATE hub.creneau SET "placesLibres" = ${libres} WHERE id = ${creneau}`;
  };
  return {
    ...publication(client, dossiers),
    /** Asks for the seat. Refusals: COMPLET, DEJA_INSCRIT (R27), RECRUTEMENT_FERME, CRENEAU_PASSE… */
    positionner: async (cle: string, { positionnement, parcours, session }: Cible) => {
      const { personne, creneau, outil, argumentaire } = await dossiers.lireAnnonce(positionnement);
      const rendu = await client('positionner', cle, { positionnement, parcours, session, personne, creneau, outil, argumentaire });
      await placesLibres(creneau, rendu.placesLibres);
      return rendu;
    },
    deplacerPositionnement: async (cle: string, { positionnement, creneau }: Cible & { creneau: string }) => {
      const rendu = await client('deplacerPositionnement', cle, { positionnement, creneau });
      await placesLibres(creneau, rendu.placesLibres);
      return rendu;
    },
    annulerPositionnement: async (cle: string, { positionnement }: Cible) => {
      const { motif } = await dossiers.lireDossier(positionnement);
      return client('annulerPositionnement', cle, { positionnement, motif: motif ?? 'Non précisé' });
    },
    saisirPresences: async (cle: string, arg: { creneau: string; presences: { positionnement: string; presence: Presence }[] }) =>
      client('saisirPresences', cle, arg),
    saisirSuites: async (cle: string, { creneau, suites }: { creneau: string; suites: { positionnement: string; suite: Suite }[] }) => {
      const motifs = await hub.positionnement.findMany({ where: { id: { in: suites.map((x) => x.positionnement) } }, select: { id: true, motif: true } });
      const motifDe = new Map(motifs.map((m) => [m.id, m.motif]));
      return client('saisirSuites', cle, { creneau, suites: suites.map((x) => ({ ...x, motif: motifDe.get(x.positionnement) ?? null })) });
    },
    inscrire: async (cle: string, { parcours, positionnement, session, date }: Datee) => {
      const { financeurs } = await dossiers.lireDossier(positionnement);
      return client('inscrire', cle, { parcours, positionnement, session, date, financement: financeurs[0]?.libelle ?? null });
    },
    annulerInscription: async (cle: string, { parcours, positionnement, date }: Datee) => {
      const { motif } = await dossiers.lireDossier(positionnement);
      return client('annulerInscription', cle, { parcours, date, motif: motif ?? 'Non précisé' });
    },
    attesterEntree: async (cle: string, { parcours, date }: Datee) => client('attesterEntree', cle, { parcours, date }),
    terminer: async (cle: string, { parcours, positionnement, date }: Datee) => {
      const { motif, bilan } = await dossiers.lireDossier(positionnement);
      return client('terminer', cle, { parcours, date, motif: motif ?? 'Fin de formation', bilan });
    },
  };
};
