/** The policies as the API v1 gives and takes them. */
import { z } from 'zod';
import { CAUSES, CodeCause } from '../../../domain/causes.ts';
import { PolitiqueSaisie } from '../../../domain/politiques-saisie.ts';

export const CHEMIN = '/api/v1/politiques';

const PolitiqueVue = PolitiqueSaisie.extend({
  cause: CodeCause,
  intitule: z.string(),
  version: z.number(),
  modifieePar: z.string().nullable(),
  modifieeLe: z.string().nullable(),
});
export type PolitiqueVue = z.infer<typeof PolitiqueVue>;
export const ListePolitiques = z.object({ elements: z.array(PolitiqueVue) });
export const PolitiqueDetail = PolitiqueVue.extend({
  attentes: z.number(),
  restants: z.number(),
  historique: z.array(z.object({ version: z.number(), par: z.string(), le: z.string(), motif: z.string().nullable(), changements: z.array(z.string()) })),
});
export type PolitiqueDetail = z.infer<typeof PolitiqueDetail>;
/** « S4 — Présences non saisies » */
export const intituleDe = (p: Pick<PolitiqueVue, 'cause' | 'intitule'>): string => [CAUSES[p.cause].numero, p.intitule].filter(Boolean).join(' — ');
export type Niveau = PolitiqueDetail['niveaux'][number];
