/** Bulk acts as durable objects: what is announced, what is asked, what became of each. */
import { z } from 'zod';
import { Systeme } from '../../../domain/codes.ts';
import { Onglet } from './a-traiter.ts';
import { CodeAction } from './blocages.ts';
import { Instant, Nombre, PageParCle, pageParCle } from './commun.ts';

/** Which blocages: the same filters as their list. */
export const FiltreOperation = z.strictObject({
  /** Without one: every cause that a reminder suits (relancer only). */
  cause: z.string().max(60).optional(),
  onglet: Onglet.optional(),
  organisme: z.string().max(14).optional(),
  systeme: Systeme.optional(),
  gravite: z.enum(['a_temps', 'bientot', 'en_retard']).optional(),
  session: z.string().max(60).optional(),
  anciennete: z.number().int().min(0).max(3650).optional(),
  /** Those that were ticked, and no other. */
  blocages: z.array(z.string().max(300)).min(1).max(200).optional(),
});
export type FiltreOperation = z.infer<typeof FiltreOperation>;

export const DemandeApercu = z.strictObject({ code: CodeAction, filtre: FiltreOperation });
export type DemandeApercu = z.infer<typeof DemandeApercu>;

/** « Relancer 12 organismes ? 2 ignorés : relance de moins de 24 h ». */
export const Apercu = z.object({
  /** All that the filter holds: give it back as `nombreAttendu`. */
  nombre: Nombre,
  possibles: Nombre,
  ignores: z.array(z.object({ raison: z.string(), nombre: Nombre })),
  phrase: z.string(),
});
export type Apercu = z.infer<typeof Apercu>;

/** Another number than `nombreAttendu` now is refused (409): nothing is done. */
export const DemandeOperation = DemandeApercu.extend({
  nombreAttendu: z.number().int().min(1).max(20_000),
  motif: z.string().trim().min(1).max(500).optional(),
  jusqua: z.iso.datetime({ offset: true }).optional(),
  jusquauChangement: z.boolean().optional(),
});
export type DemandeOperation = z.infer<typeof DemandeOperation>;

export const EtatOperation = z.enum(['EN_COURS', 'ARRETEE', 'TERMINEE']);
export const EtatLigne = z.enum(['A_FAIRE', 'FAITE', 'IGNOREE', 'ECHEC']);

export const OperationVue = z.object({
  id: z.string(),
  code: z.string(),
  /** « Relancer : Présences non saisies ». */
  titre: z.string(),
  filtre: FiltreOperation,
  motif: z.string().nullable(),
  par: z.string(),
  etat: EtatOperation,
  /** Asked to stop, not stopped yet. */
  arretDemande: z.boolean(),
  total: Nombre,
  aFaire: Nombre,
  faites: Nombre,
  ignorees: Nombre,
  echecs: Nombre,
  creeLe: Instant,
  finieLe: Instant.nullable(),
});
export type OperationVue = z.infer<typeof OperationVue>;

export const PageOperations = pageParCle(OperationVue);

export const FiltreLignes = PageParCle.extend({ etat: EtatLigne.optional() });
export const LigneOperation = z.object({
  rang: Nombre,
  blocage: z.string(),
  objet: z.string(),
  organisme: z.string().nullable(),
  etat: EtatLigne,
  /** What the flow answered, in words. */
  phrase: z.string().nullable(),
  jusqua: Instant.nullable(),
  le: Instant.nullable(),
});
export type LigneOperation = z.infer<typeof LigneOperation>;
export const OperationDetail = OperationVue.extend({ lignes: pageParCle(LigneOperation) });
export type OperationDetail = z.infer<typeof OperationDetail>;
