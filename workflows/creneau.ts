/**
 * One slot: information collective, rendez-vous or candidature window (§d.3–d.5).
 * Published, then waited for; at its end the OF is asked who came and who is retained; closed when all is known and the time of corrections is
 * over. Its life is read from its state at each turn: a move, a late registration or a correction puts it back where it belongs.
 */
import { allHandlersFinished } from '@temporalio/workflow';
import type { ActeCreneau, ActionBlocage, ReponseAction } from '../domain/actes.ts';
import { prochainInstantOuvre } from '../domain/ouvres.ts';
import { courriel } from './courriel.ts';
import { attendrePresences, attendreReponses, attendreSuites } from './creneau-attentes.ts';
import {
  annuler,
  confirmer,
  deplacer,
  detromper,
  entendreAvisRevenu,
  liberer,
  oublierReports,
  preciser,
  prevenir,
  recevoirAnnulation,
  surveillerChangements,
} from './creneau-changements.ts';
import {
  CORRECTION_MS,
  combien,
  compterPlaces,
  type EtatCreneau,
  estFenetre,
  manque,
  NEUF,
  passer,
  prevenirSession,
  type SuiviCreneau,
  sansPresence,
} from './creneau-etat.ts';
import { derouler } from './derouler.ts';
import { diffuser, estParti } from './diffuser.ts';
import { audef, kairos, ouiform } from './effets.ts';
import { attendus, emarger, presumer, rattraper } from './emargement.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { noter, reprendreA } from './miroir.ts';
import { signalerEchec } from './rappel.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, type Memoire, pendant } from './suivi.ts';
import { suivre } from './suivre.ts';
import { condition } from './vague.ts';

export async function creneau(debut: Debut<Memoire<EtatCreneau>>): Promise<void> {
  const s = suivre<EtatCreneau, ActeCreneau>('creneau', debut, {
    initial: { ...NEUF, inscrits: {}, avis: {}, avance: [] },
    recevoir,
    remedier,
    resume: ({ statut, lu, avis }) => ({
      etape: statut,
      organisme: lu?.dispensateur ?? null,
      fini: statut === 'CLOS' ? 'termine' : statut === 'ANNULE' && Object.keys(avis).length === 0 ? 'annule' : null,
    }),
    miroir: ({ statut, restaurer, debut: d, fin }) =>
      statut === 'NOUVEAU' ? {} : { creneaux: [{ id: debut.sujet, statut, placesLibres: null, ...(restaurer && { debut: iso(d), fin: iso(fin) }) }] },
  });
  await derouler(s, () => Promise.race([vivre(s), surveillerChangements(s), prevenir(s), demander(s)]));
}

const vivre = async (s: SuiviCreneau): Promise<void> => {
  const e = s.etat;
  if (e.lu === null) await decouvrir(s);
  if (e.statut === 'NOUVEAU') await publier(s);
  for (;;) {
    const { changements } = e;
    const change = () => e.changements !== changements;
    if (e.annulation !== null || e.statut === 'ANNULE') return annuler(s);
    if (instant(s) < e.debut) {
      await jusquA(s, change, () => e.debut);
    } else if (instant(s) < e.fin) {
      commencer(s);
      await jusquA(s, change, () => e.fin);
    } else if (manque(e)) {
      commencer(s);
      await solder(s);
    } else {
      commencer(s);
      if (attendus(s) > 0) conclure(s);
      const clos = () => (attendus(s) > 0 ? e.fin + CORRECTION_MS : e.fin);
      if (!(await jusquA(s, () => change() || manque(e), clos))) return clore(s);
    }
  }
};

const commencer = (s: SuiviCreneau): void => {
  if (['PUBLIE', 'COMPLET', 'REPORTE'].includes(s.etat.statut)) passer(s, 'EN_COURS');
  oublierReports(s);
};

