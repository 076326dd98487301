/** What a candidate's path does with each act: the state changes at once, the procedure of parcours.ts follows. */
import { condition } from '@temporalio/workflow';
import type { ActeParcours, ReponsePositionner } from '../domain/actes.ts';
import { jourParis } from '../domain/ouvres.ts';
import * as annonces from './annonces.ts';
import { diffuser } from './diffuser.ts';
import { type Envoi, kairos } from './effets.ts';
import { etape, RefusMetier } from './etape.ts';
import { hub } from './hub.ts';
import {
  avancer,
  cible,
  confirmer,
  diffuserAnnulation,
  type EtatParcours,
  kairosAJour,
  type Positionnement,
  positionne,
  refuser,
  type SuiviParcours,
  venir,
} from './parcours-etat.ts';
import { signaler } from './signaler.ts';
import { instant, iso, joindre, noter, pendant, reprendreA } from './suivi.ts';

export const recevoir = async (s: SuiviParcours, a: ActeParcours): Promise<ReponsePositionner | undefined> => {
  const e = s.etat;
  // What is said of a positioning while its seat is being asked for waits for the answer.
  const enCours = () => 'positionnement' in a && a.type !== 'positionner' && e.actif === a.positionnement && e.positionnements[a.positionnement] === undefined;
  if (enCours()) await condition(() => !enCours());
  const p = 'positionnement' in a ? e.positionnements[a.positionnement] : positionne(e);
  switch (a.type) {
    case 'positionner':
      return positionner(s, a);
    case 'presence':
      if (p) tenirPresence(s, p, a);
      return;
    case 'suite':
      if (p && p.suite !== a.suite) {
        // A decision supposes that the person was met; nobody is met for a candidature.
        if (p.profil.modalite === 'CANDIDATURE') p.presence ??= 'PRESENT';
        else if (p.presence === null) tenirPresence(s, p, { id: a.id, presence: 'PRESENT' });
        Object.assign(p, { suite: a.suite, decideLe: jourDe(a) });
        if (a.suite === 'LISTE_ATTENTE') {
          venir(s);
          avancer(s, 'LISTE_ATTENTE');
        }
        diffuser(s, `suite:${p.id}:${a.id}`, annonces.suite(cible(s, p), p.profil, a.suite), { parcours: s.sujet, fait: 'SUITE' });
      }
      return;
    case 'annulerPositionnement':
      if (p && e.actif === p.id && !e.inscrit) await annuler(s, p, a);
      return;
    case 'reporter':
      if (p && e.actif === p.id) await reporter(s, p, a);
      return;
    case 'creneauDeplace':
      if (p && p.creneau === a.creneau) {
        p.debut = Date.parse(a.debut);
        diffuser(s, a.id, annonces.deplacement(cible(s, p), p.profil), { parcours: s.sujet, fait: 'RDV' });
      }
      return;
    case 'creneauAnnule':
      if (p && p.creneau === a.creneau && p.presence === null) await annuler(s, p, { ...a, depuis: 'kairos' });
      return;
    case 'inscrire':
      if (p && p.presence === null) p.presence = 'PRESENT';
      if (p) Object.assign(p, { suite: 'RETENU', decideLe: jourDe(a) });
      return;
    case 'entrer':
      e.entree ??= { jour: a.jour, kairos: a.depuis === 'kairos' };
      return;
    case 'annulerInscription':
      if (e.entree === null) e.annulee ??= { jour: jourDe(a), kairos: a.depuis === 'kairos' };
      return;
    case 'interrompre':
      avancer(s, 'INTERROMPU');
      return;
    case 'sortir':
      e.sortie ??= { jour: a.jour, abandon: a.abandon, bilan: a.bilan, kairos: a.depuis === 'kairos' };
      return;
    case 'dossierSynchronise':
      if (p) synchroniser(s, p, a.id);
      return;
    case 'rejoue':
      for (const fait of a.faits)
        joindre(s, { transmissions: [{ parcours: s.sujet, systeme: 'aude', fait, etat: 'VISIBLE', depuis: iso(instant(s)), regle: null, raison: null }] });
      noter(s, 'REJOUE', { systeme: 'aude', detail: a.faits.join(', ') });
      if (a.faits.includes('INSCRIPTION') && p) genererAis(s, p);
      return;
  }
};

/** A queued effect was done: the matrix knows it, and the AIS of AUDE leads to AUDEF's counter (M17). */
export const apresEnvoi = (s: SuiviParcours, { effet, transmission }: Envoi): void => {
  if (effet.operation === 'kairos.positionner' && transmission) {
    joindre(s, {
      transmissions: [{ parcours: s.sujet, systeme: 'kairos', fait: transmission.fait, etat: 'VISIBLE', depuis: iso(instant(s)), regle: null, raison: null }],
    });
  }
  const p = positionne(s.etat);
  if (effet.operation === 'aude.genererAis' && p) genererAis(s, p);
};

const genererAis = (s: SuiviParcours, p: Positionnement): void => {
  if (s.etat.etape === 'INSCRIT') avancer(s, 'AIS_GENEREE');
  diffuser(s, `ais:${p.id}`, annonces.ais(cible(s, p), p.decideLe ?? p.demandeLe), { parcours: s.sujet, fait: 'INSCRIPTION' });
};

/** The day of the act in Paris: recorded with it, so that it is the same however often the flow is told. */
const jourDe = (a: { date: string }): string => jourParis(Date.parse(a.date));

type Acte<T extends ActeParcours['type']> = Extract<ActeParcours, { type: T }>;

