/** What a system keeps, as values: documents of a few kinds, found by their key, by an alias of it, or by one of three columns. */
import { z } from 'zod';

/** A kind of document: its name in the table and its shape. */
export type Genre<D> = { readonly type: string; readonly schema: z.ZodType<D> };

/** `version`: null = must not exist yet; TOUJOURS = write whatever is there; else the version that was read and must still stand. */
export type Piece<D = unknown> = {
  readonly type: string;
  readonly cle: string;
  readonly session: string | null;
  readonly creneau: string | null;
  readonly personne: string | null;
  readonly donnees: D;
  readonly version: string | null;
  /** Real time since it was written, when it was read. */
  readonly ageMs?: number;
};
export type Colonnes = { session?: string | null; creneau?: string | null; personne?: string | null };

export const TOUJOURS = 'toujours';

export const genre = <D>(type: string, schema: z.ZodType<D>): Genre<D> => ({ type, schema });

export const neuve = <D>(g: Genre<D>, cle: string, donnees: D, colonnes: Colonnes = {}): Piece<D> => ({
  type: g.type,
  cle,
  session: null,
  creneau: null,
  personne: null,
  ...colonnes,
  donnees,
  version: null,
});

export const changee = <D>(piece: Piece<D>, donnees: Partial<D>, colonnes: Colonnes = {}): Piece<D> => ({
  ...piece,
  ...colonnes,
  donnees: { ...piece.donnees, ...donnees },
});

/** Written whatever is there. */
export const posee = <D>(g: Genre<D>, cle: string, donnees: D, colonnes: Colonnes = {}): Piece<D> => ({
  ...neuve(g, cle, donnees, colonnes),
  version: TOUJOURS,
});

/** What a partner made first has its own reference: the hub's id becomes a second name of the same document. */
export const lien = (g: Genre<unknown>, alias: string, cle: string): Piece => posee(Lien, `${g.type}:${alias}`, { cle });
const Lien = genre('lien', z.object({ cle: z.string() }));

/** One thing to read; `par: 'cle'` accepts an alias. */
export type Lecture = { readonly type: string; readonly par: 'cle' | 'session' | 'creneau' | 'personne'; readonly valeur: string };

const lecture =
  (par: Lecture['par']) =>
  (g: Genre<unknown>, ...valeurs: string[]): Lecture[] =>
    [...new Set(valeurs)].map((valeur) => ({ type: g.type, par, valeur }));
export const parCle = lecture('cle');
export const parSession = lecture('session');
export const parCreneau = lecture('creneau');
export const parPersonne = lecture('personne');

/** A row as read; `demande` is the key or alias that was asked, null when found by a column. */
export type Ligne = Piece & { readonly demande: string | null };

/** What was read, each document checked against its kind. */
export type Lu = {
  /** By key or alias, among the keys that were asked. */
  un<D>(g: Genre<D>, demande: string): Piece<D> | undefined;
  /** All documents of a kind that were read, once each. */
  tous<D>(g: Genre<D>): Piece<D>[];
};

export const lu = (lignes: readonly Ligne[]): Lu => ({
  un: (g, demande) => {
    const ligne = lignes.find((l) => l.type === g.type && l.demande === demande);
    return ligne && relue(g, ligne);
  },
  tous: (g) => {
    const parCleLue = new Map(lignes.filter((l) => l.type === g.type).map((l) => [l.cle, l]));
    return [...parCleLue.values()].map((l) => relue(g, l));
  },
});

const relue = <D>(g: Genre<D>, { demande: _, ...ligne }: Ligne): Piece<D> => ({ ...ligne, donnees: g.schema.parse(ligne.donnees) });
