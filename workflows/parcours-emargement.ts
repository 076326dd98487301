/**
 * What the organisme says of a person, in Kairos or in the hub: who came, who is retained. The last word wins at both ends: a word that is not
 * applied is said, and Kairos hears again what holds whenever something else may have been typed there.
 */
import type { ActeParcours } from '../domain/actes.ts';
import type { Fait } from '../domain/codes.ts';
import * as annonces from './annonces.ts';
import { diffuser } from './diffuser.ts';
import { noter } from './miroir.ts';
import { cible, dire, jourDe, type Positionnement, positionne, reprendreVerrou, type SuiviParcours } from './parcours-etat.ts';
import { annuler } from './parcours-places.ts';
import { signaler } from './signaler.ts';
import { instant } from './suivi.ts';

type Presence = Extract<ActeParcours, { type: 'presence' }>;
type Suite = Extract<ActeParcours, { type: 'suite' }>;

/** What an act was about, in the words of the journal. */
const DE_QUOI: Partial<Record<ActeParcours['type'], Fait>> = {
  presence: 'PRESENCE',
  suite: 'SUITE',
  inscrire: 'INSCRIPTION',
  annulerInscription: 'INSCRIPTION',
  entrer: 'ENTREE',
  interrompre: 'ENTREE',
  sortir: 'BILAN',
};
/** Nothing that was accepted is lost: what makes no sense any more is said. */
export const ignorer = (s: SuiviParcours, a: ActeParcours): undefined => {
  noter(s, 'ACTE_REFUSE', { acteur: a.par, systeme: a.depuis, detail: DE_QUOI[a.type] ?? 'POSITIONNEMENT' });
};

export const perdu = (p: Positionnement): boolean => p.statut === 'ANNULE' || p.statut === 'REFUSE';
const ou = (s: SuiviParcours, p: Positionnement) => ({ ...cible(s, p), creneau: p.creneau });

/** Said of a positioning that has left that slot, or is given back: nobody holds anything of it. */
const horsSujet = (p: Positionnement, a: Presence | Suite): boolean => perdu(p) || (a.creneau !== undefined && a.creneau !== p.creneau);

/** Not applied. The slot has kept it, and so has Kairos when it was typed there: they hear again what holds. */
const ecarter = (s: SuiviParcours, p: Positionnement | undefined, a: Presence | Suite): undefined => {
  ignorer(s, a);
  if (!p || horsSujet(p, a) || (a.type === 'presence' ? a.presence === p.presence : a.suite === p.suite)) return;
  const { id: positionnement, presence, suite } = p;
  const tenue = { positionnement, ...(presence && { presence }), ...(suite && { suite }) };
  if (!a.perime) void signaler(s, `tenue:${a.id}`, [{ processus: 'creneau', sujet: p.creneau, acte: { type: 'emarger', lignes: [tenue] } }]);
  if (a.depuis !== 'kairos') return;
  const deja = p.redit && p.redit.presence === presence && p.redit.suite === suite && Date.parse(a.date) <= p.redit.le;
  if (deja) return; // typed before that: one sheet has two words
  diffuser(s, `redite:${p.id}:${a.id}`, annonces.rappel(ou(s, p), p.profil, p));
  Object.assign(p, { dit: true, redit: { le: instant(s), presence, suite } });
};

