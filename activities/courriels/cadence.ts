/**
 * The rate at which mails leave, shared by all the workers: each mail books its instant in one row of PostgreSQL before anything else. A
 * sender that dies with a booked instant loses that instant alone.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { activityInfo } from '@temporalio/activity';
import type { Hub } from '../../prisma/hub.ts';
import { courrierIndisponible } from './echecs.ts';

/** Within a task of a flow, nobody waits long: the ordinary attempt, on its own queue, will. */
const PATIENCE_LOCALE_MS = 500;
const PATIENCE_MS = 20_000;

type Reservation = { attente: number };

/** Resolves when the mail may leave; throws CADENCE when that is too far away. `parSeconde` 0: as fast as the server takes them. */
export const createCadence = ({ hub, parSeconde }: { hub: Hub; parSeconde: number }) => {
  const intervalle = `${parSeconde > 0 ? 1 / parSeconde : 0} seconds`;
  return async (): Promise<void> => {
    if (parSeconde <= 0) return;
    const patience = `${estLocale() ? PATIENCE_LOCALE_MS : PATIENCE_MS} milliseconds`;
    const [reservation] = await hub.$queryRaw<Reservation[]>`
      INSERT INTO hub.cadence AS c (nom, prochain) VALUES ('courriel', clock_timestamp() + ${intervalle}::interval)
      ON CONFLICT (nom) DO UPDATE SET prochain = GREATEST(c.prochain, clock_timestamp()) + ${intervalle}::interval
      WHERE c.prochain <= clock_timestamp() + ${patience}::interval
      RETURNING GREATEST(0, extract(epoch FROM c.prochain - ${intervalle}::interval - clock_timestamp()) * 1000)::float8 AS attente`;
    if (!reservation) throw courrierIndisponible('CADENCE', '1s');
    if (reservation.attente > 1) await pause(reservation.attente);
  };
};
export type Cadence = ReturnType<typeof createCadence>;

/** Outside of an activity (tests of the mails), as an ordinary one. */
const estLocale = (): boolean => {
  try {
    return activityInfo().isLocal;
  } catch {
    return false;
  }
};
