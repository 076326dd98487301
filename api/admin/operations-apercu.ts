/** Before a bulk act: how many it announces, whom it would leave out and why; then the very lines it will do. */

import { RELANCER } from '../../domain/causes/cause.ts';
import { CAUSES, CodeCause, type Remede } from '../../domain/causes.ts';
import { compter, typo } from '../../domain/francais.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { type Hub, type HubTx, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import type { Apercu, DemandeApercu } from '../contract/admin.ts';
import { lirePolitiques } from '../lecture/blocages.ts';
import { blocagesOuverts } from '../lecture/filtre-blocages.ts';
import { refus } from '../socle/problemes.ts';

/** The remedy as its cause words it; refused when it makes no sense on many at once. */
export const remedeGroupable = ({ code, filtre }: DemandeApercu): Remede => {
  if (filtre.cause === undefined && code === 'relancer') return RELANCER;
  const cause = CodeCause.safeParse(filtre.cause);
  if (!cause.success) throw refus('requete-invalide', { errors: [{ pointer: '#/filtre/cause', detail: 'Cause inconnue.' }] });
  const remede = CAUSES[cause.data].remedes.find((r) => r.code === code);
  if (!remede?.groupable) throw refus('action-impossible', { detail: 'Cette action ne se fait pas sur plusieurs blocages à la fois.' });
  return remede;
};

/** Over all causes, those that a person is reminded of: elsewhere « relancer » tries a machine again. */
const RAPPELEES = CodeCause.options.filter((c) => CAUSES[c].remedes.some((r) => r === RELANCER));
const concernes = ({ filtre }: DemandeApercu, maintenantMs: number, p: Perimetre): Prisma.Sql =>
  Prisma.sql`${blocagesOuverts(filtre, new Date(maintenantMs), p)} ${filtre.cause === undefined ? Prisma.sql`AND b.cause = ANY(${RAPPELEES})` : Prisma.empty}`;

export const annoncer = async (hub: Hub, d: DemandeApercu, maintenantMs: number, p: Perimetre): Promise<Apercu> => {
  const remede = remedeGroupable(d);
  const heures = await reposHeures(hub, d);
  const [lu] = await hub.$queryRaw<{ nombre: number; repos: number; acteurs: number; of: number }[]>`
    SELECT count(*)::int AS nombre, (count(*) FILTER (WHERE ${enRepos(d, heures, maintenantMs)}))::int AS repos,
           count(DISTINCT b.acteur)::int AS acteurs, (count(*) FILTER (WHERE b."acteurType" = 'OF'))::int AS of
    FROM hub.blocage b WHERE ${concernes(d, maintenantMs, p)}`;
  const { nombre = 0, repos = 0, acteurs = 0, of = 0 } = lu ?? {};
  const quoi = of === nombre && acteurs === nombre ? compter(nombre, 'organisme', 'organismes') : compter(nombre, 'dossier', 'dossiers');
  const [reposCommun, ...autres] = new Set(Object.values(heures));
  const raison = autres.length === 0 ? `relance de moins de ${reposCommun} h` : 'relance trop récente';
  const ignores = repos === 0 ? [] : [{ raison: typo(raison), nombre: repos }];
  const suite = repos === 0 ? '' : ` ${compter(repos, 'ignoré', 'ignorés')} : ${raison}`;
  return {
    nombre,
    possibles: nombre - repos,
    ignores,
    phrase: typo(`${remede.libelle} ${quoi} ?${suite}`),
  };
};

/** Another number than announced: nothing is done. */
export const exigerNombre = (nombre: number, attendu: number): void => {
  if (nombre === attendu) return;
  throw refus('filtre-change', {
    detail: typo(`Il y a maintenant ${compter(nombre, 'flux concerné', 'flux concernés')}, et non ${attendu} : rien n'a été fait.`),
  });
};

/** The lines, oldest first; those at rest are there, already ignored, with their date. Resolves their number. */
export const ecrireLignes = async (tx: HubTx, operation: string, d: DemandeApercu, maintenantMs: number, p: Perimetre): Promise<number> => {
  const heures = await reposHeures(tx, d);
  const repos = enRepos(d, heures, maintenantMs);
  return tx.$executeRaw`
    INSERT INTO hub.operation_ligne (operation, rang, blocage, etat, refus, jusqua, le)
    SELECT ${operation}::uuid, row_number() OVER (ORDER BY b.depuis, b.id), b.id,
           CASE WHEN ${repos} THEN 'IGNOREE' ELSE 'A_FAIRE' END, CASE WHEN ${repos} THEN 'RELANCE_RECENTE' END,
           CASE WHEN ${repos} THEN ${finDuRepos(heures)} END, CASE WHEN ${repos} THEN ${new Date(maintenantMs)}::timestamptz END
    FROM hub.blocage b WHERE ${concernes(d, maintenantMs, p)}`;
};

/** The rest of each cause that the filter may hold. */
const reposHeures = async (hub: HubTx, { filtre }: DemandeApercu): Promise<Record<string, number>> => {
  const politiques = await lirePolitiques(hub);
  const causes = filtre.cause === undefined ? RAPPELEES : [CodeCause.parse(filtre.cause)];
  return Object.fromEntries(causes.map((c) => [c, (politiques.get(c) ?? POLITIQUES_PAR_DEFAUT[c]).reposHeures]));
};

/** Until when a blocage rests after its last reminder. */
const finDuRepos = (heures: Record<string, number>): Prisma.Sql =>
  Prisma.sql`b."derniereRelance" + make_interval(secs => 3600 * (${JSON.stringify(heures)}::jsonb ->> b.cause)::float)`;
/** Only a reminder rests. */
const enRepos = ({ code }: DemandeApercu, heures: Record<string, number>, maintenantMs: number): Prisma.Sql =>
  code === 'relancer' ? Prisma.sql`coalesce(${finDuRepos(heures)} > ${new Date(maintenantMs)}, FALSE)` : Prisma.sql`FALSE`;