/** R27: absence frees the lock. A presumed one (G2) gives way to whatever is said. */
export const tenirPresence = (s: SuiviParcours, p: Positionnement | undefined, a: Presence): undefined => {
  const e = s.etat;
  const absente = a.presence !== 'PRESENT';
  const fige = e.inscrit || e.etape === 'INSCRIPTION_ANNULEE';
  if (!p || horsSujet(p, a) || e.etape === 'CLOS' || (absente && fige)) return ecarter(s, p, a);
  if (a.provisoire && p.presence !== null) return;
  const le = Date.parse(a.date);
  if (a.perime || (!p.provisoire && le < p.presenceLe)) return ecarter(s, p, a);
  if (p.presence === a.presence) {
    if (p.provisoire && !a.provisoire) {
      const derniere = e.etapes.at(-1);
      if (derniere?.provisoire) derniere.provisoire = false; // somebody has said it now
      noter(s, 'ABSENT', { acteur: a.par, systeme: a.depuis });
    }
    return void Object.assign(p, { provisoire: false, presenceLe: le });
  }
  // G2: undone, whatever the person has done meanwhile.
  if (p.provisoire) noter(s, 'PRESENCE_CORRIGEE', { acteur: a.par, systeme: a.depuis, detail: `${p.id} : ${p.presence} (provisoire) → ${a.presence}` });
  poserPresence(s, p, a);
  if (absente) Object.assign(p, { suite: null, suiteLe: a.provisoire ? p.suiteLe : le });
  if (e.actif === null) reprendreVerrou(e, p); // looked at again: kept if present, given back if absent
};

const poserPresence = (s: SuiviParcours, p: Positionnement, a: Pick<Presence, 'id' | 'date' | 'presence' | 'provisoire' | 'depuis'>): void => {
  const statut = a.presence === 'PRESENT' ? 'HONORE' : 'ABSENT';
  const avant = p.presence === null ? null : p.statut;
  // What the hub said before may reach Kairos after what was typed there.
  const direKairos = a.depuis !== 'kairos' || p.dit;
  Object.assign(p, { presence: a.presence, provisoire: a.provisoire ?? false, presenceLe: Date.parse(a.date), statut, dit: direKairos });
  dire(s, `presence:${p.id}:${a.id}`, annonces.presence(ou(s, p), p.profil, { presence: a.presence, statut, avant, direKairos }), 'PRESENCE');
};

const remotiver = (s: SuiviParcours, p: Positionnement, a: Suite): undefined => {
  const direKairos = a.depuis !== 'kairos' || p.dit;
  p.dit = direKairos;
  dire(s, `motif:${p.id}:${a.id}`, annonces.motif(ou(s, p), p.profil, a.suite, direKairos), 'SUITE');
};

/** A decision supposes that the person was met; nobody is met for a candidature. It falls with the presence. */
export const tenirSuite = async (s: SuiviParcours, p: Positionnement | undefined, a: Suite): Promise<undefined> => {
  const e = s.etat;
  const autre = positionne(e);
  const ailleurs = autre !== null && autre.id !== p?.id;
  if (a.remotive) return p && p.suite === a.suite && !horsSujet(p, a) ? remotiver(s, p, a) : undefined;
  if (!p || horsSujet(p, a) || e.etape === 'CLOS' || (e.inscrit && (ailleurs || e.entree !== null))) return ecarter(s, p, a);
  const le = Date.parse(a.date);
  if (a.perime || le < p.suiteLe) return ecarter(s, p, a);
  p.suiteLe = le;
  if (p.suite === a.suite) return;
  // Retained after all, when another date had been found: the new appointment is given back.
  if (ailleurs && a.suite === 'RETENU') await annuler(s, autre, a);
  if (p.profil.modalite === 'CANDIDATURE') p.presence ??= 'PRESENT';
  else if (p.presence !== 'PRESENT') poserPresence(s, p, { id: a.id, date: a.date, presence: 'PRESENT', depuis: a.depuis });
  const direKairos = a.depuis !== 'kairos' || p.dit;
  Object.assign(p, { suite: a.suite, decideLe: jourDe(a), dit: direKairos });
  dire(s, `suite:${p.id}:${a.id}`, annonces.suite(ou(s, p), p.profil, a.suite, direKairos), 'SUITE');
  if (e.inscrit && a.suite !== 'RETENU') e.annulee ??= { jour: jourDe(a), kairos: false };
  else if (e.actif === null) reprendreVerrou(e, p);
};
