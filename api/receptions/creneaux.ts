/** What doors write about slots: the facts; their flow owns the status. */
import type { z } from 'zod';
import type { Presence, Suite } from '../../domain/codes.ts';
import type { HubTx, Prisma } from '../../prisma/hub.ts';
import { motifDe, noterMotif } from '../../prisma/motifs.ts';
import { refus } from '../socle/problemes.ts';
import { relireCommentaire } from './commentaires.ts';
import type { CreneauRecu, LieuRecu, OrigineCreneau } from './creneau-recu.ts';
import { fusionner, trouverJumeau } from './jumeaux.ts';
import { trouverPositionnement } from './references.ts';
import type { ARelayer } from './types.ts';

export type { CreneauRecu };

/** R21. */
export const controlerDates = (debut: string, fin: string): void => {
  if (Date.parse(fin) <= Date.parse(debut)) throw refus('dates-incoherentes', { errors: [{ pointer: '#/fin', detail: 'La fin doit suivre le début.' }] });
};

/** R16, R20: one seat in an individual appointment. */
export const controlerPlaces = ({ modalite, places }: Pick<CreneauRecu, 'modalite' | 'places'>): void => {
  if (modalite === 'RDV' && places !== 1)
    throw refus('requete-invalide', { errors: [{ pointer: '#/places', detail: 'Un rendez-vous individuel a une seule place.' }] });
};

export const ecrireCreneau = async (tx: HubTx, c: CreneauRecu, o: OrigineCreneau): Promise<ARelayer> => {
  const { id, origine, reference = null, date } = o;
  // R14, R16, R17: Saisir ma formation knows informations collectives alone; the other two are Kairos's.
  if (origine === 'SMF' && c.modalite !== 'ICO')
    throw refus('requete-invalide', { errors: [{ pointer: '#/modalite', detail: 'Saisir ma formation ne connaît que l’information collective.' }] });
  const jumeau = await trouverJumeau(tx, c, o);
  if (jumeau) return fusionner(tx, jumeau, c, o);
  await tx.creneau.create({
    data: {
      id,
      session: c.session,
      modalite: c.modalite,
      debut: new Date(c.debut),
      fin: new Date(c.fin),
      ...(c.lieu && { lieu: c.lieu }),
      places: c.places,
      placesLibres: c.places,
      pieces: c.pieces ?? [],
      commentaire: c.commentaire ?? null,
      origine,
      reference,
    },
  });
  await relireCommentaire(tx, id, c.commentaire, date);
  return { type: 'creneau.ouvert', donnees: { date, creneau: id } };
};

type Deplacement = { debut: string; fin: string; lieu?: z.infer<typeof LieuRecu> | null; motif?: string | null };

export const deplacerCreneau = async (tx: HubTx, creneau: string, d: Deplacement, date: string): Promise<ARelayer> => {
  // One that is over is not moved: its dates are those of what happened.
  await tx.creneau.updateMany({
    where: { id: creneau, statut: { notIn: ['CLOS', 'ANNULE'] } },
    data: { debut: new Date(d.debut), fin: new Date(d.fin), ...(d.lieu && { lieu: d.lieu }), ...(d.motif && { motif: d.motif }) },
  });
  return { type: 'creneau.modifie', donnees: { date, creneau, debut: d.debut, fin: d.fin } };
};

type Precision = { places?: number | undefined; pieces?: string[] | undefined; commentaire?: string | null | undefined };

/** Seats, documents, comment: what a slot says of itself without moving. */
export const preciserCreneau = async (tx: HubTx, c: Prisma.CreneauGetPayload<object>, p: Precision, date: string): Promise<ARelayer> => {
  const prises = c.places - c.placesLibres;
  const { places = c.places, pieces = c.pieces, commentaire = c.commentaire } = p;
  if (places < prises) throw refus('requete-invalide', { errors: [{ pointer: '#/places', detail: `Places déjà prises : ${prises}.` }] });
  await tx.creneau.update({ where: { id: c.id }, data: { places, pieces, commentaire, placesLibres: places - prises } });
  await relireCommentaire(tx, c.id, commentaire, date);
  return { type: 'creneau.precise', donnees: { date, creneau: c.id } };
};

export const annulerCreneau = async (tx: HubTx, creneau: string, motif: string, date: string): Promise<ARelayer> => {
  await tx.creneau.update({ where: { id: creneau }, data: { motif } });
  return { type: 'creneau.annule', donnees: { date, creneau } };
};

export type LigneRecue = { positionnement: string; presence?: z.infer<typeof Presence> | null; suite?: z.infer<typeof Suite> | null; motif?: string | null };

/** Attendance and results. `inconnus`: references that nothing bears yet. Who has just come to the slot, or has left it, is its flow's to know. */
export const ecrireEmargement = async (
  tx: HubTx,
  creneau: string,
  recues: readonly LigneRecue[],
  date: string,
): Promise<{ message: ARelayer; inconnus: string[] }> => {
  const lignes = [];
  const inconnus = [];
  for (const { positionnement, presence, suite, motif } of recues) {
    const connu = await trouverPositionnement(tx, positionnement);
    if (!connu) {
      inconnus.push(positionnement);
      continue;
    }
    const remotive = Boolean(motif) && motif !== motifDe({ motif: connu.motif, motifs: connu.motifs as Record<string, string> }, 'SUITE');
    if (motif && remotive) await noterMotif(tx, connu.id, 'SUITE', motif);
    lignes.push({ positionnement: connu.id, ...(presence && { presence }), ...(suite && { suite }), ...(remotive && { remotive }) });
  }
  return { message: { type: 'creneau.emarge', donnees: { date, creneau, lignes } }, inconnus };
};
