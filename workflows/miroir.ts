/** The mirror of a flow in PostgreSQL: what is said since the last write is kept, then written in one turn. */
import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import type { Ecritures, ProcessusLigne } from '../activities/projection.ts';
import type { CodeFait } from '../domain/journal.ts';
import { publierAttributs } from './attributs.ts';
import { hub } from './hub.ts';
import { instant, iso, pendant, type Suivi } from './suivi.ts';
import { condition } from './vague.ts';

/** A flow that begins again after an end goes on from the version that its mirror has. */
export const reprendreA = (s: Suivi, version: number): void => {
  if (version > s.memoire.version) s.memoire.version = s.socle = version;
};

/** Turns that one task may take; beyond, versions grow by one. */
const TOURS = 16;
/**
 * A task that is lost (its worker was killed) may have written more turns than it takes when it is done again, with what was heard meanwhile. Its
 * history is longer then, and so are its versions: what really happened is always the last word.
 */
const versionSuivante = ({ memoire, socle }: Suivi): number => Math.max(memoire.version + 1, socle + workflowInfo().historyLength * TOURS);

type Precision = { acteur?: string; systeme?: string | null; detail?: string | null; cle?: string | undefined; parcours?: string };
/**
 * Adds a line to the journal (domain/journal gives the words). `cle`: its key, when the door chose one; `parcours`: another path than the flow's own.
 * Else the rank of that fact in this life of the flow: what a lost task had written is found again when it is lived again, and not written twice.
 */
export const noter = (s: Suivi, fait: CodeFait, plus: Precision = {}): void => {
  const { parcours } = s.resume();
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const rang = (s.memoire.numeros[`fait:${fait}`] ?? 0) + 1;
  s.memoire.numeros[`fait:${fait}`] = rang;
  s.tampon.evenements.push({
    cle: plus.cle ?? `${workflowId}/${firstExecutionRunId.slice(0, 8)}.${fait}.${rang}`,
    processus: workflowId,
    parcours: plus.parcours ?? parcours ?? null,
    date: iso(instant(s)),
    acteur: plus.acteur ?? 'hub',
    systeme: plus.systeme ?? null,
    fait,
    detail: plus.detail ?? null,
  });
  s.sale = true;
};

/** Adds rows that are not part of the entity's mirror; a later row for the same thing replaces the earlier one. */
export const joindre = (s: Suivi, lignes: Pick<Ecritures, 'blocages' | 'transmissions' | 'publications' | 'divergences' | 'systemes'>): void => {
  for (const table of Object.keys(lignes) as (keyof typeof lignes)[]) {
    const toutes = [...(s.tampon.autres[table] ?? []), ...(lignes[table] ?? [])];
    Object.assign(s.tampon.autres, { [table]: [...new Map(toutes.map((l) => [identite(l), l])).values()] });
  }
  s.sale = true;
};

const identite = (l: object): string => {
  const { id, code, parcours, session, systeme, fait, champ } = l as Record<string, string | undefined>;
  return id ?? code ?? [parcours ?? session, systeme, fait, champ].join('/');
};

/** Flushes the mirror; resolves once everything said so far is in PostgreSQL. */
export const ecrire = async (s: Suivi): Promise<void> => {
  while (s.enEcriture) await condition(() => !s.enEcriture);
  if (!s.sale) return;
  for (const suivre of s.avantEcriture) suivre();
  s.sale = false;
  s.enEcriture = true;
  const { evenements, autres } = s.tampon;
  s.tampon = { evenements: [], autres: {} };
  s.memoire.version = versionSuivante(s);
  const processus = ligne(s, s.memoire.version);
  try {
    // A ladder that is cancelled while it writes must not take with it what the others have said.
    await pendant(s, () => CancellationScope.nonCancellable(() => hub.projeter({ ...s.miroir(), ...autres, evenements, processus })));
  } finally {
    s.enEcriture = false;
  }
  publierAttributs(s, processus);
};

/** A flow that lives by a policy and waits for nobody: told of a change, not counted among those that wait. */
const SANS_ATTENDRE = '~';

const ligne = (s: Suivi, version: number): ProcessusLigne => {
  const { etape, organisme, fini: accompli } = s.resume();
  const blocages = Object.values(s.memoire.blocages);
  const fini = blocages.length === 0 ? accompli : null; // a partner has still to hear of the end, or of what came before it
  const debut = blocages.map((b) => b.depuis).sort()[0];
  const etat =
    fini ??
    (blocages.some((b) => b.cause !== 'SYSTEME_INDISPONIBLE')
      ? 'bloque'
      : blocages.length
        ? 'attente_systeme'
        : Object.keys(s.memoire.attentes).length
          ? 'attente_personne'
          : 'en_cours');
  return {
    id: workflowInfo().workflowId,
    type: s.processus,
    sujet: s.sujet,
    organisme,
    etape,
    etat,
    ouvert: !fini,
    depuis: debut ?? iso(instant(s)),
    echeance: null,
    attentes: [
      ...new Set([
        ...Object.values(s.memoire.attentes).map((a) => `${a.cause}@${a.politique}`),
        ...Object.entries(s.memoire.suivies ?? {}).map(([cause, version]) => `${cause}@${version}${SANS_ATTENDRE}`),
      ]),
    ],
    blocages: blocages.map((b) => b.id),
    version,
  };
};
