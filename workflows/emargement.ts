/** What is typed of a slot, line by line: who came, who is retained. The last word wins; what it replaces is journalled. */
import { workflowInfo } from '@temporalio/workflow';
import type { ActeCreneau } from '../domain/actes.ts';
import type { Presence, Suite } from '../domain/codes.ts';
import { combien, estFenetre, type Inscrit, type SuiviCreneau, sansPresence } from './creneau-etat.ts';
import { noter } from './miroir.ts';
import { signaler } from './signaler.ts';
import { instant } from './suivi.ts';

export type Emargement = Extract<ActeCreneau, { type: 'emarger' }>;
type Dite = { positionnement: string; i: Inscrit; presence?: Presence | undefined; suite?: Suite | undefined; remotive: boolean };

/** Keeps what changed and tells each candidate's path, which tells Kairos: one person's acts reach it in their order. */
export const emarger = async (s: SuiviCreneau, a: Emargement): Promise<void> => {
  const closes = motsTardifs(s, a);
  const inconnues = a.lignes.filter((l) => !s.etat.inscrits[l.positionnement] && closes.every((x) => x.positionnement !== l.positionnement));
  if (inconnues.length) s.etat.avance.push({ ...a, id: `${a.id}+`, lignes: inconnues }); // told later, under a key of its own
  const le = Date.parse(a.date);
  const dites = a.lignes.flatMap((l): Dite[] => {
    const i = s.etat.inscrits[l.positionnement];
    if (!i) return [];
    // A decision supposes that the person came; nobody comes to a candidature.
    const ignoree = i.presence === null || i.provisoire || (i.presence !== 'PRESENT' && le >= Math.max(i.presenceLe, i.suiteLe));
    const venue = l.suite && ignoree && !estFenetre(s.etat) ? 'PRESENT' : undefined;
    return [{ positionnement: l.positionnement, i, presence: l.presence ?? venue, suite: l.suite, remotive: l.remotive === true }];
  });
  // A presumption gives way to any word, whenever it was said; a word gives way to a later one.
  const presences = dites.flatMap(({ positionnement, i, presence }) =>
    presence !== undefined && (i.provisoire || (presence !== i.presence && le >= i.presenceLe)) ? [{ positionnement, presence, i }] : [],
  );
  const suites = dites.flatMap(({ positionnement, i, suite }) => (suite && suite !== i.suite && le >= i.suiteLe ? [{ positionnement, suite, i }] : []));
  // The same decision for another reason: who follows her reads it.
  const remotivees = dites.flatMap(({ positionnement, i, presence = 'PRESENT', suite = i.suite, remotive }) =>
    remotive && presence === 'PRESENT' && suite !== null && suite === i.suite && le >= i.suiteLe ? [{ positionnement, suite, i }] : [],
  );
  // Kairos keeps what was typed there, however late it is heard: the path tells it again what holds.
  const perimees = a.depuis === 'kairos' ? dites.flatMap((d) => perimes(d, le)) : [];
  for (const { presence, suite, i } of dites) {
    if (presence === i.presence && !i.provisoire) i.presenceLe = Math.max(i.presenceLe, le);
    if (suite === i.suite) i.suiteLe = Math.max(i.suiteLe, le);
  }
  const dit = { acteur: a.par, systeme: a.depuis };
  for (const { positionnement, presence, i } of presences) {
    if (i.presence !== null && i.presence !== presence)
      noter(s, 'PRESENCE_CORRIGEE', { ...dit, detail: `${positionnement} : ${i.presence}${i.provisoire ? ' (provisoire)' : ''} → ${presence}` });
  }
  for (const { positionnement, suite, i } of suites)
    if (i.suite !== null) noter(s, 'SUITE_CORRIGEE', { ...dit, detail: `${positionnement} : ${i.suite} → ${suite}` });
  if (presences.length) noter(s, 'PRESENCES_SAISIES', { ...dit, detail: `${presences.length}` });
  if (suites.length) noter(s, 'SUITES_SAISIES', { ...dit, detail: `${suites.length}` });
  // A decision about somebody who did not come falls with the presence: should she have come after all, it is waited for again.
  for (const { presence, i } of presences)
    Object.assign(i, { presence, presenceLe: le, provisoire: false, ...(presence !== 'PRESENT' && { suite: null, suiteLe: le }) });
  for (const { suite, i } of suites) Object.assign(i, { suite, suiteLe: le });
  const vers = ({ parcours }: Pick<Inscrit, 'parcours'>, acte: { type: string } & Record<string, unknown>) => ({
    processus: 'parcours' as const,
    sujet: parcours,
    acte: { ...acte, creneau: s.sujet, date: a.date, par: a.par },
    depuis: a.depuis,
  });
  await signaler(s, a.id, [
    ...presences.map(({ positionnement, presence, i }) => vers(i, { type: 'presence', positionnement, presence })),
    ...suites.map(({ positionnement, suite, i }) => vers(i, { type: 'suite', positionnement, suite })),
    ...remotivees.map(({ positionnement, suite, i }) => vers(i, { type: 'suite', positionnement, suite, remotive: true })),
    ...perimees.map(({ i, acte }) => vers(i, { ...acte, perime: true })),
    ...closes.flatMap((x) => x.actes.map((acte) => vers(x, { ...acte, perime: true }))),
  ]);
};

