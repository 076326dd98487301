/** Places, absences and delays: what becomes of a positioning. */
import { Prisma } from '../../prisma/hub.ts';
import { dansLaPeriode, GROUPE, groupeDe, JOUR_S, jours, type Ligne, mediane, nombre, part, sessionsDu, type Table } from './pilotage-cadre.ts';

const remplissage: Table = {
  titre: 'Remplissage des sessions',
  methode: 'Sessions qui commencent dans la période ; places prises = places totales moins places disponibles.',
  colonnes: [GROUPE, nombre('sessions', 'Sessions'), nombre('places', 'Places'), nombre('prises', 'Places prises'), part('taux', 'Taux de remplissage')],
  lire: (hub, c) => hub.$queryRaw<Ligne[]>`
    SELECT groupe, count(*)::int AS sessions, sum(places)::int AS places, sum(prises)::int AS prises, (sum(prises)::float8 / nullif(sum(places), 0)) AS taux
    FROM (SELECT ${groupeDe(c, Prisma.sql`s.debut::timestamptz`)} AS groupe, s."placesTotales" AS places, greatest(0, s."placesTotales" - s."placesDisponibles") AS prises
          FROM hub.session s WHERE ${dansLaPeriode(Prisma.sql`s.debut::timestamptz`, c)} AND ${sessionsDu(c)}) x
    GROUP BY groupe ORDER BY groupe`,
};

const absences: Table = {
  titre: 'Absences aux rendez-vous',
  methode: 'Rendez-vous passés dans la période, hors plages de candidature ; taux = absents, excusés ou non, parmi les présences saisies.',
  colonnes: [
    GROUPE,
    nombre('attendus', 'Personnes attendues'),
    nombre('presents', 'Présents'),
    nombre('absents', 'Absents'),
    nombre('excuses', 'Absents excusés'),
    nombre('sansSaisie', 'Sans saisie'),
    part('taux', 'Taux d’absence'),
  ],
  lire: (hub, c) => hub.$queryRaw<Ligne[]>`
    SELECT groupe, count(*)::int AS attendus, (count(*) FILTER (WHERE presence = 'PRESENT'))::int AS presents,
           (count(*) FILTER (WHERE presence = 'ABSENT'))::int AS absents, (count(*) FILTER (WHERE presence = 'ABSENT_EXCUSE'))::int AS excuses,
           (count(*) FILTER (WHERE presence IS NULL))::int AS "sansSaisie",
           (count(*) FILTER (WHERE presence LIKE 'ABSENT%'))::float8 / nullif(count(presence), 0) AS taux
    FROM (SELECT ${groupeDe(c, Prisma.sql`k.debut`)} AS groupe, x.presence FROM hub.positionnement x
          JOIN hub.creneau k ON k.id = x.creneau AND k.modalite <> 'CANDIDATURE' AND k.fin <= ${new Date(c.maintenantMs)}
          JOIN hub.session s ON s.numero = x.session
          WHERE x.statut IN ('CONFIRME', 'HONORE', 'ABSENT') AND ${dansLaPeriode(Prisma.sql`k.debut`, c)} AND ${sessionsDu(c)}) y
    GROUP BY groupe ORDER BY groupe`,
};

/** The first date at which a path reached one of these steps. */
const atteinte = (...etapes: string[]): Prisma.Sql =>
  Prisma.sql`(SELECT min((e ->> 'date')::timestamptz) FROM jsonb_array_elements(p.etapes) e WHERE e ->> 'etape' IN (${Prisma.join(etapes)}))`;

const delais: Table = {
  titre: 'Délais d’un positionnement',
  methode: 'Positionnements faits dans la période ; médianes, en jours, jusqu’au rendez-vous, à la décision et à l’entrée attestée de ceux qui y sont arrivés.',
  colonnes: [
    GROUPE,
    nombre('positionnements', 'Positionnements'),
    jours('rendezVous', 'Jusqu’au rendez-vous'),
    jours('decision', 'Jusqu’à la décision'),
    jours('entree', 'Jusqu’à l’entrée'),
    nombre('decisions', 'Décisions'),
    nombre('entrees', 'Entrées'),
  ],
  lire: (hub, c) => hub.$queryRaw<Ligne[]>`
    SELECT groupe, count(*)::int AS positionnements, ${mediane(Prisma.sql`rdv - cree`, JOUR_S)} AS "rendezVous",
           ${mediane(Prisma.sql`decision - cree`, JOUR_S)} AS decision, ${mediane(Prisma.sql`entree - cree`, JOUR_S)} AS entree,
           count(decision)::int AS decisions, count(entree)::int AS entrees
    FROM (SELECT ${groupeDe(c, Prisma.sql`x."creeLe"`)} AS groupe, x."creeLe" AS cree, k.debut AS rdv,
                 ${atteinte('RETENU', 'NON_RETENU', 'LISTE_ATTENTE')} AS decision, ${atteinte('ENTREE_ATTESTEE')} AS entree
          FROM hub.positionnement x JOIN hub.session s ON s.numero = x.session
          LEFT JOIN hub.creneau k ON k.id = x.creneau LEFT JOIN hub.parcours p ON p.id = x.parcours
          WHERE x.statut <> 'REFUSE' AND ${dansLaPeriode(Prisma.sql`x."creeLe"`, c)} AND ${sessionsDu(c)}) y
    GROUP BY groupe ORDER BY groupe`,
};

export const TABLES_RECRUTEMENT = { remplissage, absences, delais };
