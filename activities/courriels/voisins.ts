/**
 * What else the same box is about to be reminded of: those whose turn comes within the half-day are said by the same mail. Each keeps the
 * key under which its own flow would send it, so that the flow, when its turn comes, finds it done.
 */
import { CodeCause } from '../../domain/causes.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { type Destinataire, etapeA, type Politique } from '../../domain/politiques.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';
import { boiteDe } from './destinataires.ts';
import type { Ligne } from './registre.ts';

const HEURE = 3_600_000;
/** A morning. */
const FENETRE = 4 * HEURE;
const AU_PLUS = 200;

type Blocage = Prisma.BlocageGetPayload<object>;
type Qui = { boite: string; siret: string | null; destinataire: Destinataire; organisme: string | null; maintenant: number };

/** `semblable`: what may share the mail, besides the box. */
export const voisinsDe = async (tx: HubTx, qui: Qui, politique: (cause: CodeCause) => Politique, semblable: (b: Blocage) => boolean): Promise<Ligne[]> => {
  const { maintenant, destinataire, boite } = qui;
  const candidats = await tx.$queryRaw<Blocage[]>`
    SELECT b.* FROM hub.blocage b
    WHERE b."leveLe" IS NULL AND b."prochaineRelance" <= ${new Date(maintenant + FENETRE)} AND ${portee(qui)}
      AND coalesce(b."veilleJusqua" <= ${new Date(maintenant)}, TRUE) AND coalesce(b."priseEnChargeJusqua" <= ${new Date(maintenant)}, TRUE)
      AND NOT EXISTS (SELECT 1 FROM hub.relance r WHERE r.blocage = b.id AND r.etat IN ('PREVUE', 'EN_ENVOI'))
    ORDER BY b."prochaineRelance", b.id LIMIT ${AU_PLUS}`;
  const lignes: Ligne[] = [];
  for (const b of candidats.filter(semblable)) {
    const cause = CodeCause.safeParse(b.cause);
    if (!cause.success || b.prochaineRelance === null || jourParis(b.prochaineRelance.getTime()) > jourParis(maintenant)) continue;
    const p = politique(cause.data);
    const etape = etapeA(p, b.depuis.getTime(), b.prochaineRelance.getTime(), b.acteurType);
    if (etape?.canal !== 'COURRIEL' || etape.destinataire !== destinataire || !peutAgir(b, destinataire)) continue;
    if ((await boiteDe(tx, destinataire, b)).boite !== boite) continue;
    const faites = await tx.relance.findMany({ where: { blocage: b.id }, select: { id: true, etat: true, envoyeeLe: true, prevueLe: true } });
    const repos = maintenant - p.reposHeures * HEURE;
    if (faites.some((r) => (r.envoyeeLe ?? r.prevueLe ?? new Date(0)).getTime() > repos)) continue;
    const rang = Math.max(0, ...faites.map((r) => rangDe(r.id))) + 1;
    lignes.push({
      cle: cleRelance(b.id, rang),
      blocage: b.id,
      processus: b.processus,
      cause: b.cause,
      niveau: etape.niveau,
      organisme: b.organisme,
      destinataire,
      boite,
      maintenant,
    });
  }
  return lignes;
};

/** The key of the n-th reminder of a blocage, as its flow makes it. */
const cleRelance = (blocage: string, rang: number): string => `${blocage}:${rang}`;
const rangDe = (cle: string): number => Number(/:(\d+)(?::[A-Z_]+)?$/.exec(cle)?.[1] ?? 0);

/** An organisme is not reminded of what others must do. */
export const peutAgir = (b: { acteurType: string }, destinataire: Destinataire): boolean => destinataire !== 'OF' || b.acteurType === 'OF';

const portee = ({ destinataire, siret, boite, organisme }: Qui): Prisma.Sql => {
  if (destinataire === 'OF') return Prisma.sql`b.organisme = ${organisme}`;
  if (destinataire === 'MANDATAIRE')
    return Prisma.sql`(b.organisme = ${organisme} OR b.session IN (SELECT s.numero FROM hub.session s WHERE s."ofResponsable" = ${siret}))`;
  if (destinataire === 'PRESCRIPTEUR')
    return Prisma.sql`b."acteurType" = 'PRESCRIPTEUR' AND coalesce(b.acteur, '') IN ('', ${boite.slice('PRESCRIPTEUR:'.length)})`;
  return Prisma.sql`FALSE`;
};
