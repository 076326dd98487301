/** A fiche of the tests: what its flow reads, and what its publication changes in the offer. */
import { REGLAGES_DE_FICHE } from '../../domain/seuils.ts';
import type { Maison } from './maison.ts';
import { createRecit } from './recit.ts';
import { createScene, type Scene } from './scene.ts';

export const OF = '99900001100018';
/** Three texts, one after the other. */
export const E1 = 'a1'.repeat(16);
export const E2 = 'b2'.repeat(16);
export const E3 = 'c3'.repeat(16);

type Changes = {
  deplaces: { creneau: string; debut: string; fin: string }[];
  modifies: string[];
  annules?: string[];
  retirees?: string[];
  divergences?: { session: string; smf: string; kairos: string }[];
};
/** `changes`: against the version published before. `appliquees`: the texts that were published, in order. */
export const sceneDe = (derniereFin = '2026-06-30', changes: (avant: string | null) => Changes = () => ({ deplaces: [], modifies: [] })) => {
  const appliquees: string[] = [];
  const s: Scene = createScene({
    lireFiche: async () => ({
      organisme: OF,
      intitule: '#Avenir',
      derniereFin: null,
      reglages: REGLAGES_DE_FICHE.map((c) => s.enVigueur(c)),
      version: 0,
    }),
    appliquerFiche: async (_numero: string, empreinte: string, precedente: string | null) => {
      appliquees.push(empreinte);
      return { sessions: ['103725', '103726'], derniereFin, ...changes(precedente) };
    },
  });
  return { ...s, appliquees };
};

let numero = 0;
/** The flow of a new fiche. */
export const createFiche = (maison: Maison, s: Scene) => createRecit(maison, 'fiche', `A82528${++numero}`, s);
