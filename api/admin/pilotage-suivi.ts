/** The chain itself: how long offers take to be seen, what blocks flows, what reminders bring, who answers. */
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { NOM_SYSTEME, Systeme } from '../../domain/codes.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import { mesurerRelances } from '../lecture/relances.ts';
import {
  type Cadre,
  dansLaPeriode,
  GROUPE,
  groupeDe,
  HEURE_S,
  heures,
  JOUR_S,
  jours,
  type Ligne,
  mediane,
  nombre,
  part,
  sessionsDu,
  type Table,
  texte,
} from './pilotage-cadre.ts';

const publication: Table = {
  titre: 'Délai de publication',
  methode: 'Offres validées dans la période ; médianes, en jours, de chaque saut : validation, export vers le réseau des Carif-Oref, visibilité.',
  colonnes: [
    GROUPE,
    texte('systeme', 'Système'),
    nombre('sessions', 'Sessions'),
    jours('export', 'Validation → export'),
    jours('visible', 'Export → visible'),
    jours('total', 'Validation → visible'),
    nombre('enAttente', 'Pas encore visibles'),
  ],
  lire: async (hub, c) => {
    const lignes = await hub.$queryRaw<Ligne[]>`
      SELECT groupe, systeme, count(*)::int AS sessions, ${mediane(Prisma.sql`"exporteeLe" - "valideeLe"`, JOUR_S)} AS export,
             ${mediane(Prisma.sql`"visibleLe" - "exporteeLe"`, JOUR_S)} AS visible, ${mediane(Prisma.sql`"visibleLe" - "valideeLe"`, JOUR_S)} AS total,
             (count(*) FILTER (WHERE "visibleLe" IS NULL AND etat <> 'EXCLUE'))::int AS "enAttente"
      FROM (SELECT ${groupeDe(c, Prisma.sql`u."valideeLe"`)} AS groupe, u.* FROM hub.publication u JOIN hub.session s ON s.numero = u.session
            WHERE ${dansLaPeriode(Prisma.sql`u."valideeLe"`, c)} AND ${sessionsDu(c)}) x
      GROUP BY groupe, systeme ORDER BY groupe, systeme`;
    return lignes.map((l) => ({ ...l, systeme: NOM_SYSTEME[Systeme.catch('kairos').parse(l['systeme'])] }));
  },
};

/** Of a blocage: its session's, when it has one. */
const duBlocage = (c: Cadre): Prisma.Sql => (c.dispositif || c.territoire ? Prisma.sql`s.numero IS NOT NULL AND ${sessionsDu(c)}` : Prisma.sql`TRUE`);

const causes: Table = {
  titre: 'Ce qui bloque',
  methode: 'Blocages apparus dans la période ; la part rapporte ceux qui sont ouverts aujourd’hui à tous les flux ouverts.',
  colonnes: [
    GROUPE,
    texte('cause', 'Cause'),
    nombre('apparus', 'Apparus'),
    nombre('ouverts', 'Encore ouverts'),
    part('part', 'Part des flux ouverts'),
    heures('duree', 'Durée médiane des blocages levés'),
  ],
  lire: async (hub, c) => {
    const lignes = await hub.$queryRaw<Ligne[]>`
      SELECT groupe, cause, count(*)::int AS apparus, (count(*) FILTER (WHERE "leveLe" IS NULL))::int AS ouverts,
             (count(DISTINCT processus) FILTER (WHERE "leveLe" IS NULL))::float8 / nullif((SELECT count(*) FROM hub.processus WHERE ouvert), 0) AS part,
             ${mediane(Prisma.sql`"leveLe" - depuis`, HEURE_S)} AS duree
      FROM (SELECT ${groupeDe(c, Prisma.sql`b.depuis`)} AS groupe, b.* FROM hub.blocage b LEFT JOIN hub.session s ON s.numero = b.session
            WHERE ${dansLaPeriode(Prisma.sql`b.depuis`, c)} AND ${duBlocage(c)}) x
      GROUP BY groupe, cause ORDER BY groupe, apparus DESC, cause`;
    return lignes.map((l) => ({ ...l, cause: titreDe(String(l['cause'])) }));
  },
};

const relances: Table = {
  titre: 'Effet des relances',
  methode: 'Relances parties dans la période, tous territoires ; suivie : l’acte attendu est venu dans les 72 heures, avant toute autre relance.',
  colonnes: [
    texte('cause', 'Cause'),
    nombre('niveau', 'Niveau'),
    nombre('envoyees', 'Envoyées'),
    nombre('rebondies', 'Refusées par la messagerie'),
    nombre('suivies', 'Suivies'),
    part('part', 'Part suivie'),
    heures('delai', 'Délai médian'),
  ],
  lire: async (hub, { depuis, jusqua }) =>
    (await mesurerRelances(hub, { parOrganisme: false, heures: 72, depuis, jusqua }, { tout: true })).map((m) => ({
      cause: titreDe(m.cause),
      niveau: m.niveau,
      envoyees: m.envoyees,
      rebondies: m.rebondies,
      suivies: m.suivies,
      part: m.envoyees === 0 ? null : m.suivies / m.envoyees,
      delai: m.medianeHeures,
    })),
};

const organismes: Table = {
  titre: 'Fiabilité des organismes',
  methode:
    'Attentes devenues blocages dans la période ; fiabilité : part de celles que l’organisme a levées avant le niveau 2. Du plus fiable au moins fiable.',
  colonnes: [
    nombre('rang', 'Rang'),
    texte('siret', 'SIRET'),
    texte('nom', 'Organisme'),
    nombre('blocages', 'Blocages'),
    nombre('ouverts', 'Encore ouverts'),
    part('fiabilite', 'Levés avant escalade'),
    heures('delai', 'Délai médian de réponse'),
  ],
  lire: (hub: Hub, c) => hub.$queryRaw<Ligne[]>`
    SELECT (row_number() OVER (ORDER BY fiabilite DESC, delai NULLS LAST, siret))::int AS rang, * FROM (
      SELECT b.organisme AS siret, max(coalesce(o.nom, b.organisme)) AS nom, count(*)::int AS blocages, (count(*) FILTER (WHERE b."leveLe" IS NULL))::int AS ouverts,
             (count(*) FILTER (WHERE b."leveLe" IS NOT NULL AND b.niveau < 2))::float8 / count(*) AS fiabilite,
             ${mediane(Prisma.sql`b."leveLe" - b.depuis`, HEURE_S)} AS delai
      FROM hub.blocage b LEFT JOIN hub.organisme o ON o.siret = b.organisme LEFT JOIN hub.session s ON s.numero = b.session
      WHERE b."acteurType" = 'OF' AND b.organisme IS NOT NULL AND ${dansLaPeriode(Prisma.sql`b.depuis`, c)} AND ${duBlocage(c)}
      GROUP BY b.organisme) x
    ORDER BY rang LIMIT 500`,
};

const titreDe = (cause: string): string => {
  const connue = CodeCause.safeParse(cause);
  return connue.success ? CAUSES[connue.data].intitule : cause;
};

export const TABLES_SUIVI = { publication, causes, relances, organismes };
