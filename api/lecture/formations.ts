/** The search of OUIFORM (R32): what can be positioned on comes first, then by date of the next session. */
import { CAUSES } from '../../domain/causes.ts';
import { alentours } from '../../domain/geographie/distance.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import { sessionsVisibles } from './perimetre.ts';

export type FiltreFormations = {
  q?: string | undefined;
  formacode?: string | undefined;
  rome?: string | undefined;
  codePostal?: string | undefined;
  rayonKm?: number | undefined;
  debutApres?: string | undefined;
  debutAvant?: string | undefined;
  financeur?: string | undefined;
  positionnable?: boolean | undefined;
};
export type FormationLue = {
  numero: string;
  intitule: string;
  organisme: string;
  formacode: string;
  certifiante: boolean;
  financeurs: { code: string; libelle: string }[];
  session: string | null;
  debut: string | null;
  fin: string | null;
  codePostal: string | null;
  ville: string | null;
  etatRecrutement: string;
  placesIco: number;
  creneaux: number;
  visible: boolean;
  positionnable: boolean;
};

const ACCENTS = ['àâäáãçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaceeeeiiiinooooouuuuyy'] as const;
const sansAccents = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Without a radius, that postal code alone. */
const pres = (codePostal: string, rayonKm: number | undefined): Prisma.Sql => {
  if (!rayonKm) return Prisma.sql`s."codePostal" = ${codePostal}`;
  const { codes, departements, ailleurs } = alentours(codePostal, rayonKm);
  return Prisma.sql`(s."codePostal" = ANY(${codes}) OR (left(s."codePostal", 2) = ANY(${departements}) AND s."codePostal" <> ALL(${ailleurs})))`;
};

