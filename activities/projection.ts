/**
 * The read model, written by the flows: one statement per turn, idempotent, guarded by a version that only grows.
 * Instants are ISO 8601 business time. Nothing here names a person.
 */
import type { Hub } from '../prisma/hub.ts';

export type ProcessusLigne = {
  id: string;
  type: string;
  sujet: string;
  organisme: string | null;
  etape: string;
  etat: 'en_cours' | 'attente_personne' | 'attente_systeme' | 'bloque' | 'termine' | 'annule';
  ouvert: boolean;
  depuis: string;
  echeance: string | null;
  /** Waits under way, each with the version of its policy: `PRESENCE_NON_SAISIE@2`. */
  attentes?: string[];
  /** Ids of all that is up. */
  blocages?: string[];
  version: number;
};
export type BlocageLigne = {
  id: string;
  processus: string;
  type: string;
  cause: string;
  sujet: Record<string, string | number | null>;
  acteurType: string;
  acteur: string | null;
  organisme: string | null;
  systeme: string | null;
  session: string | null;
  creneau: string | null;
  depuis: string;
  echeance: string | null;
  niveau: number;
  prochaineRelance: string | null;
  derniereRelance: string | null;
  veilleJusqua: string | null;
  priseEnChargePar: string | null;
  priseEnChargeJusqua: string | null;
  leveLe: string | null;
  levePar: string | null;
  version: number;
};
export type EvenementLigne = {
  cle: string;
  processus: string;
  parcours: string | null;
  date: string;
  acteur: string;
  systeme: string | null;
  fait: string;
  detail: string | null;
};
export type Ecritures = {
  fiches?: { numero: string; etat: string; validee: string | null; valideeLe: string | null }[];
  sessions?: { numero: string; etatRecrutement: string | null; placesDisponibles: number | null; placesConventionnees: number | null }[];
  publications?: {
    session: string;
    systeme: string;
    etat: string;
    depuis: string;
    raison: string | null;
    valideeLe: string | null;
    exporteeLe: string | null;
    visibleLe: string | null;
  }[];
  divergences?: {
    session: string;
    champ: string;
    smf: string;
    kairos: string;
    depuis: string;
    choix: string | null;
    choisiPar: string | null;
    choisiLe: string | null;
  }[];
  creneaux?: { id: string; statut: string; placesLibres: number | null; debut?: string; fin?: string }[];
  parcours?: {
    id: string;
    personne: string;
    session: string;
    etape: string;
    etapes: unknown;
    positionnement: string | null;
    inscritLe: string | null;
    entreeLe: string | null;
    sortieLe: string | null;
    interruptions: unknown;
  }[];
  positionnements?: { id: string; creneau: string; statut: string; presence: string | null; suite: string | null }[];
  transmissions?: { parcours: string; systeme: string; fait: string; etat: string; depuis: string; regle: string | null; raison: string | null }[];
  demandeurs?: { personne: string; statut: string; depuis: string; differees: unknown }[];
  systemes?: { code: string; etat: string; depuis: string; motif: string | null }[];
  blocages?: BlocageLigne[];
  evenements?: EvenementLigne[];
};
export type Projection = { processus: ProcessusLigne } & Ecritures;

type Champ = [colonne: string, type: string];
const champs = (liste: string): Champ[] => liste.split(' ').map((c) => c.split(':') as Champ);

const colonnes = (c: Champ[]): string => c.map(([nom]) => `"${nom}"`).join(', ');
const source = (c: Champ[], n: number): string => `jsonb_to_recordset($${n}::jsonb) AS x(${c.map(([nom, type]) => `"${nom}" ${type}`).join(', ')}), garde`;
const valeurs = (c: Champ[]): string => c.map(([nom]) => `x."${nom}"`).join(', ');

/** Inserts the rows, or replaces the columns named in `remplace` where the key exists. */
const poser = (table: string, liste: string, cle: string, remplace: string) => (n: number) => {
  const c = champs(liste);
  const suite = remplace
    ? `DO UPDATE SET ${remplace
        .split(' ')
        .map((r) => `"${r}" = excluded."${r}"`)
        .join(', ')}`
    : 'DO NOTHING';
  return `INSERT INTO hub.${table} (${colonnes(c)}) SELECT ${valeurs(c)} FROM ${source(c, n)} ON CONFLICT (${cle}) ${suite}`;
};
/** Changes rows that a door wrote; a null leaves the column as it is, but for `effacables`: what was said of them may be taken back. */
const changer =
  (table: string, liste: string, cle: string, effacables: readonly string[] = []) =>
  (n: number) => {
    const c = champs(liste);
    const poses = c.filter(([nom]) => nom !== cle).map(([nom]) => `"${nom}" = ${effacables.includes(nom) ? `x."${nom}"` : `COALESCE(x."${nom}", t."${nom}")`}`);
    return `UPDATE hub.${table} t SET ${poses.join(', ')} FROM ${source(c, n)} WHERE t."${cle}" = x."${cle}"`;
  };

