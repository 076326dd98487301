/**
 * The store of one system: one statement reads all that a call needs, one statement keeps all that it causes, or nothing of it.
 * Between the two nobody holds a lock: the writing statement checks that each document is still the one that was read (its `xmin`),
 * and that the idempotency key is still free; otherwise it fails as a whole and the call starts again from what is now true.
 */
import { type BaseSysteme, Prisma } from '../../prisma/systeme.ts';
import { type Genre, type Lecture, type Ligne, type Lu, lu, type Piece, TOUJOURS } from './pieces.ts';

export type EffetConnu = { route: string; empreinte: string; statut: number; reponse: unknown };
export type LigneLedger = { cle: string; cleEffet: string | null; route: string; empreinte: string; statut: number; reponse: unknown; rejeu: boolean };
export type EvenementDu = { id: string; type: string; corps: unknown };
export type Ecriture = { pieces: readonly Piece[]; ledger: LigneLedger | null; evenements: readonly EvenementDu[]; retardMs: number };

export type Magasin = ReturnType<typeof createMagasin>;

export const createMagasin = (base: BaseSysteme) => ({
  /** `cle`: the idempotency key whose kept effect is wanted as well. */
  lire: async (lectures: readonly Lecture[], cle: string | null): Promise<{ lu: Lu; effet: EffetConnu | null }> => {
    const { sql, valeurs } = requete(lectures, cle);
    const lignes = sql ? await base.$queryRawUnsafe<Ligne[]>(sql, ...valeurs) : [];
    const effet = lignes.find((l) => l.type === EFFET);
    return { lu: lu(lignes.filter((l) => l.type !== EFFET)), effet: effet ? effetConnu(effet.donnees) : null };
  },

  /** Documents of a kind in the order of their keys, a page at a time. */
  parcourir: async <D>(g: Genre<D>, { apres = '', taille = 200 }: { apres?: string; taille?: number } = {}): Promise<Piece<D>[]> => {
    const lignes = await base.$queryRawUnsafe<Ligne[]>(PARCOURIR, g.type, apres, taille);
    return lignes.map(({ donnees, ...ligne }) => ({ ...ligne, donnees: g.schema.parse(donnees) }));
  },

  /** All documents of a kind, up to a bound that no region of France reaches. */
  tout: async <D>(g: Genre<D>): Promise<Piece<D>[]> => {
    const lignes = await base.$queryRawUnsafe<Ligne[]>(PARCOURIR, g.type, '', TOUT_MAX);
    return lignes.map(({ donnees, ...ligne }) => ({ ...ligne, donnees: g.schema.parse(donnees) }));
  },

  /** false: something changed since it was read, nothing was kept. */
  ecrire: async ({ pieces, ledger, evenements, retardMs }: Ecriture): Promise<boolean> => {
    // Same order everywhere: two calls that touch the same documents wait for each other instead of locking each other out.
    const triees = [...pieces].sort((a, b) => (a.type + a.cle < b.type + b.cle ? -1 : 1));
    try {
      await base.$queryRawUnsafe(ECRIRE, JSON.stringify(triees), JSON.stringify(ledger ? [ledger] : []), JSON.stringify(evenements), retardMs);
      return true;
    } catch (erreur) {
      if (estConflit(erreur)) return false;
      throw erreur;
    }
  },
});

const TOUT_MAX = 50_000;
const EFFET = '#effet';
const COLONNES = `p.type, p.cle, p.session, p.creneau, p.personne, p.donnees, p.xmin::text AS version, (extract(epoch FROM now() - p."majLe") * 1000)::float8 AS "ageMs"`;
const lireEffet = `
SELECT '${EFFET}' AS type, cle, NULL AS session, NULL AS creneau, NULL AS personne,
  jsonb_build_object('route', route, 'empreinte', empreinte, 'statut', statut, 'reponse', reponse) AS donnees, NULL AS version, NULL::float8 AS "ageMs", NULL AS demande
FROM ledger WHERE "cleEffet" = $1::text`;
const PARCOURIR = `
SELECT ${COLONNES}, NULL AS demande
FROM piece p WHERE p.type = $1::text AND p.cle > $2::text ORDER BY p.cle LIMIT $3::int`;
const LIRE_PAR: Record<Lecture['par'], (rang: number) => string> = {
  cle: (rang) => `
SELECT ${COLONNES}, d.demande FROM unnest($${rang}::text[], $${rang + 1}::text[]) AS d(type, demande)
JOIN piece p ON p.type = d.type
  AND p.cle = COALESCE((SELECT l.donnees->>'cle' FROM piece l WHERE l.type = 'lien' AND l.cle = d.type || ':' || d.demande), d.demande)`,
  session: (rang) => parColonne('session', rang),
  creneau: (rang) => parColonne('creneau', rang),
  personne: (rang) => parColonne('personne', rang),
};
const parColonne = (colonne: string, rang: number): string => `
SELECT ${COLONNES}, NULL AS demande FROM unnest($${rang}::text[], $${rang + 1}::text[]) AS d(type, valeur)
JOIN piece p ON p.type = d.type AND p.${colonne} = d.valeur`;

