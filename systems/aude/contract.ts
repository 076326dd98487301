/** AUDE, the jobseeker's whole file. It generates the AIS of a live DE (R37) and shows nothing new of a radié (R36). */
import { z } from 'zod';
import { Jour, operation, Recu } from '../socle/contrat.ts';

export const REFUS_AUDE = ['DEMANDEUR_INCONNU', 'DEMANDEUR_RADIE', 'STATUT_INCOMPATIBLE'] as const;

const Sujet = { idDE: z.string(), parcours: z.string(), session: z.string(), date: Jour };

export const contratAude = {
  prescrire: operation(
    '/prescriptions',
    z.object({
      ...Sujet,
      intitule: z.string(),
      formacode: z.string(),
      objectif: z.string(),
      /** Formacodes of whom the training is for, each with its edition (c.1). */
      publics: z.array(z.string()).default([]),
      partenaire: z.string(),
      argumentaire: z.string().nullable(),
    }),
    Recu,
  ),
  annulerPrescription: operation('/prescriptions/annulations', z.object({ ...Sujet, motif: z.string() }), Recu),
  genererAis: operation('/ais', z.object({ ...Sujet, debut: Jour, fin: Jour.nullable() }), Recu),
  annulerInscription: operation('/inscriptions/annulations', z.object({ ...Sujet, motif: z.string() }), Recu),
  enregistrerEntree: operation('/entrees', z.object(Sujet), Recu),
  enregistrerInterruption: operation('/interruptions', z.object({ ...Sujet, fin: Jour.nullable(), motif: z.string() }), Recu),
  enregistrerSortie: operation('/sorties', z.object({ ...Sujet, motif: z.string() }), Recu),
};
