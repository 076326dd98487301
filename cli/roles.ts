/** One role in this process: `maillon worker`, `maillon api`, `maillon systems`, `maillon vie`; alone, or as a child of `maillon start`. */
import type { Config } from './config.ts';

export type Role = 'worker' | 'api' | 'systems' | 'vie';
type Module = { run(config: Config): Promise<{ close(): Promise<void> }> };

/** Lives until it is told to stop. A role that cannot start, or that fails to stop, ends at once: whoever started it starts it again. */
export const tenirRole = async (role: Role, config: Config): Promise<never> => {
  try {
    await tenir(role, config);
    process.exit(0);
  } catch (erreur) {
    console.error(erreur instanceof Error ? (erreur.stack ?? erreur.message) : String(erreur));
    process.exit(1);
  }
};

const tenir = async (role: Role, config: Config): Promise<void> => {
  // Registered first: being told to stop while starting must not be missed.
  const arret = attendreArret();
  if (role === 'worker' && config.temporal.address) {
    const { inscrireAttributs } = await import('./services/temporal.ts');
    await inscrireAttributs({ address: config.temporal.address, namespace: config.temporal.namespace });
  }
  const { run } = await charger(role);
  const tenu = await run(config);
  process.send?.({ pret: role });
  console.log(`${role} prêt`);
  await arret;
  await tenu.close();
};

const charger = async (role: Role): Promise<Module> => {
  switch (role) {
    case 'worker':
      return import('./roles/worker.ts');
    case 'api':
      return import('./roles/api.ts');
    case 'systems':
      return import('./roles/systems.ts');
    case 'vie':
      return import('./roles/vie.ts');
  }
};

/** A signal, or the supervisor that is gone (its channel closes). The second signal stops at once. */
const attendreArret = (): Promise<void> =>
  new Promise((resolve) => {
    let demande = false;
    const arreter = () => {
      if (demande) process.exit(1);
      demande = true;
      resolve();
    };
    process.on('SIGINT', arreter);
    process.on('SIGTERM', arreter);
    process.once('disconnect', () => {
      resolve();
      // Nobody is left to insist: do not stay behind if something holds.
      setTimeout(() => process.exit(1), 15_000).unref();
    });
  });
