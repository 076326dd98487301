/** One cause explained: what it means, who acts, what has been done lately, what comes next. */
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { compter, majuscule, typo } from '../../domain/francais.ts';
import type { Delai } from '../../domain/ouvres.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { DESTINATAIRES } from '../../domain/situations/blocage.ts';
import { LIBELLE_ACTEUR } from '../../domain/situations/socle.ts';
import { suiteDeCause } from '../../domain/situations/suite.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import type { CauseExpliquee } from '../contract/admin.ts';
import { lirePolitiques } from '../lecture/blocages.ts';
import { blocagesVisibles } from '../lecture/perimetre.ts';

const JOURS_MS = 14 * 86_400_000;

export const expliquer = async (hub: Hub, code: string | undefined, maintenantMs: number, p: Perimetre): Promise<CauseExpliquee | null> => {
  const connue = CodeCause.safeParse(code);
  if (!connue.success) return null;
  const cause = connue.data;
  const depuis = new Date(maintenantMs - JOURS_MS);
  const [politiques, [lu]] = await Promise.all([
    lirePolitiques(hub),
    hub.$queryRaw<{ relances: number; actes: number; leves: number; derniere: Date | null; prochaine: Date | null }[]>`
      SELECT (SELECT count(*)::int FROM hub.relance r WHERE r.cause = ${cause} AND r.etat = 'ENVOYEE' AND r."envoyeeLe" >= ${depuis}
                AND EXISTS (SELECT 1 FROM hub.blocage b WHERE b.id = r.blocage AND ${blocagesVisibles(p)})) AS relances,
             (SELECT count(*)::int FROM hub.acte_operateur a JOIN hub.blocage b ON b.id = a.blocage
                WHERE a.cause = ${cause} AND a.etat = 'FAIT' AND a.date >= ${depuis} AND ${blocagesVisibles(p)}) AS actes,
             (count(*) FILTER (WHERE b."leveLe" >= ${depuis}))::int AS leves,
             max(b."derniereRelance") AS derniere,
             min(b."prochaineRelance") FILTER (WHERE b."leveLe" IS NULL AND b."prochaineRelance" > ${new Date(maintenantMs)}) AS prochaine
      FROM hub.blocage b WHERE b.cause = ${cause} AND ${blocagesVisibles(p)}`,
  ]);
  const { numero, intitule, explication, acteur, nomActeur } = CAUSES[cause];
  const politique = politiques.get(cause) ?? POLITIQUES_PAR_DEFAUT[cause];
  return {
    code: cause,
    numero,
    titre: intitule,
    explication,
    acteur: nomActeur ?? typo(LIBELLE_ACTEUR[acteur]),
    suite: `${majuscule(suiteDeCause(cause, politique))}.`,
    fait: { relances: lu?.relances ?? 0, actes: lu?.actes ?? 0, leves: lu?.leves ?? 0, derniereRelance: lu?.derniere?.toISOString() ?? null },
    echelle: politique.niveaux.map((n) => ({ niveau: n.niveau, apres: direDelai(n.apres), a: DESTINATAIRES[n.destinataire], canal: n.canal })),
    prochaine: lu?.prochaine?.toISOString() ?? null,
  };
};

const direDelai = (d: Delai): string => {
  const [dit, n] =
    'heures' in d
      ? [compter(d.heures, 'heure', 'heures'), d.heures]
      : 'jours' in d
        ? [compter(d.jours, 'jour', 'jours'), d.jours]
        : [compter(d.joursOuvres, 'jour ouvré', 'jours ouvrés'), d.joursOuvres];
  return n === 0 ? 'tout de suite' : typo(dit);
};
