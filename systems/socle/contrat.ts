/**
 * What the hub may ask of a partner system: a table of operations, each a value.
 * Every operation is a POST carrying `Idempotency-Key`; `entree` and `sortie` are its body and its answer.
 * A functional refusal is a 4xx problem+json whose `code` is one of the system's refusals.
 */
import { z } from 'zod';

export type Operation<E = unknown, S = unknown> = {
  readonly chemin: string;
  readonly entree: z.ZodType<E>;
  readonly sortie: z.ZodType<S>;
};
export type Contrat = Record<string, Pick<Operation, 'chemin' | 'entree' | 'sortie'>>;
export type Entree<O> = O extends { entree: z.ZodType<infer E> } ? E : never;
export type Sortie<O> = O extends { sortie: z.ZodType<infer S> } ? S : never;

export const operation = <E, S>(chemin: string, entree: z.ZodType<E>, sortie: z.ZodType<S>): Operation<E, S> => ({ chemin, entree, sortie });

/** ISO 8601 instant with offset. */
export const Instant = z.iso.datetime({ offset: true });
/** Calendar date AAAA-MM-JJ. */
export const Jour = z.iso.date();

export const Recu = z.object({ reference: z.string() });
export type Recu = z.infer<typeof Recu>;

export const OrganismeRef = z.object({ siret: z.string(), nom: z.string() });

export const Lieu = z.object({
  nom: z.string().optional(),
  lignes: z.array(z.string()).optional(),
  codePostal: z.string().optional(),
  ville: z.string().optional(),
});
export type Lieu = z.infer<typeof Lieu>;

/** A person as a partner's message carries it: never in Temporal, never in a log. */
export const PersonneMessage = z.object({
  idDE: z.string().nullable(),
  nom: z.string(),
  prenom: z.string(),
  courriel: z.string().nullable(),
  telephone: z.string().nullable(),
  adresse: z.object({ codePostal: z.string().optional(), ville: z.string().optional() }).nullable(),
  /** R46: told to prescribers' tools alone. */
  pic: z.boolean().optional(),
});
export type PersonneMessage = z.infer<typeof PersonneMessage>;
