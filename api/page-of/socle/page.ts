/** A page of the organisme as a value: what it reads, how it is shown, what it does with an answer. One router serves them all. */
import { createHash } from 'node:crypto';
import type { Lien } from '../../../prisma/liens.ts';
import type { Courrier, Deps } from '../../deps.ts';
import type { Corps, Faute, Saisie } from './champs.ts';
import type { Html } from './html.ts';

export type Contexte = Deps & { courrier: Courrier };

export type Fait = { titre: string; phrases: readonly string[]; avis?: string | undefined; liens?: readonly { href: string; libelle: string }[] };
/** Refused with its faults; or held back once because somebody answered meanwhile; or done. */
export type Issue = { fautes: readonly Faute[] } | { avis: Html } | { fait: Fait };

type Vu<V> = { chemin: string; jeton: string; vue: V; maintenant: number };
export type Page<V = unknown> = {
  /** Path of the router, its parameters never personal. */
  chemin: string;
  /** null: not what this link opens. */
  lire(c: Contexte, lien: Lien, params: Record<string, string>): Promise<V | null>;
  titre(vue: V): string;
  montrer(vu: Vu<V>, saisie: Saisie): Html;
  enregistrer?(c: Contexte, a: Vu<V> & { lien: Lien; corps: Corps }): Promise<Issue>;
};
export const pageOf = <V>(p: Page<V>): Page => p as Page;

/** Inbox id of an answer: the same form sent twice is one message; corrected, or sent over another answer (`etat`), it is a new one. */
export const idDe = (corps: Corps, etat = ''): string =>
  createHash('sha256')
    .update(JSON.stringify([Object.entries(corps).toSorted(([a], [b]) => (a < b ? -1 : 1)), etat]))
    .digest('hex')
    .slice(0, 40);

export const source = (lien: Lien): string => `of:${lien.organisme}`;
