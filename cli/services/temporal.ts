/** The embedded Temporal: the official dev server with a SQLite file; and what any Temporal server must know of us. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { lancerProgramme, type Service } from './service.ts';

export type AdresseTemporal = { address: string; namespace: string };

/** Starts the dev server, with our search attributes, and waits until its namespace answers. */
export const startTemporal = async (options: {
  programme: string;
  dossier: string;
  port: number;
  portUi: number;
  namespace: string;
  journal?: string;
  onLance?: (pid: number) => void;
}): Promise<Service> => {
  const { ATTRIBUTS } = await import('../../workflows/messages.ts');
  const donnees = path.join(options.dossier, 'temporal');
  mkdirSync(donnees, { recursive: true, mode: 0o700 });
  const adresse = { address: `127.0.0.1:${options.port}`, namespace: options.namespace };
  return lancerProgramme({
    nom: 'Temporal',
    commande: options.programme,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port), '--ui-port', String(options.portUi)],
      ...['--namespace', options.namespace, '--db-filename', path.join(donnees, 'temporal.db')],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL', '--log-level', 'error'],
      ...ATTRIBUTS.flatMap(({ name, type }) => ['--search-attribute', `${name}=${type === 'DATETIME' ? 'Datetime' : 'Keyword'}`]),
    ],
    journal: options.journal,
    onLance: options.onLance,
    pret: () => temporalRepond(adresse),
  });
};

/** True when the namespace answers. Client options (TLS, key) come from the environment as the SDK reads them. */
export const temporalRepond = async (adresse: AdresseTemporal): Promise<boolean> => {
  try {
    return await avecConnexion(adresse, async (connexion) => {
      await connexion.workflowService.describeNamespace({ namespace: adresse.namespace });
      return true;
    });
  } catch {
    return false;
  }
};

// temporal.api.enums.v1.IndexedValueType
const INDEXE_KEYWORD = 2;
const INDEXE_DATETIME = 6;

/** An unknown search attribute jams the flow that sets it: a server that is not ours is told of them before anything runs. */
export const inscrireAttributs = async (adresse: AdresseTemporal): Promise<void> => {
  const { ATTRIBUTS } = await import('../../workflows/messages.ts');
  await avecConnexion(adresse, async (connexion) => {
    const { namespace } = adresse;
    const connus = async () => Object.keys((await connexion.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {});
    const avant = await connus().catch((cause: unknown) => {
      throw new Error(`Temporal (${adresse.address}) refuse l’espace de noms « ${namespace} » : existe-t-il, et y avez-vous droit ?`, { cause });
    });
    const manquants = ATTRIBUTS.filter(({ name }) => !avant.includes(name));
    if (manquants.length === 0) return;
    const searchAttributes = Object.fromEntries(manquants.map(({ name, type }) => [name, type === 'DATETIME' ? INDEXE_DATETIME : INDEXE_KEYWORD]));
    await connexion.operatorService.addSearchAttributes({ namespace, searchAttributes }).catch((erreur: unknown) => {
      // Two starts at once: the other one wrote them.
      if (!String(erreur).includes('ALREADY_EXISTS')) throw erreur;
    });
    const limite = Date.now() + 30_000;
    for (;;) {
      const apres = await connus();
      if (manquants.every(({ name }) => apres.includes(name))) return;
      if (Date.now() > limite) throw new Error('Temporal n’a pas pris en compte nos attributs de recherche.');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
};

const avecConnexion = async <T>({ address }: AdresseTemporal, travail: (connexion: import('@temporalio/client').Connection) => Promise<T>): Promise<T> => {
  const { Connection } = await import('@temporalio/client');
  const { loadClientConnectConfig } = await import('@temporalio/envconfig');
  const options = { ...loadClientConnectConfig().connectionOptions, address, connectTimeout: 2_000 };
  const connexion = await Connection.connect(options).catch((cause: unknown) => {
    throw new Error(`Temporal ne répond pas à l’adresse « ${address} ».`, { cause });
  });
  try {
    return await connexion.withDeadline(Date.now() + 10_000, () => travail(connexion));
  } finally {
    await connexion.close();
  }
};
