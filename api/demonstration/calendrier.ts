/**
 * The business date jumps forward (demonstration only). A long jump is made of steps of at most one day; each is heard by every partner
 * and by every open flow for which something becomes due before the next, so that each due thing happens at its date; all flows hear the last.
 */
import type { Logger } from 'pino';
import { type Calendrier, maintenant } from '../../domain/calendrier.ts';
import { NOM_SYSTEME, SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { avancerCalendrier } from '../../prisma/calendrier.ts';
import type { Deps } from '../deps.ts';

const JOUR_MS = 86_400_000;
/** Flows told at once, and how long each has to do what became due. */
const DE_FRONT = 50;
const DELAI_FLUX_MS = 15_000;
const DELAI_SYSTEME_MS = 5_000;

type Dependances = Pick<Deps, 'hub' | 'flux' | 'horloge' | 'journal'> & { config: Pick<Deps['config'], 'systemes' | 'cleSystemes'> };

/** Tells one partner; false when it did not take it. */
export const direSysteme = async (config: Dependances['config'], code: Systeme, cal: Calendrier): Promise<boolean> => {
  try {
    const reponse = await fetch(`${config.systemes[code]}/calendrier`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${config.cleSystemes}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(cal),
      signal: AbortSignal.timeout(DELAI_SYSTEME_MS),
    });
    await reponse.arrayBuffer();
    return reponse.ok;
  } catch {
    return false;
  }
};

const direSystemes = async (config: Dependances['config'], cal: Calendrier, journal: Logger): Promise<void> => {
  const sourds = (await Promise.all(SYSTEMES.map(async (code) => ((await direSysteme(config, code, cal)) ? null : code)))).filter((c) => c !== null);
  if (sourds.length > 0) journal.warn({ systemes: sourds.map((c) => NOM_SYSTEME[c]) }, 'systèmes qui n’ont pas entendu la nouvelle date');
};

/** What flows said comes next for them (business, epoch ms; null: nothing by itself), during one jump. */
type Prochaines = Map<string, number | null>;

/**
 * Open flows hear it, and those that a flow which had not heard it yet has opened meanwhile. `passe`: those that need not hear this step, since
 * nothing becomes due for them; they hear the last.
 */
const direFlux = async ({ hub, flux, journal }: Dependances, cal: Calendrier, prochaines: Prochaines, passe: (id: string) => boolean): Promise<number> => {
  const dits = new Set<string>();
  const silencieux: string[] = [];
  let entendus = 0;
  const dire = async (id: string) => {
    const entendu = await flux.calendrierAvance(id, cal, DELAI_FLUX_MS).catch((erreur: unknown) => {
      journal.warn({ err: erreur, flux: id }, 'flux en erreur au changement de date');
      return 'SILENCE' as const;
    });
    if (typeof entendu === 'object') prochaines.set(id, entendu.prochaine);
    else prochaines.delete(id);
    if (typeof entendu === 'object' || entendu === 'ENTENDU') entendus++;
    if (entendu === 'SILENCE') silencieux.push(id);
  };
  for (;;) {
    const ouverts = await hub.processus.findMany({ where: { ouvert: true }, select: { id: true }, orderBy: { id: 'asc' } });
    const attente = ouverts.map((p) => p.id).filter((id) => !dits.has(id) && !passe(id));
    if (attente.length === 0) break;
    const ouvrier = async () => {
      for (let id = attente.shift(); id !== undefined; id = attente.shift()) {
        dits.add(id);
        await dire(id);
      }
    };
    await Promise.all(Array.from({ length: DE_FRONT }, ouvrier));
  }
  if (silencieux.length > 0) journal.warn({ nombre: silencieux.length, flux: silencieux.slice(0, 20) }, 'flux qui n’ont pas répondu à temps');
  return entendus;
};

/** Moves by `duree` business milliseconds. Answers the new business instant and how many flows heard the last step. */
export const createAvancer = (deps: Dependances) => {
  let enCours: Promise<unknown> = Promise.resolve();
  const avancer = async (duree: number): Promise<{ maintenant: number; flux: number }> => {
    const { hub, horloge, config, journal } = deps;
    let flux = 0;
    const prochaines: Prochaines = new Map();
    for (let reste = duree; reste > 0; reste -= JOUR_MS) {
      const cal = await avancerCalendrier(hub, Math.min(reste, JOUR_MS), horloge.reel());
      horloge.regler(cal);
      await direSystemes(config, cal, journal);
      const date = maintenant(cal, horloge.reel());
      const dernier = reste <= JOUR_MS;
      flux = await direFlux(deps, cal, prochaines, (id) => !dernier && prochaines.has(id) && (prochaines.get(id) ?? Infinity) > date);
    }
    return { maintenant: maintenant(horloge.calendrier(), horloge.reel()), flux };
  };
  // Two jumps asked at once are made one after the other.
  return (duree: number): Promise<{ maintenant: number; flux: number }> => {
    const suite = enCours.then(() => avancer(duree));
    enCours = suite.catch(() => undefined);
    return suite;
  };
};
