/** One card per tab and cause: counts in one query, the sentence of the oldest, the remedy that fits the most. */
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { type BlocageLu, recitEnPieces, situationBlocage } from '../../domain/situations.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import { type Groupe, Onglet } from '../contract/admin.ts';
import { completerBlocages, lirePolitiques, type Politiques, politiqueDe } from '../lecture/blocages.ts';
import { blocagesOuverts, graviteSql, ongletSql } from '../lecture/filtre-blocages.ts';

const HEURE_MS = 3_600_000;

type Compte = {
  onglet: Onglet;
  cause: string;
  nombre: number;
  retard: number;
  acteurs: number;
  ancienne: string;
  plusAncien: Date;
  possibles: number;
  premiere: Date | null;
};

/** `remedes`: whether the reader may use them. */
export const lireGroupes = async (hub: Hub, maintenantMs: number, p: Perimetre, remedes: boolean): Promise<Groupe[]> => {
  const politiques = await lirePolitiques(hub);
  const comptes = await compter(hub, maintenantMs, p, politiques);
  const ids = comptes.map((c) => c.ancienne);
  const lus = await completerBlocages(hub, await hub.blocage.findMany({ where: { id: { in: ids } } }));
  const parId = new Map(lus.map((b) => [b.id, b]));
  return comptes
    .flatMap((c) => {
      const ancienne = parId.get(c.ancienne);
      if (!ancienne) return [];
      const g = groupe(c, ancienne, maintenantMs, politiques);
      return [remedes ? g : { ...g, remede: null }];
    })
    .sort((a, b) => b.enRetard - a.enRetard || a.plusAncien.localeCompare(b.plusAncien));
};

export const reposMs = (cause: CodeCause, politiques: Politiques): number => politiqueDe(politiques, cause).reposHeures * HEURE_MS;

const compter = (hub: Hub, maintenantMs: number, p: Perimetre, politiques: Politiques): Promise<Compte[]> => {
  const maintenant = new Date(maintenantMs);
  const repos = JSON.stringify(Object.fromEntries(CodeCause.options.map((c) => [c, new Date(maintenantMs - reposMs(c, politiques)).toISOString()])));
  return hub.$queryRaw<Compte[]>`
    SELECT onglet, cause, count(*)::int AS nombre, (count(*) FILTER (WHERE retard))::int AS retard, count(DISTINCT acteur)::int AS acteurs,
           (array_agg(id ORDER BY depuis, id))[1] AS ancienne, min(depuis) AS "plusAncien", min("derniereRelance") AS premiere,
           (count(*) FILTER (WHERE "derniereRelance" IS NULL OR "derniereRelance" <= (${repos}::jsonb ->> cause)::timestamptz))::int AS possibles
    FROM (SELECT b.*, ${ongletSql(maintenant)} AS onglet, ${graviteSql('en_retard', maintenant)} AS retard
          FROM hub.blocage b WHERE ${blocagesOuverts({}, maintenant, p, { tout: true })}) x
    WHERE cause IN (SELECT jsonb_object_keys(${repos}::jsonb))
    GROUP BY onglet, cause`;
};

const groupe = (c: Compte, ancienne: BlocageLu, maintenantMs: number, politiques: Politiques): Groupe => {
  const { cause } = ancienne;
  const onglet = Onglet.parse(c.onglet);
  const situation = situationBlocage(ancienne, maintenantMs);
  const pieces = recitEnPieces(situation, maintenantMs);
  const [remede] = CAUSES[cause].remedes;
  const relance = remede.code === 'relancer';
  return {
    onglet,
    cause,
    titre: CAUSES[cause].intitule,
    phrase: situation.phrase,
    acteur: situation.acteur.libelle,
    suite: [pieces.acteur, pieces.suite].filter(Boolean).join(' '),
    nombre: c.nombre,
    enRetard: c.retard,
    plusAncien: situation.depuis,
    remede:
      onglet === 'VEILLE'
        ? null
        : {
            code: remede.code,
            libelle: c.nombre === 1 ? remede.libelle : `${verbe(remede.libelle)} les ${c.nombre}${complement(onglet, c.nombre, c.acteurs)}`,
            effet: remede.effet,
            possibles: relance ? c.possibles : c.nombre,
            jusqua: relance && c.possibles === 0 && c.premiere ? new Date(c.premiere.getTime() + reposMs(cause, politiques)).toISOString() : null,
            groupable: remede.groupable,
            blocage: c.nombre === 1 ? ancienne.id : null,
          },
  };
};

const verbe = (libelle: string): string => libelle.split(' :')[0] ?? libelle;

/** « Relancer les 12 organismes » is said only when there are twelve of them: one organisme may have several cases. */
export const complement = (onglet: Onglet, nombre: number, acteurs: number): string => {
  if (acteurs !== nombre) return '';
  if (onglet === 'ORGANISMES') return ' organismes';
  return onglet === 'PRESCRIPTEURS' ? ' prescripteurs' : '';
};
