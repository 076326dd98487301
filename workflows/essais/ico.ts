/** A slot of the tests: an information collective on Tuesday from 9:00 to 12:00, told on the Monday before at 9:00. */
import type { CreneauLu } from '../../activities/lecture.ts';
import type { Maison } from './maison.ts';
import { createRecit, LUNDI } from './recit.ts';
import { createScene, type Scene } from './scene.ts';

const HEURE = 3_600_000;
export const dans = (heures: number): string => new Date(LUNDI + heures * HEURE).toISOString();
const LU: CreneauLu = {
  session: '103725',
  intitule: '#Avenir',
  modalite: 'ICO',
  debut: dans(24),
  fin: dans(27),
  origine: 'SMF',
  statut: 'PUBLIE',
  places: 12,
  dispensateur: '99900001100018',
  version: 0,
};
export const sceneDe = (lu: Partial<CreneauLu> = {}, plus: Parameters<typeof createScene>[0] = {}): Scene =>
  createScene({ lireCreneau: async () => ({ ...LU, ...lu }), ...plus });

export const P = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'] as const;
export const PARCOURS = [
  'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa:103725',
  'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb:103725',
  'cccccccc-cccc-4ccc-8ccc-cccccccccccc:103725',
] as const;
type Rang = 0 | 1 | 2;
export const present = (n: Rang, plus = {}) => ({ positionnement: P[n], presence: 'PRESENT', ...plus });
export const absent = (n: Rang, plus = {}) => ({ positionnement: P[n], presence: 'ABSENT', ...plus });
export const desinscrit = (n: Rang) => ({ type: 'desinscrit', positionnement: P[n] });
export const tentative = (n: Rang) => ({ type: 'tentative', positionnement: P[n] });

let numero = 0;
/** The slot's flow, opened, with these people. */
export const ouvrirIco = async (maison: Maison, s: Scene, ...rangs: Rang[]) => {
  const r = createRecit(maison, 'creneau', `ICO-${++numero}`, s);
  await r.dire({ type: 'ouvrir' });
  const inscrire = async (...qui: Rang[]): Promise<void> => {
    for (const n of qui) await r.dire({ type: 'inscrit', positionnement: P[n], parcours: PARCOURS[n] });
  };
  await inscrire(...rangs);
  return { ...r, inscrire, emarger: (...lignes: object[]) => r.dire({ type: 'emarger', lignes }) };
};
export type Ico = Awaited<ReturnType<typeof ouvrirIco>>;
