/** Attendance and results of a slot, through whichever door: the public API and the OF page say the same and are refused the same. */
import type { Prisma } from '../../prisma/hub.ts';
import type { Deps } from '../deps.ts';
import { type ErreurChamp, refus } from '../socle/problemes.ts';
import { ecrireEmargement, type LigneRecue } from './creneaux.ts';

type Creneau = Prisma.CreneauGetPayload<object>;
/** Those who held a seat: neither refused, nor cancelled, nor moved elsewhere. */
const ATTENDUS = ['DEMANDE', 'CONFIRME', 'HONORE', 'ABSENT'];

export const attendusDe = async (hub: Deps['hub'], creneau: string) => {
  const lignes = await hub.positionnement.findMany({ where: { creneau, statut: { in: ATTENDUS } }, orderBy: [{ creeLe: 'asc' }, { id: 'asc' }] });
  // S8: what an ML adviser took up of the organisme's own positioning is the same person.
  return lignes.filter((p) => p.outil !== 'OUIFORM' || !lignes.some((x) => x.parcours === p.parcours && x.reseau === 'OF'));
};

type Attendu = { id: string; reference: string | null; presence: string | null; structure: string | null };
/** Who types: an organisme, or a prescriber for its own people (S4). */
type Auteur = { prescripteur: { structure: string | null } | null };

/** A prescriber may say, with a proof, that somebody it follows did not come; who came and who is retained is the organisme's to say. */
const fauteDuPrescripteur = (l: LigneRecue, p: Attendu, { structure }: { structure: string | null }, pointer: string): ErreurChamp[] => {
  if (structure === null || p.structure !== structure)
    return [{ pointer: `${pointer}/positionnement`, detail: 'Cette personne n’est pas suivie par votre structure.' }];
  if (l.suite) return [{ pointer: `${pointer}/suite`, detail: 'La suite est donnée par l’organisme.' }];
  if (l.presence === 'PRESENT' || !l.presence)
    return [{ pointer: `${pointer}/presence`, detail: 'Vous pouvez déclarer une absence ; une présence est saisie par l’organisme.' }];
  return l.motif ? [] : [{ pointer: `${pointer}/motif`, detail: 'Dites comment l’absence est établie.' }];
};
const erreursDe = (c: Creneau, lignes: readonly LigneRecue[], attendus: readonly Attendu[], { prescripteur }: Auteur): ErreurChamp[] =>
  lignes.flatMap((l, rang) => {
    const connu = attendus.find((p) => p.id === l.positionnement || p.reference === l.positionnement);
    if (!connu) return [{ pointer: `#/presences/${rang}/positionnement`, detail: 'Ce positionnement n’est pas attendu à ce créneau.' }];
    if (prescripteur) return fauteDuPrescripteur(l, connu, prescripteur, `#/presences/${rang}`);
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
  auteur: Auteur = { prescripteur: null },
): Promise<{ creneau: string; enregistrees: number; restantes: number }> => {
  if (c.statut === 'ANNULE') throw refus('etape-incompatible', { detail: 'Ce créneau a été annulé.' });
  if (c.statut === 'CLOS') throw refus('etape-incompatible', { detail: 'Ce créneau est clos : ses réponses ne changent plus.' });
  if (c.debut.getTime() > horloge.maintenant()) throw refus('etape-incompatible', { detail: 'Ce créneau n’a pas encore commencé.' });
  const attendus = await attendusDe(hub, c.id);
  const errors = erreursDe(c, lignes, attendus, auteur);
  if (errors.length > 0) throw refus('requete-invalide', { errors });
  const date = new Date(horloge.maintenant()).toISOString();
  await receptions.accepter(de, async (tx) => (await ecrireEmargement(tx, c.id, lignes, date)).message);
  const saisis = new Set(lignes.filter((l) => l.presence).map((l) => l.positionnement));
  const restantes = attendus.filter((p) => p.presence === null && !saisis.has(p.id) && !(p.reference && saisis.has(p.reference))).length;
  return { creneau: c.id, enregistrees: lignes.length, restantes };
};