/** One of the things that are missing, until it is there. */
const solder = async (s: SuiviCreneau): Promise<void> => {
  // Nobody is written to at night, on a Sunday or on a public holiday.
  if (s.etat.demandeLe === null) Object.assign(s.etat, { demandeLe: prochainInstantOuvre(instant(s)), demandee: false });
  if (estFenetre(s.etat)) {
    passer(s, 'A_EMARGER');
    return attendreReponses(s);
  }
  if (combien(s.etat, sansPresence) > 0) {
    passer(s, 'A_EMARGER');
    return attendrePresences(s);
  }
  presencesSaisies(s);
  return attendreSuites(s);
};

const presencesSaisies = (s: SuiviCreneau): void => {
  if (s.etat.statut === 'EN_COURS') passer(s, 'A_EMARGER');
  passer(s, 'PRESENCES_SAISIES');
};
/** All is typed; it can still be corrected. */
const conclure = (s: SuiviCreneau): void => {
  const { statut } = s.etat;
  if (statut === 'BILAN_SAISI' || statut === 'CLOS') return;
  if (estFenetre(s.etat)) passer(s, 'A_EMARGER');
  else presencesSaisies(s);
  passer(s, 'BILAN_SAISI');
};

const clore = (s: SuiviCreneau): void => {
  if (s.etat.avance.length > 0) noter(s, 'ACTE_REFUSE', { detail: 'emarger CLOS' });
  passer(s, 'CLOS');
};

const decouvrir = async (s: SuiviCreneau): Promise<void> => {
  const lu = await pendant(s, () => hub.lireCreneau(s.sujet));
  reprendreA(s, lu.version);
  Object.assign(s.etat, { lu, debut: Date.parse(lu.debut), fin: Date.parse(lu.fin) });
  if (lu.statut === 'CLOS' || lu.statut === 'ANNULE') s.etat.statut = lu.statut;
  await condition(allHandlersFinished); // what came with it first
};

/** Through Kairos's queue: what is said of the slot meanwhile follows its publication. One that an OF typed there is told its name. */
const publier = async (s: SuiviCreneau): Promise<void> => {
  const ou = { creneau: s.sujet };
  diffuser(s, 'publication', [kairos.publierCreneau(ou)]);
  await condition(() => estParti(s, 'kairos', 'kairos.publierCreneau:publication'));
  if (s.etat.annulation !== null) return;
  diffuser(s, 'publication', [ouiform.publierCreneau(ou), audef.publierCreneau(ou)]);
  passer(s, 'PUBLIE');
  noter(s, 'CRENEAU_PUBLIE', { systeme: 'kairos' });
  await prevenirSession(s, 'ouverture', true);
  await compterPlaces(s, 'ouverture');
};

/** The first ask is no reminder: it leaves when the slot is over, whatever the policy; each time that the slot is over anew. */
const demander = async (s: SuiviCreneau): Promise<never> => {
  const e = s.etat;
  const aDemander = () => e.demandee === false && e.demandeLe !== null;
  for (;;) {
    await jusquA(s, aDemander);
    await jusquA(
      s,
      () => !aDemander(),
      () => e.demandeLe,
    );
    if (!aDemander() || instant(s) < (e.demandeLe ?? 0)) continue;
    e.demandee = true;
    if (manque(e)) envoyerDemande(s);
  }
};

const envoyerDemande = (s: SuiviCreneau): void => {
  const { changements, lu } = s.etat;
  const demande = { creneau: s.sujet, cle: `creneau:${s.sujet}:demande${changements ? `:${changements}` : ''}`, maintenant: instant(s) };
  const attendue = estFenetre(s.etat) ? 'CANDIDATURE_SANS_REPONSE' : 'PRESENCE_NON_SAISIE';
  void courriel(s, (c) => c.demanderPresences(demande)).then(({ etat }) => {
    noter(s, 'PRESENCES_DEMANDEES', { detail: etat });
    const attente = s.memoire.attentes[attendue];
    if (attente === undefined || (etat !== 'ECHEC' && etat !== 'SANS_DESTINATAIRE')) return;
    if (attente.envois === 0) attente.derniereRelance = null; // nobody was asked: the first reminder rests on nothing
    s.battement++;
    signalerEchec(s, attendue, 'OF', { session: lu?.session ?? null, creneau: s.sujet });
    // S13: the organisme's own flow hears that there is nowhere to write to.
    if (lu?.dispensateur) void signaler(s, `demande:${changements}`, [{ processus: 'organisme', sujet: lu.dispensateur, acte: { type: 'adresseInvalide' } }]);
  });
};

