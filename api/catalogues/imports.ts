/** The imports of this process: one at a time, in the background of the answer; what a killed process left is taken up again. */
import type { Logger } from 'pino';
import type { Hub } from '../../prisma/hub.ts';
import { reprendreCatalogues, traiterCatalogue } from './import.ts';
import type { Validation } from './lot.ts';
import { recevoir } from './reception.ts';

export type Imports = {
  /** Receives and checks the whole body; the import itself goes on after the answer. */
  deposer(flux: AsyncIterable<Uint8Array>, de: { deposePar: string | null; validation?: Validation }): Promise<{ id: string; lisible: boolean }>;
  /** Takes up what was received and never finished: at start, then now and then. */
  reprendre(): Promise<void>;
  /** Waits for what is running. */
  close(): Promise<void>;
};

type Dependances = {
  hub: Hub;
  journal: Pick<Logger, 'error' | 'info'>;
  /** Validation of what has no word of its own: automatic in demonstration, by the Carif otherwise. */
  validation: Validation;
  octetsMax?: number;
  /** Told when fiches wait to be relayed to their flows. */
  signaler?: () => void;
};

export const createImports = ({ hub, journal, validation, octetsMax, signaler }: Dependances): Imports => {
  let file: Promise<void> = Promise.resolve();
  const enchainer = (quoi: string, travail: () => Promise<unknown>): Promise<void> => {
    file = file
      .then(travail)
      .then(() => signaler?.())
      .catch((erreur: unknown) => journal.error({ err: erreur, catalogue: quoi }, 'import interrompu : il sera repris'));
    return file;
  };
  return {
    deposer: async (flux, { deposePar, validation: propre }) => {
      const recu = await recevoir(flux, { hub, deposePar, ...(octetsMax === undefined ? {} : { octetsMax }) });
      if (recu.lisible) void enchainer(recu.id, () => traiterCatalogue(recu.id, { hub, validation: propre ?? validation }));
      return recu;
    },
    reprendre: () => enchainer('reprise', () => reprendreCatalogues({ hub, validation })),
    close: () => file,
  };
};
