import { expect, it } from 'vitest';
import { vuesDe } from './vues.ts';

const sujet = { session: '103725', fiche: 'A825286', organisme: '99900000300015', idDE: '1234567A', dossier: null, positionnement: 'p 1' };
const chemins = (change: Partial<typeof sujet | { idDE: null }>, ...liste: string[]) =>
  vuesDe(
    liste.map((chemin) => ({ titre: chemin, chemin })),
    { ...sujet, ...change },
  ).map((v) => v.chemin);

it('R40: fills what a partner says of its views with the subject, and leaves those that say nothing of it', () => {
  expect(chemins({}, '/vue/sessions/{session}/inscrits', '/vue/candidats/{positionnement}', '/vue/dossiers/{dossier}', '/vue/carte')).toEqual([
    '/vue/sessions/103725/inscrits',
    '/vue/candidats/p%201',
  ]);
});

it('R25, R32: asks with what is known of the subject, as a search does', () => {
  const vues = ['/vue/individus{?idDE,session}', '/vue/recherche{?q,session}', '/vue/parcours{?idDE}', '/vue/recherche{?q}'];
  expect(chemins({}, ...vues)).toEqual(['/vue/individus?idDE=1234567A&session=103725', '/vue/recherche?session=103725', '/vue/parcours?idDE=1234567A']);
  expect(chemins({ idDE: null }, ...vues)).toEqual(['/vue/individus?session=103725', '/vue/recherche?session=103725']);
});
