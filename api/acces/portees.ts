/** What a caller may do: scopes (`portees`), given to keys one by one and to human accounts by their role. */
import { z } from 'zod';
import type { Reseau, RoleCompte } from '../../domain/codes.ts';

export const Portee = z.enum([
  'offre:lire',
  'offre:ecrire',
  'suivi:lire',
  'positionnements:ecrire',
  'presences:ecrire',
  'parcours:ecrire',
  'catalogues:ecrire',
  'blocages:agir',
  'calendrier:avancer',
]);
export type Portee = z.infer<typeof Portee>;

const TOUTES = Portee.options;
export const PORTEES_DU_ROLE: Record<RoleCompte, readonly Portee[]> = {
  ADMIN: TOUTES,
  DEMO: TOUTES,
  CARIF: ['offre:lire', 'offre:ecrire', 'catalogues:ecrire', 'suivi:lire', 'blocages:agir'],
  REGION: ['offre:lire', 'suivi:lire'],
  OF: ['offre:lire', 'offre:ecrire', 'suivi:lire', 'positionnements:ecrire', 'presences:ecrire', 'parcours:ecrire', 'catalogues:ecrire'],
  PRESCRIPTEUR: ['offre:lire', 'suivi:lire', 'positionnements:ecrire', 'presences:ecrire'],
  CLIENT_API: [],
};

export type Appelant = {
  genre: 'cle' | 'compte' | 'anonyme';
  /** Key id, account uuid, or `anonyme`. */
  id: string;
  /** As written in the journal and in acts: `cle:<id>`, `compte:<uuid>`. */
  par: string;
  role: RoleCompte | null;
  nom: string | null;
  courriel: string | null;
  reseau: Reseau | null;
  structure: string | null;
  sirets: readonly string[];
  portees: readonly Portee[];
};

export const ANONYME: Appelant = {
  genre: 'anonyme',
  id: 'anonyme',
  par: 'anonyme',
  role: null,
  nom: null,
  courriel: null,
  reseau: null,
  structure: null,
  sirets: [],
  portees: [],
};

/** What the caller may see: everything, the sessions of some SIRETs, or the positionings of one structure. */
export type Perimetre = { tout: true } | { tout: false; sirets: readonly string[]; structure: string | null };

export const perimetre = (a: Appelant): Perimetre => {
  if (a.role === 'ADMIN' || a.role === 'CARIF' || a.role === 'REGION' || a.role === 'DEMO') return { tout: true };
  // A key without structure or SIRET observes the region: its answers hold no personal data, and it has no writing scope.
  if (a.role === 'CLIENT_API' && a.structure === null && a.sirets.length === 0 && a.portees.every((p) => p.endsWith(':lire'))) return { tout: true };
  return { tout: false, sirets: a.sirets, structure: a.structure };
};
