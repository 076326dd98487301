/** The story, chapter by chapter. */
import type { Pilote } from '../pilote.ts';
import { arriverCatalogue } from './catalogue.ts';
import { formerCandidat } from './formation.ts';
import { oublier } from './oubli.ts';
import { casserKairos } from './panne.ts';
import { positionner } from './positionnement.ts';

export type Recit = {
  pilote: Pilote;
  /** Says one line once `voir` has read it back; a step that is never seen ends the story. */
  etape(annonce: string, voir: () => Promise<string>): Promise<void>;
  memoire: { session: string; creneau: string; suivant: string; positionnement: string; parcours: string; idDE: string; dossier: string; lien: string };
};

const CHAPITRES: [string, (r: Recit) => Promise<void>][] = [
  ['1. Un catalogue arrive', arriverCatalogue],
  ['2. Une mission locale positionne une personne', positionner],
  ['3. L’organisme oublie', oublier],
  ['4. De la réunion à l’entrée attestée', formerCandidat],
  ['5. Kairos tombe, et rien ne se perd', casserKairos],
];

export const raconter = async (pilote: Pilote): Promise<number> => {
  const debut = Date.now();
  const memoire = { session: '', creneau: '', suivant: '', positionnement: '', parcours: '', idDE: '7654321B', dossier: 'IM-900001', lien: '' };
  const recit: Recit = {
    pilote,
    memoire,
    etape: async (annonce, voir) => {
      try {
        console.log(`  ✔ ${annonce} — ${await voir()}`);
      } catch (erreur) {
        throw new Error(`  ✘ ${annonce}\n    ${erreur instanceof Error ? erreur.message : String(erreur)}`);
      }
    },
  };
  try {
    for (const [titre, chapitre] of CHAPITRES) {
      console.log(`\n${titre}`);
      await chapitre(recit);
    }
  } catch (erreur) {
    console.error(erreur instanceof Error ? erreur.message : erreur);
    return 1;
  }
  console.log(`\nChaque étape a été vue dans les systèmes, en ${Math.round((Date.now() - debut) / 1000)} secondes.`);
  return 0;
};
