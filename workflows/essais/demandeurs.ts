/** A person of the tests: what AUDE says of her, and the updates that are kept for her while she is struck off. */
import { createMaison, lierFlux, type Maison } from './maison.ts';
import { createRecit, LUNDI } from './recit.ts';
import { createScene, type Scene } from './scene.ts';

/** Lowered so that a person followed for years is seen to begin a new run. */
const EVENEMENTS = 250;

export const maisonDeDemandeurs = async (): Promise<Maison> =>
  createMaison('reel', await lierFlux('../index.ts'), ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${EVENEMENTS}`]);

const JOUR = 86_400_000;
export const le = (dans: number): string => new Date(LUNDI + dans * JOUR).toISOString();
export const sceneDe = (statut = 'INSCRIT'): Scene => createScene({ lireDemandeur: async () => ({ statut, le: le(-30), version: 0 }) });
let numero = 0;
/** The flow of a new person. */
export const createDemandeur = (maison: Maison, s: Scene) =>
  createRecit(maison, 'demandeur', `aaaaaaaa-aaaa-4aaa-8aaa-${String(++numero).padStart(12, '0')}`, s);
/** As AUDE says it. */
export const statut = (code: string, dans: number) => ({ type: 'statut', statut: code, le: le(dans), depuis: 'aude' });
export const differer = (fait: string, operation: string, parcours = 'p:103725') => ({
  type: 'differer',
  parcours,
  fait,
  effet: { operation, arg: { parcours, positionnement: 'cccccccc-cccc-4ccc-8ccc-000000000001', session: '103725', date: '2026-03-02' } },
});
export const lu = (s: Scene) => s.projections.flatMap((p) => p.demandeurs ?? []).at(-1);