const conditions = (f: FiltreFormations): Prisma.Sql[] => [
  ...(f.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((mot) => Prisma.sql`translate(lower(s.intitule), ${ACCENTS[0]}, ${ACCENTS[1]}) LIKE ${`%${sansAccents(mot).replace(/[\\%_]/g, '\\$&')}%`}`),
  ...(f.formacode ? [Prisma.sql`s.formacode LIKE ${`${f.formacode}%`}`] : []),
  ...(f.rome ? [Prisma.sql`${f.rome} = ANY(s.rome)`] : []),
  ...(f.codePostal ? [pres(f.codePostal, f.rayonKm)] : []),
  ...(f.debutApres ? [Prisma.sql`s.debut >= ${f.debutApres}::date`] : []),
  ...(f.debutAvant ? [Prisma.sql`s.debut <= ${f.debutAvant}::date`] : []),
  ...(f.financeur ? [Prisma.sql`s.financeurs @> ${JSON.stringify([{ code: f.financeur }])}::jsonb`] : []),
];

export type CleFormation = { ferme: boolean; debut: string; numero: string };

export const chercherFormations = (
  hub: HubTx,
  filtre: FiltreFormations,
  p: Perimetre,
  maintenant: Date,
  taille: number,
  apres?: CleFormation,
): Promise<FormationLue[]> => {
  const limite = Prisma.sql`CASE WHEN c.modalite = 'CANDIDATURE' THEN c.fin ELSE c.debut END`;
  const suite = apres
    ? Prisma.sql`AND (NOT positionnable, coalesce(debut, '9999-12-31'), numero) > (${apres.ferme}, ${apres.debut}, ${apres.numero})`
    : Prisma.empty;
  const ouverture = filtre.positionnable === undefined ? Prisma.empty : Prisma.sql`AND positionnable = ${filtre.positionnable}`;
  return hub.$queryRaw<FormationLue[]>`
    WITH sessions AS (
      SELECT s.*, coalesce(s.fin, 'infinity'::date) >= ${maintenant}::date AS "aVenir", k.libres, k.ico, k.creneaux, v.visible,
        (v.visible AND k.libres > 0 AND s."etatRecrutement" NOT IN ('FERME', 'SUSPENDU')) AS ouverte
      FROM hub.session s
      LEFT JOIN LATERAL (
        SELECT count(*) AS creneaux,
          coalesce(sum(c."placesLibres") FILTER (WHERE (c.statut IN ('PUBLIE', 'REPORTE') OR (c.modalite = 'CANDIDATURE' AND c.statut = 'EN_COURS')) AND ${limite} > ${maintenant}), 0) AS libres,
          coalesce(sum(c."placesLibres") FILTER (WHERE c.modalite = 'ICO' AND c.statut IN ('PUBLIE', 'REPORTE') AND c.debut > ${maintenant}), 0) AS ico
        FROM hub.creneau c WHERE c.session = s.numero AND c.statut <> 'ANNULE'
      ) k ON TRUE
      CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT 1 FROM hub.publication p WHERE p.session = s.numero AND p.systeme = 'kairos' AND p.etat = 'VISIBLE') AS visible
      ) v
      WHERE ${Prisma.join([sessionsVisibles(p), ...conditions(filtre)], ' AND ')}
    ), rangees AS (
      SELECT *, row_number() OVER (PARTITION BY fiche ORDER BY "aVenir" DESC, ouverte DESC, (debut >= ${maintenant}::date) DESC, debut, numero) AS rang,
        bool_or(ouverte AND "aVenir") OVER (PARTITION BY fiche) AS positionnable,
        sum(ico) OVER (PARTITION BY fiche) AS "placesIco", sum(creneaux) OVER (PARTITION BY fiche) AS "tousCreneaux"
      FROM sessions
    ), formations AS (
      SELECT f.numero, f.intitule, f.organisme, r.formacode, r.certifiante, r.financeurs, r.visible, r.positionnable, r."placesIco"::int AS "placesIco", r."tousCreneaux"::int AS creneaux,
        CASE WHEN r."aVenir" THEN r.numero END AS session, CASE WHEN r."aVenir" THEN to_char(r.debut, 'YYYY-MM-DD') END AS debut,
        CASE WHEN r."aVenir" THEN to_char(r.fin, 'YYYY-MM-DD') END AS fin, r."codePostal", r.ville, r."etatRecrutement"
      FROM rangees r JOIN hub.fiche f ON f.numero = r.fiche WHERE r.rang = 1
    )
    SELECT * FROM formations WHERE TRUE ${ouverture} ${suite}
    ORDER BY NOT positionnable, coalesce(debut, '9999-12-31'), numero LIMIT ${taille + 1}`;
};

const EMPECHEMENTS: Record<string, string> = {
  FERME: 'Le recrutement de la prochaine session est fermé.',
  SUSPENDU: 'Le recrutement de la prochaine session est suspendu.',
};

/** G5: it recruits, it is seen, and there is no slot to position on. */
export const sansCreneau = (f: FormationLue): boolean => !f.positionnable && f.visible && f.session !== null && !(f.etatRecrutement in EMPECHEMENTS);

/** Why nobody can be positioned on it, in one sentence; the causes of §f keep their words. */
export const empechementDe = (f: FormationLue): { cause: string; phrase: string } | null => {
  if (f.positionnable) return null;
  if (f.session === null) return { cause: 'AUCUNE_SESSION', phrase: 'Aucune session n’est à venir.' };
  // §d.6: a prescriber's tool can only position on what it shows.
  if (!f.visible) return { cause: 'SESSION_NON_VISIBLE', phrase: 'La prochaine session n’est pas encore visible dans Kairos.' };
  const ferme = EMPECHEMENTS[f.etatRecrutement];
  if (ferme) return { cause: `RECRUTEMENT_${f.etatRecrutement}`, phrase: ferme };
  const cause = f.creneaux === 0 ? 'MODALITE_NON_RENSEIGNEE' : 'AUCUN_RENDEZ_VOUS_DISPONIBLE';
  return { cause, phrase: CAUSES[cause].phrase({ session: f.session, intitule: f.intitule }) };
};
