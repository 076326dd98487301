/**
 * The first verb: do something in a partner system.
 * A healthy partner is told at once (a local activity). Otherwise fast retries, then slow ones without end under the blocage
 * SYSTEME_INDISPONIBLE, cleared by the first success; said to be back, it is tried fast again. A functional refusal is never retried:
 * REJET_FONCTIONNEL waits for `corriger` or `passer`.
 */
import { ActivityFailure, ApplicationFailure, proxyActivities, proxyLocalActivities, TimeoutFailure, workflowInfo } from '@temporalio/workflow';
import { filePartenaire } from '../domain/processus.ts';
import { attendre } from './attendre.ts';
import { bloquer, lever } from './blocages.ts';
import type { Effet } from './effets.ts';
import { jusquA, pendant, type Suivi } from './suivi.ts';
import { condition, parVagues } from './vague.ts';

type Activites = Record<string, (cle: string, arg: unknown) => Promise<unknown>>;
type Mode = 'local' | 'rapide' | 'lent';
type Echec = { type: string; code: string };

/** The caller deals with the refusal itself (`etape(…, { refus: 'rendre' })`). */
export class RefusMetier extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const REPRISES = {
  /** One attempt within the workflow task: what a healthy partner needs. */
  local: { scheduleToCloseTimeout: '4s', retry: { maximumAttempts: 1 } },
  rapide: { startToCloseTimeout: '15s', retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '30s', maximumAttempts: 10 } },
  lent: { startToCloseTimeout: '15s', retry: { maximumAttempts: 1 } },
  /** Real time between two slow tries, and between two tries while the partner is known to be down (its own flow wakes us first). */
  lentement: 5 * 60_000,
  auCasOu: 60 * 60_000,
} as const;

type Options = {
  /** 'attendre' (default): raise REJET_FONCTIONNEL. 'rendre': throw RefusMetier. */
  refus?: 'attendre' | 'rendre';
  /** Give up after the local attempt: the caller will come back with the whole patience. Resolves 'sans-reponse'. */
  essai?: boolean;
  /** What waits for the partner, or for a correction, has lost its reason: it is not done. */
  caduc?: () => boolean;
};

/** Does the effect, once, whatever it takes. Resolves undefined when somebody decided to skip it. `cle` is its name within the flow, for ever. */
export async function etape<R>(s: Suivi, cle: string, effet: Effet<R>, options?: Options & { essai?: false }): Promise<R | undefined>;
export async function etape<R>(s: Suivi, cle: string, effet: Effet<R>, options: Options & { essai: true }): Promise<R | 'sans-reponse'>;
export async function etape<R>(s: Suivi, cle: string, effet: Effet<R>, options: Options = {}): Promise<R | undefined | 'sans-reponse'> {
  const { caduc = () => false } = options;
  let mode: Mode = 'local';
  for (;;) {
    const n = s.memoire.corrections[cle];
    const idempotence = `${workflowInfo().workflowId}:${cle}${n ? `:${n}` : ''}`;
    const panne = `SYSTEME_INDISPONIBLE:${cle}`;
    const reprises = s.reprises[effet.systeme] ?? 0; // before the call: the partner's word may come while it fails
    try {
      const rendu = await appeler(s, mode, effet, idempotence);
      lever(s, panne, 'systeme');
      return rendu as R;
    } catch (erreur) {
      const echec = lireEchec(erreur);
      if (echec.type === 'REFUS' || (echec.type === 'PAS_ENCORE' && mode !== 'local')) {
        lever(s, panne, 'systeme');
        if (options.refus === 'rendre') throw new RefusMetier(echec.code);
        if ((await correction(s, cle, effet, echec, caduc)) === 'passee') return undefined;
        mode = 'local';
      } else if (options.essai) {
        return 'sans-reponse';
      } else if (mode === 'local' && echec.type !== 'DISJONCTEUR') {
        mode = 'rapide';
      } else {
        const revenu = await reprise(s, panne, cle, effet, echec, reprises, caduc);
        if (caduc()) {
          lever(s, panne, 'hub');
          return undefined;
        }
        mode = revenu ? 'rapide' : 'lent';
      }
    }
  }
}

const appeler = (s: Suivi, mode: Mode, { systeme, operation, arg }: Effet, cle: string): Promise<unknown> =>
  pendant(s, async () => {
    if (mode !== 'local') return activite(proxyActivities<Activites>({ taskQueue: filePartenaire(systeme), ...REPRISES[mode] }), operation)(cle, arg);
    s.rapides++;
    try {
      return await activite(parVagues(proxyLocalActivities<Activites>(REPRISES.local)), operation)(cle, arg);
    } finally {
      s.rapides--;
    }
  });

const activite = (a: Activites, operation: string) => a[operation] as NonNullable<Activites[string]>;

/** An ordinary activity's failure wraps its cause; a local one's may be the cause itself. Anything else is ours, and must be seen. */
const lireEchec = (erreur: unknown): Echec => {
  const cause = erreur instanceof ActivityFailure ? erreur.cause : erreur;
  if (cause instanceof ApplicationFailure) {
    const [detail] = (cause.details ?? []) as { code?: string }[];
    return { type: cause.type ?? 'INDISPONIBLE', code: detail?.code ?? 'ERREUR' };
  }
  if (cause instanceof TimeoutFailure) return { type: 'INDISPONIBLE', code: 'SANS_REPONSE' };
  throw erreur;
};

/** Waits for the partner: its flow's word, a jump of the calendar, or the slow timer, whichever comes first. Is it said to be back? */
const reprise = async (
  s: Suivi,
  panne: string,
  cle: string,
  { systeme, operation }: Effet,
  echec: Echec,
  reprises: number,
  caduc: () => boolean,
): Promise<boolean> => {
  bloquer(s, panne, {
    cause: 'SYSTEME_INDISPONIBLE',
    acteurType: 'SYSTEME',
    acteur: systeme,
    systeme,
    sujet: { systeme, operation, etape: cle, refus: echec.code },
  });
  const battement = s.battement;
  const patience = echec.type === 'DISJONCTEUR' ? REPRISES.auCasOu : REPRISES.lentement;
  const revenu = () => (s.reprises[systeme] ?? 0) > reprises;
  await condition(() => revenu() || s.battement > battement || caduc(), patience);
  return revenu();
};

/** The team's to look at, at once; or the field's own case, with its own patience (S8b). */
const correction = async (s: Suivi, cle: string, effet: Effet, echec: Echec, caduc: () => boolean): Promise<'corrigee' | 'passee'> => {
  const { systeme, operation } = effet;
  const nom = `REJET_FONCTIONNEL:${cle}`;
  const propre = s.refusPropre(effet, echec.code);
  const rejet = { cause: 'REJET_FONCTIONNEL', acteurType: 'EQUIPE' as const, acteur: null };
  const sujet = () => ({ ...propre?.sujet(), systeme, operation, etape: cle, refus: echec.code });
  if (!propre) bloquer(s, nom, { ...rejet, systeme, sujet: sujet() });
  const decide = () => s.decisions[nom];
  const tranche = () => decide() !== undefined || caduc();
  await attendre(s, tranche, { ...(propre ?? rejet), nom, sujet, leveur: () => decide()?.par });
  if (propre) await jusquA(s, tranche); // settled outside any system, it keeps its turn
  const code = decide()?.code;
  delete s.decisions[nom];
  if (code !== 'corriger') return 'passee';
  s.memoire.corrections[cle] = (s.memoire.corrections[cle] ?? 0) + 1;
  return 'corrigee';
};
