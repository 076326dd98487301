/** What a candidate's path does with each act: the state changes at once, the procedure of parcours.ts follows. */
import type { ActeParcours, ReponsePositionner } from '../domain/actes.ts';
import { HORS_CRENEAU } from '../domain/codes.ts';
import * as annonces from './annonces.ts';
import { diffuser, estDiffere } from './diffuser.ts';
import { type Envoi, kairos } from './effets.ts';
import { joindre, noter } from './miroir.ts';
import { ignorer, perdu, tenirPresence, tenirSuite } from './parcours-emargement.ts';
import {
  avancer,
  cellule,
  cible,
  cleInscription,
  courant,
  dire,
  inscriptions,
  jourDe,
  type Positionnement,
  passee,
  positionne,
  reprendreVerrou,
  SANS_MOT,
  type SuiviParcours,
  vecu,
} from './parcours-etat.ts';
import { direInterruption, offrirPlace } from './parcours-formation.ts';
import { connaitre, lire } from './parcours-passe.ts';
import { annuler, positionner, reporter } from './parcours-places.ts';
import { ecarter, reprendreFile } from './parcours-redites.ts';
import { instant, iso } from './suivi.ts';
import { condition } from './vague.ts';

type Acte<T extends ActeParcours['type']> = Extract<ActeParcours, { type: T }>;

export const recevoir = async (s: SuiviParcours, a: ActeParcours): Promise<ReponsePositionner | undefined> => {
  const e = s.etat;
  if (a.type === 'positionner') return positionner(s, a);
  await connaitre(s);
  // What is said of a positioning while its seat is being asked for waits for the answer.
  const vise = a.type === 'dossierSynchronise' ? e.actif : 'positionnement' in a ? a.positionnement : null;
  const enCours = () => vise != null && e.actif === vise && e.positionnements[vise] === undefined;
  if (enCours()) await condition(() => !enCours());
  const p = 'positionnement' in a ? e.positionnements[a.positionnement ?? ''] : (positionne(e) ?? undefined);
  switch (a.type) {
    case 'presence':
      return tenirPresence(s, p, a);
    case 'suite':
      return tenirSuite(s, p, a);
    case 'annulerPositionnement':
      return p && e.actif === p.id && !e.inscrit ? annuler(s, p, a) : ignorer(s, a);
    case 'reporter':
      return p && e.actif === p.id && !e.inscrit && p.presence === null ? reporter(s, p, a) : ignorer(s, a);
    case 'creneauDeplace':
      if (p?.creneau !== a.creneau || (!a.precision && Date.parse(a.debut) === p.debut && Date.parse(a.fin) === p.fin)) return;
      Object.assign(p, { debut: Date.parse(a.debut), fin: Date.parse(a.fin) });
      dire(s, a.id, annonces.rendezVous(cible(s, p), p.profil, p), 'RDV'); // who shows slots hears of it from the slot's flow
      return;
    case 'creneauAnnule':
      if (p?.creneau === a.creneau && p.presence === null) await annuler(s, p, { ...a, depuis: 'kairos' });
      return;
    case 'convocationRevenue':
      e.convocationRevenue = a.positionnement;
      noter(s, 'COURRIEL_EN_ECHEC', { detail: 'REVENU' });
      return;
    case 'inscrire':
      return inscrireAilleurs(s, a);
    case 'declarerNonRetenu':
      return declarer(s, a);
    case 'nonRetenusDeclares':
      if (e.nonRetenusAttendus) noter(s, 'NON_RETENUS_DECLARES', { acteur: a.par, systeme: a.depuis });
      e.nonRetenusAttendus = false;
      return;
    case 'placeLiberee':
      if (e.etape === 'LISTE_ATTENTE' && e.placeOfferteLe === null) {
        e.placeOfferteLe = a.date;
        noter(s, 'PLACE_LIBEREE');
      } else if (!a.rappel) await offrirPlace(s, a.id); // one that has an offer already passes the next place on
      return;
    case 'entrer':
      return p ? entrer(s, p, a) : ecarter(s, a);
    case 'annulerInscription':
      if (e.entree !== null || (!e.inscrit && p?.suite !== 'RETENU')) return ecarter(s, a);
      e.annulee ??= { jour: jourDe(a), kairos: a.depuis === 'kairos' };
      return;
    case 'interrompre':
      return p && e.sortie === null ? interrompre(s, p, a) : ignorer(s, a);
    case 'sortir':
      return p && e.inscrit && !passee(e, 'CLOS') ? sortir(s, p, a) : ecarter(s, a);
    case 'dossierSynchronise':
      synchroniser(s, a.id);
      return;
    case 'rejoue':
      for (const fait of a.faits) montrer(s, fait, { etat: 'VISIBLE', regle: null, raison: null });
      noter(s, 'REJOUE', { systeme: 'aude', detail: a.faits.join(', ') });
      if (a.faits.includes('INSCRIPTION')) compterAis(s);
      return;
    case 'expiree':
      montrer(s, a.fait, { etat: 'NON_VISIBLE', regle: 'R36', raison: 'Conservée trop longtemps sans réinscription : AUDE ne le saura pas.' });
      noter(s, 'DIFFEREE_EXPIREE', { systeme: 'aude', detail: a.fait });
      return;
  }
};

