/** Pilotage: one table per question, the same form for all; charts, tables and CSV are made of it. */
import { z } from 'zod';
import { Instant } from './commun.ts';

export const CodeTable = z.enum(['remplissage', 'absences', 'delais', 'publication', 'causes', 'relances', 'organismes']);
export type CodeTable = z.infer<typeof CodeTable>;

export const FiltrePilotage = z.object({
  /** Days of Paris, both included; the last 90 days when absent. */
  depuis: z.iso.date().optional(),
  jusqua: z.iso.date().optional(),
  /** Code of a financeur: what a dispositif is paid by. */
  dispositif: z.string().max(20).optional(),
  /** Département: the beginning of a postal code. */
  territoire: z
    .string()
    .regex(/^\d{2,3}$/)
    .optional(),
  /** One line per… */
  par: z.enum(['ensemble', 'dispositif', 'territoire', 'mois']).default('ensemble'),
});
export type FiltrePilotage = z.infer<typeof FiltrePilotage>;

export const Colonne = z.object({ code: z.string(), libelle: z.string(), unite: z.enum(['texte', 'nombre', 'part', 'jours', 'heures']) });
export type Colonne = z.infer<typeof Colonne>;
export const TablePilotage = z.object({
  code: CodeTable,
  titre: z.string(),
  /** How it is counted. */
  methode: z.string(),
  maintenant: Instant,
  colonnes: z.array(Colonne),
  lignes: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});
export type TablePilotage = z.infer<typeof TablePilotage>;
