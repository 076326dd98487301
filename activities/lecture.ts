/** What a flow must know of its subject to begin: ids, codes and dates, never an identity. Instants ISO 8601, days AAAA-MM-JJ. */

import { createHash } from 'node:crypto';
import { accueilDe } from '../domain/accueil.ts';
import type { CodeCause } from '../domain/causes.ts';
import { type Modalite, Modalite as ModaliteZ, type Presence, Presence as PresenceZ, type Suite, Suite as SuiteZ } from '../domain/codes.ts';
import { lirePolitique as completer, POLITIQUES_PAR_DEFAUT, type Politique, type PolitiqueEnVigueur } from '../domain/politiques.ts';
import { REGLAGES_DE_FICHE } from '../domain/seuils.ts';
import type { Hub } from '../prisma/hub.ts';
import { createLireParcours } from './lecture-parcours.ts';
import { createLectureSession } from './lecture-session.ts';
import { lirePolitique, lireReglages, type Reglage } from './politique.ts';

export type { ParcoursConnu, ParcoursLu, PositionnementPasse, ProfilLu } from './lecture-parcours.ts';
export type { CompteLu, Recrutement, SessionLue } from './lecture-session.ts';

export type FicheLue = {
  organisme: string;
  intitule: string;
  derniereFin: string | null;
  /** What it lives by of policies besides its waits' ladders. */
  reglages?: Reglage[];
  version: number;
};
export type CreneauLu = {
  session: string;
  intitule: string;
  modalite: Modalite;
  debut: string;
  fin: string;
  origine: string;
  statut: string;
  places: number;
  /** Fingerprint of the documents to bring. */
  pieces?: string;
  /** Of a slot that is closed: what was answered of each person. */
  tenus?: { positionnement: string; parcours: string; presence: Presence | null; suite: Suite | null }[];
  dispensateur: string | null;
  version: number;
};
export type DemandeurLu = { statut: 'NON_INSCRIT' | 'INSCRIPTION_EN_COURS' | 'INSCRIT' | 'RADIE' | 'CESSATION' | 'REINSCRIT'; le: string; version: number };

export const createLecture = (hub: Hub) => {
  const lireTenus = async (creneau: string) => {
    const lignes = await hub.positionnement.findMany({
      where: { creneau, OR: [{ presence: { not: null } }, { suite: { not: null } }] },
      select: { id: true, parcours: true, presence: true, suite: true },
      orderBy: { id: 'asc' },
    });
    return lignes.map(({ id, parcours, presence, suite }) => ({
      positionnement: id,
      parcours,
      presence: PresenceZ.nullable().parse(presence),
      suite: SuiteZ.nullable().parse(suite),
    }));
  };
  const version = async (id: string): Promise<number> => (await hub.processus.findUnique({ where: { id }, select: { version: true } }))?.version ?? 0;
  return {
    lireFiche: async (numero: string): Promise<FicheLue> => {
      const { organisme, intitule } = await hub.fiche.findUniqueOrThrow({ where: { numero } });
      const reglages = await lireReglages(hub, REGLAGES_DE_FICHE);
      return { organisme, intitule, derniereFin: null, reglages, version: await version(`fiche:${numero}`) };
    },
    ...createLectureSession(hub),
    lireCreneau: async (id: string): Promise<CreneauLu> => {
      const l = await hub.creneau.findUniqueOrThrow({ where: { id } });
      const session = await hub.session.findUnique({
        where: { numero: l.session },
        select: { intitule: true, ofDispensateur: true, ofResponsable: true, guichetUnique: true },
      });
      return {
        session: l.session,
        intitule: session?.intitule ?? '',
        modalite: ModaliteZ.parse(l.modalite),
        debut: l.debut.toISOString(),
        fin: l.fin.toISOString(),
        origine: l.origine,
        statut: l.statut,
        places: l.places,
        pieces: createHash('sha256').update(l.pieces.join('\n')).digest('hex').slice(0, 16),
        ...(l.statut === 'CLOS' && { tenus: await lireTenus(id) }),
        // R11: at a guichet unique, the mandataire receives.
        dispensateur: session && accueilDe(session),
        version: await version(`creneau:${id}`),
      };
    },
    lireParcours: createLireParcours(hub),
    /** Those who wait for a place of the session, the oldest first. */
    lireListeAttente: async (session: string): Promise<string[]> => {
      const lignes = await hub.$queryRaw<{ id: string }[]>`
        SELECT id FROM hub.parcours WHERE session = ${session} AND etape = 'LISTE_ATTENTE' ORDER BY etapes->-1->>'date', id LIMIT 50`;
      return lignes.map((l) => l.id);
    },
    lireDemandeur: async (personne: string): Promise<DemandeurLu> => {
      const { statutDe, statutDeLe } = await hub.personne.findUniqueOrThrow({ where: { id: personne }, select: { statutDe: true, statutDeLe: true } });
      return { statut: statutDe as DemandeurLu['statut'], le: (statutDeLe ?? new Date(0)).toISOString(), version: await version(`demandeur:${personne}`) };
    },
    /** All of them at once. */
    politiques: async (): Promise<(cause: CodeCause) => Politique> => {
      const lignes = new Map((await hub.politique.findMany()).map((l) => [l.cause, l.contenu]));
      return (cause) => (lignes.has(cause) ? completer(cause, lignes.get(cause)) : POLITIQUES_PAR_DEFAUT[cause]);
    },
    politique: (cause: string): Promise<PolitiqueEnVigueur> => lirePolitique(hub, cause),
  };
};
