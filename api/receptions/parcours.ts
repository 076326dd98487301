/** What doors write about a path once the candidate is retained. Free text stays here; the flow gets dates and flags. */
import type { HubTx } from '../../prisma/hub.ts';
import { noterMotif, type Occasion } from '../../prisma/motifs.ts';
import type { ARelayer } from './types.ts';

type Parcours = { id: string; positionnement: string | null };

const noterTexte = async (tx: HubTx, { positionnement: id }: Parcours, occasion: Occasion, texte: { motif: string; bilan?: string | null }): Promise<void> => {
  if (id === null) return;
  if (texte.motif) await noterMotif(tx, id, occasion, texte.motif);
  if (texte.bilan) await tx.positionnement.update({ where: { id }, data: { bilan: texte.bilan } });
};

export const annulerPositionnement = async (tx: HubTx, p: { id: string; parcours: string }, motif: string, date: string): Promise<ARelayer> => {
  await noterMotif(tx, p.id, 'ANNULATION', motif);
  return { type: 'positionnement.annule', donnees: { date, positionnement: p.id, parcours: p.parcours } };
};

export const attesterEntree = (p: Parcours, jour: string, date: string): ARelayer => ({ type: 'parcours.entre', donnees: { date, parcours: p.id, jour } });

export const annulerInscription = async (tx: HubTx, p: Parcours, motif: string, date: string): Promise<ARelayer> => {
  await noterTexte(tx, p, 'INSCRIPTION', { motif });
  return { type: 'parcours.inscription-annulee', donnees: { date, parcours: p.id } };
};

export const interrompre = async (tx: HubTx, p: Parcours, i: { debut: string; fin?: string | null; motif: string }, date: string): Promise<ARelayer> => {
  await noterTexte(tx, p, `INTERRUPTION:${i.debut}`, { motif: i.motif });
  return { type: 'parcours.interrompu', donnees: { date, parcours: p.id, debut: i.debut, fin: i.fin ?? null } };
};

/** Motives that mean the person left before the end (§d.7: ABANDON). */
const ABANDON = /abandon|démission|rupture/i;

export const sortir = async (tx: HubTx, p: Parcours, s: { date: string; motif: string; bilan?: string | null }, date: string): Promise<ARelayer> => {
  await noterTexte(tx, p, 'SORTIE', s);
  return { type: 'parcours.sorti', donnees: { date, parcours: p.id, jour: s.date, abandon: ABANDON.test(s.motif), bilan: Boolean(s.bilan?.trim()) } };
};
