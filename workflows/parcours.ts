/**
 * One person on one session, from the positioning to the end of the training (§d.7). There is one such flow per person and session: it is the
 * double-booking lock of R27. Seats are Kairos's: the hub asks, Kairos answers.
 */
import type { ActeParcours, ActionBlocage, ReponseAction } from '../domain/actes.ts';
import type { Presence, Suite } from '../domain/codes.ts';
import * as annonces from './annonces.ts';
import { derouler } from './derouler.ts';
import { diffuser } from './diffuser.ts';
import { kairos } from './effets.ts';
import { etape, RefusMetier } from './etape.ts';
import type { Debut } from './messages.ts';
import { apresEnvoi, recevoir } from './parcours-actes.ts';
import {
  avancer,
  cellule,
  cible,
  cleInscription,
  confirmer,
  courant,
  dire,
  type EtatParcours,
  finSession,
  inscriptions,
  inscritAu,
  kairosAJour,
  nouveauParcours,
  type Positionnement,
  positionne,
  refuser,
  type SuiviParcours,
} from './parcours-etat.ts';
import { offrirPlace, suivreFormation } from './parcours-formation.ts';
import { convoquer } from './parcours-places.ts';
import { dossierNonSynchronise, veiller } from './parcours-veilles.ts';
import { signaler } from './signaler.ts';
import { jusquA, type Memoire } from './suivi.ts';
import { suivre } from './suivre.ts';
import { condition } from './vague.ts';

export async function parcours(debut: Debut<Memoire<EtatParcours>>): Promise<void> {
  const [personne, session] = debut.sujet.split(':') as [string, string];
  const s: SuiviParcours = suivre<EtatParcours, ActeParcours>('parcours', debut, {
    initial: nouveauParcours(),
    recevoir,
    apresEnvoi,
    refusPropre: ({ etat }, { systeme }, code) => (systeme === 'imilo' && code === 'DOSSIER_NON_SYNCHRONISE' ? dossierNonSynchronise(etat) : undefined),
    remedier,
    resume: (e) => ({ etape: e.etape, organisme: e.lu?.dispensateur ?? null, parcours: debut.sujet, fini: e.fini }),
    miroir: (e) => ({
      // A path whose past is being read has nothing to say of it.
      parcours:
        e.lu === null ? [] : [{ id: debut.sujet, personne, session, etape: e.etape, etapes: e.etapes, positionnement: e.actif ?? dernier(e), ...datesDe(e) }],
      positionnements: [...Object.values(e.positionnements).flatMap(lignes), ...e.refuses],
    }),
  });
  void veiller(s);
  await derouler(
    s,
    () => vivre(s),
    () => s.etat.fini === null,
  );
}

/** The days that partners are told: what they show is compared with them. */
const datesDe = (e: EtatParcours) => ({
  inscritLe: e.inscritLe ?? null,
  entreeLe: e.entree?.jour ?? null,
  sortieLe: e.sortie?.jour ?? null,
  interruptions: e.interruptions,
});

/** A path that is over keeps the name of the one that it was about. */
const dernier = (e: EtatParcours): string | null => (e.etape === 'CLOS' ? (courant(e)?.id ?? null) : null);

/** What an ML adviser made of the same appointment lives as the organisme's does (S8). */
const lignes = ({ id, profil, creneau, statut, presence, suite }: Positionnement) =>
  [id, ...(profil.reprises ?? [])].map((x) => ({ id: x, creneau, statut, presence, suite }));

const vivre = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  while (e.fini === null) {
    const enSuspens = e.demande === null ? undefined : e.positionnements[e.demande];
    if (enSuspens) await demanderPlace(s, enSuspens);
    const suite = () => positionne(e) !== null || e.fini !== null;
    if (!(await jusquA(s, suite, () => finSansPlace(s)))) e.fini = 'termine';
    if (e.fini !== null) break;
    if (!e.inscrit) await recruter(s);
    if (e.inscrit) await suivreFormation(s);
  }
  await condition(() => Object.keys(s.memoire.attentes).length === 0); // what was watched for falls with the path
};

/** After its bilan a slot stays open to corrections: the path of somebody who was not retained stays to hear them. */
const CORRECTION_MS = 30 * 86_400_000;
/** When a path that holds no place has nothing more to wait for. */
const finSansPlace = ({ etat: e }: SuiviParcours): number | null => {
  const p = courant(e);
  if (e.actif !== null) return null; // Kairos is being asked
  return e.etape === 'NON_RETENU' && p ? p.fin + CORRECTION_MS : finSession(e);
};

type Decision = Suite | 'ABSENT' | 'PRESENT' | null;
const absent = (presence: Presence | null): boolean => presence !== null && presence !== 'PRESENT';
const decision = (p: Positionnement): Decision => (absent(p.presence) ? 'ABSENT' : (p.suite ?? (p.presence === null ? null : 'PRESENT')));

