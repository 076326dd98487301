/** An XML element as LHEO needs it: order of children, attributes, own text, line in the file. Prefixes are resolved: `nom` is the local name. */
export type Noeud = {
  nom: string;
  attributs: Record<string, string>;
  texte: string;
  enfants: Noeud[];
  /** Line in the file, from 1. */
  ligne: number;
};

/** What the model keeps of an element that Maillon does not interpret, to give it back on export. */
export type Element = { nom: string; attributs?: Record<string, string>; texte?: string; enfants?: Element[] };

export const tous = (noeud: Noeud | undefined, nom: string): Noeud[] => noeud?.enfants.filter((e) => e.nom === nom) ?? [];
export const premier = (noeud: Noeud | undefined, nom: string): Noeud | undefined => noeud?.enfants.find((e) => e.nom === nom);
export const texteDe = (noeud: Noeud | undefined): string | undefined => noeud?.texte.trim();

export const enElement = (noeud: Noeud): Element => ({
  nom: noeud.nom,
  ...(Object.keys(noeud.attributs).length > 0 ? { attributs: noeud.attributs } : {}),
  ...(noeud.texte.trim() ? { texte: noeud.texte.trim() } : {}),
  ...(noeud.enfants.length > 0 ? { enfants: noeud.enfants.map(enElement) } : {}),
});

/** Every node with its path: `formation/action[2]/session[1]/periode`; positions only where the name is repeated. */
export function* parcourir(noeud: Noeud, chemin: string = noeud.nom): Generator<{ noeud: Noeud; chemin: string }> {
  yield { noeud, chemin };
  const nombre = new Map<string, number>();
  for (const e of noeud.enfants) nombre.set(e.nom, (nombre.get(e.nom) ?? 0) + 1);
  const vus = new Map<string, number>();
  for (const e of noeud.enfants) {
    const rang = (vus.get(e.nom) ?? 0) + 1;
    vus.set(e.nom, rang);
    yield* parcourir(e, `${chemin}/${e.nom}${(nombre.get(e.nom) ?? 0) > 1 ? `[${rang}]` : ''}`);
  }
}
