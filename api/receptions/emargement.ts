/** Attendance and results of a slot, through whichever door: the public API and the OF page say the same and are refused the same. */
import type { Prisma } from '../../prisma/hub.ts';
import type { Deps } from '../deps.ts';
import { type ErreurChamp, refus } from '../socle/problemes.ts';
import { ecrireEmargement, type LigneRecue } from './creneaux.ts';

type Creneau = Prisma.CreneauGetPayload<object>;
/** Those who held a seat: neither refused, nor cancelled, nor moved elsewhere. */
const ATTENDUS = ['DEMANDE', 'CONFIRME', 'HONORE', 'ABSENT'];

export const attendusDe = (hub: Deps['hub'], creneau: string) =>
  hub.positionnement.findMany({ where: { creneau, statut: { in: ATTENDUS } }, orderBy: [{ creeLe: 'asc' }, { id: 'asc' }] });

type Attendu = { id: string; reference: string | null; presence: string | null };
const erreursDe = (c: Creneau, lignes: readonly LigneRecue[], attendus: readonly Attendu[]): ErreurChamp[] =>
  lignes.flatMap((l, rang) => {
    const connu = attendus.find((p) => p.id === l.positionnement || p.reference === l.positionnement);
    if (!connu) return [{ pointer: `#/presences/${rang}/positionnement`, detail: 'Ce positionnement n’est pas attendu à ce créneau.' }];
    // A candidature is judged on its file: nobody comes.
    if (l.suite && c.modalite !== 'CANDIDATURE' && (l.presence ?? connu.presence) !== 'PRESENT')
      return [{ pointer: `#/presences/${rang}/suite`, detail: 'Une suite ne se donne qu’à une personne présente.' }];
    return [];
  });

export const saisirEmargement = async (
  { hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>,
  c: Creneau,
  lignes: readonly LigneRecue[],
  de: { source: string; id: string },
): Promise<{ creneau: string; enregistrees: number; restantes: number }> => {
  if (c.statut === 'ANNULE') throw refus('etape-incompatible', { detail: 'Ce créneau a été annulé.' });
  if (c.debut.getTime() > horloge.maintenant()) throw refus('etape-incompatible', { detail: 'Ce créneau n’a pas encore commencé.' });
  const attendus = await attendusDe(hub, c.id);
  const errors = erreursDe(c, lignes, attendus);
  if (errors.length > 0) throw refus('requete-invalide', { errors });
  const date = new Date(horloge.maintenant()).toISOString();
  await receptions.accepter(de, async (tx) => (await ecrireEmargement(tx, c.id, lignes, date)).message);
  const saisis = new Set(lignes.filter((l) => l.presence).map((l) => l.positionnement));
  const restantes = attendus.filter((p) => p.presence === null && !saisis.has(p.id) && !(p.reference && saisis.has(p.reference))).length;
  return { creneau: c.id, enregistrees: lignes.length, restantes };
};
