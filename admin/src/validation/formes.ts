/** The fiches as the validation reads them in the API v1, which it shares with the keys. */
import { z } from 'zod';
import { EtatFiche } from '../../../domain/codes.ts';
import { Situation } from '../../../domain/situation.ts';

export const CHEMIN = '/api/v1/fiches';

const FicheResumee = z.object({
  numero: z.string(),
  intitule: z.string(),
  organisme: z.object({ siret: z.string(), nom: z.string() }),
  etat: EtatFiche,
  codeEtat: z.string(),
  depuis: z.string(),
  ageJours: z.number(),
  situation: Situation,
});
export type FicheResumee = z.infer<typeof FicheResumee>;
export const PageFichesV1 = z.object({ elements: z.array(FicheResumee), suivant: z.string().nullable() });

const Difference = z.object({
  ecran: z.number().nullable(),
  champ: z.string(),
  chemin: z.string(),
  avant: z.string().nullable(),
  apres: z.string().nullable(),
});
export type Difference = z.infer<typeof Difference>;

export const FicheLue = FicheResumee.extend({
  remarques: z.string().nullable(),
  empreinte: z.string(),
  valideeLe: z.string().nullable(),
  ecrans: z.array(
    z.object({
      ecran: z.number(),
      titre: z.string(),
      session: z.string().nullable(),
      champs: z.array(z.object({ champ: z.string(), libelle: z.string(), obligatoire: z.boolean(), valeur: z.string().nullable() })),
    }),
  ),
  differences: z.array(Difference).nullable(),
});
export type FicheLue = z.infer<typeof FicheLue>;
