/** What an organisme has typed and what it has not, counted in one query over the read model: see domain/qualite and docs/qualite.md. */
import type { Compte, CritereQualite, FaitsQualite } from '../../domain/qualite.ts';
import type { Hub } from '../../prisma/hub.ts';

/** Meetings and starts of the last three months are judged: an OF that mends its ways sees it within a quarter. */
const RECUL_MS = 90 * 86_400_000;

type Ligne = Compte & { critere: CritereQualite };

export const lireFaitsQualite = async (hub: Hub, siret: string, maintenantMs: number): Promise<FaitsQualite> => {
  const maintenant = new Date(maintenantMs);
  const depuis = new Date(maintenantMs - RECUL_MS);
  const lignes = await hub.$queryRaw<Ligne[]>`
    WITH o AS (SELECT *, courriel IS NULL OR courriel = '' OR coalesce("courrielRefuse" = encode(sha256(convert_to(lower(courriel), 'UTF8')), 'hex'), FALSE) AS muet
               FROM hub.organisme WHERE siret = ${siret}),
    s AS (SELECT numero, "etatRecrutement", debut FROM hub.session WHERE "ofDispensateur" = ${siret} AND (fin IS NULL OR fin >= ${maintenant}::date)),
    -- Those who count on the organisme: positioned on one of its sessions, not yet left.
    p AS (SELECT x.*, c.debut AS "rdvDebut", c.fin AS "rdvFin", c.modalite FROM hub.positionnement x
          JOIN hub.session t ON t.numero = x.session AND t."ofDispensateur" = ${siret}
          JOIN hub.creneau c ON c.id = x.creneau
          WHERE x.statut IN ('CONFIRME', 'HONORE')),
    a AS (SELECT count(*)::int AS personnes FROM p WHERE "rdvFin" > ${maintenant} OR presence IS NULL OR (presence = 'PRESENT' AND suite IS NULL)),
    ouvertes AS (SELECT numero, EXISTS (SELECT 1 FROM hub.creneau c WHERE c.session = s.numero AND c.statut = 'PUBLIE' AND c.debut > ${maintenant} AND c."placesLibres" > 0) AS servie
                 FROM s WHERE "etatRecrutement" = 'OUVERT' AND debut > ${maintenant}::date),
    e AS (SELECT y.etape FROM hub.parcours y JOIN hub.session t ON t.numero = y.session AND t."ofDispensateur" = ${siret}
          WHERE t.debut BETWEEN ${depuis}::date AND ${maintenant}::date
            AND y.etape IN ('INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'FIN', 'BILAN_SAISI', 'CLOS')),
    -- Who began a training that is over.
    f AS (SELECT y.etape NOT IN ('BILAN_SAISI', 'CLOS') AS "sansBilan" FROM hub.parcours y JOIN hub.session t ON t.numero = y.session AND t."ofDispensateur" = ${siret}
          WHERE t.fin BETWEEN ${depuis}::date AND ${maintenant}::date - 1 AND y.etapes @> '[{"etape": "ENTREE_ATTESTEE"}]')
    SELECT 'COURRIEL' AS critere, 1 AS total, muet::int AS manque, 0 AS sessions, a.personnes FROM o, a
    UNION ALL SELECT 'TELEPHONE', 1, (coalesce(telephone, '') = '')::int, 0, a.personnes FROM o, a
    UNION ALL SELECT 'COMPTE_KAIROS', count(*)::int, (count(*) * (NOT valable)::int)::int, (count(*) * (NOT valable)::int)::int, 0
      FROM s, (SELECT coalesce(bool_or(etat = 'OUVERT' AND ("conventionFin" IS NULL OR "conventionFin" >= ${maintenant}::date)), TRUE) AS valable
               FROM hub.compte_kairos WHERE siret = ${siret}) k GROUP BY valable
    UNION ALL SELECT 'ETAT_RECRUTEMENT', count(*)::int, count(*) FILTER (WHERE "etatRecrutement" = 'NON_RENSEIGNE')::int,
      count(*) FILTER (WHERE "etatRecrutement" = 'NON_RENSEIGNE')::int, 0 FROM s
    UNION ALL SELECT 'CRENEAU', count(*)::int, count(*) FILTER (WHERE NOT servie)::int, count(*) FILTER (WHERE NOT servie)::int,
      (SELECT count(DISTINCT t.auteur)::int FROM hub.tentative t JOIN ouvertes v ON v.numero = t.session AND NOT v.servie WHERE t.date >= ${depuis}) FROM ouvertes
    UNION ALL SELECT 'PRESENCE', count(*)::int, count(*) FILTER (WHERE presence IS NULL)::int, 0, count(DISTINCT personne) FILTER (WHERE presence IS NULL)::int
      FROM p WHERE modalite <> 'CANDIDATURE' AND "rdvFin" BETWEEN ${depuis} AND ${maintenant}
    UNION ALL SELECT 'SUITE', count(*)::int, count(*) FILTER (WHERE suite IS NULL)::int, 0, count(DISTINCT personne) FILTER (WHERE suite IS NULL)::int
      FROM p WHERE "rdvFin" BETWEEN ${depuis} AND ${maintenant} AND (presence = 'PRESENT' OR modalite = 'CANDIDATURE')
    UNION ALL SELECT 'ENTREE', count(*)::int, count(*) FILTER (WHERE etape IN ('INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER'))::int, 0,
      count(*) FILTER (WHERE etape IN ('INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER'))::int FROM e
    UNION ALL SELECT 'BILAN', count(*)::int, count(*) FILTER (WHERE "sansBilan")::int, 0, count(*) FILTER (WHERE "sansBilan")::int FROM f`;
  const rien: Compte = { total: 0, manque: 0, sessions: 0, personnes: 0 };
  const de = (critere: CritereQualite): Compte => {
    const { total, manque, sessions, personnes } = lignes.find((l) => l.critere === critere) ?? rien;
    return { total, manque, sessions, personnes };
  };
  return {
    COURRIEL: de('COURRIEL'),
    TELEPHONE: de('TELEPHONE'),
    COMPTE_KAIROS: de('COMPTE_KAIROS'),
    ETAT_RECRUTEMENT: de('ETAT_RECRUTEMENT'),
    CRENEAU: de('CRENEAU'),
    PRESENCE: de('PRESENCE'),
    SUITE: de('SUITE'),
    ENTREE: de('ENTREE'),
    BILAN: de('BILAN'),
  };
};
