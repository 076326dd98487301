/** How things are timed: real seconds, real latencies, nothing averaged that can be listed. */

/** Seconds that `travail` takes. */
export const mesurer = async (travail: () => Promise<unknown>): Promise<number> => {
  const debut = performance.now();
  await travail();
  return (performance.now() - debut) / 1000;
};

/** Runs `nombre` tasks, `ensemble` at once. */
export const enParallele = async (nombre: number, ensemble: number, tache: (i: number) => Promise<unknown>): Promise<void> => {
  let suivant = 0;
  const fil = async () => {
    while (suivant < nombre) await tache(suivant++);
  };
  await Promise.all(Array.from({ length: Math.min(ensemble, nombre) }, fil));
};

/** Starts `nombre` tasks at a steady rate, whatever the answers take; returns each latency in ms, counted from when it was due. */
export const cadencer = async (nombre: number, parSeconde: number, tache: (i: number) => Promise<unknown>): Promise<number[]> => {
  const origine = performance.now() + 50;
  return Promise.all(
    Array.from({ length: nombre }, async (_, i) => {
      const du = origine + (i * 1000) / parSeconde;
      await new Promise((r) => setTimeout(r, Math.max(0, du - performance.now())));
      const debut = performance.now();
      await tache(i);
      return performance.now() - Math.min(debut, du + 2);
    }),
  );
};

export const centile = (valeurs: readonly number[], p: number): number => {
  const triees = [...valeurs].sort((a, b) => a - b);
  return triees[Math.min(triees.length - 1, Math.ceil((p / 100) * triees.length) - 1)] ?? Number.NaN;
};
