/** The parcours: list and detail. */
import { z } from 'zod';
import { EtapeParcours, EtatVisibilite, Systeme } from '../../../domain/codes.ts';
import { Situation } from '../../../domain/situation.ts';
import { BlocageLigne } from './blocages.ts';
import { Instant, Pagination, page } from './commun.ts';

export const FiltreParcours = Pagination.extend({
  etape: EtapeParcours.optional(),
  session: z.string().optional(),
  /** A session number or a parcours id, whole or its beginning; never a name. */
  recherche: z.string().max(80).optional(),
  bloque: z.stringbool().optional(),
  /** By key instead of by number: `page` is then ignored. */
  apres: z.string().max(500).optional(),
});
export type FiltreParcours = z.infer<typeof FiltreParcours>;

export const ParcoursLigne = z.object({
  id: z.string(),
  /** « Camille R. » for those who may see people, null otherwise. */
  personne: z.string().nullable(),
  session: z.string(),
  intitule: z.string(),
  organisme: z.string(),
  etape: EtapeParcours,
  depuis: Instant,
  situation: Situation,
});
export type ParcoursLigne = z.infer<typeof ParcoursLigne>;
export const PageParcours = page(ParcoursLigne).extend({ suivant: z.string().nullable(), maintenant: Instant });

export const Cellule = z.object({ etat: EtatVisibilite, depuis: Instant.nullable(), regle: z.string().nullable(), raison: z.string().nullable() });
export type Cellule = z.infer<typeof Cellule>;

export const Fait = z.object({ date: Instant, acteur: z.string(), systeme: Systeme.nullable(), fait: z.string(), detail: z.string().nullable() });
export type Fait = z.infer<typeof Fait>;

/** A note is added, never changed. */
export const DemandeNote = z.strictObject({ texte: z.string().trim().min(1).max(2000) });
export const Note = z.object({ id: z.string(), date: Instant, par: z.string(), texte: z.string() });
export type Note = z.infer<typeof Note>;

/** What the engine says of the flow: null when it does not answer. */
export const Moteur = z.object({
  etat: z.string(),
  /** Partner calls under way: attempts so far, and when the next one comes (real time). */
  enAttente: z.array(z.object({ activite: z.string(), essai: z.number().int(), prochainReel: Instant.nullable(), erreur: z.string().nullable() })),
});
export type Moteur = z.infer<typeof Moteur>;

export const ParcoursDetail = z.object({
  maintenant: Instant,
  id: z.string(),
  personne: z.object({ nom: z.string(), prenom: z.string(), idDE: z.string().nullable() }).nullable(),
  session: z.object({ numero: z.string(), intitule: z.string(), debut: z.string().nullable(), fin: z.string().nullable() }),
  organisme: z.object({ siret: z.string(), nom: z.string() }),
  outil: z.string().nullable(),
  etape: EtapeParcours,
  situation: Situation,
  blocages: z.array(BlocageLigne),
  etapes: z.array(z.object({ etape: EtapeParcours, etat: z.enum(['faite', 'courante', 'a_venir']), date: Instant.nullable() })),
  chronologie: z.array(Fait),
  /** System (upper case) → fact → what it knows. */
  matrice: z.record(z.string(), z.record(z.string(), Cellule)),
  notes: z.array(Note),
  technique: z.object({
    workflow: z.string(),
    etat: z.string(),
    version: z.number(),
    lienTemporal: z.string().nullable(),
    moteur: Moteur.nullable(),
  }),
});
export type ParcoursDetail = z.infer<typeof ParcoursDetail>;
