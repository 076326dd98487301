/** What AUDE keeps: one file per demandeur d'emploi. */
import { z } from 'zod';
import { StatutDe } from '../../domain/codes.ts';
import { Instant, Jour } from '../socle/contrat.ts';
import { genre } from '../socle/pieces.ts';

/** One fact of the file: what it says beside its date depends on the fact. */
export const Fait = z.object({ parcours: z.string(), session: z.string(), date: Jour, detail: z.json().optional() });
export type Fait = z.infer<typeof Fait>;

/** Key: the identifiant DE. */
export const Demandeur = genre(
  'demandeur',
  z.object({
    idDE: z.string(),
    statut: StatutDe,
    /** Business instant of the last change of status. */
    depuis: Instant.nullable(),
    prescriptions: z.array(Fait),
    ais: z.array(Fait),
    entrees: z.array(Fait),
    interruptions: z.array(Fait),
    sorties: z.array(Fait),
    /** Whether the person wants to use her CPF, once an adviser has asked. */
    cpf: z.object({ souhaite: z.boolean(), date: Jour }).nullable().default(null),
  }),
);
export type Demandeur = z.infer<(typeof Demandeur)['schema']>;
