/** A region of any size, written straight into the tables: paths, their positionings, their journal, and one blocage for ten paths. Synthetic. */
import type pg from 'pg';

/** The middle of the story that the rows tell. */
export const MAINTENANT = '2026-03-02T08:00:00Z';

const i = (de: number, a: number): string => `generate_series(${de}::bigint, ${a}::bigint) AS i`;
const uuid = (genre: number, n: string): string => `('0000000${genre}-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const parmi = (valeurs: readonly string[], n: string): string => `(ARRAY[${valeurs.join(', ')}])[1 + (${n}) % ${valeurs.length}]`;
const mots = (liste: string): string[] => liste.split(' ').map((m) => `'${m}'`);

const SIRET = (n: string): string => `'999' || lpad((${n})::text, 11, '0')`;
const SESSION = (n: string): string => `'S' || (${n})`;
const CRENEAU = (n: string): string => `'ICO-S' || (${n}) || '-1'`;
const PARCOURS = `${uuid(1, 'i')}::text || ':' || ${SESSION('i / 40')}`;
const T = `'${MAINTENANT}'::timestamptz`;
const ETAPES = mots('CONVOQUE PRESENT RETENU AIS_GENEREE ENTREE_A_VALIDER EN_FORMATION TERMINE NON_RETENU ABSENT CONVOQUE');
const CAUSES = mots('PRESENCE_NON_SAISIE SUITE_NON_SAISIE ENTREE_NON_ATTESTEE REJET_FONCTIONNEL DEMANDEUR_RADIE');
const ACTEURS = mots('OF OF OF EQUIPE PRESCRIPTEUR');
const TYPES = mots('creneau creneau parcours parcours demandeur');
const SUJETS = [CRENEAU('i / 20'), CRENEAU('i / 20'), PARCOURS, PARCOURS, `${uuid(1, 'i')}::text`];
/** A different cause for each blocage in turn. */
const TOUR = 'i / 10';

/** Rows from the `de`-th path to the one before the `a`-th, with what they need of offer and people. Every tenth path has an open blocage. */
export const peupler = async (client: pg.Client, de: number, a: number): Promise<void> => {
  const part = (diviseur: number): string => i(Math.ceil(de / diviseur), Math.ceil(a / diviseur) - 1);
  const ordres = [
    `INSERT INTO hub.organisme (siret, nom, courriel, "majLe") SELECT ${SIRET('i')}, 'Organisme ' || i, 'contact@of' || i || '.example', now() FROM ${part(1000)}`,
    `INSERT INTO hub.fiche (numero, intitule, organisme, etat, formation, empreinte, validee, "majLe")
       SELECT 'A' || i, 'Formation ' || i, ${SIRET('i * 80 / 1000')}, 'VALIDEE', '{}', 'e', 'e', now() FROM ${part(80)}`,
    `INSERT INTO hub.session (numero, fiche, intitule, debut, fin, "modaliteEntreeSortie", "ofResponsable", "ofDispensateur", formacode, rome, "codePostal", ville,
         "placesTotales", "placesConventionnees", "placesDisponibles", "etatRecrutement", offre, "majLe")
       SELECT ${SESSION('i')}, 'A' || (i / 2), 'Formation ' || (i / 2), (${T} + (i % 400 - 200) * interval '1 day')::date, (${T} + (i % 400 - 100) * interval '1 day')::date,
         'DATES_FIXES', ${SIRET('i * 40 / 1000')}, ${SIRET('i * 40 / 1000')}, '2302' || (i % 10), ARRAY['H2913'], '76000', 'Rouen', 40, 40, 5, 'OUVERT', '{}', now() FROM ${part(40)}`,
    `INSERT INTO hub.creneau (id, session, modalite, debut, fin, places, "placesLibres", statut, pieces, origine, "aRelire", "majLe")
       SELECT ${CRENEAU('i')}, ${SESSION('i / 2')}, 'ICO', ${T} + (i % 120 - 90) * interval '1 day', ${T} + (i % 120 - 90) * interval '1 day' + interval '2 hours',
         20, i % 20, ${parmi(mots('PUBLIE A_EMARGER CLOS'), 'i')}, '{}', 'SMF', '{}', now() FROM ${part(20)}`,
    `INSERT INTO hub.personne (id, "idDE", nom, prenom, courriel, "statutDe")
       SELECT ${uuid(1, 'i')}, lpad(i::text, 7, '0') || 'Z', 'Nom' || i, 'Prenom' || i, 'p' || i || '@candidat.example', ${parmi(mots('INSCRIT INSCRIT RADIE'), 'i')} FROM ${i(de, a - 1)}`,
    `INSERT INTO hub.positionnement (id, parcours, personne, session, creneau, reseau, outil, structure, statut, presence, suite, "creeLe")
       SELECT ${uuid(2, 'i')}, ${PARCOURS}, ${uuid(1, 'i')}, ${SESSION('i / 40')}, ${CRENEAU('i / 20')}, 'ML', 'OUIFORM', 'Mission locale ' || (i % 30), 'CONFIRME',
         CASE WHEN i % 10 IN (0, 9) THEN NULL WHEN i % 10 = 8 THEN 'ABSENT' ELSE 'PRESENT' END,
         CASE WHEN i % 10 IN (2, 3, 4, 5, 6) THEN 'RETENU' WHEN i % 10 = 7 THEN 'NON_RETENU' END, ${T} - (i % 300) * interval '1 day' FROM ${i(de, a - 1)}`,
    `INSERT INTO hub.parcours (id, personne, session, etape, etapes, positionnement, "creeLe", "majLe")
       SELECT ${PARCOURS}, ${uuid(1, 'i')}, ${SESSION('i / 40')}, ${parmi(ETAPES, 'i')},
         jsonb_build_array(jsonb_build_object('etape', 'POSITIONNE', 'date', ${T} - (i % 300) * interval '1 day'), jsonb_build_object('etape', ${parmi(ETAPES, 'i')}, 'date', ${T} - (i % 90) * interval '1 day')),
         ${uuid(2, 'i')}::text, ${T} - (i % 300) * interval '1 day', ${T} - (i % 90) * interval '1 day' - i * interval '1 millisecond' FROM ${i(de, a - 1)}`,
    `INSERT INTO hub.processus (id, type, sujet, organisme, etape, etat, ouvert, depuis, version, "majLe")
       SELECT 'parcours:' || ${PARCOURS}, 'parcours', ${PARCOURS}, ${SIRET('i / 1000')}, ${parmi(ETAPES, 'i')}, CASE WHEN i % 10 = 0 THEN 'bloque' ELSE 'en_cours' END,
         TRUE, ${T} - (i % 300) * interval '1 day', 5, now() FROM ${i(de, a - 1)}`,
    `INSERT INTO hub.evenement (cle, processus, parcours, date, acteur, systeme, fait)
       SELECT 'parcours:' || i || '/' || n, 'parcours:' || ${PARCOURS}, ${PARCOURS}, ${T} - (i % 300) * interval '1 day', 'hub', 'kairos',
         ${parmi(mots('POSITIONNEMENT_DEMANDE PLACE_RESERVEE'), 'n')} FROM ${i(de, a - 1)}, generate_series(1, 2) AS n`,
    `INSERT INTO hub.demandeur (personne, statut, depuis, differees)
       SELECT ${uuid(1, 'i * 5')}, ${parmi(mots('RADIE INSCRIT'), 'i')}, ${T} - (i % 60) * interval '1 day', '[]' FROM ${part(5)}`,
    // Two rows for ten paths: one open, one closed since.
    `INSERT INTO hub.blocage (id, processus, type, cause, sujet, "acteurType", acteur, organisme, session, creneau, depuis, echeance, niveau, "prochaineRelance",
         "derniereRelance", "leveLe", "levePar", systeme)
       SELECT x.processus || '#' || x.cause || '#' || (x.i * 2 + ouvert), x.processus, x.type, x.cause,
         jsonb_build_object('session', x.session, 'intitule', 'Formation', 'nombre', 3, 'parcours', x.parcours),
         x.acteur, CASE x.acteur WHEN 'OF' THEN x.siret WHEN 'PRESCRIPTEUR' THEN 'Mission locale ' || (x.i % 30) END, x.siret, x.session, x.creneau,
         ${T} - (1 + x.i % 60) * interval '1 day', ${T} + (x.i % 7 - 3) * interval '1 day', x.i % 3, ${T} + (1 + x.i % 9) * interval '1 hour',
         CASE WHEN x.i % 3 > 0 THEN ${T} - interval '2 days' END, CASE ouvert WHEN 0 THEN ${T} - (x.i % 30) * interval '1 hour' END,
         CASE ouvert WHEN 0 THEN 'fait attendu' END, CASE x.cause WHEN 'REJET_FONCTIONNEL' THEN 'aude' END
       FROM (SELECT i, ${parmi(TYPES, TOUR)} || ':' || ${parmi(SUJETS, TOUR)} AS processus, ${parmi(TYPES, TOUR)} AS type, ${parmi(CAUSES, TOUR)} AS cause, ${parmi(ACTEURS, TOUR)} AS acteur,
               ${SIRET('i / 1000')} AS siret, ${SESSION('i / 40')} AS session, ${CRENEAU('i / 20')} AS creneau, ${PARCOURS} AS parcours
             FROM ${i(de, a - 1)} WHERE i % 10 = 0) x, generate_series(0, 1) AS ouvert`,
    `INSERT INTO hub.relance (id, blocage, processus, cause, niveau, organisme, canal, destinataire, boite, etat, "prevueLe", "envoyeeLe")
       SELECT b.id || ':1', b.id, b.processus, b.cause, 1, b.organisme, 'COURRIEL', 'OF', 'OF:' || b.organisme, 'ENVOYEE', b."derniereRelance", b."derniereRelance"
       FROM hub.blocage b WHERE b."derniereRelance" IS NOT NULL ON CONFLICT DO NOTHING`,
  ];
  for (const ordre of ordres) await client.query(ordre);
  await client.query('VACUUM ANALYZE');
};
