/**
 * Watches a flow that cannot speak for itself: one whose program fails (ERREUR_PROGRAMME), that the engine lost, or that has ended while a
 * partner came to differ. It holds the blocage, does again what can be, answers the operators, and ends when the reconciliation says that all
 * is well.
 */

import { derouler } from './derouler.ts';
import type { Acte, Debut } from './messages.ts';
import { jusquA, type Memoire } from './suivi.ts';
import { suivre } from './suivre.ts';

type EtatGardien = { fini: boolean };

/** `sujet`: the workflow id of the one that is watched. */
export async function gardien(debut: Debut<Memoire<EtatGardien>>): Promise<void> {
  const s = suivre<EtatGardien, Acte>('gardien', debut, {
    initial: { fini: false },
    recevoir: () => undefined,
    resume: ({ fini }) => ({ etape: fini ? 'RELEVE' : 'EN_GARDE', organisme: null, parcours: parcoursGarde(debut.sujet), fini: fini ? 'termine' : null }),
    miroir: () => ({}),
  });
  await derouler(s, async () => {
    await jusquA(s, () => s.memoire.passages.length > 0 && Object.keys(s.memoire.ecarts).length === 0);
    s.etat.fini = true;
  });
}

const parcoursGarde = (sujet: string): string | null => (sujet.startsWith('parcours:') ? sujet.slice('parcours:'.length) : null);
