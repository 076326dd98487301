/** From the registration to the end: entry to validate at the start date, entry attested, interruptions, exit and bilan (R41, R42b, R48). */

import { debutDeJourParis } from '../domain/ouvres.ts';
import * as annonces from './annonces.ts';
import { attendre } from './attendre.ts';
import { hub } from './hub.ts';
import {
  avancer,
  casOf,
  cible,
  cleInscription,
  debutSession,
  diffuserAnnulation,
  dire,
  type EtatParcours,
  finDeJour,
  finSession,
  type Interruption,
  inscriptions,
  type Positionnement,
  passee,
  positionne,
  type SuiviParcours,
  sujetSession,
} from './parcours-etat.ts';
import { lire } from './parcours-passe.ts';
import { signaler } from './signaler.ts';
import { instant, jusquA, pendant } from './suivi.ts';

export const suivreFormation = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  const p = positionne(e) as Positionnement;
  if (!passee(e, 'ENTREE_ATTESTEE')) {
    await attendreEntree(s, p);
    if (e.annulee !== null) return annulerInscription(s, p);
    await entrer(s, p);
  }
  if (e.sortie === null) await former(s);
  await conclure(s, p);
  avancer(s, 'BILAN_SAISI');
  avancer(s, 'CLOS');
  e.inscrit = false;
  e.fini = 'termine';
};

const attendreEntree = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const e = s.etat;
  const connue = () => e.entree !== null || e.annulee !== null;
  if (await jusquA(s, connue, () => debutSession(e))) return;
  avancer(s, 'ENTREE_A_VALIDER');
  const depuis = Math.max(debutSession(e) ?? 0, Date.parse(e.etapes.at(-1)?.date ?? ''));
  await attendre(s, connue, { ...casOf(e, p.creneau), cause: 'ENTREE_NON_ATTESTEE', depuis, sujet: () => sujetSession(e) });
  await jusquA(s, connue); // settled outside any system: no more reminders, the fact is still to come
};

const entrer = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  await lire(s, null); // R42b: the session may have been interrupted since
  const { jour, kairos } = s.etat.entree as NonNullable<EtatParcours['entree']>;
  const cle = cleInscription(p, inscriptions(s.etat));
  dire(s, `entree:${cle}`, annonces.entree(cible(s, p), p.profil, jour, !kairos), 'ENTREE');
  avancer(s, 'ENTREE_ATTESTEE');
  avancer(s, 'EN_FORMATION');
  for (const i of s.etat.interruptions.filter((x) => !x.dite && (x.fin === null || x.fin >= jour))) direInterruption(s, p, i, `${cle}:${i.debut}`);
};

/** M13. What is known before the entry is told with it. */
export const direInterruption = (s: SuiviParcours, p: Positionnement, i: Interruption, cle: string): void => {
  i.dite = true;
  dire(s, `interruption:${cle}`, annonces.interruption(cible(s, p), p.profil, i, !i.kairos), 'ENTREE');
};

/** In training, but for the interruptions: of the person or of the whole session, each ends by itself at its date when it has one. */
const former = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  const parti = () => e.sortie !== null;
  for (;;) {
    const depuis = instant(s);
    const interrompu = estInterrompu(e, depuis);
    avancer(s, interrompu ? 'INTERROMPU' : 'EN_FORMATION');
    const change = () => parti() || estInterrompu(e, instant(s)) !== interrompu;
    await jusquA(s, change, () => prochaineBorne(e, depuis));
    const fin = finSession(e);
    if (parti() || (fin !== null && instant(s) >= fin)) return;
  }
};

const bornes = (i: annonces.Periode): [debut: number, fin: number] => [debutDeJourParis(i.debut), i.fin === null ? Number.POSITIVE_INFINITY : finDeJour(i.fin)];
const estInterrompu = (e: EtatParcours, maintenant: number): boolean =>
  e.interruptions.some((i) => {
    const [debut, fin] = bornes(i);
    return debut <= maintenant && maintenant < fin;
  });
const prochaineBorne = (e: EtatParcours, depuis: number): number | null => {
  const dates = [...e.interruptions.flatMap(bornes), finSession(e) ?? Number.POSITIVE_INFINITY];
  const suivante = Math.min(...dates.filter((d) => d > depuis));
  return Number.isFinite(suivante) ? suivante : null;
};

const sortir = (s: SuiviParcours, p: Positionnement): void => {
  const { jour, abandon, kairos } = s.etat.sortie as NonNullable<EtatParcours['sortie']>;
  dire(
    s,
    `sortie:${cleInscription(p, inscriptions(s.etat))}`,
    annonces.sortie(cible(s, p), p.profil, { date: jour, dite: null, direKairos: !kairos }),
    'BILAN',
  );
  avancer(s, abandon ? 'ABANDON' : 'FIN');
};

/** S12: one wait, from the end of the session or from an earlier exit, until the exit and its bilan are both known. */
const conclure = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const e = s.etat;
  const complet = () => e.sortie?.bilan === true;
  const echelle = complet() ? Promise.resolve() : attendre(s, complet, casSortie(s, p));
  await jusquA(s, () => e.sortie !== null);
  if (!passee(e, 'FIN') && !passee(e, 'ABANDON')) sortir(s, p);
  await echelle;
  await jusquA(s, complet); // settled outside any system: no more reminders, the fact is still to come
};
const casSortie = (s: SuiviParcours, p: Positionnement) => ({
  ...casOf(s.etat, p.creneau),
  cause: 'SORTIE_NON_SAISIE',
  depuis: Math.min(finSession(s.etat) ?? instant(s), instant(s)),
  sujet: () => sujetSession(s.etat, s.etat.lu?.fin ?? undefined),
});

/** R41: with its motif. The place goes back to the session, and to whoever waits for one. */
const annulerInscription = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const e = s.etat;
  const annulee = e.annulee as NonNullable<EtatParcours['annulee']>;
  const cle = `inscription-annulee:${cleInscription(p, inscriptions(e))}`;
  diffuserAnnulation(s, cle, annonces.inscriptionAnnulee(cible(s, p), p.profil, annulee.jour, !annulee.kairos), 'INSCRIPTION');
  avancer(s, 'INSCRIPTION_ANNULEE');
  if (p.suite !== 'RETENU') avancer(s, 'NON_RETENU'); // retained by mistake
  Object.assign(e, { actif: null, inscrit: false, inscritLe: null, ais: 'SANS_OBJET', annulee: null });
  await signaler(s, cle, [{ processus: 'session', sujet: cible(s, p).session, acte: { type: 'inscription', parcours: s.sujet, inscrit: false } }]);
  await offrirPlace(s, cle);
  if (e.etape === 'INSCRIPTION_ANNULEE' && e.actif === null) e.fini = 'annule';
};

/** A place is free: the oldest of the waiting list hears of it, and its OF is asked; from one of the list, the one that comes after it. */
export const offrirPlace = async (s: SuiviParcours, cle: string): Promise<void> => {
  const session = s.sujet.split(':')[1] as string;
  const liste = await pendant(s, () => hub.lireListeAttente(session));
  const suivant = liste[liste.indexOf(s.sujet) + 1];
  if (suivant) await signaler(s, cle, [{ processus: 'parcours', sujet: suivant, acte: { type: 'placeLiberee' } }]);
};