const montrer = (s: SuiviParcours, fait: string, c: { etat: string; regle: string | null; raison: string | null }): void =>
  joindre(s, { transmissions: [{ parcours: s.sujet, systeme: 'aude', fait, depuis: iso(instant(s)), ...c }] });

/** A queued effect was done: the matrix knows it, and the AIS of AUDE leads to AUDEF's counter (M17). */
export const apresEnvoi = (s: SuiviParcours, { effet, transmission }: Envoi, rendu: unknown): void => {
  if (effet.operation === 'kairos.positionner' && transmission) {
    const { parcours, fait } = transmission;
    joindre(s, { transmissions: [{ parcours, systeme: 'kairos', fait, etat: 'VISIBLE', depuis: iso(instant(s)), regle: null, raison: null }] });
  }
  if (effet.operation !== 'aude.genererAis') return;
  const p = positionne(s.etat);
  if (estDiffere(rendu)) s.etat.ais = 'DIFFEREE';
  else if (p) genererAis(s, p);
};

/** Replayed, however late: of a registration that stands, or whose training is over. */
const compterAis = (s: SuiviParcours): void => {
  const p = courant(s.etat);
  if (p && s.etat.inscritLe && s.etat.annulee === null) genererAis(s, p);
};

const genererAis = (s: SuiviParcours, p: Positionnement): void => {
  s.etat.ais = 'GENEREE';
  if (s.etat.etape === 'INSCRIT') avancer(s, 'AIS_GENEREE');
  const cle = cleInscription(p, inscriptions(s.etat));
  dire(s, `ais:${cle}`, annonces.ais(cible(s, p), p.profil, s.etat.inscritLe ?? p.decideLe ?? p.demandeLe), 'INSCRIPTION');
};

/** Registered in Kairos itself: whoever was positioned is retained; for somebody who never was, a row stands for it (R39, R42c). */
const inscrireAilleurs = async (s: SuiviParcours, a: Acte<'inscrire'>): Promise<undefined> => {
  const e = s.etat;
  if (e.inscrit) return;
  if (e.etape === 'CLOS') return ignorer(s, a);
  const p = a.positionnement === undefined ? courant(e) : positionne(e);
  if (p) {
    if (perdu(p)) return ignorer(s, a);
    const venue = p.presence !== 'PRESENT';
    const avant = p.presence === null ? null : p.statut;
    const retenue = p.suite !== 'RETENU';
    if (p.statut !== 'DEMANDE') p.statut = 'HONORE';
    Object.assign(p, { presence: 'PRESENT', provisoire: false, suite: 'RETENU', decideLe: jourDe(a) });
    // Who follows her learns what the registration says: she came, and was retained.
    const ou = { ...cible(s, p), creneau: p.creneau };
    const dite = { presence: 'PRESENT', statut: p.statut, avant, direKairos: false } as const;
    if (p.annonce && venue) dire(s, `presence:${p.id}:${a.id}`, annonces.presence(ou, p.profil, dite), 'PRESENCE');
    if (p.annonce && retenue) dire(s, `suite:${p.id}:${a.id}`, annonces.suite(ou, p.profil, 'RETENU', false), 'SUITE');
    return void reprendreVerrou(e, p);
  }
  const jamais = Object.keys(e.positionnements).length === 0;
  const trace = a.positionnement ? await tracer(s, a.positionnement, a, 'RETENU') : null;
  if (!trace) return ignorer(s, a);
  e.nonRetenusAttendus = jamais; // S7
  reprendreVerrou(e, trace);
};

/** G1: a candidate met off-system and not retained leaves a trace too. */
const declarer = async (s: SuiviParcours, a: Acte<'declarerNonRetenu'>): Promise<undefined> => {
  if (s.etat.actif !== null || s.etat.inscrit || s.etat.etape === 'CLOS') return ignorer(s, a);
  const trace = await tracer(s, a.positionnement, a, 'NON_RETENU');
  if (!trace) return ignorer(s, a);
  trace.annonce = true;
  s.etat.fini = null;
  avancer(s, 'NON_RETENU');
};

