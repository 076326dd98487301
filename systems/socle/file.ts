/**
 * One at a time per key, in the order of arrival, inside this process. Correctness does not rest on it (the store checks versions, whoever
 * writes): it spares the calls that would all want the same seat, or carry the same idempotency key, from starting again and again.
 */
export type File = <T>(cle: string | undefined, travail: () => Promise<T>) => Promise<T>;

export const createFile = (): File => {
  const derniers = new Map<string, Promise<unknown>>();
  return async (cle, travail) => {
    if (cle === undefined) return travail();
    const avant = derniers.get(cle) ?? Promise.resolve();
    const mien = avant.then(travail, travail);
    const fini = mien.catch(() => undefined);
    derniers.set(cle, fini);
    try {
      return await mien;
    } finally {
      if (derniers.get(cle) === fini) derniers.delete(cle);
    }
  };
};