/** Said of people whose answers are closed: nothing changes any more, and the path tells Kairos again what holds. */
const motsTardifs = ({ etat: { lu, inscrits } }: SuiviCreneau, a: Emargement) =>
  a.lignes.flatMap(({ positionnement, presence, suite }) => {
    const tenu = inscrits[positionnement] ? undefined : lu?.tenus?.find((t) => t.positionnement === positionnement);
    if (!tenu) return [];
    const actes = autresMots({ positionnement, presence, suite }, tenu);
    return [{ positionnement, parcours: tenu.parcours, actes }];
  });

/** Words that a later one had already replaced. */
const perimes = (d: Dite, le: number) =>
  autresMots(d, d.i, { presence: !d.i.provisoire && le < d.i.presenceLe, suite: le < d.i.suiteLe }).map((acte) => ({ i: d.i, acte }));

type Mots = { positionnement: string; presence?: Presence | undefined; suite?: Suite | undefined };
/** Those that say something else than what is held. */
const autresMots = ({ positionnement, presence, suite }: Mots, tenu: Pick<Inscrit, 'presence' | 'suite'>, vus = { presence: true, suite: true }) => [
  ...(vus.presence && presence && presence !== tenu.presence ? [{ type: 'presence', positionnement, presence }] : []),
  ...(vus.suite && suite && suite !== tenu.suite ? [{ type: 'suite', positionnement, suite }] : []),
];

/** G2: absent until somebody says otherwise; the path is told, and Kairos by it, so that the person can be positioned again. How many. */
export const presumer = async (s: SuiviCreneau, par: string): Promise<number> => {
  const muets = Object.entries(s.etat.inscrits).filter(([, i]) => sansPresence(i));
  if (muets.length === 0) return 0;
  const cle = `${workflowInfo().firstExecutionRunId.slice(0, 8)}.p${++s.etat.presomptions}`;
  const presences = muets.map(([positionnement, i]) => ({ positionnement, presence: 'ABSENT' as const, i }));
  for (const { i } of presences) Object.assign(i, { presence: 'ABSENT', presenceLe: instant(s), provisoire: true });
  noter(s, 'ABSENCES_PROVISOIRES', { acteur: par, detail: `${muets.length}` });
  await signaler(
    s,
    cle,
    presences.map(({ positionnement, presence, i }) => ({
      processus: 'parcours' as const,
      sujet: i.parcours,
      acte: { type: 'presence', positionnement, presence, provisoire: true, creneau: s.sujet, par },
    })),
  );
  return muets.length;
};

/** What was said of people who have now reached the flow. */
export const rattraper = async (s: SuiviCreneau): Promise<void> => {
  for (const tot of s.etat.avance.splice(0)) await emarger(s, tot);
};

export const attendus = (s: SuiviCreneau): number => combien(s.etat, () => true);
