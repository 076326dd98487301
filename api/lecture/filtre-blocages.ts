/** Open blocages as SQL conditions, the same for lists, counts, exports and bulk operations. Alias `b` is hub.blocage. */
import type { Systeme } from '../../domain/codes.ts';
import { Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import { blocagesVisibles } from './perimetre.ts';

export type FiltreBlocage = {
  cause?: string | undefined;
  /** Tab of « À traiter »; without one, everything that is awake. */
  onglet?: string | undefined;
  acteurType?: string | undefined;
  acteur?: string | undefined;
  organisme?: string | undefined;
  systeme?: Systeme | undefined;
  gravite?: 'a_temps' | 'bientot' | 'en_retard' | undefined;
  session?: string | undefined;
  /** Open for at least so many days. */
  anciennete?: number | undefined;
  /** These and no other. */
  blocages?: readonly string[] | undefined;
};

const JOUR_MS = 86_400_000;

const enVeille = (maintenant: Date): Prisma.Sql => Prisma.sql`coalesce(b."veilleJusqua" > ${maintenant}, FALSE)`;

/** The tab of a row: who must act, or what sleeps. */
export const ongletSql = (maintenant: Date): Prisma.Sql => Prisma.sql`CASE
  WHEN ${enVeille(maintenant)} THEN 'VEILLE'
  WHEN b."acteurType" = 'OF' THEN 'ORGANISMES'
  WHEN b."acteurType" = 'PRESCRIPTEUR' THEN 'PRESCRIPTEURS'
  WHEN b."acteurType" = 'SYSTEME' THEN 'SYSTEMES'
  ELSE 'EQUIPE' END`;

/** The same measure as domain/situations graviteBlocage (a test compares them). */
export const graviteSql = (voulue: NonNullable<FiltreBlocage['gravite']>, maintenant: Date): Prisma.Sql => {
  const veille = enVeille(maintenant);
  const demain = new Date(maintenant.getTime() + JOUR_MS);
  const cherchee = Prisma.sql`coalesce((b.sujet->>'consultations')::int, 0) > 0`;
  const proche = Prisma.sql`(b.niveau = 1 OR coalesce(b.echeance < ${demain}, FALSE))`;
  const retard = Prisma.sql`(NOT ${veille} AND (b.niveau >= 2 OR coalesce(b.echeance < ${maintenant}, FALSE) OR coalesce((b.sujet->>'conseillers')::int, 0) > 0
    OR (b.cause = 'AUCUN_RENDEZ_VOUS_DISPONIBLE' AND b.sujet->>'jours' IS NOT NULL) OR (${proche} AND ${cherchee})))`;
  const bientot = Prisma.sql`(NOT ${veille} AND NOT ${retard} AND (${proche} OR ${cherchee}))`;
  return voulue === 'en_retard' ? retard : voulue === 'bientot' ? bientot : Prisma.sql`(NOT ${retard} AND NOT ${bientot})`;
};

/** One condition for a WHERE. `tout`: what sleeps is not left out when no tab is named. */
export const blocagesOuverts = (f: FiltreBlocage, maintenant: Date, p: Perimetre, { tout = false } = {}): Prisma.Sql => {
  const egal = (colonne: string, valeur: string | undefined): Prisma.Sql[] =>
    valeur === undefined ? [] : [Prisma.sql`b.${Prisma.raw(`"${colonne}"`)} = ${valeur}`];
  const conditions = [
    Prisma.sql`b."leveLe" IS NULL`,
    blocagesVisibles(p),
    ...(f.onglet !== undefined ? [Prisma.sql`${ongletSql(maintenant)} = ${f.onglet}`] : tout ? [] : [Prisma.sql`NOT ${enVeille(maintenant)}`]),
    ...egal('cause', f.cause),
    ...egal('acteurType', f.acteurType),
    ...egal('acteur', f.acteur),
    ...egal('organisme', f.organisme),
    ...egal('systeme', f.systeme),
    ...egal('session', f.session),
    ...(f.blocages === undefined ? [] : [Prisma.sql`b.id = ANY(${[...f.blocages]})`]),
    ...(f.gravite === undefined ? [] : [graviteSql(f.gravite, maintenant)]),
    ...(f.anciennete === undefined ? [] : [Prisma.sql`b.depuis <= ${new Date(maintenant.getTime() - f.anciennete * JOUR_MS)}`]),
  ];
  return Prisma.join(conditions, ' AND ');
};
