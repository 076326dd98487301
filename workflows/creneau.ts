/**
 * One slot: information collective, rendez-vous or candidature window (§d.3–d.5).
 * Published, then waited for; at its end the OF is asked who came and who is retained; closed when all is known, correctable a while longer.
 */
import type { CreneauLu } from '../activities/lecture.ts';
import type { ActeCreneau } from '../domain/actes.ts';
import type { Presence, StatutCreneau, Suite, Systeme } from '../domain/codes.ts';
import { attendre } from './attendre.ts';
import { courriel } from './courriel.ts';
import { derouler } from './derouler.ts';
import { diffuser } from './diffuser.ts';
import { audef, kairos, ouiform } from './effets.ts';
import { apresEnvoi, type Emargement, emarger } from './emargement.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { signaler } from './signaler.ts';
import { instant, jusquA, type Memoire, noter, pendant, reprendreA, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

export type Inscrit = { parcours: string; presence: Presence | null; suite: Suite | null };
export type EtatCreneau = {
  statut: StatutCreneau | 'NOUVEAU';
  lu: CreneauLu | null;
  debut: number;
  fin: number;
  annule: boolean;
  inscrits: Record<string, Inscrit>;
  /** Lines about a positioning that has not reached this flow yet. */
  avance: Emargement[];
  /** The OF was asked, at the end, before any reminder. */
  demandeLe: number | null;
};

/** After its bilan a slot stays open to corrections: as long as the OF's link is valid. */
const CORRECTION_MS = 30 * 86_400_000;

export async function creneau(debut: Debut<Memoire<EtatCreneau>>): Promise<void> {
  const s = suivre<EtatCreneau, ActeCreneau>('creneau', debut, {
    initial: { statut: 'NOUVEAU', lu: null, debut: 0, fin: 0, annule: false, inscrits: {}, avance: [], demandeLe: null },
    recevoir,
    resume: ({ statut, lu }) => ({
      etape: statut,
      organisme: lu?.dispensateur ?? null,
      fini: statut === 'CLOS' ? 'termine' : statut === 'ANNULE' ? 'annule' : null,
    }),
    miroir: ({ statut }) => (statut === 'NOUVEAU' ? {} : { creneaux: [{ id: debut.sujet, statut, placesLibres: null }] }),
    apresEnvoi,
  });
  await derouler(s, () => vivre(s));
}

const vivre = async (s: Suivi<EtatCreneau>): Promise<void> => {
  const e = s.etat;
  if (e.lu === null) await decouvrir(s);
  if (e.statut === 'CLOS' || e.statut === 'ANNULE') return;
  if (e.statut === 'NOUVEAU') await publier(s);

  await jusquA(
    s,
    () => e.annule,
    () => e.debut,
  );
  if (!e.annule) passer(s, 'EN_COURS');
  await jusquA(
    s,
    () => e.annule,
    () => e.fin,
  );
  if (e.annule) return annuler(s);

  if (Object.keys(e.inscrits).length > 0) {
    if (e.demandeLe === null) demander(s);
    passer(s, 'A_EMARGER');
    if (e.lu?.modalite === 'CANDIDATURE') await attendreReponses(s);
    else await attendreBilan(s);
    passer(s, 'BILAN_SAISI');
    await jusquA(
      s,
      () => false,
      () => e.fin + CORRECTION_MS,
    );
  }
  passer(s, 'CLOS');
};

const attendreBilan = async (s: Suivi<EtatCreneau>): Promise<void> => {
  const e = s.etat;
  const sansPresence = (i: Inscrit) => i.presence === null;
  await attendre(s, () => !parmi(e, sansPresence), {
    ...cas(s),
    cause: 'PRESENCE_NON_SAISIE',
    depuis: e.fin,
    prevenuLe: e.demandeLe,
    sujet: () => sujet(s, sansPresence),
  });
  passer(s, 'PRESENCES_SAISIES');
  const sansSuite = (i: Inscrit) => i.presence === 'PRESENT' && i.suite === null;
  await attendre(s, () => !parmi(e, sansSuite), { ...cas(s), cause: 'SUITE_NON_SAISIE', sujet: () => sujet(s, sansSuite) });
};

/** S9: nobody comes to a candidature; an answer is all that is waited for. */
const attendreReponses = (s: Suivi<EtatCreneau>): Promise<void> => {
  const sansReponse = (i: Inscrit) => i.suite === null;
  return attendre(s, () => !parmi(s.etat, sansReponse), {
    ...cas(s),
    cause: 'CANDIDATURE_SANS_REPONSE',
    depuis: s.etat.fin,
    prevenuLe: s.etat.demandeLe,
    sujet: () => sujet(s, sansReponse),
  });
};

const decouvrir = async (s: Suivi<EtatCreneau>): Promise<void> => {
  const lu = await pendant(s, () => hub.lireCreneau(s.sujet));
  reprendreA(s, lu.version);
  Object.assign(s.etat, { lu, debut: s.etat.debut || Date.parse(lu.debut), fin: s.etat.fin || Date.parse(lu.fin) });
  if (lu.statut === 'CLOS' || lu.statut === 'ANNULE') s.etat.statut = lu.statut;
};

const publier = async (s: Suivi<EtatCreneau>): Promise<void> => {
  const { lu } = s.etat;
  if (lu?.origine !== 'KAIROS') await etape(s, 'publier', kairos.publierCreneau({ creneau: s.sujet }));
  diffuser(s, 'publication', [ouiform.publierCreneau({ creneau: s.sujet }), audef.publierCreneau({ creneau: s.sujet })]);
  passer(s, 'PUBLIE');
  noter(s, 'CRENEAU_PUBLIE', { systeme: 'kairos' });
  await prevenirSession(s, 'ouverture', true);
};

/** The first ask is no reminder: it leaves at the end of the slot, whatever the policy. */
const demander = (s: Suivi<EtatCreneau>): void => {
  s.etat.demandeLe = instant(s);
  const demande = { creneau: s.sujet, cle: `creneau:${s.sujet}:demande`, maintenant: s.etat.demandeLe };
  void courriel(s, (c) => c.demanderPresences(demande)).then(({ etat }) => noter(s, 'PRESENCES_DEMANDEES', { detail: etat }));
};

const annuler = async (s: Suivi<EtatCreneau>): Promise<void> => {
  diffuser(s, 'annulation', [ouiform.annulerCreneau({ creneau: s.sujet }), audef.annulerCreneau({ creneau: s.sujet })]);
  await prevenirInscrits(s, 'annulation', { type: 'creneauAnnule', creneau: s.sujet });
  await prevenirSession(s, 'annulation', false);
  passer(s, 'ANNULE');
};

const passer = (s: Suivi<EtatCreneau>, statut: StatutCreneau): void => {
  if (s.etat.statut === statut) return;
  s.etat.statut = statut;
  s.sale = true;
};

const parmi = (e: EtatCreneau, test: (i: Inscrit) => boolean): boolean => Object.values(e.inscrits).some(test);
const cas = (s: Suivi<EtatCreneau>) => ({
  acteurType: 'OF',
  acteur: s.etat.lu?.dispensateur ?? null,
  organisme: s.etat.lu?.dispensateur ?? null,
  session: s.etat.lu?.session ?? null,
  creneau: s.sujet,
});
const sujet = (s: Suivi<EtatCreneau>, manque: (i: Inscrit) => boolean) => ({
  creneau: s.sujet,
  session: s.etat.lu?.session ?? '',
  intitule: s.etat.lu?.intitule ?? '',
  modalite: s.etat.lu?.modalite ?? 'ICO',
  date: new Date(s.etat.debut).toISOString(),
  nombre: Object.values(s.etat.inscrits).filter(manque).length,
});

const prevenirInscrits = (s: Suivi<EtatCreneau>, cle: string, acte: { type: string } & Record<string, unknown>): Promise<void> =>
  signaler(
    s,
    cle,
    Object.values(s.etat.inscrits).map(({ parcours }) => ({ processus: 'parcours' as const, sujet: parcours, acte })),
  );
const prevenirSession = (s: Suivi<EtatCreneau>, cle: string, ouvert: boolean): Promise<void> =>
  signaler(s, cle, [
    { processus: 'session', sujet: s.etat.lu?.session ?? '', acte: { type: 'creneau', creneau: s.sujet, ouvert, fin: new Date(s.etat.fin).toISOString() } },
  ]);

const recevoir = async (s: Suivi<EtatCreneau>, a: ActeCreneau): Promise<undefined> => {
  const e = s.etat;
  const ailleurs = (systeme: Systeme) => a.depuis !== systeme;
  switch (a.type) {
    case 'ouvrir':
      return;
    case 'inscrit':
      e.inscrits[a.positionnement] ??= { parcours: a.parcours, presence: null, suite: null };
      for (const tot of e.avance.splice(0)) await emarger(s, tot, tot.depuis !== 'kairos');
      return;
    case 'desinscrit':
      delete e.inscrits[a.positionnement];
      return;
    case 'deplacer':
      Object.assign(e, { debut: Date.parse(a.debut), fin: Date.parse(a.fin) });
      noter(s, 'CRENEAU_DEPLACE', { acteur: a.par, systeme: a.depuis });
      diffuser(s, a.id, [
        ...(ailleurs('kairos') ? [kairos.deplacerCreneau({ creneau: s.sujet })] : []),
        ouiform.deplacerCreneau({ creneau: s.sujet }),
        audef.deplacerCreneau({ creneau: s.sujet }),
      ]);
      await prevenirInscrits(s, a.id, { type: 'creneauDeplace', creneau: s.sujet, debut: a.debut, fin: a.fin });
      return;
    case 'annuler':
      e.annule = true;
      noter(s, 'CRENEAU_ANNULE', { acteur: a.par, systeme: a.depuis });
      if (ailleurs('kairos')) diffuser(s, a.id, [kairos.annulerCreneau({ creneau: s.sujet })]);
      return;
    case 'emarger':
      return emarger(s, a, ailleurs('kairos'));
  }
};