/** R27: one active positioning per person and session; the slot itself is Kairos's to give. */
const positionner = async (s: SuiviParcours, a: Acte<'positionner'>): Promise<ReponsePositionner> => {
  const e = s.etat;
  if (e.actif !== null || e.inscrit || e.fini !== null) {
    e.refuses.push({ id: a.positionnement, creneau: a.creneau, statut: 'REFUSE', presence: null, suite: null });
    noter(s, 'POSITIONNEMENT_REFUSE', { acteur: a.par, systeme: a.depuis, detail: 'DEJA_INSCRIT' });
    return { statut: 'REFUSE', refus: 'DEJA_INSCRIT' };
  }
  e.actif = a.positionnement; // the lock, before any wait
  const { lu, profil } = await pendant(s, () => hub.lireParcours({ parcours: s.sujet, positionnement: a.positionnement }));
  reprendre(s, lu);
  const p: Positionnement = {
    id: a.positionnement,
    creneau: a.creneau,
    debut: Date.parse(a.debut),
    demandeLe: jourDe(a),
    decideLe: null,
    profil,
    ailleurs: a.depuis !== null,
    statut: 'DEMANDE',
    presence: null,
    suite: null,
    annonce: false,
    convoque: false,
  };
  noter(s, 'POSITIONNEMENT_DEMANDE', { acteur: a.par, systeme: a.depuis, detail: a.outil });
  if (e.demande !== null || !kairosAJour(s)) {
    e.positionnements[p.id] = p; // its turn will come
    return { statut: 'DEMANDE' };
  }
  try {
    const rendu = await etape(s, `positionner:${p.id}`, kairos.positionner(cible(s, p)), { refus: 'rendre', essai: true });
    e.positionnements[p.id] = p;
    if (rendu === 'sans-reponse') return { statut: 'DEMANDE' };
    confirmer(s, p);
    return { statut: 'CONFIRME' };
  } catch (refus) {
    if (!(refus instanceof RefusMetier)) throw refus;
    e.positionnements[p.id] = p;
    refuser(s, p, refus.code);
    return { statut: 'REFUSE', refus: refus.code };
  }
};

/** A path that begins again after an end finds its past. */
const reprendre = (s: SuiviParcours, lu: EtatParcours['lu'] & object): void => {
  if (s.etat.lu === null) {
    reprendreA(s, lu.version);
    s.etat.etapes = [...(lu.etapes as EtatParcours['etapes']), ...s.etat.etapes];
  }
  s.etat.lu = lu;
};

const tenirPresence = (s: SuiviParcours, p: Positionnement, a: Pick<Acte<'presence'>, 'id' | 'presence'>): void => {
  const e = s.etat;
  if (p.presence === a.presence) return;
  p.presence = a.presence;
  if (a.presence === 'PRESENT' && e.actif === null && !e.inscrit) e.actif = p.id; // an absence typed by mistake had freed the lock
  p.statut = a.presence === 'PRESENT' ? 'HONORE' : 'ABSENT';
  diffuser(s, `presence:${p.id}:${a.id}`, annonces.presence(cible(s, p), p.profil, a.presence, p.statut), { parcours: s.sujet, fait: 'PRESENCE' });
};

const annuler = async (s: SuiviParcours, p: Positionnement, a: { id: string; date: string; par: string; depuis: ActeParcours['depuis'] }): Promise<void> => {
  const attendKairos = p.statut === 'DEMANDE'; // the seat is given back once Kairos has answered, and nobody else knows of it
  p.statut = 'ANNULE';
  s.etat.actif = null;
  avancer(s, 'ANNULE');
  noter(s, 'POSITIONNEMENT_ANNULE', { acteur: a.par, systeme: a.depuis });
  if (attendKairos) return;
  diffuserAnnulation(s, `annulation:${p.id}`, annonces.annulation(cible(s, p), p.profil, jourDe(a), a.depuis !== 'kairos'), 'POSITIONNEMENT');
  await signaler(s, `annulation:${p.id}`, [{ processus: 'creneau', sujet: p.creneau, acte: { type: 'desinscrit', positionnement: p.id } }]);
};

const reporter = async (s: SuiviParcours, p: Positionnement, a: Acte<'reporter'>): Promise<void> => {
  const ancien = p.creneau;
  const pret = () => s.etat.demande === null && kairosAJour(s);
  if (!pret()) await condition(pret);
  if (s.etat.actif !== p.id) return; // refused or cancelled meanwhile
  await etape(s, `reporter:${a.id}`, kairos.deplacerPositionnement({ ...cible(s, p), creneau: a.creneau }));
  Object.assign(p, { creneau: a.creneau, debut: Date.parse(a.debut), presence: null });
  noter(s, 'POSITIONNEMENT_REPORTE', { acteur: a.par, systeme: a.depuis });
  diffuser(s, a.id, annonces.deplacement(cible(s, p), p.profil), { parcours: s.sujet, fait: 'RDV' });
  await signaler(s, a.id, [
    { processus: 'creneau', sujet: ancien, acte: { type: 'desinscrit', positionnement: p.id } },
    { processus: 'creneau', sujet: a.creneau, acte: { type: 'inscrit', positionnement: p.id, parcours: s.sujet } },
  ]);
};

/** S8b: the dossier is synchronised at last; i-Milo may see the positioning (R31). */
const synchroniser = (s: SuiviParcours, p: Positionnement, cle: string): void => {
  const avant = annonces.vuParImilo(p.profil);
  p.profil = { ...p.profil, dossierImilo: true, synchronise: true };
  if (!avant && annonces.vuParImilo(p.profil)) {
    const [proposer] = annonces.positionnement(cible(s, p), p.profil, p.demandeLe).filter((x) => x.systeme === 'imilo');
    if (proposer) diffuser(s, cle, [proposer], { parcours: s.sujet, fait: 'POSITIONNEMENT' });
  }
};