/** Few different texts (which ways of finding are used, never how many), so that the server keeps their plans. */
const requete = (lectures: readonly Lecture[], cle: string | null): { sql: string; valeurs: unknown[] } => {
  const parties: string[] = cle === null ? [] : [lireEffet];
  const valeurs: unknown[] = cle === null ? [] : [cle];
  for (const par of ['cle', 'session', 'creneau', 'personne'] as const) {
    const voulues = lectures.filter((l) => l.par === par);
    if (voulues.length === 0) continue;
    parties.push(LIRE_PAR[par](valeurs.length + 1));
    valeurs.push(
      voulues.map((l) => l.type),
      voulues.map((l) => l.valeur),
    );
  }
  return { sql: parties.join('\nUNION ALL'), valeurs };
};

// The division by zero is the abort: one statement, so all or nothing, and no round trip for BEGIN and COMMIT.
const ECRIRE = `
WITH e AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(type text, cle text, session text, creneau text, personne text, donnees jsonb, version text)
), neuves AS (
  INSERT INTO piece (type, cle, session, creneau, personne, donnees)
  SELECT type, cle, session, creneau, personne, donnees FROM e WHERE version IS NULL ON CONFLICT DO NOTHING RETURNING 1
), toujours AS (
  INSERT INTO piece (type, cle, session, creneau, personne, donnees)
  SELECT type, cle, session, creneau, personne, donnees FROM e WHERE version = '${TOUJOURS}'
  ON CONFLICT (type, cle) DO UPDATE SET session = excluded.session, creneau = excluded.creneau, personne = excluded.personne, donnees = excluded.donnees, "majLe" = now() RETURNING 1
), changees AS (
  UPDATE piece p SET session = e.session, creneau = e.creneau, personne = e.personne, donnees = e.donnees, "majLe" = now()
  FROM e WHERE p.type = e.type AND p.cle = e.cle AND p.xmin::text = e.version RETURNING 1
), inscrit AS (
  INSERT INTO ledger (cle, "cleEffet", route, empreinte, recu, statut, reponse, rejeu)
  SELECT cle, "cleEffet", route, empreinte, now(), statut, reponse, rejeu
  FROM jsonb_to_recordset($2::jsonb) AS l(cle text, "cleEffet" text, route text, empreinte text, statut int, reponse jsonb, rejeu boolean)
), dus AS (
  INSERT INTO sortant (id, type, corps, prochain)
  SELECT id, type, corps, now() + $4::int * interval '1 millisecond' FROM jsonb_to_recordset($3::jsonb) AS s(id text, type text, corps jsonb)
)
SELECT 1 / (CASE WHEN (SELECT count(*) FROM neuves) + (SELECT count(*) FROM toujours) + (SELECT count(*) FROM changees) = (SELECT count(*) FROM e)
  THEN 1 ELSE 0 END) AS fait`;

/** division_by_zero (ours), unique_violation (the key was taken meanwhile), serialization_failure, deadlock_detected. */
const CONFLITS = ['22012', '23505', '40001', '40P01'];
const estConflit = (erreur: unknown): boolean => {
  if (!(erreur instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (erreur.code === 'P2002' || erreur.code === 'P2034') return true;
  const detail = JSON.stringify(erreur.meta ?? {});
  return CONFLITS.some((code) => detail.includes(`"${code}"`));
};

const effetConnu = (donnees: unknown): EffetConnu => donnees as EffetConnu; // our own jsonb_build_object, just above