const recevoir = async (s: SuiviCreneau, a: ActeCreneau): Promise<undefined> => {
  const e = s.etat;
  if (e.lu === null) await condition(() => e.lu !== null);
  switch (a.type) {
    case 'ouvrir':
      return reessayer(s, a.par);
    case 'inscrit':
      e.inscrits[a.positionnement] ??= { parcours: a.parcours, presence: null, suite: null, presenceLe: 0, suiteLe: 0, provisoire: false, tente: false };
      if (e.statut === 'ANNULE') return void (await liberer(s, a.id));
      await compterPlaces(s, a.id);
      await detromper(s, a);
      return void (await rattraper(s));
    case 'desinscrit':
      delete e.inscrits[a.positionnement];
      if (e.avis[a.positionnement]?.occasion !== 'ANNULATION') delete e.avis[a.positionnement];
      return void (await compterPlaces(s, a.id));
    case 'deplacer':
      return void (await deplacer(s, a));
    case 'modifier':
      return void (await modifier(s, a));
    case 'annuler':
      return recevoirAnnulation(s, a);
    case 'confirmer':
      return void confirmer(s, a);
    case 'avisRevenu':
      return void entendreAvisRevenu(s, a);
    case 'tentative': {
      const i = e.inscrits[a.positionnement];
      if (i === undefined || !sansPresence(i) || instant(s) < e.fin) return; // she is expected: nothing is missing yet
      i.tente = true;
      e.tentatives++;
      return;
    }
    case 'emarger':
      return void (await emarger(s, a));
  }
};

/** S16: Kairos had refused it for want of an account, or of a convention; told to open again, it is tried again by itself. */
const reessayer = (s: SuiviCreneau, par: string): undefined => {
  for (const nom of Object.keys(s.memoire.blocages))
    if (nom.startsWith('REJET_FONCTIONNEL:kairos.publierCreneau')) s.decisions[nom] ??= { code: 'corriger', par };
};

/** Seats, comment, documents: who shows the slot shows them anew. */
const modifier = async (s: SuiviCreneau, a: ActeCreneau): Promise<void> => {
  const e = s.etat;
  const lu = await pendant(s, () => hub.lireCreneau(s.sujet));
  const autrePieces = e.lu?.pieces !== undefined && lu.pieces !== undefined && e.lu.pieces !== lu.pieces;
  if (e.lu) e.lu = { ...e.lu, places: lu.places, ...(lu.pieces !== undefined && { pieces: lu.pieces }) };
  noter(s, 'CRENEAU_MODIFIE', { acteur: a.par, systeme: a.depuis });
  if (e.statut === 'NOUVEAU' || e.statut === 'ANNULE' || e.statut === 'CLOS') return; // its publication will say it, or nobody cares
  const ou = { creneau: s.sujet };
  diffuser(s, a.id, [...(a.depuis === 'kairos' ? [] : [kairos.publierCreneau(ou)]), ouiform.publierCreneau(ou), audef.publierCreneau(ou)]);
  if (autrePieces && instant(s) < e.debut) preciser(s);
  await compterPlaces(s, a.id);
};

const remedier = async (s: SuiviCreneau, nom: string, { code, par }: ActionBlocage): Promise<ReponseAction> => {
  const presences = nom === 'PRESENCE_NON_SAISIE' || nom === 'INSCRIPTION_BLOQUEE';
  if (code !== 'absenceProvisoire' || !presences) return { fait: false, refus: 'NON_APPLICABLE' };
  return (await presumer(s, par)) > 0 ? { fait: true } : { fait: false, refus: 'DEJA_FAIT' };
};
