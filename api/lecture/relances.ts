/**
 * Each reminder with its effect: the awaited act is counted to the last mail that left before it. What is awaited is the end of the blocage, by
 * the act itself; for the first ask of a slot, which comes before any blocage, its presences.
 */
import type { Destinataire } from '../../domain/politiques.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import { blocagesVisibles } from './perimetre.ts';

export type RelanceMesuree = Prisma.RelanceGetPayload<object> & { apresHeures: number | null };
type Filtre = { cause?: string | undefined; niveau?: number | undefined; organisme?: string | undefined };
/** `heures`: an act that comes later is not the reminder's doing. Days of Paris, both included. */
type FiltreMesure = Filtre & { parOrganisme: boolean; heures?: number | undefined; depuis?: string | undefined; jusqua?: string | undefined };
type FiltreListe = Filtre & {
  destinataire?: Destinataire | undefined;
  etat?: string | undefined;
  suivie?: 'oui' | 'non' | undefined;
  taille: number;
  apres: [string, string] | undefined;
};
export type Mesure = {
  cause: string;
  niveau: number;
  destinataire: string | null;
  organisme: string | null;
  envoyees: number;
  rebondies: number;
  suivies: number;
  medianeHeures: number | null;
};

/** Alias `r` is hub.relance. */
const visibles = (p: Perimetre): Prisma.Sql =>
  p.tout ? Prisma.sql`TRUE` : Prisma.sql`EXISTS (SELECT 1 FROM hub.blocage b WHERE b.id = r.blocage AND ${blocagesVisibles(p)})`;

const APRES = Prisma.sql`(
  SELECT round(extract(epoch FROM min(f.date) - r."envoyeeLe")::numeric / 3600, 2)::float8
  FROM (SELECT b."leveLe" AS date FROM hub.blocage b WHERE b.id = r.blocage AND b."leveLe" IS NOT NULL AND b."levePar" = 'fait attendu'
        UNION ALL
        SELECT e.date FROM hub.evenement e WHERE r.blocage = r.processus || '#demande' AND e.processus = r.processus AND e.fait = 'PRESENCES_SAISIES') f
  WHERE r.etat = 'ENVOYEE' AND f.date >= r."envoyeeLe"
    AND NOT EXISTS (SELECT 1 FROM hub.relance n WHERE n.processus = r.processus AND n.cause = r.cause AND n.etat = 'ENVOYEE' AND n.canal = r.canal
                    AND (n."envoyeeLe", n.id) > (r."envoyeeLe", r.id) AND n."envoyeeLe" <= f.date))`;

const filtres = (f: Filtre): Prisma.Sql[] => [
  ...(f.cause === undefined ? [] : [Prisma.sql`r.cause = ${f.cause}`]),
  ...(f.niveau === undefined ? [] : [Prisma.sql`r.niveau = ${f.niveau}`]),
  ...(f.organisme === undefined ? [] : [Prisma.sql`r.organisme = ${f.organisme}`]),
];

/** Most recent first. */
export const lireRelances = (hub: Hub, f: FiltreListe, p: Perimetre): Promise<RelanceMesuree[]> => {
  const rang = Prisma.sql`coalesce(r."envoyeeLe", r."prevueLe", to_timestamp(0))`;
  const conditions = [
    visibles(p),
    ...filtres(f),
    ...(f.destinataire === undefined ? [] : [Prisma.sql`r.destinataire = ${f.destinataire}`]),
    ...(f.etat === undefined ? [] : [Prisma.sql`r.etat = ${f.etat}`]),
    ...(f.suivie === undefined ? [] : [Prisma.sql`${APRES} IS ${Prisma.raw(f.suivie === 'oui' ? 'NOT NULL' : 'NULL')}`]),
    ...(f.apres === undefined ? [] : [Prisma.sql`(${rang}, r.id) < (${f.apres[0]}::timestamptz, ${f.apres[1]})`]),
  ];
  return hub.$queryRaw<RelanceMesuree[]>`
    SELECT r.*, ${APRES} AS "apresHeures" FROM hub.relance r WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY ${rang} DESC, r.id DESC LIMIT ${f.taille}`;
};

/** Only reminders: a convocation waits for no act. */
export const mesurerRelances = (hub: Hub, { parOrganisme, heures, depuis, jusqua, ...f }: FiltreMesure, p: Perimetre): Promise<Mesure[]> => {
  const conditions = [
    visibles(p),
    Prisma.sql`r.etat IN ('ENVOYEE', 'REBONDIE')`,
    Prisma.sql`r.destinataire <> 'CANDIDAT'`,
    ...filtres(f),
    ...(depuis === undefined ? [] : [Prisma.sql`r."envoyeeLe" >= (${depuis}::timestamp AT TIME ZONE 'Europe/Paris')`]),
    ...(jusqua === undefined ? [] : [Prisma.sql`r."envoyeeLe" < ((${jusqua}::timestamp + interval '1 day') AT TIME ZONE 'Europe/Paris')`]),
  ];
  const compte = heures === undefined ? Prisma.sql`TRUE` : Prisma.sql`heures <= ${heures}`;
  const organisme = parOrganisme ? Prisma.sql`organisme` : Prisma.sql`NULL::text`;
  return hub.$queryRaw<Mesure[]>`
    WITH mesurees AS (SELECT r.cause, r.niveau, r.destinataire, r.organisme, r.etat, ${APRES} AS heures FROM hub.relance r WHERE ${Prisma.join(conditions, ' AND ')})
    SELECT cause, niveau, destinataire, ${organisme} AS organisme, count(*)::int AS envoyees, count(*) FILTER (WHERE etat = 'REBONDIE')::int AS rebondies,
           (count(heures) FILTER (WHERE ${compte}))::int AS suivies, percentile_cont(0.5) WITHIN GROUP (ORDER BY heures) FILTER (WHERE ${compte}) AS "medianeHeures"
    FROM mesurees GROUP BY 1, 2, 3, 4 ORDER BY cause, niveau, destinataire, organisme`;
};
