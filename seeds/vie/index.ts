/**
 * The people of a region, played: what each act is, is drawn from the seed and its rank, never from a clock; what it is done to is what the
 * doors then show. Bounded by its population: nobody is on more than two sessions. A refusal is taken as people take it: another day.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Reseau, Systeme } from '../../domain/codes.ts';
import { sessionsDuProfil } from '../catalogue.ts';
import { createHasard } from '../hasard.ts';
import { SESSIONS_DU_PLAN } from '../plan.ts';
import { genererPopulation } from '../population.ts';
import { createClient } from '../portes.ts';
import { changerStatut, entrer, interrompre, positionner, renoncer, sortir, synchroniser } from './candidats.ts';
import { agencer, corriger, emarger, valider } from './organismes.ts';
import { repondre } from './page-of.ts';
import type { Acte, Issue, Scene } from './scene.ts';

export type Vie = { agir(rang: number): Promise<{ acte: string; issue: Issue }> };
export type OptionsVie = {
  graine: number;
  api: string;
  systemes: Record<string, string>;
  cleSystemes: string;
  /** API keys: that of the demonstration, and that of each network. */
  cles: { demo: string } & Partial<Record<Reseau, string>>;
  /** Address of the mail catcher. */
  courrier?: string | undefined;
  sessions?: readonly string[];
  personnes?: number;
  fetch?: typeof fetch;
};

const PERSONNES = 80;
/** Beyond those that the seeds position. */
const PREMIERE = 1_000;
const SESSIONS: readonly string[] = [...SESSIONS_DU_PLAN, ...sessionsDuProfil('ouverte').slice(0, 5)];

/** How often, out of a hundred or so. */
const ACTES: readonly [nom: string, poids: number, acte: Acte][] = [
  ['positionner', 32, positionner],
  ['emarger', 16, emarger],
  ['repondre', 14, repondre],
  ['entrer', 9, entrer],
  ['agencer', 6, agencer],
  ['changerStatut', 6, changerStatut],
  ['renoncer', 4, renoncer],
  ['sortir', 4, sortir],
  ['corriger', 3, corriger],
  ['valider', 3, valider],
  ['interrompre', 2, interrompre],
  ['synchroniser', 2, synchroniser],
];
const TOTAL = ACTES.reduce((somme, [, poids]) => somme + poids, 0);
const DERNIERE = ACTES[0] as (typeof ACTES)[number];

export const createVie = ({ graine, cles, courrier, sessions = SESSIONS, personnes = PERSONNES, fetch: appeler = fetch, ...portes }: OptionsVie): Vie => {
  const ouvrir = (cle: string) => createClient({ ...portes, cle, annoncer: () => undefined }, appeler);
  const client = ouvrir(cles.demo);
  const deReseau = new Map((['ML', 'CAP_EMPLOI', 'PE'] as const).map((r) => [r as Reseau, ouvrir(cles[r] ?? cles.demo)]));
  const [premiere, ...reste] = sessions;
  if (premiere === undefined) throw new Error('no session');
  const commun: Omit<Scene, 'h' | 'cle'> = {
    graine,
    client,
    population: genererPopulation({ graine, n: personnes, premiere: PREMIERE }),
    sessions: [premiere, ...reste],
    de: (reseau) => deReseau.get(reseau) ?? client,
    vue: (systeme, chemin) => lire(`${portes.systemes[systeme satisfies Systeme] ?? ''}/vue/${chemin}`, portes.cleSystemes, appeler),
    courriels: async () => (courrier === undefined ? [] : textes(await lire(`${courrier}/api/email`, null, appeler))),
    fetch: appeler,
  };
  return {
    agir: async (rang) => {
      const h = createHasard(Math.imul(graine, 7_919) + rang);
      const [nom, , acte] = tirer(h.entier(0, TOTAL - 1));
      return { acte: nom, issue: await acte({ ...commun, h, cle: `vie-${graine}-${rang}` }) };
    },
  };
};

const tirer = (n: number): (typeof ACTES)[number] => {
  let reste = n;
  for (const a of ACTES) {
    if (reste < a[1]) return a;
    reste -= a[1];
  }
  return DERNIERE;
};

/** null when it does not answer: nothing is there to be done. */
const lire = async (adresse: string, jeton: string | null, appeler: typeof fetch): Promise<unknown> => {
  try {
    const r = await appeler(adresse, { ...(jeton && { headers: { Authorization: `Bearer ${jeton}` } }), signal: AbortSignal.timeout(10_000) });
    return r.ok ? await r.json() : null;
  } catch {
    return null;
  }
};
const textes = (lus: unknown): { texte: string }[] =>
  Array.isArray(lus) ? lus.flatMap((m: { text?: unknown }) => (typeof m?.text === 'string' ? [{ texte: m.text }] : [])) : [];

/** Acts at a rate, from a rank on, until it is told to stop; `noter` keeps the next rank. What fails is another day's. */
export const vivre = async (
  vie: Vie,
  { rang, parMinute, noter, arret, dire }: { rang: number; parMinute: number; noter(rang: number): void; arret: AbortSignal; dire(phrase: string): void },
): Promise<void> => {
  for (let n = rang; !arret.aborted; n++) {
    await pause(60_000 / parMinute, undefined, { signal: arret }).catch(() => undefined);
    if (arret.aborted) return;
    await vie.agir(n).then(
      ({ acte, issue }) => dire(`${n} ${acte} ${issue}`),
      (erreur: unknown) => dire(`${n} ${erreur instanceof Error ? erreur.name : 'erreur'}`),
    );
    noter(n + 1);
  }
};
