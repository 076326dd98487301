/** The answers to the reconciliation, from what the system keeps: one line per kind of thing. */
import type { z } from 'zod';
import type { Detail, Details } from '../../domain/rapprochement-details.ts';
import type { CandidatTenu, CreneauTenu, DemandeEtat, DemandeurTenu, DossierTenu, FicheTenue, GenreEtat, SessionTenue } from './etat.ts';
import type { Magasin } from './magasin.ts';
import type { Genre, Lecture, Piece } from './pieces.ts';

type Tenu<G extends GenreEtat> = {
  fiches: FicheTenue;
  sessions: SessionTenue;
  creneaux: CreneauTenu;
  candidats: z.input<typeof CandidatTenu>;
  demandeurs: DemandeurTenu;
  dossiers: DossierTenu;
}[G];
type Nu<G extends GenreEtat> = Omit<Tenu<G>, 'cle' | 'ageMs'>;

/** How one kind is told: the documents that hold it, how they are found by reference, and what each says (a person's file says several). */
export type Etat = (magasin: Magasin, demande: DemandeEtat) => Promise<{ elements: unknown[]; suivant: string | null }>;

export const etat =
  <G extends GenreEtat, D>(_genre: G, genre: Genre<D>, lire: (...references: string[]) => Lecture[], dire: (piece: Piece<D>) => Nu<G>[]): Etat =>
  async (magasin, demande) => {
    if ('references' in demande) {
      const { lu } = await magasin.lire(lire(...demande.references), null);
      return { elements: lu.tous(genre).flatMap((p) => avecAge(p, dire(p))), suivant: null };
    }
    const pieces = await magasin.parcourir(genre, demande);
    const elements = pieces.flatMap((p) => avecAge(p, dire(p)));
    return { elements, suivant: pieces.length < demande.taille ? null : (pieces.at(-1)?.cle ?? null) };
  };

/** What became of an appointment says the presence, where there is no other word of it. */
export const presenceDe = (statut: string): { PRESENCE?: string } =>
  statut === 'HONORE' ? { PRESENCE: 'PRESENT' } : statut === 'ABSENT' ? { PRESENCE: 'ABSENT' } : {};

/** What is known among those. */
export const detailsConnus = (details: Partial<Record<Detail, string | null>>): Details =>
  Object.fromEntries(Object.entries(details).filter((d): d is [string, string] => d[1] !== null));

const avecAge = (p: Piece, dits: readonly object[]) => dits.map((d) => ({ ...d, cle: p.cle, ageMs: p.ageMs ?? 0 }));
