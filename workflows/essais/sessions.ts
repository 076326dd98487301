/** A session of the tests: what its flow reads, which the story may change, and what its partners answer. */
import type { CompteLu, Recrutement, SessionLue } from '../../activities/lecture.ts';
import { REGLAGES_DE_SESSION } from '../../domain/seuils.ts';
import { createMaison, lierFlux, type Maison } from './maison.ts';
import { createRecit, LUNDI } from './recit.ts';
import { createScene, type Scene } from './scene.ts';

/** Lowered so that a session which lives for years is seen to begin new runs (the server's own suggestion is 4 096). */
const EVENEMENTS = 250;

export const maisonDeSessions = async (): Promise<Maison> =>
  createMaison('reel', await lierFlux('../index.ts'), ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${EVENEMENTS}`]);

export const MANDATAIRE = '99900001100018';
export const OF = '99900002900010';
const JOUR = 86_400_000;
export const jour = (dans: number): string => new Date(LUNDI + dans * JOUR).toISOString().slice(0, 10);
export const instant = (dans: number): string => new Date(LUNDI + dans * JOUR).toISOString();
export const creneau = (id: string, dans: number, libres = 8) => ({ id, fin: instant(dans + 0.1), limite: instant(dans), libres });
/** As the slot's flow says it. */
export const ouvrir = (id: string, dans: number, plus = {}) => ({
  type: 'creneau',
  creneau: id,
  ouvert: true,
  fin: instant(dans + 0.1),
  limite: instant(dans),
  ...plus,
});
const LUE: SessionLue = {
  intitule: 'Soudeur',
  responsable: MANDATAIRE,
  dispensateur: OF,
  guichetUnique: false,
  lieuSansSiret: false,
  debut: jour(60),
  fin: jour(120),
  etatRecrutement: 'OUVERT',
  etatOffre: 'OUVERT',
  places: { totales: 12, disponibles: 12 },
  creneaux: [creneau('ICO-1', 40)],
  version: 0,
};
export const RIEN: Recrutement = { positionnements: 0, declares: 0, inscrits: 0, attente: 0, presents: 0, absents: 0 };

type Export = { etat: string; raison: string | null };

/** `exports`: what the RCO answers, export after export; the last one for ever. */
export const monde = (lue: Partial<SessionLue> = {}, exports: Export[] = [{ etat: 'VISIBLE', raison: null }]) => {
  const lu = { session: { ...LUE, ...lue }, compte: null as CompteLu | null, recrutement: { ...RIEN }, consultations: 0, complets: 0, attente: [] as string[] };
  const scene: Scene = createScene(
    {
      lireSession: async () => ({ reglages: REGLAGES_DE_SESSION.map((cause) => scene.enVigueur(cause)), ...lu.session }),
      lireCompte: async () => lu.compte,
      compterRecrutement: async () => ({ ...lu.recrutement }),
      compterDemande: async () => ({ tentatives: 0, conseillers: 0, consultations: lu.consultations, complets: lu.complets }),
      lireListeAttente: async () => lu.attente,
    },
    { 'rco.exporterSession': () => (exports.length > 1 ? exports.shift() : exports[0]) },
  );
  return { lu, scene };
};

let numero = 203_000;
export const E1 = 'a1'.repeat(16);
export const E2 = 'b2'.repeat(16);
/** The session, whose offer has just been validated. */
export const publier = async (maison: Maison, scene: Scene) => {
  const r = createRecit(maison, 'session', `${++numero}`, scene);
  await r.dire({ type: 'publier', empreinte: E1 });
  return r;
};

/** To whom reminders of a cause left, and at which level. */
export const niveaux = (scene: Scene, cause: string): (readonly [string, number])[] =>
  scene.relances.filter((x) => x.blocage.includes(`#${cause}`)).map((x) => [x.destinataire, x.niveau] as const);
export const dernier = (scene: Scene, cause: string) => scene.blocages().findLast((b) => b.cause === cause);
