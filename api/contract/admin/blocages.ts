/** The blocages of one cause, and the acts on them. */
import { z } from 'zod';
import { Systeme } from '../../../domain/codes.ts';
import { Situation } from '../../../domain/situation.ts';
import { Onglet } from './a-traiter.ts';
import { Instant, Nombre, Pagination, page } from './commun.ts';

export const FiltreBlocages = Pagination.extend({
  cause: z.string().optional(),
  onglet: Onglet.optional(),
  acteur: z.string().optional(),
  organisme: z.string().optional(),
  systeme: Systeme.optional(),
  gravite: z.enum(['a_temps', 'bientot', 'en_retard']).optional(),
});
export type FiltreBlocages = z.infer<typeof FiltreBlocages>;

export const BlocageLigne = z.object({
  id: z.string(),
  processus: z.string(),
  type: z.string(),
  onglet: Onglet,
  cause: z.string(),
  titre: z.string(),
  /** What it is about, in a few words: « Soudeur, session 103725 ». */
  objet: z.string(),
  organisme: z.object({ siret: z.string(), nom: z.string() }).nullable(),
  parcours: z.string().nullable(),
  session: z.string().nullable(),
  situation: Situation,
  derniereRelance: Instant.nullable(),
  veilleJusqua: Instant.nullable(),
  priseEnCharge: z.object({ par: z.string(), jusqua: Instant.nullable() }).nullable(),
});
export type BlocageLigne = z.infer<typeof BlocageLigne>;

export const CauseExpliquee = z.object({
  code: z.string(),
  numero: z.string().nullable(),
  titre: z.string(),
  explication: z.string(),
  acteur: z.string(),
  suite: z.string(),
});
export type CauseExpliquee = z.infer<typeof CauseExpliquee>;

export const PageBlocages = page(BlocageLigne).extend({
  maintenant: Instant,
  cause: CauseExpliquee.nullable(),
  /** The organisations present under this filter, for the list that narrows it. */
  organismes: z.array(z.object({ siret: z.string(), nom: z.string(), nombre: Nombre })),
});
export type PageBlocages = z.infer<typeof PageBlocages>;

export const CODES_ACTION = ['relancer', 'mettreEnVeille', 'prendreEnCharge', 'corriger', 'passer'] as const;
export const CodeAction = z.enum(CODES_ACTION);
export type CodeAction = z.infer<typeof CodeAction>;

export const DemandeAction = z.strictObject({ motif: z.string().max(500).optional(), jusqua: z.iso.datetime({ offset: true }).optional() });
export type DemandeAction = z.infer<typeof DemandeAction>;

export const ResultatAction = z.object({ blocage: z.string(), fait: z.boolean(), phrase: z.string(), jusqua: Instant.nullable() });
export type ResultatAction = z.infer<typeof ResultatAction>;

/** `nombreAttendu` is what the button announced: another number now is refused (409), nothing is sent. */
export const DemandeRelances = z.strictObject({
  cause: z.string(),
  onglet: Onglet,
  nombreAttendu: z.number().int().min(1).max(500),
  motif: z.string().max(500).optional(),
});
export type DemandeRelances = z.infer<typeof DemandeRelances>;

export const ResultatRelances = z.object({ faites: Nombre, ignorees: Nombre, echecs: Nombre, resultats: z.array(ResultatAction) });
export type ResultatRelances = z.infer<typeof ResultatRelances>;
