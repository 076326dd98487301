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
export const PageParcours = page(ParcoursLigne).extend({ maintenant: Instant });

export const Cellule = z.object({ etat: EtatVisibilite, depuis: Instant.nullable(), regle: z.string().nullable(), raison: z.string().nullable() });
export type Cellule = z.infer<typeof Cellule>;

export const Fait = z.object({ date: Instant, acteur: z.string(), systeme: Systeme.nullable(), fait: z.string(), detail: z.string().nullable() });
export type Fait = z.infer<typeof Fait>;

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
  technique: z.object({ workflow: z.string(), etat: z.string(), version: z.number(), lienTemporal: z.string().nullable() }),
});
export type ParcoursDetail = z.infer<typeof ParcoursDetail>;
