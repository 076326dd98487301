/**
 * One training action as the OF wrote it (§d.1): deposited in SMF, validated or returned by the Carif-Oref, corrected, validated again;
 * its sessions go out at each validation (R1), and stay as they were validated while a new version waits; archived by the Carif-Oref, or
 * some time after the last end (thirty days, unless the policy says otherwise).
 */
import { workflowInfo } from '@temporalio/workflow';
import type { FicheLue } from '../activities/lecture.ts';
import type { Reglage } from '../activities/politique.ts';
import type { ActeFiche } from '../domain/actes.ts';
import type { EtatFiche } from '../domain/codes.ts';
import { MACHINE_FICHE } from '../domain/machines/fiche.ts';
import { ajouterDelai, type Delai } from '../domain/ouvres.ts';
import { REGLAGES_DE_FICHE } from '../domain/seuils.ts';
import { attendre } from './attendre.ts';
import { derouler } from './derouler.ts';
import { diffuser, estParti, renoncer } from './diffuser.ts';
import { type Effet, smf } from './effets.ts';
import { hub } from './hub.ts';
import { franchir } from './machine.ts';
import type { Debut } from './messages.ts';
import { noter, reprendreA } from './miroir.ts';
import { suivreReglages, tenirReglages } from './politique.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, type Memoire, pendant, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';
import { condition } from './vague.ts';

export type EtatDeFiche = {
  etat: EtatFiche;
  lue: FicheLue | null;
  /** Fingerprint of the text that the OF submitted last, and its rank: one that comes back to an earlier text is a new version. */
  soumise: string | null;
  rang: number;
  /** Ranks: what SMF holds, what the Carif returned last, what it validated last, what was published. */
  depose: number;
  retourne: number;
  valide: number;
  publie: number;
  /** Of the version validated last, and of the one published last. */
  validee: string | null;
  publiee: string | null;
  valideeLe: string | null;
  valideePar: string;
  /** Validated in the hub: SMF is to be told, once it holds that version. */
  direSmf: boolean;
  /** Returned in the hub before SMF held that version: the act that said so. */
  retourADire?: string;
  /** Business instants: of the Carif's last decision, and of a validation said by SMF before the text that it is about. */
  decideeLe: string | null;
  valideeAvant: string | null;
  /** The Carif archives. */
  archivage: boolean;
  /** Those that the version published last has. */
  sessions?: string[];
  /** How long after its last session's end it is archived. */
  conservation?: Delai | undefined;
};

const INITIAL: EtatDeFiche = {
  etat: MACHINE_FICHE.initial,
  lue: null,
  soumise: null,
  rang: 0,
  depose: 0,
  retourne: 0,
  valide: 0,
  publie: 0,
  validee: null,
  publiee: null,
  valideeLe: null,
  valideePar: 'hub',
  direSmf: false,
  decideeLe: null,
  valideeAvant: null,
  archivage: false,
};
/** When no policy has been read yet. */
const ARCHIVAGE: Delai = { jours: 30 };

export async function fiche(debut: Debut<Memoire<EtatDeFiche>>): Promise<void> {
  const s = suivre<EtatDeFiche, ActeFiche>('fiche', debut, {
    initial: { ...INITIAL },
    recevoir,
    resume: ({ etat, lue }) => ({ etape: etat, organisme: lue?.organisme ?? null, fini: etat === 'ARCHIVEE' ? 'termine' : null }),
    miroir: ({ rang, etat, validee, valideeLe }) => (rang === 0 ? {} : { fiches: [{ numero: debut.sujet, etat, validee, valideeLe }] }),
  });
  await derouler(s, () => Promise.race([vivre(s), suivreReglages(s, REGLAGES_DE_FICHE, (r) => regler(s, r))]));
}