const tracer = async (s: SuiviParcours, id: string, a: ActeParcours, suite: 'RETENU' | 'NON_RETENU'): Promise<Positionnement | null> => {
  const profil = await lire(s, id);
  if (profil === null) return null;
  const le = Date.parse(a.date);
  const jour = jourDe(a);
  const trace: Positionnement = {
    ...{ id, creneau: HORS_CRENEAU, debut: le, fin: le, demandeLe: jour, decideLe: jour, profil: { ...profil, horsSysteme: suite } },
    ...{ ailleurs: a.depuis !== null, statut: 'HONORE', ...SANS_MOT, presence: suite === 'RETENU' ? 'PRESENT' : null, suite, annonce: false, convoque: true },
  };
  s.etat.positionnements[id] = trace;
  return trace;
};

const entrer = (s: SuiviParcours, p: Positionnement, a: Acte<'entrer'>): Promise<undefined> | undefined => {
  const e = s.etat;
  if (e.annulee !== null || e.etape === 'CLOS') return ecarter(s, a); // after an exit heard first, it is what the path still waits for
  if (e.entree?.jour === a.jour) return;
  e.entree = { jour: a.jour, kairos: a.depuis === 'kairos' };
  // A date corrected after the entry was told is told again.
  if (passee(e, 'ENTREE_ATTESTEE')) dire(s, `entree:${p.id}:${a.id}`, annonces.entree(cible(s, p), p.profil, a.jour, a.depuis !== 'kairos'), 'ENTREE');
};

/** The same beginning said again corrects the period, and may end it. */
const interrompre = (s: SuiviParcours, p: Positionnement, a: Acte<'interrompre'>): undefined => {
  const e = s.etat;
  const i = { debut: a.debut, fin: a.fin, kairos: a.depuis === 'kairos', dite: false };
  e.interruptions = [...e.interruptions.filter((x) => x.debut !== a.debut), i];
  if (passee(e, 'ENTREE_ATTESTEE')) direInterruption(s, p, i, `${p.id}:${a.id}`);
};

const sortir = (s: SuiviParcours, p: Positionnement, a: Acte<'sortir'>): undefined => {
  const e = s.etat;
  const kairosLeSait = a.depuis === 'kairos';
  if (e.sortie === null) {
    return void Object.assign(e, { sortie: { jour: a.jour, abandon: a.abandon, bilan: a.bilan, kairos: kairosLeSait } });
  }
  const { jour, bilan } = e.sortie;
  const abandon = a.abandon || (e.sortie.abandon && a.jour === jour && a.bilan); // a bilan that only completes says nothing of it
  const corrigee = a.jour !== jour || abandon !== e.sortie.abandon;
  if (!corrigee && (bilan || !a.bilan)) return ignorer(s, a);
  Object.assign(e.sortie, { jour: a.jour, abandon, bilan: bilan || a.bilan });
  const dite = passee(e, 'FIN') || passee(e, 'ABANDON');
  if (dite) avancer(s, abandon ? 'ABANDON' : 'FIN');
  // What is corrected after the exit was told is told again.
  if (corrigee && dite)
    dire(s, `sortie:${p.id}:${a.id}`, annonces.sortie(cible(s, p), p.profil, { date: a.jour, dite: jour, direKairos: !kairosLeSait }), 'BILAN');
  else if (!kairosLeSait) diffuser(s, `bilan:${p.id}:${a.id}`, [kairos.terminer({ ...cible(s, p), date: e.sortie.jour })], cellule(s, 'BILAN'));
};

/** S8b: the dossier is synchronised at last; i-Milo may see each positioning that holds (R31), and takes what it refused meanwhile. */
const synchroniser = (s: SuiviParcours, cle: string): void => {
  reprendreFile(s, 'imilo');
  for (const p of Object.values(s.etat.positionnements).filter((x) => !perdu(x))) {
    const avant = annonces.vuParImilo(p.profil);
    p.profil = { ...p.profil, dossierImilo: true, synchronise: true };
    const nom = p.id === s.etat.actif ? cle : `${p.id}:${cle}`;
    if (!avant && p.annonce) diffuser(s, nom, annonces.rattrapage(cible(s, p), p.profil, vecu(s.etat, p)), cellule(s, 'POSITIONNEMENT'));
  }
};
