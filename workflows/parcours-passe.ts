/** A path whose flow had ended, or that begins by an act other than a positioning: it finds in PostgreSQL what it lived. */
import type { ParcoursConnu, PositionnementPasse, ProfilLu } from '../activities/lecture.ts';
import type { EtapeParcours } from '../domain/codes.ts';
import { jourParis } from '../domain/ouvres.ts';
import { hub } from './hub.ts';
import { reprendreA } from './miroir.ts';
import { type Etape, type EtatParcours, type Positionnement, passee, SANS_MOT, type SuiviParcours } from './parcours-etat.ts';
import { pendant } from './suivi.ts';
import { condition } from './vague.ts';

const INSCRITS: readonly EtapeParcours[] = [
  'INSCRIT',
  'AIS_GENEREE',
  'ENTREE_A_VALIDER',
  'ENTREE_ATTESTEE',
  'EN_FORMATION',
  'INTERROMPU',
  'ABANDON',
  'FIN',
  'BILAN_SAISI',
];
const TENUS: readonly EtapeParcours[] = ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'LISTE_ATTENTE'];

/** Reads the path, and the origin of one positioning. The first reading of a run brings the past along. */
export const lire = async (s: SuiviParcours, positionnement: string | null): Promise<ProfilLu | null> => {
  const e = s.etat;
  const premiere = e.lu === null && !e.lecture;
  e.lecture = true;
  try {
    const connu = await pendant(s, () => hub.lireParcours({ parcours: s.sujet, positionnement }));
    if (premiere) retrouver(s, connu);
    const neuves = connu.lu.interruptions.filter((i) => e.interruptions.every((x) => x.debut !== i.debut));
    e.interruptions.push(...neuves.map((i) => ({ ...i, kairos: false, dite: false })));
    e.lu = { ...connu.lu, etapes: [] }; // the steps are the state's
    return connu.profil;
  } finally {
    e.lecture = false;
  }
};

/** Before any act but a positioning, which reads for itself. */
export const connaitre = async (s: SuiviParcours): Promise<void> => {
  if (s.etat.lu !== null) return;
  if (s.etat.lecture) await condition(() => !s.etat.lecture);
  else await lire(s, null);
};

const retrouver = (s: SuiviParcours, { lu, passe }: ParcoursConnu): void => {
  const e = s.etat;
  reprendreA(s, lu.version);
  const etapes = lu.etapes as Etape[];
  const derniere = etapes.at(-1);
  if (!derniere) return;
  e.etapes = etapes;
  e.etape = derniere.etape;
  e.positionnements = Object.fromEntries(passe.map((q) => [q.id, retrouve(q, e)]));
  const inscrit = INSCRITS.includes(e.etape);
  // Whoever is asking for a place meanwhile will see that it is held.
  if (inscrit || TENUS.includes(e.etape)) e.actif = passe.at(-1)?.id ?? e.actif;
  e.inscrit = inscrit;
  e.inscritLe = lu.inscritLe ?? null;
  e.interruptions = lu.dites ?? [];
  e.ais = !inscrit || passe.at(-1)?.profil.aIdDE !== true ? 'SANS_OBJET' : passee(e, 'AIS_GENEREE') ? 'GENEREE' : 'ATTENDUE';
  const jour = (etape: EtapeParcours) => jourParis(Date.parse(etapes.findLast((x) => x.etape === etape)?.date ?? derniere.date));
  // The day that was attested, not the one on which it was: the mirror goes on saying it, even once all is over.
  if (passee(e, 'ENTREE_ATTESTEE') && (inscrit || lu.entreeLe)) e.entree = { jour: lu.entreeLe ?? jour('ENTREE_ATTESTEE'), kairos: true };
  const parti = (inscrit || lu.sortieLe) && (passee(e, 'FIN') || passee(e, 'ABANDON'));
  if (parti)
    e.sortie = {
      jour: lu.sortieLe ?? jour('FIN'),
      abandon: etapes.findLast((x) => x.etape === 'FIN' || x.etape === 'ABANDON')?.etape === 'ABANDON',
      bilan: passee(e, 'BILAN_SAISI'),
      kairos: true,
    };
  e.fini = e.etape === 'CLOS' ? 'termine' : e.etape === 'INSCRIPTION_ANNULEE' ? 'annule' : null;
};

const retrouve = (q: PositionnementPasse, e: EtatParcours): Positionnement => ({
  id: q.id,
  creneau: q.creneau,
  debut: Date.parse(q.debut ?? q.demandeLe),
  fin: Date.parse(q.fin ?? q.demandeLe),
  demandeLe: jourParis(Date.parse(q.demandeLe)),
  decideLe: null,
  profil: q.profil,
  ailleurs: false,
  statut: q.statut,
  ...SANS_MOT,
  presence: q.presence,
  provisoire: e.etapes.at(-1)?.provisoire ?? false,
  suite: q.suite,
  annonce: q.statut !== 'DEMANDE',
  convoque: true,
});
