/** Steps shown while they are done: live in a terminal, one plain line each elsewhere. */
import { Listr, type ListrTask } from 'listr2';

export type Dire = (phrase: string) => void;
export type Etape = { titre: string; si?: boolean } & ({ faire: (dire: Dire) => Promise<void> } | { ensemble: Etape[] });

/** One after the other; the steps of an `ensemble` together. Stops at the first that fails. */
export const suivre = async (etapes: Etape[], flux: { isTTY?: boolean } = process.stdout): Promise<void> => {
  const enDirect = flux.isTTY === true;
  await new Listr(
    etapes.map((etape) => tacheDe(etape, enDirect)),
    {
      renderer: enDirect ? 'default' : 'silent',
      registerSignalListeners: false, // stopping is the supervisor's affair
      // The error is told once, by the command.
      ...(enDirect ? { rendererOptions: { showErrorMessage: false, collapseSubtasks: false } } : {}),
    },
  ).run();
};

const tacheDe = (etape: Etape, enDirect: boolean): ListrTask => ({
  title: etape.titre,
  enabled: etape.si ?? true,
  task: async (_, ligne) => {
    if ('ensemble' in etape)
      return ligne.newListr(
        etape.ensemble.map((une) => tacheDe(une, enDirect)),
        { concurrent: true },
      );
    if (enDirect) {
      return etape.faire((phrase) => {
        ligne.output = phrase;
      });
    }
    const debut = performance.now();
    const attente = setTimeout(() => console.log(`… ${etape.titre}`), 1_000);
    try {
      await etape.faire((phrase) => console.log(`  ${phrase}`));
    } finally {
      clearTimeout(attente);
    }
    return console.log(`✔ ${etape.titre} (${((performance.now() - debut) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} s)`);
  },
});
