/** Changing state: only along the machine's own table. Anything else is not done, and the journal says so. */
import { type Machine, permet } from '../domain/machine.ts';
import { noter } from './miroir.ts';
import type { Suivi } from './suivi.ts';

/** True when the change may be made. */
export const franchir = <E extends string>(s: Suivi, machine: Machine<E>, de: E, vers: E): boolean => {
  if (permet(machine, de, vers)) return true;
  noter(s, 'TRANSITION_REFUSEE', { detail: `${de} → ${vers}` });
  return false;
};
