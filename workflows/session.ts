/**
 * One dated run of an action (§d.2): exported to the RCO, seen there, then published in Kairos, OUIFORM and AUDEF; its slots open; its état du
 * recrutement and its slots are watched for as long as it lasts, two years of permanent entries included (§d.10).
 */
import type { SessionLue } from '../activities/lecture.ts';
import type { ActeSession } from '../domain/actes.ts';
import type { EtatPublication, EtatRecrutement, Systeme } from '../domain/codes.ts';
import { attendre } from './attendre.ts';
import { derouler } from './derouler.ts';
import { diffuser } from './diffuser.ts';
import { audef, type Envoi, kairos, ouiform, rco } from './effets.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { signaler } from './signaler.ts';
import { instant, iso, joindre, jusquA, type Memoire, noter, pendant, reprendreA, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

export type EtatSession = {
  lue: SessionLue | null;
  /** Fingerprints of the offer: the one asked for, the one exported, the one published. */
  demandee: string | null;
  /** How many offers were asked for: an offer that comes back to what it was is told again, under keys of its own. */
  rang: number;
  exportee: string | null;
  publiee: string | null;
  visible: boolean;
  raison: string | null;
  etatRecrutement: EtatRecrutement | null;
  /** Slots still open, with their end (ISO 8601). */
  creneaux: Record<string, string>;
  retiree: boolean;
};

const RETRAIT_MS = 30 * 86_400_000;

export async function session(debut: Debut<Memoire<EtatSession>>): Promise<void> {
  const s = suivre<EtatSession, ActeSession>('session', debut, {
    initial: {
      lue: null,
      demandee: null,
      rang: 0,
      exportee: null,
      publiee: null,
      visible: false,
      raison: null,
      etatRecrutement: null,
      creneaux: {},
      retiree: false,
    },
    recevoir,
    resume: (e) => ({
      etape: e.retiree ? 'RETIREE' : e.raison ? 'EXCLUE' : e.publiee ? 'VISIBLE' : e.exportee ? 'EXPORTEE' : 'NON_PUBLIEE',
      organisme: e.lue?.dispensateur ?? null,
      fini: e.retiree ? 'termine' : null,
    }),
    miroir: ({ etatRecrutement }) => (etatRecrutement === null ? {} : { sessions: [{ numero: debut.sujet, etatRecrutement }] }),
    apresEnvoi,
  });
  await derouler(s, () => Promise.race([vivre(s), surveillerEtat(s), surveillerCreneaux(s)]));
}

const vivre = async (s: Suivi<EtatSession>): Promise<void> => {
  const e = s.etat;
  const fin = () => (e.lue?.fin ? Date.parse(e.lue.fin) + RETRAIT_MS : null);
  for (;;) {
    await jusquA(s, () => e.demandee !== null);
    if (e.exportee !== e.demandee) await exporter(s);
    if (!e.visible) await rendreVisible(s);
    if (e.retiree) return retirer(s);
    if (e.exportee === e.demandee && e.publiee !== e.demandee) await publier(s);
    if (e.demandee !== e.publiee) continue;
    if (!(await jusquA(s, () => e.demandee !== e.publiee || e.retiree, fin)) || e.retiree) return retirer(s);
  }
};

const exporter = async (s: Suivi<EtatSession>): Promise<void> => {
  const e = s.etat;
  const empreinte = e.demandee as string;
  const lue = await pendant(s, () => hub.lireSession(s.sujet));
  reprendreA(s, lue.version);
  e.lue = lue;
  e.etatRecrutement ??= lue.etatRecrutement;
  const export_ = await etape(s, `exporter:${version(e)}`, rco.exporterSession({ session: s.sujet }));
  e.exportee = empreinte;
  e.raison = export_?.raison ?? null;
  e.visible = e.raison === null && (e.visible || export_?.etat === 'VISIBLE' || export_ === undefined);
  publication(s, 'rco', e.raison ? 'EXCLUE' : e.visible ? 'VISIBLE' : 'EXPORTEE', e.raison);
  noter(s, e.raison ? 'SESSION_EXCLUE' : 'SESSION_EXPORTEE', { systeme: 'rco', detail: e.raison });
};

/** S15: exported is not seen; excluded will never be, until the OF corrects the offer. */
const rendreVisible = (s: Suivi<EtatSession>): Promise<void> => {
  const e = s.etat;
  const empreinte = e.exportee;
  return attendre(s, () => e.visible || e.retiree || e.demandee !== empreinte, {
    ...cas(s),
    cause: 'SESSION_NON_VISIBLE',
    acteurType: 'CARIF',
    acteur: null,
    sujet: () => ({ ...sujet(s), refus: e.raison }),
  });
};

const publier = async (s: Suivi<EtatSession>): Promise<void> => {
  const e = s.etat;
  const empreinte = e.demandee as string;
  const v = version(e);
  await etape(s, `publier:${v}`, kairos.publierSession({ session: s.sujet }));
  publication(s, 'kairos', 'VISIBLE', null);
  diffuser(s, `publication:${v}`, [ouiform.publierSession({ session: s.sujet }), audef.publierSession({ session: s.sujet })]);
  noter(s, 'SESSION_PUBLIEE', { systeme: 'kairos' });
  const creneaux = e.lue?.creneaux ?? [];
  await signaler(
    s,
    v,
    creneaux.map((c) => ({ processus: 'creneau' as const, sujet: c, acte: { type: 'ouvrir' } })),
  );
  e.publiee = empreinte;
  s.sale = true;
};

const apresEnvoi = (s: Suivi<EtatSession>, { effet }: Envoi): void => {
  if (effet.operation.endsWith('.publierSession')) publication(s, effet.systeme, 'VISIBLE', null);
};

const retirer = async (s: Suivi<EtatSession>): Promise<void> => {
  diffuser(s, 'fin', [rco.retirerSession({ session: s.sujet })]);
  for (const systeme of ['rco', 'kairos', 'ouiform', 'audef'] as const) publication(s, systeme, 'RETIREE', null);
  s.etat.retiree = true;
  noter(s, 'SESSION_RETIREE');
};

const version = ({ rang, demandee }: EtatSession): string => `${rang}-${demandee?.slice(0, 12)}`;

const publication = (s: Suivi, systeme: Systeme, etat: EtatPublication, raison: string | null): void =>
  joindre(s, { publications: [{ session: s.sujet, systeme, etat, depuis: iso(instant(s)), raison }] });

/** S2: without an état du recrutement, OUIFORM shows « non renseigné » and nobody dares to position (R18). */
const surveillerEtat = async (s: Suivi<EtatSession>): Promise<never> => {
  const e = s.etat;
  const manque = () => e.publiee !== null && e.etatRecrutement === 'NON_RENSEIGNE';
  for (;;) {
    await jusquA(s, manque);
    await attendre(s, () => !manque(), { ...cas(s), cause: 'ETAT_RECRUTEMENT_NON_RENSEIGNE', sujet: () => sujet(s) });
  }
};

/** S1: no slot at all, so no positioning but off the systems (R22). */
const surveillerCreneaux = async (s: Suivi<EtatSession>): Promise<never> => {
  const e = s.etat;
  const manque = () =>
    e.publiee !== null &&
    (e.lue?.creneaux.length ?? 0) === 0 &&
    Object.keys(e.creneaux).length === 0 &&
    (e.etatRecrutement === 'OUVERT' || e.etatRecrutement === 'NON_RENSEIGNE');
  for (;;) {
    await jusquA(s, manque);
    await attendre(s, () => !manque(), { ...cas(s), cause: 'MODALITE_NON_RENSEIGNEE', sujet: () => sujet(s) });
  }
};

const cas = (s: Suivi<EtatSession>) => ({
  acteurType: 'OF',
  acteur: s.etat.lue?.dispensateur ?? null,
  organisme: s.etat.lue?.dispensateur ?? null,
  session: s.sujet,
});
const sujet = (s: Suivi<EtatSession>) => ({ session: s.sujet, intitule: s.etat.lue?.intitule ?? '' });

const recevoir = (s: Suivi<EtatSession>, a: ActeSession): undefined => {
  const e = s.etat;
  switch (a.type) {
    case 'publier':
      if (e.demandee !== a.empreinte) e.rang++;
      e.demandee = a.empreinte;
      return;
    case 'visible':
      e.visible = true;
      publication(s, 'rco', 'VISIBLE', null);
      noter(s, 'SESSION_VISIBLE', { systeme: 'rco' });
      return;
    case 'etatRecrutement': {
      if (e.etatRecrutement === a.etat) return;
      e.etatRecrutement = a.etat;
      noter(s, 'ETAT_RECRUTEMENT', { acteur: a.par, systeme: a.depuis, detail: a.etat });
      const arg = { session: s.sujet, etat: a.etat };
      diffuser(s, a.id, [
        ...(a.depuis === 'kairos' ? [] : [kairos.changerEtatRecrutement(arg)]),
        ouiform.changerEtatRecrutement(arg),
        audef.changerEtatRecrutement(arg),
      ]);
      return;
    }
    case 'creneau':
      if (a.ouvert) e.creneaux[a.creneau] = a.fin;
      else delete e.creneaux[a.creneau];
      return;
    case 'places':
      return;
    case 'retirer':
      e.retiree = true;
      return;
  }
};
