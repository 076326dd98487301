/** What a flow must know of its subject to begin: ids, codes and dates, never an identity. Instants ISO 8601, days AAAA-MM-JJ. */

import { CodeCause } from '../domain/causes.ts';
import type { EtatRecrutement, Modalite, Outil, Reseau } from '../domain/codes.ts';
import { EtatRecrutement as EtatRecrutementZ, Modalite as ModaliteZ, Outil as OutilZ, Reseau as ReseauZ } from '../domain/codes.ts';
import { POLITIQUES_PAR_DEFAUT, Politique } from '../domain/politiques.ts';
import type { Hub } from '../prisma/hub.ts';

export type FicheLue = { organisme: string; intitule: string; derniereFin: string | null; version: number };
export type SessionLue = {
  intitule: string;
  responsable: string;
  dispensateur: string;
  debut: string;
  fin: string | null;
  etatRecrutement: EtatRecrutement;
  creneaux: string[];
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
  dispensateur: string | null;
  version: number;
};
export type ParcoursLu = {
  session: string;
  intitule: string;
  debut: string;
  fin: string | null;
  dispensateur: string | null;
  etapes: unknown[];
  version: number;
};
/** What decides of each visibility (§d.9): yes or no, never who. */
export type ProfilLu = { reseau: Reseau; outil: Outil; modalite: Modalite; aIdDE: boolean; dossierImilo: boolean; synchronise: boolean };
export type DemandeurLu = { statut: 'NON_INSCRIT' | 'INSCRIPTION_EN_COURS' | 'INSCRIT' | 'RADIE' | 'CESSATION' | 'REINSCRIT'; le: string; version: number };

const jour = (d: Date): string => d.toISOString().slice(0, 10);
const jourOuNul = (d: Date | null): string | null => (d ? jour(d) : null);

export const createLecture = (hub: Hub) => {
  const version = async (id: string): Promise<number> => (await hub.processus.findUnique({ where: { id }, select: { version: true } }))?.version ?? 0;
  return {
    lireFiche: async (numero: string): Promise<FicheLue> => {
      const { organisme, intitule } = await hub.fiche.findUniqueOrThrow({ where: { numero } });
      return { organisme, intitule, derniereFin: null, version: await version(`fiche:${numero}`) };
    },
    lireSession: async (numero: string): Promise<SessionLue> => {
      const l = await hub.session.findUniqueOrThrow({ where: { numero } });
      const creneaux = await hub.creneau.findMany({
        where: { session: numero, statut: { notIn: ['CLOS', 'ANNULE'] } },
        select: { id: true },
        orderBy: { debut: 'asc' },
      });
      return {
        intitule: l.intitule,
        responsable: l.ofResponsable,
        dispensateur: l.ofDispensateur,
        debut: jour(l.debut),
        fin: jourOuNul(l.fin),
        etatRecrutement: EtatRecrutementZ.parse(l.etatRecrutement),
        creneaux: creneaux.map((c) => c.id),
        version: await version(`session:${numero}`),
      };
    },
    lireCreneau: async (id: string): Promise<CreneauLu> => {
      const l = await hub.creneau.findUniqueOrThrow({ where: { id } });
      const session = await hub.session.findUnique({ where: { numero: l.session }, select: { intitule: true, ofDispensateur: true } });
      return {
        session: l.session,
        intitule: session?.intitule ?? '',
        modalite: ModaliteZ.parse(l.modalite),
        debut: l.debut.toISOString(),
        fin: l.fin.toISOString(),
        origine: l.origine,
        statut: l.statut,
        places: l.places,
        dispensateur: session?.ofDispensateur ?? null,
        version: await version(`creneau:${id}`),
      };
    },
    /** One query: this one is on the way of the answer to POST /positionnements. */
    lireParcours: async ({ parcours, positionnement }: { parcours: string; positionnement: string }): Promise<{ lu: ParcoursLu; profil: ProfilLu }> => {
      const [l] = await hub.$queryRaw<Ligne[]>`
        SELECT p.reseau, p.outil, c.modalite, pe."idDE" IS NOT NULL AS "aIdDE", pe."dossierImilo" IS NOT NULL AS "dossierImilo", pe."dossierSynchronise" AS synchronise,
               p.session, s.intitule, s.debut, s.fin, s."ofDispensateur" AS dispensateur, pa.etapes, pr.version
        FROM hub.positionnement p
        JOIN hub.personne pe ON pe.id = p.personne
        LEFT JOIN hub.creneau c ON c.id = p.creneau
        LEFT JOIN hub.session s ON s.numero = p.session
        LEFT JOIN hub.parcours pa ON pa.id = p.parcours
        LEFT JOIN hub.processus pr ON pr.id = ${`parcours:${parcours}`}
        WHERE p.id = ${positionnement}::uuid`;
      if (!l) throw new Error('positionnement inconnu du hub');
      return {
        lu: {
          session: l.session,
          intitule: l.intitule ?? '',
          debut: jour(l.debut ?? new Date(0)),
          fin: jourOuNul(l.fin),
          dispensateur: l.dispensateur,
          etapes: l.version === null ? [] : (l.etapes ?? []),
          version: l.version ?? 0,
        },
        profil: {
          reseau: ReseauZ.parse(l.reseau),
          outil: OutilZ.parse(l.outil),
          modalite: ModaliteZ.parse(l.modalite ?? 'ICO'),
          aIdDE: l.aIdDE,
          dossierImilo: l.dossierImilo,
          synchronise: l.synchronise,
        },
      };
    },
    lireDemandeur: async (personne: string): Promise<DemandeurLu> => {
      const { statutDe, statutDeLe } = await hub.personne.findUniqueOrThrow({ where: { id: personne }, select: { statutDe: true, statutDeLe: true } });
      return { statut: statutDe as DemandeurLu['statut'], le: (statutDeLe ?? new Date(0)).toISOString(), version: await version(`demandeur:${personne}`) };
    },
    /** The policy in force: the edited one, else the default of domain/politiques. */
    politique: async (cause: string): Promise<Politique> => {
      const ligne = await hub.politique.findUnique({ where: { cause } });
      return ligne ? Politique.parse(ligne.contenu) : POLITIQUES_PAR_DEFAUT[CodeCause.parse(cause)];
    },
  };
};

type Ligne = {
  reseau: string;
  outil: string;
  modalite: string | null;
  aIdDE: boolean;
  dossierImilo: boolean;
  synchronise: boolean;
  session: string;
  intitule: string | null;
  debut: Date | null;
  fin: Date | null;
  dispensateur: string | null;
  etapes: unknown[] | null;
  version: number | null;
};
