/** Forms shared by the answers of the dashboard's API. */
import { z } from 'zod';

/** ISO 8601, business time unless the name says `reel`. */
export const Instant = z.string();
export const Nombre = z.number().int().min(0);

export const page = <E extends z.ZodType>(element: E) => z.object({ elements: z.array(element), total: Nombre });

/** Query of every list: pages counted from 1. */
export const Pagination = z.object({
  page: z.coerce.number().int().min(1).default(1),
  taille: z.coerce.number().int().min(1).max(200).default(50),
});

/** Lists read by key: `taille` ≤ 200, `apres` = the `suivant` of the page before. */
export const PageParCle = z.object({ taille: z.coerce.number().int().min(1).max(200).default(50), apres: z.string().max(500).optional() });
export const pageParCle = <E extends z.ZodType>(element: E) => z.object({ elements: z.array(element), suivant: z.string().nullable() });

export const OrganismeCite = z.object({ siret: z.string(), nom: z.string() });

export const CalendrierLu = z.object({ maintenant: Instant, flux: z.number().int().optional() });
export type CalendrierLu = z.infer<typeof CalendrierLu>;

/** RFC 9457, with the extensions of the house. */
export const Probleme = z.object({
  type: z.string().optional(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Probleme = z.infer<typeof Probleme>;
