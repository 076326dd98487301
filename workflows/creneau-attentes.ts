/** What a slot waits for once it is over: presences (S4, S6), results (S5), answers to candidatures (S9); and what it presumes in the end (G2). */
import { ajouterDelai } from '../domain/ouvres.ts';
import { attendre } from './attendre.ts';
import { cas, combien, type EtatCreneau, type Inscrit, type SuiviCreneau, sansPresence, sansReponse, sansSuite, sujetDe } from './creneau-etat.ts';
import { presumer } from './emargement.ts';
import { hub } from './hub.ts';
import { suivrePolitique } from './politique.ts';
import { jusquA, pendant } from './suivi.ts';

const BLOQUEE = 'INSCRIPTION_BLOQUEE';
type Fini = () => boolean;

/** Nothing is left to wait for: all is typed, or the slot was moved or cancelled after all. */
const finiQuand = (s: SuiviCreneau, manque: (i: Inscrit) => boolean): Fini => {
  const { changements } = s.etat;
  return () => s.etat.changements !== changements || combien(s.etat, manque) === 0;
};

/** S4; and S6 as soon as an adviser is held up, which then speaks for both: the OF gets one mail, not two. */
export const attendrePresences = async (s: SuiviCreneau): Promise<void> => {
  const e = s.etat;
  const fini = finiQuand(s, sansPresence);
  await Promise.all([
    attendre(s, fini, {
      ...cas(s),
      cause: 'PRESENCE_NON_SAISIE',
      depuis: e.fin,
      prevenuLe: e.demandeLe,
      muette: () => s.memoire.blocages[BLOQUEE] !== undefined,
      sujet: () => ({ ...sujetDe(s, combien(e, sansPresence)), ...(e.conseillers > 0 && { conseillers: e.conseillers }) }),
    }),
    attendreBloques(s, fini),
    compterConseillers(s, fini),
    presumerAbsences(s, fini),
  ]);
};

export const attendreSuites = (s: SuiviCreneau): Promise<void> =>
  attendre(s, finiQuand(s, sansSuite), { ...cas(s), cause: 'SUITE_NON_SAISIE', sujet: () => sujetDe(s, combien(s.etat, sansSuite)) });

export const attendreReponses = (s: SuiviCreneau): Promise<void> =>
  attendre(s, finiQuand(s, sansReponse), {
    ...cas(s),
    cause: 'CANDIDATURE_SANS_REPONSE',
    depuis: s.etat.fin,
    prevenuLe: s.etat.demandeLe,
    sujet: () => sujetDe(s, combien(s.etat, sansReponse)),
  });

/** S6, grouped: one blocage for the slot, however many people are held up, as old as the missing presences are. */
const attendreBloques = async (s: SuiviCreneau, fini: Fini): Promise<void> => {
  const e = s.etat;
  for (;;) {
    await jusquA(s, () => fini() || e.conseillers > 0);
    if (fini()) return;
    await attendre(s, () => fini() || e.conseillers === 0, {
      ...cas(s),
      cause: BLOQUEE,
      depuis: e.fin,
      prevenuLe: s.memoire.attentes['PRESENCE_NON_SAISIE']?.derniereRelance ?? e.demandeLe,
      sujet: () => ({ ...sujetDe(s, e.conseillers), conseillers: e.conseillers }),
    });
  }
};

/** Counted in PostgreSQL (G5), each time an attempt is told or one of the presences held against somebody is typed. */
const compterConseillers = async (s: SuiviCreneau, fini: Fini): Promise<void> => {
  const e = s.etat;
  const vus = () => `${bloques(e).join()}/${e.tentatives}`;
  for (let compte = '/0'; ; ) {
    await jusquA(s, () => fini() || vus() !== compte);
    const positionnements = bloques(e);
    if (fini()) break;
    compte = vus();
    const vide = positionnements.length === 0;
    e.conseillers = vide ? 0 : (await pendant(s, () => hub.compterDemande({ creneau: s.sujet, positionnements, depuis: e.fin }))).conseillers;
    s.sale = true;
  }
  e.conseillers = 0;
};
const bloques = (e: EtatCreneau): string[] =>
  Object.entries(e.inscrits)
    .filter(([, i]) => i.tente && sansPresence(i))
    .map(([id]) => id)
    .sort();

/** G2: past the policy's delay, who was not said to be there is held for absent, until somebody says otherwise. */
const presumerAbsences = async (s: SuiviCreneau, fini: Fini): Promise<void> => {
  const enVigueur = suivrePolitique(s, 'PRESENCE_NON_SAISIE');
  while (!fini()) {
    const { battement } = s;
    const { absenceProvisoire } = await enVigueur();
    const terme = absenceProvisoire === undefined ? null : ajouterDelai(s.etat.fin, absenceProvisoire);
    const attendu = await jusquA(
      s,
      () => fini() || s.battement !== battement,
      () => terme,
    );
    if (!attendu) await presumer(s, 'hub');
  }
};
