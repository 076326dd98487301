/** The journal, as people read it: who, when, what, why, before, after. */
import { z } from 'zod';
import { Systeme } from '../../../domain/codes.ts';
import { Instant, PageParCle, pageParCle } from './commun.ts';

export const FiltreJournal = PageParCle.extend({
  processus: z.string().max(200).optional(),
  parcours: z.string().max(120).optional(),
  /** Code of a fact (domain/journal). */
  fait: z.string().max(60).optional(),
  /** As the journal writes it: `compte:<uuid>`, `of:<siret>`, `systeme:<code>`, `hub`. */
  acteur: z.string().max(120).optional(),
  systeme: Systeme.optional(),
  depuis: z.iso.datetime({ offset: true }).optional(),
  jusqua: z.iso.datetime({ offset: true }).optional(),
  /** Only what operators did. */
  actes: z.stringbool().optional(),
});
export type FiltreJournal = z.infer<typeof FiltreJournal>;

/** What the blocage was, and became. */
export const Instantane = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type Instantane = z.infer<typeof Instantane>;

export const ActeVu = z.object({ motif: z.string().nullable(), avant: Instantane, apres: Instantane.nullable(), operation: z.string().nullable() });

export const LigneJournal = z.object({
  rang: z.string(),
  date: Instant,
  reelLe: Instant,
  processus: z.string().nullable(),
  parcours: z.string().nullable(),
  acteur: z.string(),
  systeme: Systeme.nullable(),
  code: z.string(),
  fait: z.string(),
  detail: z.string().nullable(),
  acte: ActeVu.nullable(),
});
export type LigneJournal = z.infer<typeof LigneJournal>;
export const PageJournal = pageParCle(LigneJournal);
