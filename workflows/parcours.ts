/**
 * One person on one session, from the positioning to the end of the training (§d.7). There is one such flow per person and session: it is the
 * double-booking lock of R27. Seats are Kairos's: the hub asks, Kairos answers.
 */
import { condition } from '@temporalio/workflow';
import type { ActeParcours } from '../domain/actes.ts';
import { debutDeJourParis } from '../domain/ouvres.ts';
import * as annonces from './annonces.ts';
import { attendre } from './attendre.ts';
import { courriel } from './courriel.ts';
import { derouler } from './derouler.ts';
import { diffuser } from './diffuser.ts';
import { kairos } from './effets.ts';
import { etape, RefusMetier } from './etape.ts';
import type { Debut } from './messages.ts';
import { apresEnvoi, recevoir } from './parcours-actes.ts';
import {
  avancer,
  cible,
  confirmer,
  diffuserAnnulation,
  type EtatParcours,
  kairosAJour,
  type Positionnement,
  passee,
  positionne,
  refuser,
  type SuiviParcours,
  venir,
} from './parcours-etat.ts';
import { signaler } from './signaler.ts';
import { instant, jusquA, type Memoire, noter } from './suivi.ts';
import { suivre } from './suivre.ts';

export async function parcours(debut: Debut<Memoire<EtatParcours>>): Promise<void> {
  const [personne, session] = debut.sujet.split(':') as [string, string];
  const s: SuiviParcours = suivre<EtatParcours, ActeParcours>('parcours', debut, {
    initial: {
      etape: 'POSITIONNE',
      etapes: [],
      lu: null,
      positionnements: {},
      actif: null,
      demande: null,
      refuses: [],
      inscrit: false,
      entree: null,
      sortie: null,
      annulee: null,
      fini: null,
    },
    recevoir,
    apresEnvoi,
    resume: (e) => ({ etape: e.etape, organisme: e.lu?.dispensateur ?? null, parcours: debut.sujet, fini: e.fini }),
    miroir: (e) => ({
      parcours: [{ id: debut.sujet, personne, session, etape: e.etape, etapes: e.etapes, positionnement: e.actif, entreeLe: e.entree?.jour ?? null }],
      positionnements: [
        ...Object.values(e.positionnements).map(({ id, creneau, statut, presence, suite }) => ({ id, creneau, statut, presence, suite })),
        ...e.refuses,
      ],
    }),
  });
  await derouler(s, () => vivre(s));
}

const vivre = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  while (e.fini === null) {
    const enSuspens = e.demande === null ? undefined : e.positionnements[e.demande];
    if (enSuspens) await demanderPlace(s, enSuspens);
    if (
      !(await jusquA(
        s,
        () => positionne(e) !== null || e.inscrit || e.fini !== null,
        () => finSession(e),
      ))
    )
      e.fini = 'termine';
    if (e.fini !== null) return;
    if (!e.inscrit) await recruter(s);
    if (e.inscrit) return suivreFormation(s);
  }
};

/** From the positioning to « retenu ». Comes back as soon as the positioning is refused, cancelled, or ended by an absence. */
const recruter = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  const p = positionne(e) as Positionnement;
  if (p.statut === 'DEMANDE') await demanderPlace(s, p);
  if (p.statut !== 'CONFIRME' && p.statut !== 'HONORE') return;
  if (!p.annonce) await annoncer(s, p);
  if (!p.convoque) convoquer(s, p);

  // No timer here: the slot's own flow reminds the OF, once for all its candidates.
  await jusquA(s, () => p.presence !== null || p.suite !== null || e.actif !== p.id);
  if (e.actif !== p.id) return;
  if (p.presence !== null && p.presence !== 'PRESENT') return manquer(s);
  venir(s);
  await jusquA(s, () => p.suite === 'RETENU' || p.suite === 'NON_RETENU' || e.actif !== p.id || p.presence !== 'PRESENT');
  if (e.actif !== p.id) return;
  if (p.presence !== 'PRESENT') return manquer(s);
  if (p.suite === 'NON_RETENU') {
    avancer(s, 'NON_RETENU'); // the trace that no system keeps today (R39)
    e.fini = 'termine';
    return;
  }
  avancer(s, 'RETENU');
  await inscrire(s, p);
};

/** The absence, even known late, frees the lock (R27). */
const manquer = (s: SuiviParcours): void => {
  s.etat.actif = null;
  avancer(s, 'ABSENT');
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
  diffuser(s, p.id, annonces.positionnement(c, p.profil, p.demandeLe), { parcours: s.sujet, fait: 'POSITIONNEMENT' });
  diffuser(s, p.id, annonces.rendezVous(c, p.profil), { parcours: s.sujet, fait: 'RDV' });
  s.apresEnvoi({ cle: p.id, effet: kairos.positionner(c), transmission: { parcours: s.sujet, fait: 'POSITIONNEMENT' } }, { reference: p.id });
  await signaler(s, `inscrit:${p.id}`, [{ processus: 'creneau', sujet: p.creneau, acte: { type: 'inscrit', positionnement: p.id, parcours: s.sujet } }]);
  avancer(s, 'CONVOQUE');
};