/** From the positioning to « retenu ». Comes back as soon as it is refused, cancelled, not retained, or ended by an absence. */
const recruter = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  const p = positionne(e) as Positionnement;
  if (p.statut === 'DEMANDE') await demanderPlace(s, p);
  if (e.actif !== p.id) return; // refused or cancelled
  if (!p.annonce) await annoncer(s, p);
  if (!p.convoque) convoquer(s, p);
  for (let vue: Decision = null; e.actif === p.id; ) {
    // No timer here: the slot's own flow reminds the OF, once for all its candidates.
    await jusquA(s, () => e.actif !== p.id || decision(p) !== vue);
    if (e.actif !== p.id) return;
    vue = decision(p);
    if (await decider(s, p, vue)) return;
  }
};

/** What follows from what the OF said; true when the recruitment is over. */
const decider = async (s: SuiviParcours, p: Positionnement, vue: Decision): Promise<boolean> => {
  const e = s.etat;
  if (vue !== 'LISTE_ATTENTE' && e.placeOfferteLe !== null) {
    e.placeOfferteLe = null;
    if (vue !== 'RETENU') await offrirPlace(s, `place:${p.id}:${vue}`); // declined: the next one's turn
  }
  const venue = !p.profil.horsSysteme && p.profil.modalite !== 'CANDIDATURE' && (e.etape === 'CONVOQUE' || e.etape === 'ABSENT');
  if (vue !== null && vue !== 'ABSENT' && venue) avancer(s, 'PRESENT');
  switch (vue) {
    case null:
    case 'PRESENT':
      return false;
    case 'LISTE_ATTENTE':
      avancer(s, 'LISTE_ATTENTE');
      return false;
    case 'ABSENT':
      e.actif = null; // the absence, even known late, frees the lock (R27)
      avancer(s, 'ABSENT', p.provisoire ? { provisoire: true } : {});
      return true;
    case 'NON_RETENU':
      e.actif = null;
      avancer(s, 'NON_RETENU'); // the trace that no system keeps today (R39)
      return true;
    case 'RETENU':
      if (!p.profil.horsSysteme) avancer(s, 'RETENU');
      await inscrire(s, p);
      return true;
  }
};

/** Asks Kairos with all the patience it takes; a refusal ends the positioning, not the path. What was cancelled meanwhile is given back. */
const demanderPlace = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const annule = () => p.statut === 'ANNULE';
  s.etat.demande = p.id;
  if (!kairosAJour(s)) await condition(() => kairosAJour(s));
  try {
    await etape(s, `positionner:${p.id}`, kairos.positionner(cible(s, p)), { refus: 'rendre' });
    if (annule()) diffuser(s, `annulation:${p.id}`, [kairos.annulerPositionnement(cible(s, p))]);
    else confirmer(s, p);
  } catch (refus) {
    if (!(refus instanceof RefusMetier)) throw refus;
    if (!annule()) refuser(s, p, refus.code);
  }
  s.etat.demande = null;
};

const annoncer = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const c = cible(s, p);
  p.annonce = true;
  dire(s, p.id, annonces.positionnement(c, p.profil, p.demandeLe), 'POSITIONNEMENT');
  dire(s, p.id, annonces.rendezVous(c, p.profil, p), 'RDV');
  s.apresEnvoi({ cle: p.id, effet: kairos.positionner(c), transmission: cellule(s, 'POSITIONNEMENT') }, { reference: p.id });
  if (p.profil.horsSysteme) return dire(s, `suite:${p.id}`, annonces.suite({ ...c, creneau: p.creneau }, p.profil, 'RETENU', false), 'SUITE');
  await signaler(s, `inscrit:${p.id}`, [inscritAu(s, p)]);
  avancer(s, 'CONVOQUE');
};

/** « Renvoyer »: to the address known today. */
const remedier = (s: SuiviParcours, nom: string, { code, acte }: ActionBlocage): ReponseAction => {
  const p = positionne(s.etat);
  if (code !== 'relancer' || nom !== 'COURRIEL_EN_ECHEC' || p === null) return { fait: false, refus: 'NON_APPLICABLE' };
  convoquer(s, p, 'CONVOCATION', acte ?? `${s.memoire.rang}`);
  return { fait: true };
};

/** Kairos first, once it has heard the presence and the decision; then whoever may know. */
const inscrire = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const e = s.etat;
  const date = p.decideLe ?? p.demandeLe;
  if (!kairosAJour(s)) await condition(() => kairosAJour(s));
  const cle = cleInscription(p, inscriptions(e) + 1);
  await etape(s, `inscrire:${cle}`, kairos.inscrire({ ...cible(s, p), date }));
  const effets = annonces.inscription(cible(s, p), p.profil, date);
  e.ais = effets.some((x) => x.systeme === 'aude') ? 'ATTENDUE' : 'SANS_OBJET';
  dire(s, `inscription:${cle}`, effets, 'INSCRIPTION');
  Object.assign(e, { inscrit: true, inscritLe: date });
  avancer(s, 'INSCRIT');
  if (p.suite !== 'RETENU') e.annulee ??= { jour: p.decideLe ?? date, kairos: false }; // corrected while Kairos was being told
  await signaler(s, `inscription:${cle}`, [
    { processus: 'session', sujet: cible(s, p).session, acte: { type: 'inscription', parcours: s.sujet, inscrit: true } },
  ]);
};
