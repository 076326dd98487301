/**
 * An operation or an act, in two moments: what must be read, then a pure decision on what was read.
 * The decision refuses, or says the answer, the documents to keep and the events owed to the hub.
 */
import type { z } from 'zod';
import { fautesNir } from '../../domain/identifiants.ts';
import type { Operation } from './contrat.ts';
import { EN_FRANCAIS } from './francais.ts';
import type { Lecture, Lu, Piece } from './pieces.ts';
import type { Refus } from './refus.ts';

export type Contexte = {
  /** Business instant, epoch ms. */
  readonly maintenant: number;
  /** A new reference of the system's own. */
  readonly reference: () => string;
  /** Settings that only some systems have. */
  readonly delaiVisibiliteHeures: number;
};

export type Accord<S> = { reponse: S; pieces?: readonly Piece[]; evenements?: readonly { type: string; donnees: unknown }[] };
/** `evenements`: what the hub hears of somebody who could not do it. */
export type Decision<S> = Accord<S> | { refus: Refus; evenements?: Accord<S>['evenements'] };

export type Regle<E, S> = {
  /** What many calls want at once (a seat of a slot): they take their turn. */
  tour?: (entree: E) => string;
  lire: (entree: E) => Lecture[];
  /** What can only be named once other documents are known; asked again until it names nothing more. */
  lireEnsuite?: (lu: Lu, entree: E) => Lecture[];
  decider: (lu: Lu, entree: E, contexte: Contexte) => Decision<S>;
};

export type Pret = {
  tour: string | undefined;
  lectures: Lecture[];
  lireEnsuite: (lu: Lu) => Lecture[];
  decider: (lu: Lu, contexte: Contexte) => Decision<unknown>;
};
export type Erreurs = { chemin: string; message: string }[];
/** A rule bound to its path and to the shape of its body. */
export type Traitement = { chemin: string; preparer: (corps: unknown) => Pret | { erreurs: Erreurs } };

export const lier = <E, S>(operation: Operation<E, S>, regle: Regle<E, S>): Traitement => ({
  chemin: operation.chemin,
  preparer: (corps) => preparer(operation.entree, regle, corps),
});

type Tente<E> = { refus: string; type: string; donnees: (entree: E) => unknown };

/**
 * A person acts in the system: the event of the same type carries what was said, and the reference that the system gave.
 * No social security number is typed anywhere (NIR): it is a fault of the message, among the others.
 */
export const acte = <E extends object, S extends { reference: string }>(
  type: string,
  entree: z.ZodType<E>,
  regle: Regle<E, S> & { evenement?: (entree: E, reponse: S) => unknown /** Refused for that, the hub hears that it was tried. */; tente?: Tente<E> },
): Traitement => ({
  chemin: `/actes/${type}`,
  preparer: (corps) =>
    sansNir(corps, entree, {
      ...regle,
      decider: (lu, e, contexte): Decision<S> => {
        const decision = regle.decider(lu, e, contexte);
        if ('refus' in decision) {
          const { tente } = regle;
          return tente?.refus === decision.refus.code ? { ...decision, evenements: [{ type: tente.type, donnees: tente.donnees(e) }] } : decision;
        }
        return { ...decision, evenements: [{ type, donnees: regle.evenement?.(e, decision.reponse) ?? e }] };
      },
    }),
});

/** What a person does in the system that concerns nobody else: the hub is not told. */
export const acteLocal = <E extends object, S extends { reference: string }>(type: string, entree: z.ZodType<E>, regle: Regle<E, S>): Traitement => ({
  chemin: `/actes/${type}`,
  preparer: (corps) => sansNir(corps, entree, regle),
});

/** For acts that create: the system's own reference goes with the event. */
export const avecReference = <E extends object>(entree: E, reponse: { reference: string }): unknown => ({ ...entree, reference: reponse.reference });

const sansNir = <E, S>(corps: unknown, schema: z.ZodType<E>, regle: Regle<E, S>): Pret | { erreurs: Erreurs } => {
  const nir = fautesNir(corps).map((chemin) => ({ chemin, message: NIR }));
  const pret = preparer(schema, regle, corps);
  if (nir.length === 0) return pret;
  return { erreurs: [...('erreurs' in pret ? pret.erreurs : []), ...nir] };
};
const NIR = 'Un numéro de sécurité sociale ne se saisit nulle part.';

const preparer = <E, S>(schema: z.ZodType<E>, regle: Regle<E, S>, corps: unknown): Pret | { erreurs: Erreurs } => {
  const lu = schema.safeParse(corps, EN_FRANCAIS);
  if (!lu.success) return { erreurs: erreursDe(lu.error) };
  const entree = lu.data;
  return {
    tour: regle.tour?.(entree),
    lectures: regle.lire(entree),
    lireEnsuite: (l) => regle.lireEnsuite?.(l, entree) ?? [],
    decider: (l, contexte) => regle.decider(l, entree, contexte),
  };
};

export const erreursDe = (erreur: z.ZodError): Erreurs => erreur.issues.map((i) => ({ chemin: i.path.join('.'), message: i.message }));
