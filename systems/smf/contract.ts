/** SMF (Saisir ma formation): the fiches, validated by the Carif-Oref (R1). */
import { z } from 'zod';
import { EtatFiche } from '../../domain/codes.ts';
import { Formation } from '../../domain/lheo/modele.ts';
import { operation, Recu } from '../socle/contrat.ts';

export const REFUS_SMF = [
  'FICHE_INCONNUE',
  'ETAT_INCOMPATIBLE',
  'NDA_ABSENT',
  'SAISIE_RESERVEE',
  'HORS_REGION',
  'SESSION_INCONNUE',
  'MODALITE_IMPOSSIBLE',
  'HORAIRES_INCOHERENTS',
  'DATES_INCOHERENTES',
] as const;

const Etat = z.object({ reference: z.string(), etat: EtatFiche });

export const contratSmf = {
  /** A new fiche, or a new version of one that exists, in the state SOUMISE (or MODIFIEE_A_REVALIDER). */
  deposerFiche: operation(
    '/fiches',
    z.object({
      fiche: z.string(),
      intitule: z.string(),
      ofResponsable: z.string(),
      numeroActivite: z.string(),
      empreinte: z.string(),
      sessions: z.array(z.string()),
      /** What its seven screens are made from. */
      formation: Formation.optional(),
    }),
    Etat,
  ),
  validerFiche: operation('/fiches/validations', z.object({ fiche: z.string(), empreinte: z.string() }), Etat),
  retournerFiche: operation('/fiches/retours', z.object({ fiche: z.string(), remarques: z.string() }), Etat),
  archiverFiche: operation('/fiches/archives', z.object({ fiche: z.string() }), Etat),
  signalerIco: operation('/icos', z.object({ session: z.string(), creneau: z.string() }), Recu),
};
