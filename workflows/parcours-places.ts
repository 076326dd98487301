/** Asking for a place, giving it back, moving it (§d.6): one person holds one at a time (R27), and Kairos gives it. */
import type { ActeParcours, ReponsePositionner } from '../domain/actes.ts';
import * as annonces from './annonces.ts';
import { courriel } from './courriel.ts';
import { diffuser } from './diffuser.ts';
import { kairos, ouiform } from './effets.ts';
import { etape, RefusMetier } from './etape.ts';
import { ecrire, noter } from './miroir.ts';
import {
  avancer,
  cellule,
  cible,
  confirmer,
  diffuserAnnulation,
  dire,
  inscritAu,
  jourDe,
  kairosAJour,
  occupe,
  type Positionnement,
  positionne,
  refuser,
  SANS_MOT,
  type SuiviParcours,
  vecu,
} from './parcours-etat.ts';
import { offrirPlace } from './parcours-formation.ts';
import { lire } from './parcours-passe.ts';
import { signaler } from './signaler.ts';
import { instant } from './suivi.ts';
import { condition } from './vague.ts';

type Acte<T extends ActeParcours['type']> = Extract<ActeParcours, { type: T }>;

/** R27: one active positioning per person and session; the slot itself is Kairos's to give. */
export const positionner = async (s: SuiviParcours, a: Acte<'positionner'>): Promise<ReponsePositionner> => {
  const e = s.etat;
  if (e.lecture && e.lu === null) await condition(() => !e.lecture);
  // Kairos has written it: what is being asked there meanwhile will be refused there, and this one stands.
  const enQuestion = () => e.actif !== null && e.positionnements[e.actif] === undefined;
  if (a.depuis === 'kairos' && enQuestion()) await condition(() => !enQuestion());
  const tenu = positionne(e);
  if (tenu && aReprendre(tenu, a)) return reprendre(s, tenu, a);
  if (occupe(e)) return dejaInscrit(s, a);
  e.actif = a.positionnement; // the lock, before any wait
  const profil = await lire(s, a.positionnement);
  if (e.actif !== a.positionnement) return dejaInscrit(s, a); // held by what the path had lived
  if (profil === null) throw new Error('positionnement inconnu du hub');
  const p = nouveau(a, profil);
  Object.assign(e, { fini: null, placeOfferteLe: null });
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

const nouveau = (a: Acte<'positionner'>, profil: annonces.Profil): Positionnement => ({
  id: a.positionnement,
  creneau: a.creneau,
  debut: Date.parse(a.debut),
  fin: Date.parse(a.fin),
  demandeLe: jourDe(a),
  decideLe: null,
  profil,
  ailleurs: a.depuis !== null,
  statut: 'DEMANDE',
  ...SANS_MOT,
  annonce: false,
  convoque: false,
});

const dejaInscrit = (s: SuiviParcours, a: Acte<'positionner'>): ReponsePositionner => {
  s.etat.refuses.push({ id: a.positionnement, creneau: a.creneau, statut: 'REFUSE', presence: null, suite: null });
  noter(s, 'POSITIONNEMENT_REFUSE', { acteur: a.par, systeme: a.depuis, detail: 'DEJA_INSCRIT' });
  if (a.depuis !== null) {
    const [, session = ''] = s.sujet.split(':');
    diffuser(s, `refus:${a.positionnement}`, annonces.refuseIci({ parcours: s.sujet, positionnement: a.positionnement, session }, a.outil));
  }
  return { statut: 'REFUSE', refus: 'DEJA_INSCRIT' };
};

/** S8: what the organisme entered by itself, an ML adviser enters in OUIFORM: the same appointment, which i-Milo may now show (R31). */
const aReprendre = (tenu: Positionnement, a: Acte<'positionner'>): boolean => tenu.profil.reseau === 'OF' && a.reseau === 'ML' && a.outil === 'OUIFORM';

const reprendre = async (s: SuiviParcours, p: Positionnement, a: Acte<'positionner'>): Promise<ReponsePositionner> => {
  const profil = await lire(s, a.positionnement);
  if (profil === null) throw new Error('positionnement inconnu du hub');
  const { horsSysteme, modalite } = p.profil;
  p.profil = { ...profil, horsSysteme, modalite, reprises: [...(p.profil.reprises ?? []), a.positionnement] };
  noter(s, 'POSITIONNEMENT_REPRIS', { acteur: a.par, systeme: a.depuis });
  const sien = { ...cible(s, p), positionnement: a.positionnement };
  const { statut, presence, suite, creneau } = p;
  // The appointment is the organisme's, whichever date the adviser had chosen.
  const change = { ...(creneau !== a.creneau && { creneau }), ...(presence !== null && { statut, presence, ...(suite && { suite }) }) };
  diffuser(s, a.id, [ouiform.positionner(sien), ...(Object.keys(change).length === 0 ? [] : [ouiform.suivre({ ...sien, ...change })])]);
  if (p.annonce) diffuser(s, a.id, annonces.rattrapage(cible(s, p), p.profil, vecu(s.etat, p)), cellule(s, 'POSITIONNEMENT'));
  return { statut: p.statut === 'DEMANDE' ? 'DEMANDE' : 'CONFIRME' };
};

type Auteur = { id: string; date: string; par: string; depuis: ActeParcours['depuis'] };

export const annuler = async (s: SuiviParcours, p: Positionnement, a: Auteur): Promise<undefined> => {
  const attendKairos = p.statut === 'DEMANDE'; // the seat is given back once Kairos has answered, and nobody else knows of it
  const offerte = s.etat.placeOfferteLe !== null;
  p.statut = 'ANNULE';
  Object.assign(s.etat, { actif: null, placeOfferteLe: null });
  avancer(s, 'ANNULE');
  noter(s, 'POSITIONNEMENT_ANNULE', { acteur: a.par, systeme: a.depuis });
  if (attendKairos) return;
  diffuserAnnulation(s, `annulation:${p.id}`, annonces.annulation(cible(s, p), p.profil, jourDe(a), a.depuis !== 'kairos'), 'POSITIONNEMENT');
  await signaler(s, `annulation:${p.id}`, [{ processus: 'creneau', sujet: p.creneau, acte: { type: 'desinscrit', positionnement: p.id } }]);
  if (offerte) await offrirPlace(s, `annulation:${p.id}`);
};

/** Kairos may refuse the new slot: the person then keeps the first. */
export const reporter = async (s: SuiviParcours, p: Positionnement, a: Acte<'reporter'>): Promise<ReponsePositionner | undefined> => {
  const { creneau: ancien, profil: avant } = p;
  const pret = () => s.etat.demande === null && kairosAJour(s);
  if (!pret()) await condition(pret);
  if (s.etat.actif !== p.id || p.presence !== null) return undefined; // refused, cancelled or met meanwhile
  try {
    await etape(s, `reporter:${a.id}`, kairos.deplacerPositionnement({ ...cible(s, p), creneau: a.creneau }), { refus: 'rendre' });
  } catch (refus) {
    if (!(refus instanceof RefusMetier)) throw refus;
    noter(s, 'REPORT_REFUSE', { acteur: a.par, systeme: 'kairos', detail: refus.code });
    return { statut: 'REFUSE', refus: refus.code };
  }
  Object.assign(p, { creneau: a.creneau, debut: Date.parse(a.debut), fin: Date.parse(a.fin), ...SANS_MOT });
  if (a.modalite) p.profil = { ...avant, modalite: a.modalite };
  noter(s, 'POSITIONNEMENT_REPORTE', { acteur: a.par, systeme: a.depuis });
  dire(s, a.id, annonces.deplacement(cible(s, p), p.profil, avant, p), 'RDV');
  await signaler(s, a.id, [{ processus: 'creneau', sujet: ancien, acte: { type: 'desinscrit', positionnement: p.id } }, inscritAu(s, p)]);
  void ecrire(s).then(() => convoquer(s, p, 'REPORT', a.id)); // the mail is made from the rows
  return { statut: 'CONFIRME' };
};

/** Does not hold up the path: a candidate without address, or a mail server that is away, changes nothing for the others. `envoi`: which one, after the first. */
export const convoquer = (s: SuiviParcours, p: Positionnement, occasion: 'CONVOCATION' | 'REPORT' = 'CONVOCATION', envoi = ''): void => {
  const demande = { positionnement: p.id, occasion, cle: `${occasion.toLowerCase()}:${p.id}${envoi && `:${envoi}`}`, maintenant: instant(s) };
  void courriel(s, (c) => c.convoquer(demande)).then(({ etat }) => {
    p.convoque = true;
    if (etat === 'ECHEC') s.etat.convocationRevenue = p.id;
    else if (etat === 'ENVOYEE' && s.etat.convocationRevenue === p.id) s.etat.convocationRevenue = null;
    noter(s, 'CONVOCATION', { detail: etat });
  });
};
