/** A slot that moves or is cancelled: its partners, its session and each candidate are told once; S21 while somebody does not know. */
import type { ActeCreneau } from '../domain/actes.ts';
import { attendre } from './attendre.ts';
import { lever } from './blocages.ts';
import { courriel } from './courriel.ts';
import { type Avis, CORRECTION_MS, cas, compterPlaces, estFenetre, passer, peut, prevenirSession, type SuiviCreneau, sujetDe } from './creneau-etat.ts';
import { diffuser } from './diffuser.ts';
import { audef, kairos, ouiform } from './effets.ts';
import { ecrire, noter } from './miroir.ts';
import { echecDe, signalerEchec } from './rappel.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, laisserRepondre } from './suivi.ts';
import { condition } from './vague.ts';

type Acte<T extends ActeCreneau['type']> = Extract<ActeCreneau, { type: T }>;
const NON_CONFIRME = 'CHANGEMENT_NON_CONFIRME';
/** What mails and partners take when all is well: before that, nobody is said not to know. */
const PATIENCE_MS = 10 * 60_000;

/** True when the slot had not begun where the word was said: a change made in time counts, even heard late, unless presences are typed. */
const aTemps = (s: SuiviCreneau, a: { date: string }): boolean =>
  Date.parse(a.date) < s.etat.debut && Object.values(s.etat.inscrits).every((i) => i.presence === null);
const aCommence = (s: SuiviCreneau): boolean => s.etat.statut === 'EN_COURS' || s.etat.statut === 'A_EMARGER';

export const deplacer = async (s: SuiviCreneau, a: Acte<'deplacer'>): Promise<void> => {
  const e = s.etat;
  const dit = { acteur: a.par, systeme: a.depuis };
  if (Date.parse(a.date) < e.deplaceLe) return retablir(s, a);
  // An open window may close later, or sooner: nobody has an appointment.
  const ouverte = estFenetre(e) && e.statut === 'EN_COURS';
  if (e.statut !== 'NOUVEAU' && !ouverte && (!(e.statut === 'REPORTE' || peut(s, 'REPORTE')) || (aCommence(s) && !aTemps(s, a))))
    return void noter(s, 'ACTE_REFUSE', { ...dit, detail: `deplacer ${e.statut}` });
  const memesDates = Date.parse(a.debut) === e.debut && Date.parse(a.fin) === e.fin;
  Object.assign(e, { debut: Date.parse(a.debut), fin: Date.parse(a.fin), deplaceLe: Date.parse(a.date), changeLe: instant(s), demandeLe: null });
  e.changements++;
  noter(s, 'CRENEAU_DEPLACE', dit);
  if (a.parOffre) await ecrireDates(s);
  const ou = { creneau: s.sujet };
  if (a.depuis !== 'kairos' || e.statut !== 'NOUVEAU')
    diffuser(s, a.id, [
      ...(a.depuis === 'kairos' ? [] : [kairos.deplacerCreneau(ou)]),
      ...(e.statut === 'NOUVEAU' ? [] : [ouiform.deplacerCreneau(ou), audef.deplacerCreneau(ou)]),
    ]);
  if (e.statut === 'NOUVEAU') return;
  if (!ouverte) passer(s, 'REPORTE');
  // Nobody has an appointment in a window that is open: it only closes sooner, or later.
  if (!ouverte) aviser(s, memesDates ? 'PRECISION' : 'REPORT');
  await signaler(s, a.id, Object.values(e.inscrits).map(deplace(s, memesDates)));
  await prevenirSession(s, a.id, true);
  if (e.statut === 'REPORTE' && aPrevenir(s) === 0) await reprendre(s);
};

const deplace =
  ({ sujet, etat }: SuiviCreneau, precision: boolean) =>
  ({ parcours }: { parcours: string }) => ({
    processus: 'parcours' as const,
    sujet: parcours,
    acte: { type: 'creneauDeplace', creneau: sujet, debut: iso(etat.debut), fin: iso(etat.fin), ...(precision && { precision }) },
  });

