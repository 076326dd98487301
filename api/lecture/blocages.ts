/** Blocages as a Situation needs them: with the organisme's name, who to reach, their reminders, and the policy in force. */

import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { lirePolitique, POLITIQUES_PAR_DEFAUT, type Politique } from '../../domain/politiques.ts';
import type { Situation } from '../../domain/situation.ts';
import { BlocageLu, situationBlocage } from '../../domain/situations.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';

export type Politiques = ReadonlyMap<string, Politique>;

/** The policies edited in the dashboard; a cause without one keeps its default. */
export const lirePolitiques = async (hub: HubTx): Promise<Politiques> => {
  const lignes = await hub.politique.findMany();
  return new Map(
    lignes.flatMap(({ cause, contenu }) => {
      const connue = CodeCause.safeParse(cause);
      return connue.success ? [[cause, lirePolitique(connue.data, contenu)] as const] : [];
    }),
  );
};

/** The one in force for a cause. */
export const politiqueDe = (politiques: Politiques, cause: CodeCause): Politique => politiques.get(cause) ?? POLITIQUES_PAR_DEFAUT[cause];

type Ligne = Prisma.BlocageGetPayload<object>;

/** Completes rows of `hub.blocage`: a few queries whatever their number. */
export const completerBlocages = async (hub: HubTx, lignes: readonly Ligne[]): Promise<BlocageLu[]> => {
  if (lignes.length === 0) return [];
  const sirets = [...new Set(lignes.flatMap((b) => [b.organisme, b.acteurType === 'OF' ? b.acteur : null]).filter((s) => s !== null))];
  const [organismes, relances, autres, politiques, attentes] = await Promise.all([
    hub.organisme.findMany({ where: { siret: { in: sirets } }, select: { siret: true, nom: true, courriel: true } }),
    hub.relance.findMany({ where: { blocage: { in: lignes.map((b) => b.id) } }, orderBy: { envoyeeLe: 'asc' } }),
    autresCreneaux(hub, lignes.filter(proposeUnCreneau)),
    lirePolitiques(hub),
    lignes.some(estFermeture) ? enAttente(hub) : new Map<string, number>(),
  ]);
  const parSiret = new Map(organismes.map((o) => [o.siret, o]));
  const parBlocage = grouper(relances);
  return lignes.flatMap((b) => {
    const of = parSiret.get(b.acteurType === 'OF' ? (b.acteur ?? b.organisme ?? '') : (b.organisme ?? ''));
    const lu = BlocageLu.safeParse({
      ...b,
      nomOrganisme: of?.nom ?? null,
      contact: b.acteurType === 'OF' ? (of?.courriel ?? null) : null,
      relances: parBlocage.get(b.id) ?? [],
      politique: politiques.get(b.cause),
      ...(estFermeture(b) && { sujet: { ...(b.sujet as object), nombre: attentes.get(b.systeme ?? '') ?? 0 } }),
      ...(proposeUnCreneau(b) && { autreCreneauJusqua: autres.get(b.id) ?? null }),
    });
    // A cause of a newer version than this process: shown by the newer one.
    return lu.success ? [lu.data] : [];
  });
};

/** S20: how many wait for the partner, now. */
const estFermeture = ({ cause }: Ligne): boolean => cause === 'PARTENAIRE_FERME';
const enAttente = async (hub: HubTx): Promise<Map<string, number>> => {
  const comptes = await hub.blocage.groupBy({ by: ['systeme'], where: { cause: 'SYSTEME_INDISPONIBLE', leveLe: null }, _count: true });
  return new Map(comptes.map((c) => [c.systeme ?? '', c._count]));
};

const PROPOSENT = new Set<string>(Object.values(CAUSES).flatMap((c) => (c.remedes.some((r) => r.code === 'proposerAutreCreneau') ? [c.code] : [])));
const proposeUnCreneau = ({ cause }: Ligne): boolean => PROPOSENT.has(cause);

/** The last instant at which another slot of the session takes somebody: an appointment until it begins, a candidature until its window closes. */
const autresCreneaux = async (hub: HubTx, lignes: readonly Ligne[]): Promise<Map<string, Date>> => {
  if (lignes.length === 0) return new Map();
  const lus = await hub.$queryRaw<{ id: string; jusqua: Date }[]>`
    SELECT b.id, max(CASE WHEN c.modalite = 'CANDIDATURE' THEN c.fin ELSE c.debut END) AS jusqua
    FROM hub.blocage b JOIN hub.session s ON s.numero = b.session AND s."etatRecrutement" NOT IN ('FERME', 'SUSPENDU')
    JOIN hub.creneau c ON c.session = s.numero AND c.id IS DISTINCT FROM b.creneau AND c.statut = 'PUBLIE' AND c."placesLibres" > 0
    WHERE b.id IN (${Prisma.join(lignes.map((b) => b.id))}) GROUP BY b.id`;
  return new Map(lus.map(({ id, jusqua }) => [id, jusqua]));
};

const grouper = <R extends { blocage: string }>(relances: readonly R[]): Map<string, R[]> => {
  const groupes = new Map<string, R[]>();
  for (const r of relances) groupes.set(r.blocage, [...(groupes.get(r.blocage) ?? []), r]);
  return groupes;
};

/** The Situation of each blocage, in the order given. */
export const situationsDeBlocages = async (hub: HubTx, lignes: readonly Ligne[], maintenantMs: number): Promise<Map<string, Situation>> => {
  const completes = await completerBlocages(hub, lignes);
  return new Map(completes.map((b) => [b.id, situationBlocage(b, maintenantMs)]));
};