const vivre = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const archivageDu = () => (e.lue?.derniereFin ? ajouterDelai(Date.parse(e.lue.derniereFin), e.conservation ?? ARCHIVAGE) : null);
  await jusquA(s, () => e.rang > 0);
  for (;;) {
    // What was validated goes out first, even when the OF has edited it since; the Carif must find in SMF the version it is asked about.
    if (e.publie < e.valide && e.depose >= e.valide) await publier(s);
    else if (e.depose < e.rang) await deposer(s);
    else if (e.archivage) return archiver(s);
    else if (e.valide < e.rang) await faireValider(s);
    else if (!(await jusquA(s, () => e.rang > e.publie || e.archivage, archivageDu))) return archiver(s);
  }
};

const regler = (s: Suivi<EtatDeFiche>, reglages: readonly Reglage[]): void => {
  if (tenirReglages(s, reglages)) s.etat.conservation = reglages[0]?.conservation;
};

const deposer = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const { rang, soumise } = e;
  const lue = await pendant(s, () => hub.lireFiche(s.sujet));
  reprendreA(s, lue.version);
  if (lue.reglages) regler(s, lue.reglages);
  e.lue = { ...lue, derniereFin: e.lue?.derniereFin ?? null };
  passer(s, e.publie === 0 ? 'SOUMISE' : 'MODIFIEE_A_REVALIDER');
  // Behind what SMF has still to hear of the version before; that it was returned is no news any more.
  const cle = tag(rang, soumise);
  renoncer(s, estRetour);
  diffuser(s, cle, [smf.deposerFiche({ fiche: s.sujet, empreinte: soumise as string })]);
  await condition(() => estParti(s, 'smf', `smf.deposerFiche:${cle}`));
  e.depose = rang;
  noter(s, 'FICHE_SOUMISE', { systeme: 'smf' });
  if (e.retourADire !== undefined && e.retourne === rang) diffuser(s, e.retourADire, [smf.retournerFiche({ fiche: s.sujet })]);
  delete e.retourADire;
};

const estRetour = (e: Effet): boolean => e.operation === 'smf.retournerFiche';

/** The Carif validates, or returns the fiche with remarks: then it is up to the OF (S14). */
const faireValider = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const { rang } = e;
  const tranchee = () => e.valide === rang || e.rang !== rang || e.archivage;
  const organisme = e.lue?.organisme ?? null;
  const sujet = () => ({ fiche: s.sujet, intitule: e.lue?.intitule ?? '', etatFiche: e.etat });
  await attendre(s, () => tranchee() || e.retourne === rang, { cause: 'FICHE_EN_ATTENTE', acteurType: 'CARIF', acteur: null, organisme, sujet });
  if (tranchee()) return;
  passer(s, 'A_CORRIGER');
  await attendre(s, tranchee, { cause: 'FICHE_EN_ATTENTE', nom: 'FICHE_A_CORRIGER', acteurType: 'OF', acteur: organisme, organisme, sujet });
};

/** Writes the validated offer and hands each session to its own flow. */
const publier = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const { valide } = e;
  const empreinte = e.validee as string;
  const v = tag(valide, empreinte);
  if (e.direSmf) diffuser(s, v, [smf.validerFiche({ fiche: s.sujet, empreinte })]);
  const {
    sessions,
    derniereFin,
    deplaces,
    modifies,
    annules = [],
    retirees = [],
    divergences = [],
  } = await pendant(s, () => hub.appliquerFiche(s.sujet, empreinte, e.publiee));
  e.lue = { ...(e.lue as FicheLue), derniereFin };
  e.valideeLe = iso(instant(s));
  passer(s, 'VALIDEE');
  await signaler(s, v, [
    // A slot that SMF has moved tells its people and its partners itself, once.
    ...deplaces.map(({ creneau, debut, fin }) => ({ processus: 'creneau' as const, sujet: creneau, acte: { type: 'deplacer', debut, fin, parOffre: true } })),
    ...modifies.map((sujet) => ({ processus: 'creneau' as const, sujet, acte: { type: 'modifier' } })),
    ...annules.map((sujet) => ({ processus: 'creneau' as const, sujet, acte: { type: 'annuler' } })),
    ...retirees.map(retirer),
    ...sessions.map((sujet) => ({ processus: 'session' as const, sujet, acte: { type: 'publier', empreinte } })),
    ...divergences.map(({ session: sujet, ...dites }) => ({ processus: 'session' as const, sujet, acte: { type: 'divergence', champ: 'ICO', ...dites } })),
  ]);
  e.sessions = sessions;
  e.publie = valide;
  e.publiee = empreinte;
  noter(s, 'FICHE_VALIDEE', { acteur: e.valideePar === 'hub' ? 'carif' : e.valideePar, detail: `${sessions.length} sessions` });
};

