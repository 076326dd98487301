/** One candidate of the tests: an ML adviser's positioning on tomorrow's ICO, for a session that begins in three weeks. */
import type { ParcoursConnu, ParcoursLu, PositionnementPasse, ProfilLu } from '../../activities/lecture.ts';
import type { Maison } from './maison.ts';
import { createRecit, LUNDI } from './recit.ts';
import { createScene, type Scene } from './scene.ts';

const JOUR = 86_400_000;
export const jour = (dans: number): string => new Date(LUNDI + dans * JOUR).toISOString().slice(0, 10);
const LU: ParcoursLu = {
  session: '103725',
  intitule: '#Avenir',
  debut: jour(21),
  fin: jour(81),
  dispensateur: '99900002900010',
  etapes: [],
  interruptions: [],
  version: 0,
};
const PROFIL: ProfilLu = {
  reseau: 'ML',
  outil: 'OUIFORM',
  modalite: 'ICO',
  aIdDE: true,
  dossierImilo: true,
  synchronise: true,
  horsSysteme: null,
  horsCatalogue: false,
};

/** `passe`: what the path had lived before, as its mirror shows it. */
export const sceneDe = (profil: Partial<ProfilLu> = {}, lu: Partial<ParcoursLu> = {}, passe: PositionnementPasse[] = [], autres: object = {}): Scene =>
  createScene({
    ...autres,
    lireParcours: async ({ positionnement }: { positionnement: string | null }): Promise<ParcoursConnu> => ({
      lu: { ...LU, ...lu },
      profil: positionnement === null ? null : { ...PROFIL, ...profil },
      passe,
    }),
  });

/** A positioning of that past. */
export const unPasse = (id: string, plus: Partial<PositionnementPasse> = {}): PositionnementPasse => ({
  id,
  creneau: 'ICO-103725-0',
  debut: new Date(LUNDI - 40 * JOUR).toISOString(),
  fin: new Date(LUNDI - 40 * JOUR + 3 * 3_600_000).toISOString(),
  demandeLe: new Date(LUNDI - 50 * JOUR).toISOString(),
  statut: 'HONORE',
  presence: 'PRESENT',
  suite: null,
  profil: PROFIL,
  ...plus,
});

let numero = 0;
const suivant = (): string => String(++numero).padStart(12, '0');

/** The path of one person, and what is said of it as the doors and the slot's flow say it. */
export const createCandidat = (maison: Maison, s: Scene) => {
  const parcours = `aaaaaaaa-aaaa-4aaa-8aaa-${suivant()}:103725`;
  const r = createRecit(maison, 'parcours', parcours, s);
  const dates = (dans: number) => ({ debut: new Date(LUNDI + dans * JOUR).toISOString(), fin: new Date(LUNDI + dans * JOUR + 3 * 3_600_000).toISOString() });
  /** The id that an act has when the slot's flow hands it on. */
  const duCreneau = (type: string) => ({ type, id: `creneau:ICO-103725-1:systeme:kairos/bbbbbbbb-bbbb-4bbb-8bbb-${suivant()}:${type}:${parcours}` });
  const demande = (creneau = 'ICO-103725-1', plus: Record<string, unknown> = {}) => {
    const positionnement = `cccccccc-cccc-4ccc-8ccc-${suivant()}`;
    return { type: 'positionner', positionnement, creneau, ...dates(1), reseau: 'ML', outil: 'OUIFORM', ...plus };
  };
  return {
    ...r,
    parcours,
    dates,
    demande,
    /** Positions and waits; returns the positionnement's id. */
    positionner: async (creneau?: string, plus?: Record<string, unknown>) => {
      const a = demande(creneau, plus);
      const reponse = await r.demander(a);
      await r.repos();
      return { id: a.positionnement, reponse };
    },
    presence: (positionnement: string, presence: string, plus = {}) => ({ ...duCreneau('presence'), positionnement, presence, ...plus }),
    suite: (positionnement: string, suite: string, plus = {}) => ({ ...duCreneau('suite'), positionnement, suite, ...plus }),
  };
};
export type Candidat = ReturnType<typeof createCandidat>;
