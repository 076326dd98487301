/** One card per tab and cause: counts from the database, the sentence of the oldest, the remedy that fits the most. */
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { recitEnPieces, situationBlocage } from '../../domain/situations.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import { type Groupe, Onglet } from '../contract/admin.ts';
import { completerBlocages, lirePolitiques, type Politiques } from '../lecture/blocages.ts';
import { dansOnglet, deGravite, OUVERT } from './onglets.ts';

const HEURE_MS = 3_600_000;

export const lireGroupes = async (hub: Hub, maintenantMs: number): Promise<Groupe[]> => {
  const maintenant = new Date(maintenantMs);
  const politiques = await lirePolitiques(hub);
  const parOnglet = await Promise.all(
    Onglet.options.map(async (onglet) => {
      const comptes = await hub.blocage.groupBy({
        by: ['cause'],
        where: { AND: [OUVERT, dansOnglet(onglet, maintenant)] },
        _count: { _all: true },
        _min: { depuis: true },
      });
      return Promise.all(comptes.map((c) => lireGroupe(hub, onglet, CodeCause.parse(c.cause), c._count._all, maintenantMs, politiques)));
    }),
  );
  return parOnglet
    .flat()
    .filter((g) => g !== null)
    .sort((a, b) => b.enRetard - a.enRetard || a.plusAncien.localeCompare(b.plusAncien));
};

/** The open blocages of one cause in one tab. */
export const duGroupe = (onglet: Onglet, cause: string, maintenant: Date): Prisma.BlocageWhereInput => ({
  AND: [OUVERT, { cause }, dansOnglet(onglet, maintenant)],
});

/** Not reminded within the rest of the cause's policy. */
export const relancables = (maintenantMs: number, repos: number): Prisma.BlocageWhereInput => ({
  OR: [{ derniereRelance: null }, { derniereRelance: { lte: new Date(maintenantMs - repos) } }],
});
export const reposMs = (cause: CodeCause, politiques: Politiques): number => (politiques.get(cause) ?? POLITIQUES_PAR_DEFAUT[cause]).reposHeures * HEURE_MS;

const lireGroupe = async (hub: Hub, onglet: Onglet, cause: CodeCause, nombre: number, maintenantMs: number, politiques: Politiques): Promise<Groupe | null> => {
  const maintenant = new Date(maintenantMs);
  const where = duGroupe(onglet, cause, maintenant);
  const repos = reposMs(cause, politiques);
  const [ancienne, enRetard, possibles, premiereRelance, acteurs] = await Promise.all([
    hub.blocage.findFirst({ where, orderBy: [{ depuis: 'asc' }, { id: 'asc' }] }),
    hub.blocage.count({ where: { AND: [where, deGravite('en_retard', maintenant)] } }),
    hub.blocage.count({ where: { AND: [where, relancables(maintenantMs, repos)] } }),
    hub.blocage.aggregate({ where, _min: { derniereRelance: true } }),
    hub.blocage.groupBy({ by: ['acteur'], where }),
  ]);
  // Lifted between the two reads: the next refresh will not show it.
  if (!ancienne) return null;
  const [lu] = await completerBlocages(hub, [ancienne]);
  if (!lu) return null;
  const situation = situationBlocage(lu, maintenantMs, politiques.get(cause));
  const pieces = recitEnPieces(situation, maintenantMs);
  const [remede] = CAUSES[cause].remedes;
  const relance = remede.code === 'relancer';
  const premiere = premiereRelance._min.derniereRelance;
  return {
    onglet,
    cause,
    titre: CAUSES[cause].intitule,
    phrase: situation.phrase,
    acteur: situation.acteur.libelle,
    suite: [pieces.acteur, pieces.suite].filter(Boolean).join(' '),
    nombre,
    enRetard,
    plusAncien: situation.depuis,
    remede:
      onglet === 'VEILLE'
        ? null
        : {
            code: remede.code,
            libelle: nombre === 1 ? remede.libelle : `${verbe(remede.libelle)} les ${nombre}${complement(onglet, nombre, acteurs.length)}`,
            effet: remede.effet,
            possibles: relance ? possibles : nombre,
            jusqua: relance && possibles === 0 && premiere ? new Date(premiere.getTime() + repos).toISOString() : null,
            groupable: remede.groupable,
            blocage: nombre === 1 ? ancienne.id : null,
          },
  };
};

const verbe = (libelle: string): string => libelle.split(' :')[0] ?? libelle;

/** « Relancer les 12 organismes » is said only when there are twelve of them: one organisme may have several cases. */
const complement = (onglet: Onglet, nombre: number, acteurs: number): string => {
  if (acteurs !== nombre) return '';
  if (onglet === 'ORGANISMES') return ' organismes';
  return onglet === 'PRESCRIPTEURS' ? ' prescripteurs' : '';
};
