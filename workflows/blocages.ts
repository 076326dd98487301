/** Raising and clearing what is stuck. A blocage is named within its flow; its id counts how many times that name was raised. */
import { workflowInfo } from '@temporalio/workflow';
import type { BlocageLigne } from '../activities/projection.ts';
import { joindre, noter } from './miroir.ts';
import { instant, iso, type Suivi } from './suivi.ts';

type Nouveau = Pick<BlocageLigne, 'cause' | 'acteurType' | 'acteur' | 'sujet'> &
  Partial<Pick<BlocageLigne, 'organisme' | 'systeme' | 'session' | 'creneau' | 'niveau' | 'echeance' | 'depuis'>>;

/** Raises the blocage `nom` unless it is up already; returns its id. */
export const bloquer = (s: Suivi, nom: string, b: Nouveau): string => {
  const deja = s.memoire.blocages[nom];
  if (deja) return deja.id;
  const n = (s.memoire.numeros[nom] ?? 0) + 1;
  s.memoire.numeros[nom] = n;
  const depuis = b.depuis ?? iso(instant(s));
  const { organisme } = s.resume();
  const ligne: BlocageLigne = {
    organisme,
    systeme: null,
    session: null,
    creneau: null,
    echeance: null,
    niveau: 0,
    ...b,
    id: `${workflowInfo().workflowId}#${nom}#${n}`,
    processus: workflowInfo().workflowId,
    type: s.processus,
    depuis,
    prochaineRelance: null,
    derniereRelance: null,
    veilleJusqua: null,
    priseEnChargePar: null,
    priseEnChargeJusqua: null,
    leveLe: null,
    levePar: null,
    version: 1,
  };
  s.memoire.blocages[nom] = ligne;
  joindre(s, { blocages: [ligne] });
  noter(s, 'BLOCAGE', { systeme: ligne.systeme, detail: ligne.cause });
  return ligne.id;
};

/** Changes what is known of a blocage that is up. */
export const ajuster = (s: Suivi, nom: string, change: Partial<BlocageLigne>): void => {
  const b = s.memoire.blocages[nom];
  if (!b) return;
  const ligne = { ...b, ...change, version: b.version + 1 };
  s.memoire.blocages[nom] = ligne;
  joindre(s, { blocages: [ligne] });
};

/** Clears it, if it is up. `par` says who or what did. */
export const lever = (s: Suivi, nom: string, par: string): void => {
  const b = s.memoire.blocages[nom];
  if (!b) return;
  delete s.memoire.blocages[nom];
  joindre(s, { blocages: [{ ...b, leveLe: iso(instant(s)), levePar: par, version: b.version + 1 }] });
  noter(s, 'BLOCAGE_RESOLU', { acteur: par, systeme: b.systeme, detail: b.cause });
};
