/** AUDEF (AUDE Formation): prescription, seats and follow-up for the advisers of PE (R34, R45). */
import { z } from 'zod';
import { Jour, operation, Recu } from '../socle/contrat.ts';
import { contratOffre } from '../socle/offre.ts';
import { contratSuivi, REFUS_SUIVI } from '../socle/suivi.ts';

export const REFUS_AUDEF = REFUS_SUIVI;

export const contratAudef = {
  ...contratOffre,
  ...contratSuivi,
  enregistrerAis: operation('/ais', z.object({ parcours: z.string(), session: z.string(), date: Jour }), Recu),
  retirerAis: operation('/ais/retraits', z.object({ parcours: z.string(), session: z.string(), motif: z.string() }), Recu),
};
