/** A candidate's path as its flow finds it: the session, the origin of one positioning, and what was lived before. One query: the answer to POST /positionnements waits for it. */
import {
  HORS_CATALOGUE,
  HORS_CRENEAU,
  type Modalite,
  Modalite as ModaliteZ,
  type Outil,
  Outil as OutilZ,
  Presence,
  type Reseau,
  Reseau as ReseauZ,
  StatutPositionnement,
  Suite,
} from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';

export type ParcoursLu = {
  session: string;
  intitule: string;
  debut: string;
  fin: string | null;
  dispensateur: string | null;
  etapes: unknown[];
  /** Days of the registration, of the entry as it was attested, of the exit. */
  inscritLe?: string | null;
  entreeLe?: string | null;
  sortieLe?: string | null;
  /** The interruptions of this path, in the order in which they were said. */
  dites?: { debut: string; fin: string | null; kairos: boolean; dite: boolean }[];
  /** R42b: periods in which the whole session stops. */
  interruptions: { debut: string; fin: string | null }[];
  version: number;
};
/** What decides of each visibility (§d.9): yes or no, never who. */
export type ProfilLu = {
  reseau: Reseau;
  outil: Outil;
  modalite: Modalite;
  aIdDE: boolean;
  dossierImilo: boolean;
  synchronise: boolean;
  horsSysteme: 'RETENU' | 'NON_RETENU' | null;
  horsCatalogue: boolean;
};
/** A positioning of the path as its mirror shows it. */
export type PositionnementPasse = {
  id: string;
  creneau: string;
  debut: string | null;
  fin: string | null;
  demandeLe: string;
  statut: StatutPositionnement;
  presence: Presence | null;
  suite: Suite | null;
  profil: ProfilLu;
};
/** `passe`: what the path lived before this run of its flow, if any. */
export type ParcoursConnu = { lu: ParcoursLu; profil: ProfilLu | null; passe: PositionnementPasse[] };

type Demande = { parcours: string; positionnement: string | null };

export const createLireParcours =
  (hub: Hub) =>
  async ({ parcours, positionnement }: Demande): Promise<ParcoursConnu> => {
    const [personne, session] = parcours.split(':') as [string, string];
    const [l] = await hub.$queryRaw<Ligne[]>`
      SELECT p.id::text AS positionnement, p.creneau, p.reseau, p.outil, p.suite, c.modalite,
             pe."idDE" IS NOT NULL AS "aIdDE", pe."dossierImilo" IS NOT NULL AS "dossierImilo", pe."dossierSynchronise" AS synchronise,
             s.intitule, s.debut, s.fin, s."ofDispensateur" AS dispensateur, s.fiche, s.offre->'interruptions' AS interruptions, pa.etapes, pa."inscritLe", pa."entreeLe", pa."sortieLe", pa.interruptions AS dites, pr.version,
             CASE WHEN pr.version > 0 THEN (
               SELECT jsonb_agg(jsonb_build_object('positionnement', q.id, 'creneau', q.creneau, 'reseau', q.reseau, 'outil', q.outil, 'suite', q.suite,
                 'modalite', qc.modalite, 'debut', qc.debut, 'fin', qc.fin, 'demandeLe', q."creeLe", 'statut', q.statut, 'presence', q.presence) ORDER BY q."creeLe", q.id)
               FROM hub.positionnement q LEFT JOIN hub.creneau qc ON qc.id = q.creneau
               WHERE q.parcours = ${parcours} AND q.id IS DISTINCT FROM ${positionnement}::uuid AND q.statut <> 'REFUSE'
             ) END AS passe,
             EXISTS (SELECT 1 FROM hub.transmission t WHERE t.parcours = ${parcours} AND t.systeme = 'imilo' AND t.fait = 'POSITIONNEMENT' AND t.etat = 'VISIBLE') AS "ditImilo"
      FROM hub.personne pe
      LEFT JOIN hub.positionnement p ON p.id = ${positionnement}::uuid
      LEFT JOIN hub.creneau c ON c.id = p.creneau
      LEFT JOIN hub.session s ON s.numero = ${session}
      LEFT JOIN hub.parcours pa ON pa.id = ${parcours}
      LEFT JOIN hub.processus pr ON pr.id = ${`parcours:${parcours}`}
      WHERE pe.id = ${personne}::uuid`;
    if (!l) throw new Error('personne inconnue du hub');
    return {
      lu: luDe(session, l),
      profil: l.positionnement === null ? null : profilDe(l, l),
      passe: (l.passe ?? []).map((q) => passeDe(q, l)),
    };
  };

const jour = (d: Date | null): string | null => d?.toISOString().slice(0, 10) ?? null;

const luDe = (session: string, l: Ligne): ParcoursLu => ({
  session,
  intitule: l.intitule ?? '',
  debut: jour(l.debut) ?? '1970-01-01',
  fin: jour(l.fin),
  dispensateur: l.dispensateur,
  etapes: l.version === null ? [] : (l.etapes ?? []),
  ...(l.version !== null && { inscritLe: jour(l.inscritLe), entreeLe: jour(l.entreeLe), sortieLe: jour(l.sortieLe), dites: l.dites ?? [] }),
  interruptions: l.interruptions ?? [],
  version: l.version ?? 0,
});

const profilDe = (p: Origine, l: Ligne): ProfilLu => ({
  reseau: ReseauZ.parse(p.reseau),
  outil: OutilZ.parse(p.outil),
  modalite: ModaliteZ.parse(p.modalite ?? 'ICO'),
  aIdDE: l.aIdDE,
  dossierImilo: l.dossierImilo,
  synchronise: l.synchronise,
  horsSysteme: p.creneau !== HORS_CRENEAU ? null : p.suite === 'NON_RETENU' ? 'NON_RETENU' : 'RETENU',
  horsCatalogue: l.fiche === HORS_CATALOGUE,
});

const passeDe = (q: Passe, l: Ligne): PositionnementPasse => ({
  id: q.positionnement,
  creneau: q.creneau,
  debut: q.debut,
  fin: q.fin,
  demandeLe: new Date(q.demandeLe).toISOString(),
  statut: StatutPositionnement.parse(q.statut),
  presence: Presence.nullable().parse(q.presence),
  suite: Suite.nullable().parse(q.suite),
  // Synchronised since, the dossier has not heard of it: it will when it says so (S8b).
  profil: { ...profilDe(q, l), synchronise: l.synchronise && l.ditImilo },
});

type Origine = { creneau: string; reseau: Reseau; outil: Outil; suite: string | null; modalite: Modalite | null };
type Passe = Origine & {
  positionnement: string;
  debut: string | null;
  fin: string | null;
  demandeLe: string;
  statut: string;
  presence: string | null;
};
type Ligne = Origine & {
  positionnement: string | null;
  aIdDE: boolean;
  dossierImilo: boolean;
  synchronise: boolean;
  intitule: string | null;
  debut: Date | null;
  fin: Date | null;
  dispensateur: string | null;
  fiche: string | null;
  interruptions: { debut: string; fin: string | null }[] | null;
  etapes: unknown[] | null;
  inscritLe: Date | null;
  entreeLe: Date | null;
  sortieLe: Date | null;
  dites: ParcoursLu['dites'] | null;
  version: number | null;
  passe: Passe[] | null;
  ditImilo: boolean;
};
