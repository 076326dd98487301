/** Before a bulk act: how many it announces, whom it would leave out and why; then the very lines it will do. */
import { CAUSES, CodeCause, type Remede } from '../../domain/causes.ts';
import { compter, typo } from '../../domain/francais.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { type Hub, type HubTx, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import type { Apercu, DemandeApercu } from '../contract/admin.ts';
import { lirePolitiques } from '../lecture/blocages.ts';
import { blocagesOuverts } from '../lecture/filtre-blocages.ts';
import { refus } from '../socle/problemes.ts';

const HEURE_MS = 3_600_000;

/** The remedy as its cause words it; refused when it makes no sense on many at once. */
export const remedeGroupable = ({ code, filtre }: DemandeApercu): Remede => {
  const cause = CodeCause.safeParse(filtre.cause);
  if (!cause.success) throw refus('requete-invalide', { errors: [{ pointer: '#/filtre/cause', detail: 'Cause inconnue.' }] });
  const remede = CAUSES[cause.data].remedes.find((r) => r.code === code);
  if (!remede?.groupable) throw refus('action-impossible', { detail: 'Cette action ne se fait pas sur plusieurs blocages à la fois.' });
  return remede;
};

export const annoncer = async (hub: Hub, d: DemandeApercu, maintenantMs: number, p: Perimetre): Promise<Apercu> => {
  const remede = remedeGroupable(d);
  const heures = await reposHeures(hub, d);
  const [lu] = await hub.$queryRaw<{ nombre: number; repos: number; acteurs: number; of: number }[]>`
    SELECT count(*)::int AS nombre, (count(*) FILTER (WHERE ${enRepos(d, heures, maintenantMs)}))::int AS repos,
           count(DISTINCT b.acteur)::int AS acteurs, (count(*) FILTER (WHERE b."acteurType" = 'OF'))::int AS of
    FROM hub.blocage b WHERE ${blocagesOuverts(d.filtre, new Date(maintenantMs), p)}`;
  const { nombre = 0, repos = 0, acteurs = 0, of = 0 } = lu ?? {};
  const quoi = of === nombre && acteurs === nombre ? compter(nombre, 'organisme', 'organismes') : compter(nombre, 'dossier', 'dossiers');
  const raison = `relance de moins de ${heures} h`;
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
           CASE WHEN ${repos} THEN b."derniereRelance" + make_interval(secs => ${heures * 3600}) END, CASE WHEN ${repos} THEN ${new Date(maintenantMs)}::timestamptz END
    FROM hub.blocage b WHERE ${blocagesOuverts(d.filtre, new Date(maintenantMs), p)}`;
};

const reposHeures = async (hub: HubTx, { filtre }: DemandeApercu): Promise<number> => {
  const cause = CodeCause.parse(filtre.cause);
  return ((await lirePolitiques(hub)).get(cause) ?? POLITIQUES_PAR_DEFAUT[cause]).reposHeures;
};

/** Only a reminder rests. */
const enRepos = ({ code }: DemandeApercu, heures: number, maintenantMs: number): Prisma.Sql =>
  code === 'relancer' ? Prisma.sql`coalesce(b."derniereRelance" > ${new Date(maintenantMs - heures * HEURE_MS)}, FALSE)` : Prisma.sql`FALSE`;
