/** What doors write about slots: the facts; their flow owns the status. */
import { z } from 'zod';
import { Modalite, type Presence, type Suite } from '../../domain/codes.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { refus } from '../socle/problemes.ts';
import { trouverPositionnement } from './references.ts';
import type { ARelayer } from './types.ts';

const Instant = z.iso.datetime({ offset: true });
export const LieuRecu = z.strictObject({
  nom: z.string().max(250).optional(),
  lignes: z.array(z.string().max(250)).max(4).optional(),
  codePostal: z.string().max(5).optional(),
  ville: z.string().max(100).optional(),
});
export const CreneauRecu = z.strictObject({
  session: z.string().min(1).max(60),
  modalite: Modalite,
  debut: Instant,
  fin: Instant,
  lieu: LieuRecu.nullish(),
  places: z.number().int().min(1).max(10_000),
  /** R20. */
  pieces: z.array(z.string().max(250)).max(3).nullish(),
  /** R19. */
  commentaire: z.string().max(500).nullish(),
});
export type CreneauRecu = z.infer<typeof CreneauRecu>;

/** R21. */
export const controlerDates = (debut: string, fin: string): void => {
  if (Date.parse(fin) <= Date.parse(debut)) throw refus('dates-incoherentes', { errors: [{ pointer: '#/fin', detail: 'La fin doit suivre le début.' }] });
};

type Origine = { id: string; origine: 'SMF' | 'KAIROS' | 'HUB'; reference?: string | null; date: string };

/** R15: the same appointment typed in SMF and in Kairos is one slot, which then bears both references. */
export const ecrireCreneau = async (tx: HubTx, c: CreneauRecu, { id, origine, reference = null, date }: Origine): Promise<ARelayer> => {
  const memes = await tx.creneau.findMany({ where: { session: c.session, modalite: c.modalite, debut: new Date(c.debut), statut: { not: 'ANNULE' } } });
  const jumeau = memes.find((m) => origine !== 'HUB' && m.origine !== origine && (m.reference === null || m.reference === reference));
  if (jumeau) {
    await tx.creneau.update({
      where: { id: jumeau.id },
      data: { ...(reference && { reference }), pieces: c.pieces ?? jumeau.pieces, commentaire: c.commentaire ?? jumeau.commentaire },
    });
    return { type: 'creneau.ouvert', donnees: { date, creneau: jumeau.id } };
  }
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
  return { type: 'creneau.ouvert', donnees: { date, creneau: id } };
};

type Deplacement = { debut: string; fin: string; lieu?: z.infer<typeof LieuRecu> | null; motif?: string | null };

export const deplacerCreneau = async (tx: HubTx, creneau: string, d: Deplacement, date: string): Promise<ARelayer> => {
  await tx.creneau.update({
    where: { id: creneau },
    data: { debut: new Date(d.debut), fin: new Date(d.fin), ...(d.lieu && { lieu: d.lieu }), ...(d.motif && { motif: d.motif }) },
  });
  return { type: 'creneau.modifie', donnees: { date, creneau, debut: d.debut, fin: d.fin } };
};

export const annulerCreneau = async (tx: HubTx, creneau: string, motif: string, date: string): Promise<ARelayer> => {
  await tx.creneau.update({ where: { id: creneau }, data: { motif } });
  return { type: 'creneau.annule', donnees: { date, creneau } };
};

export type LigneRecue = { positionnement: string; presence?: z.infer<typeof Presence> | null; suite?: z.infer<typeof Suite> | null; motif?: string | null };

/** Attendance and results. `inconnus`: references that are not of this slot. */
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
    if (connu?.creneau !== creneau) {
      inconnus.push(positionnement);
      continue;
    }
    if (motif) await tx.positionnement.update({ where: { id: connu.id }, data: { motif } });
    lignes.push({ positionnement: connu.id, ...(presence && { presence }), ...(suite && { suite }) });
  }
  return { message: { type: 'creneau.emarge', donnees: { date, creneau, lignes } }, inconnus };
};