/** Does not hold up the path: a candidate without address, or a mail server that is away, changes nothing for the others. */
const convoquer = (s: SuiviParcours, p: Positionnement): void => {
  const demande = { positionnement: p.id, cle: `convocation:${p.id}`, maintenant: instant(s) };
  void courriel(s, (c) => c.convoquer(demande)).then(({ etat }) => {
    p.convoque = true;
    noter(s, 'CONVOCATION', { detail: etat });
  });
};

export const inscrire = async (s: SuiviParcours, p: Positionnement): Promise<void> => {
  const e = s.etat;
  const date = p.decideLe ?? p.demandeLe;
  if (!kairosAJour(s)) await condition(() => kairosAJour(s));
  await etape(s, `inscrire:${p.id}`, kairos.inscrire({ ...cible(s, p), date }));
  diffuser(s, `inscription:${p.id}`, annonces.inscription(cible(s, p), p.profil, date), { parcours: s.sujet, fait: 'INSCRIPTION' });
  e.inscrit = true;
  avancer(s, 'INSCRIT');
};

/** From the registration to the end: entry to validate at the start date, entry attested, exit and bilan (R41, R48). */
const suivreFormation = async (s: SuiviParcours): Promise<void> => {
  const e = s.etat;
  const p = positionne(e) as Positionnement;
  const cas = {
    acteurType: 'OF',
    acteur: e.lu?.dispensateur ?? null,
    organisme: e.lu?.dispensateur ?? null,
    session: e.lu?.session ?? null,
    creneau: p.creneau,
  };
  const sujet = () => ({ session: e.lu?.session ?? '', intitule: e.lu?.intitule ?? '', date: e.lu?.debut ?? '', nombre: 1 });

  await jusquA(
    s,
    () => e.entree !== null || e.annulee !== null,
    () => debutSession(e),
  );
  if (e.entree === null && e.annulee === null) {
    avancer(s, 'ENTREE_A_VALIDER');
    await attendre(s, () => e.entree !== null || e.annulee !== null, {
      ...cas,
      cause: 'ENTREE_NON_ATTESTEE',
      depuis: Math.max(debutSession(e) ?? 0, Date.parse(e.etapes.at(-1)?.date ?? '')),
      sujet,
    });
  }
  if (e.annulee !== null) return annulerInscription(s, p);
  if (!passee(e, 'ENTREE_ATTESTEE')) entrer(s, p);

  await jusquA(
    s,
    () => e.sortie !== null,
    () => finSession(e),
  );
  if (e.sortie === null) await attendre(s, () => e.sortie !== null, { ...cas, cause: 'SORTIE_NON_SAISIE', depuis: finSession(e) ?? instant(s), sujet });
  sortir(s, p);
};

const entrer = (s: SuiviParcours, p: Positionnement): void => {
  const { jour, kairos: parKairos } = s.etat.entree as NonNullable<EtatParcours['entree']>;
  diffuser(s, `entree:${p.id}`, annonces.entree(cible(s, p), p.profil, jour, !parKairos), { parcours: s.sujet, fait: 'ENTREE' });
  avancer(s, 'ENTREE_ATTESTEE');
  avancer(s, 'EN_FORMATION');
};

const sortir = (s: SuiviParcours, p: Positionnement): void => {
  const { jour, abandon, bilan, kairos: parKairos } = s.etat.sortie as NonNullable<EtatParcours['sortie']>;
  diffuser(s, `sortie:${p.id}`, annonces.sortie(cible(s, p), p.profil, jour, !parKairos), { parcours: s.sujet, fait: 'BILAN' });
  avancer(s, abandon ? 'ABANDON' : 'FIN');
  if (bilan) avancer(s, 'BILAN_SAISI');
  avancer(s, 'CLOS');
  s.etat.fini = 'termine';
};

const annulerInscription = (s: SuiviParcours, p: Positionnement): void => {
  const annulee = s.etat.annulee as NonNullable<EtatParcours['annulee']>;
  const effets = annonces.inscriptionAnnulee(cible(s, p), p.profil, annulee.jour, !annulee.kairos);
  diffuserAnnulation(s, `inscription-annulee:${p.id}`, effets, 'INSCRIPTION');
  avancer(s, 'INSCRIPTION_ANNULEE');
  s.etat.actif = null;
  s.etat.fini = 'annule';
};

const debutSession = (e: EtatParcours): number | null => (e.lu ? debutDeJourParis(e.lu.debut) : null);
/** The end of the last day; null for an unknown end. */
const finSession = (e: EtatParcours): number | null => (e.lu?.fin ? debutDeJourParis(e.lu.fin) + 86_400_000 : null);
