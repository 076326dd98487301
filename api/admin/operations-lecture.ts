/** Bulk acts as they are read: their numbers, and what each line became. */
import { z } from 'zod';
import { CodeRemede } from '../../domain/causes/cause.ts';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { typo } from '../../domain/francais.ts';
import { direIssue } from '../../domain/remedes.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import {
  EtatLigne,
  EtatOperation,
  type FiltreLignes,
  FiltreOperation,
  type LigneOperation,
  type OperationDetail,
  type OperationVue,
  type PageOperations,
} from '../contract/admin.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { PERSONNE } from './droits.ts';
import { enLignes } from './lignes.ts';
import { nomsActeurs } from './noms.ts';

type Operation = Prisma.OperationGetPayload<object>;
type Page = { taille: number; apres?: string | undefined };

export const lireOperations = async (hub: Hub, f: Page): Promise<z.infer<typeof PageOperations>> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.uuid()]), f.apres);
  const suite = apres ? Prisma.sql`WHERE (o."creeLe", o.id) < (${apres[0]}::timestamptz, ${apres[1]}::uuid)` : Prisma.empty;
  const lues = await hub.$queryRaw<Operation[]>`SELECT o.* FROM hub.operation o ${suite} ORDER BY o."creeLe" DESC, o.id DESC LIMIT ${f.taille + 1}`;
  const { gardes, suivant } = couperPage(lues, f.taille, (o) => [o.creeLe.toISOString(), o.id]);
  return {
    elements: await decrire(hub, gardes),
    suivant,
  };
};

export const lireOperation = async (hub: Hub, id: string, f: z.infer<typeof FiltreLignes>): Promise<OperationDetail | null> => {
  const op = await hub.operation.findUnique({ where: { id } });
  if (!op) return null;
  const [vue] = await decrire(hub, [op]);
  if (!vue) return null;
  const apres = lireCurseur(z.tuple([z.number().int()]), f.apres);
  const lues = await hub.operationLigne.findMany({
    where: { operation: id, ...(f.etat && { etat: f.etat }), ...(apres && { rang: { gt: apres[0] } }) },
    orderBy: { rang: 'asc' },
    take: f.taille + 1,
  });
  const { gardes, suivant } = couperPage(lues, f.taille, (l) => [l.rang]);
  const blocages = await hub.blocage.findMany({ where: { id: { in: gardes.map((l) => l.blocage) } } });
  const dits = new Map((await enLignes(hub, blocages, op.creeLe.getTime(), PERSONNE)).map((b) => [b.id, b]));
  const lignes = gardes.map((l): LigneOperation => {
    const etat = EtatLigne.parse(l.etat);
    const b = dits.get(l.blocage);
    return {
      rang: l.rang,
      blocage: l.blocage,
      objet: b?.objet ?? l.blocage,
      organisme: b?.organisme?.nom ?? null,
      etat,
      phrase: etat === 'A_FAIRE' ? null : direIssue(CodeRemede.parse(op.code), l.refus, l.refus === 'RELANCE_RECENTE' ? (l.jusqua?.getTime() ?? null) : null),
      jusqua: l.jusqua?.toISOString() ?? null,
      le: l.le?.toISOString() ?? null,
    };
  });
  return { ...vue, lignes: { elements: lignes, suivant } };
};

const decrire = async (hub: Hub, ops: readonly Operation[]): Promise<OperationVue[]> => {
  const [comptes, noms] = await Promise.all([
    hub.operationLigne.groupBy({ by: ['operation', 'etat'], where: { operation: { in: ops.map((o) => o.id) } }, _count: { _all: true } }),
    nomsActeurs(
      hub,
      ops.map((o) => o.par),
    ),
  ]);
  return ops.map((o) => {
    const nombre = (etat: string): number => comptes.find((x) => x.operation === o.id && x.etat === etat)?._count._all ?? 0;
    const [aFaire, faites, ignorees, echecs] = [nombre('A_FAIRE'), nombre('FAITE'), nombre('IGNOREE'), nombre('ECHEC')];
    const filtre = FiltreOperation.parse(o.filtre);
    return {
      id: o.id,
      code: o.code,
      titre: titreDe(o.code, filtre),
      filtre,
      motif: o.motif,
      par: noms(o.par),
      etat: EtatOperation.parse(o.etat),
      arretDemande: o.arretDemande && o.etat === 'EN_COURS',
      total: aFaire + faites + ignorees + echecs,
      aFaire,
      faites,
      ignorees,
      echecs,
      creeLe: o.creeLe.toISOString(),
      finieLe: o.finieLe?.toISOString() ?? null,
    };
  });
};

const titreDe = (code: string, { cause, gravite }: z.infer<typeof FiltreOperation>): string => {
  if (cause === undefined) return gravite === 'en_retard' ? 'Relancer tout ce qui est en retard' : 'Relancer toutes les causes';
  const connue = CodeCause.safeParse(cause);
  if (!connue.success) return code;
  const { remedes, intitule } = CAUSES[connue.data];
  return typo(`${(remedes.find((r) => r.code === code)?.libelle ?? code).split(/\s:/)[0] ?? code} : ${intitule}`);
};
