/** What users of a system see, and the list of it: `GET /vue` names each view, so that nobody has to know the system to show them. */
import type { Magasin } from './magasin.ts';

/** undefined = nothing under that name. `maintenant` is a business instant, epoch ms. */
export type Vue = (magasin: Magasin, params: Record<string, string>, maintenant: number) => Promise<unknown>;
export type VueTitree = {
  /** As the screen of the system is called, in French. */
  titre: string;
  voir: Vue;
  /** Names of the parameters that go after the `?`. */
  requete?: readonly string[];
};
/** Path after `/vue` → view. Its parameters name what they are: session, fiche, creneau, positionnement, idDE, dossier. */
export type Vues = Record<string, VueTitree>;

/** `/vue/sessions/{session}/inscrits`, `/vue/parcours{?idDE}` (RFC 6570). */
export const listerVues = (vues: Vues): { titre: string; chemin: string }[] =>
  Object.entries(vues).map(([chemin, { titre, requete = [] }]) => ({
    titre,
    chemin: `/vue${chemin.replace(/:(\w+)/g, '{$1}')}${requete.length > 0 ? `{?${requete.join()}}` : ''}`,
  }));
