/** One of our own roles (worker, api, systems) or the guardian, as a child process that falls when we do. */
import path from 'node:path';
import { lancerProgramme, type Service } from './service.ts';

export const startRole = (options: {
  role: string;
  env: NodeJS.ProcessEnv;
  journal?: string;
  onLance?: (pid: number) => void;
  /** Asked once the role says that it is ready. */
  verifier?: () => Promise<boolean>;
}): Promise<Service> => {
  let annonce = false;
  return lancerProgramme({
    nom: `Le rôle ${options.role}`,
    commande: process.execPath,
    args: [path.join(import.meta.dirname, '..', 'maillon.mjs'), options.role],
    env: options.env,
    journal: options.journal,
    onLance: options.onLance,
    canal: (message) => {
      if (typeof message === 'object' && message !== null && 'pret' in message) annonce = true;
    },
    pret: async () => annonce && (options.verifier ? options.verifier() : true),
    delaiMs: 180_000,
  });
};

/** True when the address answers with a success. */
export const urlRepond = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
};
