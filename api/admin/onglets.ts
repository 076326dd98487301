/** The tabs of « À traiter » as filters: who must act, and what sleeps. */
import type { ActeurType } from '../../domain/codes.ts';
import type { Prisma } from '../../prisma/hub.ts';
import type { Onglet } from '../contract/admin.ts';

const ACTEURS: Record<Exclude<Onglet, 'VEILLE'>, ActeurType[]> = {
  EQUIPE: ['EQUIPE', 'CARIF'],
  ORGANISMES: ['OF'],
  PRESCRIPTEURS: ['PRESCRIPTEUR'],
  SYSTEMES: ['SYSTEME'],
};

export const ongletDe = (b: { acteurType: string; veilleJusqua: Date | null }, maintenant: Date): Onglet => {
  if (b.veilleJusqua !== null && b.veilleJusqua > maintenant) return 'VEILLE';
  if (b.acteurType === 'OF') return 'ORGANISMES';
  if (b.acteurType === 'PRESCRIPTEUR') return 'PRESCRIPTEURS';
  return b.acteurType === 'SYSTEME' ? 'SYSTEMES' : 'EQUIPE';
};

export const OUVERT: Prisma.BlocageWhereInput = { leveLe: null };
export const eveille = (maintenant: Date): Prisma.BlocageWhereInput => ({ OR: [{ veilleJusqua: null }, { veilleJusqua: { lte: maintenant } }] });

export const dansOnglet = (onglet: Onglet, maintenant: Date): Prisma.BlocageWhereInput =>
  onglet === 'VEILLE' ? { veilleJusqua: { gt: maintenant } } : { acteurType: { in: ACTEURS[onglet] }, AND: [eveille(maintenant)] };

const JOUR_MS = 86_400_000;
/** The same rule as domain/situations graviteBlocage, for counting in the database (a test compares them). */
export const deGravite = (gravite: 'a_temps' | 'bientot' | 'en_retard', maintenant: Date): Prisma.BlocageWhereInput => {
  const retard: Prisma.BlocageWhereInput = { OR: [{ niveau: { gte: 2 } }, { echeance: { lt: maintenant } }] };
  if (gravite === 'en_retard') return { AND: [eveille(maintenant), retard] };
  const proche: Prisma.BlocageWhereInput = { OR: [{ niveau: 1 }, { echeance: { gte: maintenant, lt: new Date(maintenant.getTime() + JOUR_MS) } }] };
  if (gravite === 'bientot') return { AND: [eveille(maintenant), calmeRetard(maintenant), proche] };
  return { OR: [{ veilleJusqua: { gt: maintenant } }, { AND: [calmeRetard(maintenant), calmeProche(maintenant)] }] };
};

// SQL's NOT of an unknown is unknown: « no date » is said outright.
const calmeRetard = (maintenant: Date): Prisma.BlocageWhereInput => ({ niveau: { lt: 2 }, OR: [{ echeance: null }, { echeance: { gte: maintenant } }] });
const calmeProche = (maintenant: Date): Prisma.BlocageWhereInput => ({
  niveau: 0,
  OR: [{ echeance: null }, { echeance: { gte: new Date(maintenant.getTime() + JOUR_MS) } }],
});