/** Somebody positioned while the slot was moving: her path has told the hours that it had read, and so may her convocation have. */
export const detromper = async (s: SuiviCreneau, a: Acte<'inscrit'>): Promise<void> => {
  const e = s.etat;
  if (a.debut === undefined || a.fin === undefined || (Date.parse(a.debut) === e.debut && Date.parse(a.fin) === e.fin)) return;
  if (instant(s) < e.debut && !estFenetre(e)) {
    e.avis[a.positionnement] = { occasion: 'REPORT', rang: e.changements, sort: 'A_DIRE' };
    e.changeLe = instant(s);
  }
  await signaler(s, `detromper:${a.id}`, [deplace(s, false)(a)]);
};

/** An older move, heard after a later one: the later one holds, everywhere. */
const retablir = async (s: SuiviCreneau, a: Acte<'deplacer'>): Promise<void> => {
  noter(s, 'ACTE_REFUSE', { acteur: a.par, systeme: a.depuis, detail: 'deplacer, plus ancien' });
  await ecrireDates(s);
  const ou = { creneau: s.sujet };
  diffuser(s, a.id, [kairos.deplacerCreneau(ou), ouiform.deplacerCreneau(ou), audef.deplacerCreneau(ou)]);
};

/** The dates that the flow holds, into the read model: partners are told what is there. */
const ecrireDates = async (s: SuiviCreneau): Promise<void> => {
  s.etat.restaurer = true;
  s.sale = true;
  await ecrire(s);
  s.etat.restaurer = false;
};

/** Told to the slot; its life follows (`annuler`). */
export const recevoirAnnulation = (s: SuiviCreneau, a: Acte<'annuler'>): undefined => {
  const e = s.etat;
  if (e.annulation !== null) return;
  const dit = { acteur: a.par, systeme: a.depuis };
  if (!peut(s, 'ANNULE') || (aCommence(s) && !estFenetre(e) && !aTemps(s, a))) return void noter(s, 'ACTE_REFUSE', { ...dit, detail: `annuler ${e.statut}` });
  e.annulation = { id: a.id, kairos: a.depuis === 'kairos' };
  e.changements++;
  e.changeLe = instant(s);
  noter(s, 'CRENEAU_ANNULE', dit);
};

export const annuler = async (s: SuiviCreneau): Promise<void> => {
  const e = s.etat;
  const { id, kairos: parKairos } = e.annulation ?? { id: 'annulation', kairos: true };
  const ou = { creneau: s.sujet };
  if (e.statut !== 'ANNULE') {
    const publie = e.statut !== 'NOUVEAU';
    passer(s, 'ANNULE');
    diffuser(s, id, [...(parKairos ? [] : [kairos.annulerCreneau(ou)]), ...(publie ? [ouiform.annulerCreneau(ou), audef.annulerCreneau(ou)] : [])]);
    await prevenirSession(s, id, false);
  }
  await liberer(s, id);
  const paix = () => aPrevenir(s) === 0 && s.memoire.attentes[NON_CONFIRME] === undefined && s.memoire.blocages[echecDe(NON_CONFIRME)] === undefined;
  const limite = Math.max(e.fin, e.changeLe) + CORRECTION_MS;
  if (!(await jusquA(s, paix, () => limite))) {
    e.avis = {};
    await jusquA(s, paix);
  }
};

/** Each candidate of a cancelled slot is told, and its positioning released. */
export const liberer = async (s: SuiviCreneau, cle: string): Promise<void> => {
  aviser(s, 'ANNULATION');
  const libres = Object.values(s.etat.inscrits);
  s.etat.inscrits = {};
  await signaler(
    s,
    cle,
    libres.map(({ parcours }) => ({ processus: 'parcours' as const, sujet: parcours, acte: { type: 'creneauAnnule', creneau: s.sujet } })),
  );
};

/** What they are to bring changed: same day, same hour. */
export const preciser = (s: SuiviCreneau): void => {
  s.etat.changements++;
  s.etat.changeLe = instant(s);
  aviser(s, 'PRECISION');
};

const aviser = (s: SuiviCreneau, occasion: Avis['occasion']): void => {
  const e = s.etat;
  e.prevenus = 0;
  for (const id of Object.keys(e.inscrits)) e.avis[id] = { occasion, rang: e.changements, sort: 'A_DIRE' };
};
const aPrevenir = (s: SuiviCreneau): number => Object.keys(s.etat.avis).length;

