/** The answers to the reconciliation, from what the system keeps: one line per kind of thing. */
import type { z } from 'zod';
import type { Detail, Details } from '../../domain/rapprochement-details.ts';
import { lieuDit } from '../../domain/rapprochement-offre.ts';
import type { Lieu } from './contrat.ts';
import type { CandidatTenu, CreneauTenu, DemandeEtat, DemandeurTenu, DossierTenu, FicheTenue, GenreEtat, SessionTenue } from './etat.ts';
import type { Magasin } from './magasin.ts';
import { type Genre, type Lecture, type Piece, parCle } from './pieces.ts';

type Tenu<G extends GenreEtat> = {
  fiches: FicheTenue;
  sessions: SessionTenue;
  creneaux: CreneauTenu;
  candidats: z.input<typeof CandidatTenu>;
  demandeurs: DemandeurTenu;
  dossiers: DossierTenu;
}[G];
type Nu<G extends GenreEtat> = Omit<Tenu<G>, 'cle' | 'ageMs'>;

/** How one kind is told: the documents that hold it, what each says (a person's file says several), and how they are found by reference. */
export type Etat = (magasin: Magasin, demande: DemandeEtat) => Promise<{ elements: unknown[]; suivant: string | null }>;

export const etat =
  <G extends GenreEtat, D>(
    _genre: G,
    genre: Genre<D>,
    dire: (piece: Piece<D>) => Nu<G>[],
    lire: (genre: Genre<D>, ...references: string[]) => Lecture[] = parCle,
  ): Etat =>
  async (magasin, demande) => {
    if ('references' in demande) {
      const { lu } = await magasin.lire(lire(genre, ...demande.references), null);
      return { elements: lu.tous(genre).flatMap((p) => avecAge(p, dire(p))), suivant: null };
    }
    const pieces = await magasin.parcourir(genre, demande);
    const elements = pieces.flatMap((p) => avecAge(p, dire(p)));
    return { elements, suivant: pieces.length < demande.taille ? null : (pieces.at(-1)?.cle ?? null) };
  };

type CreneauGarde = Pick<CreneauTenu, 'session' | 'debut' | 'fin' | 'annule' | 'modalite' | 'places'> & { lieu: Lieu | null };
/** What every tool says of a slot, beside its names for it and the seats that it may count. */
export const creneauDit = ({ session, debut, fin, annule, modalite, lieu, places }: CreneauGarde) => ({
  session,
  debut,
  fin,
  annule,
  modalite,
  lieu: lieuDit(lieu),
  places,
});

/** What became of an appointment says the presence, where there is no other word of it. */
export const presenceDe = (statut: string): { PRESENCE?: string } =>
  statut === 'HONORE' ? { PRESENCE: 'PRESENT' } : statut === 'ABSENT' ? { PRESENCE: 'ABSENT' } : {};

/** What is known among those. */
export const detailsConnus = (details: Partial<Record<Detail, string | null>>): Details =>
  Object.fromEntries(Object.entries(details).filter((d): d is [string, string] => d[1] !== null));

const avecAge = (p: Piece, dits: readonly object[]) => dits.map((d) => ({ ...d, cle: p.cle, ageMs: p.ageMs ?? 0 }));
