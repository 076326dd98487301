/** What a caller may see, as SQL conditions: every list and every detail goes through one of these. */

import { HORS_CRENEAU } from '../../domain/codes.ts';
import { Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';

const TOUT = Prisma.sql`TRUE`;
const liste = (sirets: readonly string[]) => Prisma.sql`(${Prisma.join([...sirets, ''])})`;

/** Alias `s` is hub.session. An OF sees its own sessions; everybody else sees the whole offer, which is public. */
export const sessionsVisibles = (p: Perimetre): Prisma.Sql =>
  p.tout || p.sirets.length === 0 ? TOUT : Prisma.sql`(s."ofDispensateur" IN ${liste(p.sirets)} OR s."ofResponsable" IN ${liste(p.sirets)})`;

/** `parcours` is a column holding a parcours id, `session` one holding its session. */
export const parcoursVisibles = (p: Perimetre, parcours: Prisma.Sql, session: Prisma.Sql): Prisma.Sql => {
  if (p.tout) return TOUT;
  if (p.sirets.length > 0) return Prisma.sql`EXISTS (SELECT 1 FROM hub.session s WHERE s.numero = ${session} AND ${sessionsVisibles(p)})`;
  // G1: what an organisme did with somebody off-system is also her prescriber's to find, if he has ever positioned her.
  return Prisma.sql`EXISTS (SELECT 1 FROM hub.positionnement x WHERE x.parcours = ${parcours} AND (x.structure = ${p.structure ?? ''} OR
    (x.creneau = ${HORS_CRENEAU} AND EXISTS (SELECT 1 FROM hub.positionnement y WHERE y.personne = x.personne AND y.structure = ${p.structure ?? ''}))))`;
};

/** Alias `b` is hub.blocage: an OF's own and what it must do for another (R13), or those that hold up the people of a structure. */
export const blocagesVisibles = (p: Perimetre): Prisma.Sql => {
  if (p.tout) return TOUT;
  // R29: what a prescriber must do would tell an OF which network follows the person.
  if (p.sirets.length > 0) return Prisma.sql`((b.organisme IN ${liste(p.sirets)} OR b.acteur IN ${liste(p.sirets)}) AND b."acteurType" <> 'PRESCRIPTEUR')`;
  const siennes = Prisma.sql`SELECT 1 FROM hub.positionnement x WHERE x.structure = ${p.structure ?? ''}`;
  return Prisma.sql`((b."acteurType" = 'PRESCRIPTEUR' AND b.acteur = ${p.structure ?? ''})
    OR (b.type = 'parcours' AND EXISTS (${siennes} AND 'parcours:' || x.parcours = b.processus))
    OR (b.creneau IS NOT NULL AND EXISTS (${siennes} AND x.creneau = b.creneau)))`;
};