/**
 * Names a version in keys, for ever: a fiche that lives again after its archive is another run. Nothing that was only read may be part of it:
 * a task of the flow that is done over reads again, and finds what it wrote.
 */
const tag = (rang: number, empreinte: string | null): string => `${workflowInfo().firstExecutionRunId.slice(0, 8)}.${rang}-${empreinte?.slice(0, 12)}`;

const retirer = (sujet: string) => ({ processus: 'session' as const, sujet, acte: { type: 'retirer' } });

/** Before its time, it takes its sessions with it: those of a fiche that is over have withdrawn by themselves. */
const archiver = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  if (!passer(s, 'ARCHIVEE')) return;
  diffuser(s, 'fin', [smf.archiverFiche({ fiche: s.sujet })]);
  noter(s, 'FICHE_ARCHIVEE');
  if (s.etat.archivage) await signaler(s, `archive:${tag(s.etat.publie, s.etat.publiee)}`, (s.etat.sessions ?? []).map(retirer));
};

const passer = (s: Suivi<EtatDeFiche>, vers: EtatFiche): boolean => {
  const { etat } = s.etat;
  if (etat === vers) return true;
  if (!franchir(s, MACHINE_FICHE, etat, vers)) return false;
  s.etat.etat = vers;
  s.sale = true;
  return true;
};

const recevoir = (s: Suivi<EtatDeFiche>, a: ActeFiche): undefined => {
  const e = s.etat;
  const plusTard = e.decideeLe === null || a.date > e.decideeLe;
  switch (a.type) {
    case 'soumettre': {
      // Sent back as it was, or edited in SMF without its text being told; events come late, so only what follows the decision counts.
      const encore = plusTard && (e.retourne === e.rang || (a.modifiee === true && e.valide === e.rang));
      if (e.soumise === a.empreinte && !encore) return;
      e.soumise = a.empreinte;
      e.rang++;
      if (a.depuis === 'smf' && e.valideeAvant !== null && a.date <= e.valideeAvant) valider(s, a);
      return;
    }
    case 'valider':
      if (a.empreinte === e.soumise && e.valide < e.rang && e.retourne < e.rang) valider(s, a);
      else if (a.empreinte === e.soumise && e.valide < e.rang) franchir(s, MACHINE_FICHE, 'A_CORRIGER', 'VALIDEE');
      // SMF's events may cross: the text that was validated is still on its way.
      else if (a.depuis === 'smf') e.valideeAvant = a.date;
      return; // an older version than the OF's last: nothing to validate
    case 'retourner':
      if (e.retourne === e.rang || (e.valide === e.rang && !franchir(s, MACHINE_FICHE, 'VALIDEE', 'A_CORRIGER'))) return;
      e.retourne = e.rang;
      e.decideeLe = a.date;
      noter(s, 'FICHE_RETOURNEE', { acteur: a.par, systeme: a.depuis });
      if (a.depuis === 'smf') return;
      if (e.depose < e.rang) e.retourADire = a.id;
      else diffuser(s, a.id, [smf.retournerFiche({ fiche: s.sujet })]);
      return;
    case 'archiver':
      e.archivage ||= franchir(s, MACHINE_FICHE, e.etat, 'ARCHIVEE');
      return;
  }
};

const valider = (s: Suivi<EtatDeFiche>, a: { par: string; depuis: string | null; date: string }): void => {
  const e = s.etat;
  e.valide = e.rang;
  e.validee = e.soumise;
  e.valideePar = a.par;
  e.direSmf = a.depuis !== 'smf';
  e.decideeLe = a.date;
};
