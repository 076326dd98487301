/** Fiches as the Carif's queue and their OF see them. */
import { EtatFiche } from '../../domain/codes.ts';
import { idFiche } from '../../domain/processus.ts';
import type { Situation } from '../../domain/situation.ts';
import { situationFiche } from '../../domain/situations.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import { completerBlocages, lirePolitiques, politiqueDe } from './blocages.ts';
import { organismesDe } from './organismes.ts';

/** `depuis`: business instant since which it is as it is. */
export type FicheLigne = {
  numero: string;
  intitule: string;
  organisme: string;
  etat: EtatFiche;
  empreinte: string;
  validee: string | null;
  valideeLe: Date | null;
  remarques: string | null;
  depuis: Date;
  /** Calendar day, null when there is none or one has no known end. */
  derniereFin: string | null;
};
type Filtre = { numero?: string; etat?: EtatFiche; organisme?: string; apres?: readonly [string, string]; taille: number };

/** Alias `f` is hub.fiche. An OF sees those that it answers for; who only prescribes sees sessions, not fiches. */
const fichesVisibles = (p: Perimetre): Prisma.Sql =>
  p.tout ? Prisma.sql`TRUE` : p.sirets.length > 0 ? Prisma.sql`f.organisme IN (${Prisma.join([...p.sirets])})` : Prisma.sql`FALSE`;

/** Those that wait longest first; one more than asked. */
export const lireFiches = (hub: HubTx, p: Perimetre, { numero, etat, organisme, apres, taille }: Filtre): Promise<FicheLigne[]> => {
  const depuis = Prisma.sql`date_trunc('milliseconds', coalesce(pr.depuis, f."majLe"))`;
  const conditions = [
    fichesVisibles(p),
    ...(numero === undefined ? [] : [Prisma.sql`f.numero = ${numero}`]),
    ...(etat === undefined ? [] : [Prisma.sql`f.etat = ${etat}`]),
    ...(organisme === undefined ? [] : [Prisma.sql`f.organisme = ${organisme}`]),
    ...(apres ? [Prisma.sql`(${depuis}, f.numero) > (${apres[0]}::timestamptz, ${apres[1]})`] : []),
  ];
  return hub.$queryRaw<FicheLigne[]>`
    SELECT f.numero, f.intitule, f.organisme, f.etat, f.empreinte, f.validee, f."valideeLe", f.remarques, ${depuis} AS depuis,
      (SELECT CASE WHEN bool_and(s.fin IS NOT NULL) THEN max(s.fin)::text END FROM hub.session s WHERE s.fiche = f.numero) AS "derniereFin"
    FROM hub.fiche f LEFT JOIN hub.processus pr ON pr.id = 'fiche:' || f.numero
    WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY depuis, f.numero LIMIT ${taille + 1}`;
};

/** numero → Situation. */
export const situationsDeFiches = async (hub: HubTx, fiches: readonly FicheLigne[], maintenantMs: number): Promise<Map<string, Situation>> => {
  const [lignes, organismes, politiques] = await Promise.all([
    hub.blocage.findMany({ where: { leveLe: null, processus: { in: fiches.map((f) => idFiche(f.numero)) } } }),
    organismesDe(
      hub,
      fiches.map((f) => f.organisme),
    ),
    lirePolitiques(hub),
  ]);
  const blocages = await completerBlocages(hub, lignes);
  return new Map(
    fiches.map((f) => {
      const of = organismes.get(f.organisme);
      const lue = {
        etat: EtatFiche.parse(f.etat),
        depuis: f.depuis,
        publiee: f.validee !== null,
        derniereFin: f.derniereFin,
        politique: politiqueDe(politiques, 'FICHE_EN_ATTENTE'),
        nomOrganisme: of?.nom ?? null,
        contact: of?.courriel ?? null,
      };
      const siens = blocages.filter((b) => b.processus === idFiche(f.numero));
      return [f.numero, situationFiche(lue, siens, maintenantMs)];
    }),
  );
};
