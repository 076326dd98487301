/** What a session's flow reads of PostgreSQL: the offer, the dispensateur's Kairos account, how its recruitment goes. Codes, dates and counts. */
import { EtatRecrutement } from '../domain/codes.ts';
import { REGLAGES_DE_SESSION } from '../domain/seuils.ts';
import type { Hub } from '../prisma/hub.ts';
import { lireReglages, type Reglage } from './politique.ts';

type CreneauDeSession = { id: string; fin: string; limite: string; libres: number };
export type SessionLue = {
  intitule: string;
  responsable: string;
  dispensateur: string;
  /** R11: the responsable receives, the dispensateur trains. */
  guichetUnique: boolean;
  /** R13b. */
  lieuSansSiret: boolean;
  debut: string;
  fin: string | null;
  etatRecrutement: EtatRecrutement;
  /** What the offer itself says of it, as the OF typed it in SMF. */
  etatOffre: EtatRecrutement;
  places: { totales: number; disponibles: number };
  creneaux: CreneauDeSession[];
  /** §f, §f.2: what it lives by of policies besides its waits' ladders. */
  reglages?: Reglage[];
  version: number;
};
/** R12, R44. `convention` null: none was signed. */
export type CompteLu = { etat: 'OUVERT' | 'ABSENT'; convention: { debut: string | null; fin: string | null } | null };
export type Recrutement = {
  /** People positioned on a slot, whatever came of it. */
  positionnements: number;
  /** Non-retained people said afterwards (R39). */
  declares: number;
  inscrits: number;
  /** On the waiting list. */
  attente: number;
  presents: number;
  absents: number;
};

const jourDe = (d: Date): string => d.toISOString().slice(0, 10);

export const createLectureSession = (hub: Hub) => ({
  lireSession: async (numero: string): Promise<SessionLue> => {
    const l = await hub.session.findUniqueOrThrow({ where: { numero } });
    const creneaux = await hub.creneau.findMany({
      where: { session: numero, statut: { notIn: ['CLOS', 'ANNULE'] } },
      select: { id: true, modalite: true, debut: true, fin: true, placesLibres: true },
      orderBy: [{ debut: 'asc' }, { id: 'asc' }],
    });
    const offre = l.offre as { etatRecrutement?: unknown };
    return {
      reglages: await lireReglages(hub, REGLAGES_DE_SESSION),
      intitule: l.intitule,
      responsable: l.ofResponsable,
      dispensateur: l.ofDispensateur,
      guichetUnique: l.guichetUnique,
      lieuSansSiret: l.lieuSansSiret,
      debut: jourDe(l.debut),
      fin: l.fin === null ? null : jourDe(l.fin),
      etatRecrutement: EtatRecrutement.parse(l.etatRecrutement),
      etatOffre: EtatRecrutement.catch('NON_RENSEIGNE').parse(offre.etatRecrutement),
      places: { totales: l.placesTotales, disponibles: l.placesDisponibles },
      creneaux: creneaux.map((c) => ({
        id: c.id,
        fin: c.fin.toISOString(),
        limite: (c.modalite === 'CANDIDATURE' ? c.fin : c.debut).toISOString(),
        libres: c.placesLibres,
      })),
      version: (await hub.processus.findUnique({ where: { id: `session:${numero}` }, select: { version: true } }))?.version ?? 0,
    };
  },
  lireCompte: async (siret: string): Promise<CompteLu | null> => {
    const c = await hub.compteKairos.findUnique({ where: { siret } });
    if (!c) return null;
    const jour = (d: Date | null) => (d === null ? null : jourDe(d));
    const convention = c.conventionDebut === null && c.conventionFin === null ? null : { debut: jour(c.conventionDebut), fin: jour(c.conventionFin) };
    return { etat: c.etat === 'ABSENT' ? 'ABSENT' : 'OUVERT', convention };
  },
  compterRecrutement: async (session: string): Promise<Recrutement> => {
    const [l] = await hub.$queryRaw<Recrutement[]>`
      SELECT
        (SELECT count(*) FROM hub.positionnement p JOIN hub.creneau c ON c.id = p.creneau WHERE p.session = ${session} AND p.statut <> 'REFUSE')::int AS positionnements,
        (SELECT count(*) FROM hub.parcours pa WHERE pa.session = ${session} AND pa.etape = 'NON_RETENU' AND NOT EXISTS (
           SELECT 1 FROM hub.positionnement p JOIN hub.creneau c ON c.id = p.creneau WHERE p.parcours = pa.id))::int AS declares,
        (SELECT count(*) FROM hub.parcours WHERE session = ${session} AND etape IN
           ('INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'FIN', 'BILAN_SAISI', 'CLOS'))::int AS inscrits,
        (SELECT count(*) FROM hub.parcours WHERE session = ${session} AND etape = 'LISTE_ATTENTE')::int AS attente,
        (SELECT count(*) FROM hub.positionnement WHERE session = ${session} AND presence = 'PRESENT')::int AS presents,
        (SELECT count(*) FROM hub.positionnement WHERE session = ${session} AND presence IN ('ABSENT', 'ABSENT_EXCUSE'))::int AS absents`;
    if (!l) throw new Error('aucun compte');
    return l;
  },
});
