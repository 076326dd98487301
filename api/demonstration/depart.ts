/** The calendar of an instance that starts: told to the partners and to the flows that outlived the last one, then kept alive. */
import { setTimeout as pause } from 'node:timers/promises';
import { SYSTEMES } from '../../domain/codes.ts';
import { marquerVivant } from '../../prisma/calendrier.ts';
import type { Deps } from '../deps.ts';
import { direSysteme } from './calendrier.ts';

const BATTEMENT_MS = 1_000;
const ESSAI_MS = 500;
const DE_FRONT = 20;
const PATIENCE_PRODUCTION_MS = 60_000;

type Dependances = Pick<Deps, 'hub' | 'flux' | 'horloge' | 'journal' | 'config'>;

export const startCalendrier = (deps: Dependances): { close(): Promise<void> } => {
  const { hub, horloge, config, journal } = deps;
  const arret = new AbortController();
  const travaux = [
    recaler(deps, arret.signal).catch((erreur: unknown) => journal.warn({ err: erreur }, 'flux non recalés')),
    ...SYSTEMES.map((code) => insister(deps, code, arret.signal)),
  ];
  // In production the calendar is real time: nothing to keep.
  const battement = config.demonstration ? setInterval(() => void marquerVivant(hub, horloge.reel()).catch(() => undefined), BATTEMENT_MS) : undefined;
  return {
    close: async () => {
      arret.abort();
      clearInterval(battement);
      await Promise.all(travaux);
    },
  };
};

/** Until the partner has taken it: it may start after us. A real partner has no such door, and is not asked for long. */
const insister = async ({ horloge, config }: Dependances, code: (typeof SYSTEMES)[number], signal: AbortSignal): Promise<void> => {
  const limite = config.demonstration ? Number.POSITIVE_INFINITY : horloge.reel() + PATIENCE_PRODUCTION_MS;
  while (!signal.aborted && horloge.reel() < limite && !(await direSysteme(config, code, horloge.calendrier()))) await dormir(ESSAI_MS, signal);
};

/** Flows live on while the instance is stopped; the business date does not. */
const recaler = async ({ hub, flux, horloge, config }: Dependances, signal: AbortSignal): Promise<void> => {
  if (!config.demonstration) return;
  while (!signal.aborted && !(await flux.repond(1_000))) await dormir(ESSAI_MS, signal);
  const attente = await hub.processus.findMany({ where: { ouvert: true }, select: { id: true } });
  const ouvrier = async () => {
    for (let p = attente.shift(); p && !signal.aborted; p = attente.shift()) await flux.calendrierRecale(p.id, horloge.calendrier());
  };
  await Promise.all(Array.from({ length: DE_FRONT }, ouvrier));
};

const dormir = (ms: number, signal: AbortSignal): Promise<unknown> => pause(ms, undefined, { signal }).catch(() => undefined);
