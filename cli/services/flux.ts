/** The flows, bundled for the sandbox where the worker runs them: some seconds, once for the same sources. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';
import { empreinteDe } from './empreinte.ts';

const RACINE = path.resolve(import.meta.dirname, '..', '..');
/** All that a flow may import (architecture). */
const SOURCES = ['workflows', 'domain', 'package-lock.json'];

/** `entree` belongs to `racine`. Where nothing can be written, they are bundled each time. */
export const lierFlux = async (
  entree = 'workflows/index.ts',
  racine = RACINE,
  cache = path.join(racine, 'node_modules', '.cache', 'flux'),
): Promise<WorkflowBundle> => {
  const nom = entree.replaceAll(/\W/g, '-');
  const gardeDe = (): string => path.join(cache, `${nom}.${empreinteDe(racine, SOURCES)}.js`);
  const garde = gardeDe();
  try {
    return { code: readFileSync(garde, 'utf8') };
  } catch {
    // Not bundled yet.
  }
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(racine, entree),
    preloadModules: [path.join(racine, 'workflows', 'partage.ts')],
    logger: new DefaultLogger('WARN'),
  });
  if (garde !== gardeDe()) return { code }; // edited meanwhile
  try {
    garder(cache, nom, garde, code);
  } catch {
    // Another user's checkout, or an image whose code nobody may write: it goes without.
  }
  return { code };
};

/** Whole or not at all: another process may be reading. What was bundled from other sources goes. */
const garder = (cache: string, nom: string, garde: string, code: string): void => {
  mkdirSync(cache, { recursive: true });
  const neuf = `${garde}.${process.pid}`;
  writeFileSync(neuf, code);
  renameSync(neuf, garde);
  for (const autre of readdirSync(cache))
    if (autre.startsWith(`${nom}.`) && autre.endsWith('.js') && autre !== path.basename(garde)) rmSync(path.join(cache, autre), { force: true });
};