/** Said by the prescriber, the OF or an operator: these people know (S21). */
export const confirmer = (s: SuiviCreneau, a: Acte<'confirmer'>): void => {
  const sus = (a.positionnements ?? Object.keys(s.etat.avis)).filter((id) => s.etat.avis[id] !== undefined);
  for (const id of sus) delete s.etat.avis[id];
  if (sus.length > 0) noter(s, 'CHANGEMENT_CONFIRME', { acteur: a.par, systeme: a.depuis, detail: `${sus.length}` });
};

/** The new date is here: who was not told of it will be known by the presences. */
export const oublierReports = (s: SuiviCreneau): void => {
  for (const [id, avis] of Object.entries(s.etat.avis)) if (avis.occasion !== 'ANNULATION') delete s.etat.avis[id];
};

/** Writes to each candidate who is to be told, side by side, each change once. */
export const prevenir = async (s: SuiviCreneau): Promise<never> => {
  const partis = new Set<string>();
  const restants = () => Object.entries(s.etat.avis).filter(([id, { rang, sort }]) => sort === 'A_DIRE' && !partis.has(`${id}/${rang}`));
  for (;;) {
    await condition(() => restants().length > 0);
    await laisserRepondre(s);
    for (const [id, avis] of restants()) {
      partis.add(`${id}/${avis.rang}`);
      void ecrireA(s, id, avis);
    }
  }
};

const ecrireA = async (s: SuiviCreneau, positionnement: string, { occasion, rang }: Avis): Promise<void> => {
  const e = s.etat;
  const demande = { positionnement, occasion, cle: `${occasion.toLowerCase()}:${positionnement}:${rang}`, maintenant: instant(s) };
  const { etat } = await courriel(s, (c) => c.convoquer(demande));
  const avis = e.avis[positionnement];
  if (avis?.rang !== rang) return; // told otherwise meanwhile, or moved again
  if (etat === 'ENVOYEE' || etat === 'INUTILE') {
    delete e.avis[positionnement];
    e.prevenus++;
  } else {
    avis.sort = 'NON_DIT';
    noter(s, 'CHANGEMENT_NON_ANNONCE', { detail: etat });
    if (etat === 'ECHEC') signalerEchec(s, NON_CONFIRME, 'CANDIDAT', cas(s));
  }
  if (e.prevenus > 0 && Object.values(e.avis).every((x) => x.sort !== 'A_DIRE')) noter(s, 'CHANGEMENT_ANNONCE', { detail: `${e.prevenus}` });
  s.sale = true;
};

/** What told this candidate came back later (DSN): he is one of those who do not know. */
export const entendreAvisRevenu = (s: SuiviCreneau, { positionnement, occasion }: Acte<'avisRevenu'>): void => {
  const e = s.etat;
  if (occasion !== 'ANNULATION' && (e.inscrits[positionnement] === undefined || instant(s) >= e.debut)) return; // gone, or the date will tell
  e.avis[positionnement] = { occasion, rang: e.changements, sort: 'NON_DIT' };
  signalerEchec(s, NON_CONFIRME, 'CANDIDAT', cas(s));
};

/** S21: a change of which somebody was not told, nor said to know. */
export const surveillerChangements = async (s: SuiviCreneau): Promise<never> => {
  const e = s.etat;
  const personne = () => aPrevenir(s) === 0;
  for (;;) {
    await jusquA(s, () => !personne());
    await jusquA(
      s,
      () => personne() || Object.values(e.avis).some((a) => a.sort === 'NON_DIT'),
      () => e.changeLe + PATIENCE_MS,
    );
    if (!personne()) await attendre(s, personne, { ...cas(s), cause: NON_CONFIRME, depuis: e.changeLe, sujet: () => sujetDe(s, aPrevenir(s)) });
    lever(s, echecDe(NON_CONFIRME), 'fait attendu');
    e.avis = {}; // what an operator dealt with elsewhere is no longer waited for
    await reprendre(s);
  }
};

/** Everybody knows of the new date. */
const reprendre = async (s: SuiviCreneau): Promise<void> => {
  if (s.etat.statut !== 'REPORTE') return;
  passer(s, 'PUBLIE');
  await compterPlaces(s, `report:${s.etat.changements}`);
};