const T = 'timestamptz';
const ETAT_BLOCAGE = 'sujet echeance niveau prochaineRelance derniereRelance veilleJusqua priseEnChargePar priseEnChargeJusqua leveLe levePar version';
const INSTRUCTIONS: Record<keyof Ecritures, (n: number) => string> = {
  fiches: changer('fiche', `numero:text etat:text validee:text valideeLe:${T}`, 'numero'),
  sessions: changer('session', 'numero:text etatRecrutement:text placesDisponibles:int placesConventionnees:int', 'numero'),
  publications: poser(
    'publication',
    `session:text systeme:text etat:text depuis:${T} raison:text valideeLe:${T} exporteeLe:${T} visibleLe:${T}`,
    'session, systeme',
    'etat depuis raison valideeLe exporteeLe visibleLe',
  ),
  divergences: poser(
    'divergence',
    `session:text champ:text smf:text kairos:text depuis:${T} choix:text choisiPar:text choisiLe:${T}`,
    'session, champ',
    'smf kairos depuis choix choisiPar choisiLe',
  ),
  creneaux: changer('creneau', `id:text statut:text placesLibres:int debut:${T} fin:${T}`, 'id'),
  parcours: (n) =>
    poser(
      'parcours',
      'id:text personne:uuid session:text etape:text etapes:jsonb positionnement:text inscritLe:date entreeLe:date sortieLe:date interruptions:jsonb',
      'id',
      'etape etapes positionnement inscritLe entreeLe sortieLe interruptions',
    )(n)
      .replace('"interruptions")', '"interruptions", "majLe")')
      .replace('x."interruptions"', 'x."interruptions", now()')
      .concat(', "majLe" = now()'),
  positionnements: changer('positionnement', 'id:uuid creneau:text statut:text presence:text suite:text', 'id', ['presence', 'suite']),
  transmissions: poser(
    'transmission',
    `parcours:text systeme:text fait:text etat:text depuis:${T} regle:text raison:text`,
    'parcours, systeme, fait',
    'etat depuis regle raison',
  ),
  demandeurs: poser('demandeur', `personne:uuid statut:text depuis:${T} differees:jsonb`, 'personne', 'statut depuis differees'),
  systemes: poser('etat_systeme', `code:text etat:text depuis:${T} motif:text`, 'code', 'etat depuis motif'),
  blocages: poser(
    'blocage',
    `id:text processus:text type:text cause:text sujet:jsonb acteurType:text acteur:text organisme:text systeme:text session:text creneau:text depuis:${T} echeance:${T} niveau:int prochaineRelance:${T} derniereRelance:${T} veilleJusqua:${T} priseEnChargePar:text priseEnChargeJusqua:${T} leveLe:${T} levePar:text version:int`,
    'id',
    ETAT_BLOCAGE,
  ),
  evenements: poser(
    'evenement',
    `cle:text processus:text parcours:text date:${T} acteur:text systeme:text fait:text detail:text`,
    'cle',
    'date acteur systeme fait detail',
  ),
};

const PROCESSUS = `id:text type:text sujet:text organisme:text etape:text etat:text ouvert:boolean depuis:${T} echeance:${T} attentes:text[] version:int`;
const garde = (() => {
  const c = champs(PROCESSUS);
  const remplace = c.filter(([nom]) => !['id', 'type', 'sujet'].includes(nom)).map(([nom]) => `"${nom}" = excluded."${nom}"`);
  return `INSERT INTO hub.processus (${colonnes(c)}, "majLe") SELECT ${valeurs(c)}, now() FROM ${source(c, 1).replace(', garde', '')}
    ON CONFLICT (id) DO UPDATE SET ${remplace.join(', ')}, "majLe" = now() WHERE hub.processus.version <= excluded.version RETURNING 1`;
})();

/** The flow knows of none but its own: another one was raised by a task that was lost, and did not last. */
const restes = (n: number): string => `UPDATE hub.blocage b SET "leveLe" = b.depuis, "levePar" = 'hub' FROM garde
    WHERE b.processus = $${n} AND b."leveLe" IS NULL AND NOT b.id IN (SELECT jsonb_array_elements_text($${n - 1}::jsonb))`;

/**
 * Writes one turn of a flow; one that is older than what is written changes nothing. A task that was lost (its worker was killed) is done again with
 * what has been heard meanwhile: the same turn then says something else, and its last word holds. What the lost one had raised is up no more.
 */
export const createProjeter =
  (hub: Hub) =>
  async (p: Projection): Promise<void> => {
    const parametres: string[] = [JSON.stringify([p.processus])];
    const tables = (Object.keys(INSTRUCTIONS) as (keyof Ecritures)[]).filter((t) => p[t]?.length);
    const suites = tables.map((table) => {
      parametres.push(JSON.stringify(p[table]));
      return `${table} AS (${INSTRUCTIONS[table](parametres.length)})`;
    });
    if (p.processus.blocages) {
      parametres.push(JSON.stringify([...p.processus.blocages, ...(p.blocages ?? []).map((b) => b.id)]), p.processus.id);
      suites.push(`restes AS (${restes(parametres.length)})`);
    }
    await hub.$executeRawUnsafe(`WITH ${[`garde AS (${garde})`, ...suites].join(',\n')} SELECT count(*) FROM garde`, ...parametres);
  };
