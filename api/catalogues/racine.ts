/** What stands above the formations: lheo-plus?/lheo/offres. Says in French what is not a LHEO catalogue of a known version. */
import { DEFINITIONS, versionDe } from '../../domain/lheo/definition.ts';

type Gardien = {
  /** A refusal, or undefined. */
  ouvrir(nom: string, espace: string): string | undefined;
  texte(): string | undefined;
  fermer(): void;
  dansFormation(): boolean;
};

const CONNUES = Object.values(DEFINITIONS)
  .map((d) => `${d.version} (${d.espaceDeNoms})`)
  .join(' et ');
/** Parent → what it may hold; `null`: skipped with all that it holds. */
const PERMIS: Record<string, Record<string, string | null>> = {
  '': { lheo: 'lheo', 'lheo-plus': 'lheo-plus' },
  'lheo-plus': { lheo: 'lheo', 'organisme-formation-responsable': null, extras: null },
  lheo: { offres: 'offres', extras: null },
  offres: { formation: 'formation', extras: null },
};

export const createGardien = (): Gardien => {
  const pile: (string | null)[] = [];
  const courant = () => (pile.length === 0 ? '' : (pile.at(-1) ?? null));

  const racine = (nom: string, espace: string): string | undefined => {
    const lheo = /lheo/i.test(espace) || /^lheo/.test(nom);
    if (nom === 'lheo-index') return 'c’est un index LHEO, pas un catalogue : la racine attendue est « lheo ».';
    if (!Object.hasOwn(PERMIS[''] ?? {}, nom)) return `ce n’est pas du LHEO : la racine est « ${nom.slice(0, 60)} », « lheo » est attendu.`;
    if (!espace) return `le catalogue ne dit pas sa version : l’espace de noms doit être celui de LHEO ${CONNUES}.`;
    if (!versionDe(espace)) return `cette version de LHEO n’est pas connue : « ${espace.slice(0, 80)} ». Versions lues : ${CONNUES}.`;
    return lheo ? undefined : 'ce n’est pas du LHEO.';
  };

  return {
    ouvrir: (nom, espace) => {
      const parent = courant();
      if (parent === '') {
        const refus = racine(nom, espace);
        if (refus) return refus;
      }
      if (parent === null) {
        pile.push(null);
        return undefined;
      }
      const permis = PERMIS[parent] ?? {};
      if (!Object.hasOwn(permis, nom)) return `« ${nom.slice(0, 60)} » n’a pas sa place dans « ${parent} » : attendu ${Object.keys(permis).join(' ou ')}.`;
      pile.push(permis[nom] ?? null);
      return undefined;
    },
    texte: () => (courant() === null ? undefined : `« ${courant()} » contient des éléments, pas de texte.`),
    fermer: () => {
      pile.pop();
    },
    dansFormation: () => courant() === 'formation',
  };
};
