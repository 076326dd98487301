/** Filters that an operator keeps under a name: his own, found on every machine. */
import { z } from 'zod';

export const DemandeVue = z.strictObject({
  ecran: z.string().regex(/^[a-z-]{1,40}$/),
  nom: z.string().trim().min(1).max(80),
  /** As the address of the screen has them: `cause=S4&gravite=en_retard`. */
  parametres: z.string().max(1000),
});
export type DemandeVue = z.infer<typeof DemandeVue>;

export const VueEnregistree = DemandeVue.extend({ id: z.string() });
export type VueEnregistree = z.infer<typeof VueEnregistree>;
export const ListeVues = z.object({ elements: z.array(VueEnregistree) });
