/** What one comparison of the reconciliation found, counted. */
import { z } from 'zod';
import { Systeme } from './codes.ts';

export const BilanRapprochement = z.object({
  compares: z.record(z.string(), z.number().int()).meta({ description: 'Combien de choses ont été comparées, par nature.' }),
  enMouvement: z.number().int().meta({ description: 'Laissées de côté : elles viennent de changer, ou attendent un partenaire en panne.' }),
  ecarts: z.number().int(),
  repares: z.number().int().meta({ description: 'Refaites, ou remises d’accord dans le miroir.' }),
  leves: z.number().int().meta({ description: 'Différences qui n’en sont plus.' }),
  muets: z.array(Systeme).meta({ description: 'Partenaires qui n’ont pas répondu : ils n’ont pas été comparés.' }),
  /** The first differences. */
  details: z.array(
    z.object({
      flux: z.string(),
      systeme: Systeme.nullable(),
      objet: z.string(),
      hub: z.string().nullable(),
      partenaire: z.string().nullable(),
      repare: z.boolean(),
    }),
  ),
});
export type BilanRapprochement = z.infer<typeof BilanRapprochement>;
