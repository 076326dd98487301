/** What SMF knows and LHEO has no element for (§c.3, G9) travels in `extras info="smf"`, so that nothing typed is lost on the way. */
import type { Element } from '../lheo/arbre.ts';

const INFO = 'smf';

/** `valeurs`: name → value; what is undefined is left out. */
export const ecrireExtras = (valeurs: Record<string, string | number | boolean | readonly string[] | undefined>): Element[] => {
  const enfants = Object.entries(valeurs).flatMap(([info, v]) =>
    v === undefined ? [] : [v].flat().map((texte) => ({ nom: 'extra', attributs: { info }, texte: String(texte) })),
  );
  return enfants.length === 0 ? [] : [{ nom: 'extras', attributs: { info: INFO }, enfants }];
};

const estNotre = (e: Element): boolean => e.nom === 'extras' && e.attributs?.['info'] === INFO;
/** The extras of others are left as they are. */
export const sansExtras = (autres: readonly Element[]): Element[] => autres.filter((e) => !estNotre(e));

/** Every value under a name, in order. */
export const lireExtras = (autres: readonly Element[]): ((info: string) => string[]) => {
  const lus = autres.filter(estNotre).flatMap((e) => e.enfants ?? []);
  return (info) => lus.filter((e) => e.attributs?.['info'] === info).map((e) => e.texte ?? '');
};
