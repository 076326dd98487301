/** Kairos: what flows may cause there. Each takes its idempotency key, then ids and codes. */
import { HORS_CRENEAU, type Presence, type Suite } from '../domain/codes.ts';
import { DEJA_INSCRITE } from '../domain/deja-inscrite.ts';
import type { Hub } from '../prisma/hub.ts';
import { motifDe } from '../prisma/motifs.ts';
import type { contratKairos } from '../systems/kairos/contract.ts';
import type { Dire } from './affichage.ts';
import type { Client } from './client.ts';
import type { Cible, Dossiers } from './dossiers.ts';
import { publication } from './publication.ts';

type Deps = { hub: Hub; client: Client<typeof contratKairos>; dossiers: Dossiers; dire: Dire };
type Datee = Cible & { date: string };

export const createKairos = ({ hub, client, dossiers, dire }: Deps) => {
  const placesLibres = async (creneau: string, libres: number): Promise<void> => {
    await hub.$executeRaw`UPDATE hub.creneau SET "placesLibres" = ${libres} WHERE id = ${creneau} OR reference = ${creneau}`;
  };
  return {
    ...publication({ client, dossiers, dire, saisie: true }),
    /** R12, R44: asked once for each SIRET; Kairos tells what changes afterwards. `encore` (S16): asked again. `date`: business instant. */
    lireCompte: async (cle: string, { siret, date, encore = false }: { siret: string; date: string; encore?: boolean }) => {
      if (!encore && (await hub.compteKairos.findUnique({ where: { siret }, select: { siret: true } }))) return {};
      const { actif, convention } = await client('lireCompte', cle, { siret });
      const [lueLe, debut, fin] = [new Date(date), convention && new Date(convention.debut), convention && new Date(convention.fin)];
      const faits = { etat: actif ? 'OUVERT' : 'ABSENT', conventionDebut: debut, conventionFin: fin, lueLe };
      await hub.compteKairos.createMany({ data: [{ siret, ...faits }], skipDuplicates: true });
      // Kairos may have spoken since.
      await hub.compteKairos.updateMany({ where: { siret, lueLe: { lt: lueLe } }, data: faits });
      return {};
    },
    /** R43: the address as the hub has it now; without one, Kairos keeps its own. */
    corrigerAdresse: async (cle: string, { organisme: siret }: { organisme: string }) => {
      const { courriel } = await hub.organisme.findUniqueOrThrow({ where: { siret }, select: { courriel: true } });
      return courriel === null ? {} : client('corrigerAdresse', cle, { siret, courriel });
    },
    /** Asks for the seat. Refusals: COMPLET, DEJA_INSCRIT (R27), RECRUTEMENT_FERME, CRENEAU_PASSE… */
    positionner: async (cle: string, { positionnement, parcours, session }: Cible) => {
      const { personne, creneau, outil, argumentaire, reference } = await dossiers.lireAnnonce(positionnement);
      const rendu = await client('positionner', cle, { positionnement, parcours, session, personne, creneau, outil, argumentaire, reference });
      await placesLibres(creneau, rendu.placesLibres);
      return rendu;
    },
    deplacerPositionnement: async (cle: string, { positionnement, creneau }: Cible & { creneau: string }) => {
      const rendu = await client('deplacerPositionnement', cle, { positionnement, creneau });
      await placesLibres(creneau, rendu.placesLibres);
      if (rendu.rendue) await placesLibres(rendu.rendue.creneau, rendu.rendue.placesLibres);
      return rendu;
    },
    /** `refus`: the hub does not want what was typed there, which bears no other name than Kairos's own. */
    annulerPositionnement: async (cle: string, { positionnement, refus }: Cible & { refus?: 'DEJA_INSCRIT' }) => {
      const dossier = await dossiers.lireDossier(positionnement);
      const motif = refus ? DEJA_INSCRITE : (motifDe(dossier, 'ANNULATION') ?? 'Non précisé');
      const connu = refus ? (dossier.reference ?? positionnement) : positionnement;
      const rendu = await client('annulerPositionnement', cle, { positionnement: connu, motif });
      if (rendu.rendue) await placesLibres(rendu.rendue.creneau, rendu.rendue.placesLibres);
      return rendu;
    },
    saisirPresences: async (cle: string, arg: { creneau: string; presences: { positionnement: string; presence: Presence }[] }) =>
      client('saisirPresences', cle, arg),
    saisirSuites: async (cle: string, { creneau, suites }: { creneau: string; suites: { positionnement: string; suite: Suite }[] }) => {
      const motifs = await hub.positionnement.findMany({
        where: { id: { in: suites.map((x) => x.positionnement) } },
        select: { id: true, motif: true, motifs: true },
      });
      const dits = new Map(motifs.map((m) => [m.id, motifDe({ motif: m.motif, motifs: m.motifs as Record<string, string> }, 'SUITE')])); // written by noterMotif
      return client('saisirSuites', cle, { creneau, suites: suites.map((x) => ({ ...x, motif: dits.get(x.positionnement) ?? null })) });
    },
    inscrire: async (cle: string, { parcours, positionnement, session, date }: Datee) => {
      const { financeurs, creneau, reference } = await dossiers.lireDossier(positionnement);
      // R42c: made in Kairos without positioning, it goes by Kairos's own reference until it is told the path's name.
      const connu = creneau === HORS_CRENEAU ? (reference ?? positionnement) : positionnement;
      return client('inscrire', cle, { parcours, positionnement: connu, session, date, financement: financeurs[0]?.libelle ?? null });
    },
    annulerInscription: async (cle: string, { parcours, positionnement, date }: Datee) => {
      const motif = motifDe(await dossiers.lireDossier(positionnement), 'INSCRIPTION');
      return client('annulerInscription', cle, { parcours, date, motif: motif ?? 'Non précisé' });
    },
    saisirInterruption: async (cle: string, { parcours, positionnement, debut, fin }: Cible & { debut: string; fin: string | null }) => {
      const motif = motifDe(await dossiers.lireDossier(positionnement), `INTERRUPTION:${debut}`);
      return client('saisirInterruption', cle, { parcours, debut, fin, motif: motif ?? 'Non précisé' });
    },
    attesterEntree: async (cle: string, { parcours, date }: Datee) => client('attesterEntree', cle, { parcours, date }),
    terminer: async (cle: string, { parcours, positionnement, date }: Datee) => {
      const dossier = await dossiers.lireDossier(positionnement);
      const { bilan } = dossier;
      return client('terminer', cle, { parcours, date, motif: motifDe(dossier, 'SORTIE') ?? 'Fin de formation', bilan });
    },
  };
};
