/**
 * One training action as the OF wrote it (§d.1): deposited in SMF, validated or returned by the Carif-Oref, corrected, validated again;
 * its sessions go out at each validation (R1); archived thirty days after the last end.
 */
import type { FicheLue } from '../activities/lecture.ts';
import type { ActeFiche } from '../domain/actes.ts';
import type { EtatFiche } from '../domain/codes.ts';
import { attendre } from './attendre.ts';
import { derouler } from './derouler.ts';
import { diffuser } from './diffuser.ts';
import { smf } from './effets.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import type { Debut } from './messages.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, type Memoire, noter, pendant, reprendreA, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

export type EtatDeFiche = {
  etat: EtatFiche | null;
  lue: FicheLue | null;
  /** Fingerprints: what the OF submitted last, what the Carif validated last, what SMF holds, what was published. */
  soumise: string | null;
  /** How many versions the OF submitted: one that comes back to an earlier text is a new version, under keys of its own. */
  rang: number;
  validee: string | null;
  deposee: string | null;
  publiee: string | null;
  valideeLe: string | null;
  retournee: boolean;
  /** Validated in the hub: SMF is to be told, once it holds that version. */
  direSmf: boolean;
};

const ARCHIVAGE_MS = 30 * 86_400_000;

export async function fiche(debut: Debut<Memoire<EtatDeFiche>>): Promise<void> {
  const s = suivre<EtatDeFiche, ActeFiche>('fiche', debut, {
    initial: { etat: null, lue: null, soumise: null, rang: 0, validee: null, deposee: null, publiee: null, valideeLe: null, retournee: false, direSmf: false },
    recevoir,
    resume: ({ etat, lue }) => ({ etape: etat ?? 'SOUMISE', organisme: lue?.organisme ?? null, fini: etat === 'ARCHIVEE' ? 'termine' : null }),
    miroir: ({ etat, validee, valideeLe }) => (etat === null ? {} : { fiches: [{ numero: debut.sujet, etat, validee, valideeLe }] }),
  });
  await derouler(s, () => vivre(s));
}

const vivre = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  for (;;) {
    await jusquA(s, () => e.soumise !== null);
    while (e.deposee !== e.soumise) await deposer(s); // the Carif must find in SMF the version that it is asked about
    if (e.validee !== e.soumise) await faireValider(s);
    else {
      if (e.publiee !== e.validee) await publier(s);
      const archivage = () => (e.lue?.derniereFin ? Date.parse(e.lue.derniereFin) + ARCHIVAGE_MS : null);
      if (!(await jusquA(s, () => e.soumise !== e.publiee, archivage))) return archiver(s);
    }
  }
};

const deposer = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const empreinte = e.soumise as string;
  const lue = await pendant(s, () => hub.lireFiche(s.sujet));
  reprendreA(s, lue.version);
  e.lue = lue;
  passer(s, e.validee === null ? 'SOUMISE' : 'MODIFIEE_A_REVALIDER');
  await etape(s, `deposer:${version(e)}`, smf.deposerFiche({ fiche: s.sujet, empreinte }));
  e.deposee = empreinte;
  noter(s, 'FICHE_SOUMISE', { systeme: 'smf' });
};

/** The Carif validates, or returns the fiche with remarks: then it is up to the OF. */
const faireValider = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const attendue = e.soumise;
  const tranchee = () => e.validee === attendue || e.soumise !== attendue;
  const organisme = e.lue?.organisme ?? null;
  const sujet = () => ({ fiche: s.sujet, intitule: e.lue?.intitule ?? '' });
  await attendre(s, () => tranchee() || e.retournee, { cause: 'FICHE_EN_ATTENTE', acteurType: 'CARIF', acteur: null, organisme, sujet });
  if (tranchee()) return;
  passer(s, 'A_CORRIGER');
  await attendre(s, tranchee, { cause: 'FICHE_EN_ATTENTE', nom: 'FICHE_A_CORRIGER', acteurType: 'OF', acteur: organisme, organisme, sujet });
  e.retournee = false;
};

/** Writes the validated offer and hands each session to its own flow. */
const publier = async (s: Suivi<EtatDeFiche>): Promise<void> => {
  const e = s.etat;
  const empreinte = e.validee as string;
  const v = version(e);
  if (e.direSmf) diffuser(s, v, [smf.validerFiche({ fiche: s.sujet, empreinte })]);
  const { sessions, derniereFin } = await pendant(s, () => hub.appliquerFiche(s.sujet));
  e.lue = { ...(e.lue as FicheLue), derniereFin };
  e.valideeLe = iso(instant(s));
  passer(s, 'VALIDEE');
  await signaler(
    s,
    v,
    sessions.map((sujet) => ({ processus: 'session' as const, sujet, acte: { type: 'publier', empreinte } })),
  );
  e.publiee = empreinte;
  noter(s, 'FICHE_VALIDEE', { acteur: 'carif', detail: `${sessions.length} sessions` });
};

const version = ({ rang, soumise }: EtatDeFiche): string => `${rang}-${soumise?.slice(0, 12)}`;

const archiver = (s: Suivi<EtatDeFiche>): void => {
  diffuser(s, 'fin', [smf.archiverFiche({ fiche: s.sujet })]);
  passer(s, 'ARCHIVEE');
  noter(s, 'FICHE_ARCHIVEE');
};

const passer = (s: Suivi<EtatDeFiche>, etat: EtatFiche): void => {
  s.etat.etat = etat;
  s.sale = true;
};

const recevoir = (s: Suivi<EtatDeFiche>, a: ActeFiche): undefined => {
  const e = s.etat;
  switch (a.type) {
    case 'soumettre':
      if (e.soumise !== a.empreinte) e.rang++;
      e.soumise = a.empreinte;
      e.retournee = false;
      return;
    case 'valider':
      if (a.empreinte !== e.soumise || e.validee === a.empreinte) return; // an older version than the OF's last: nothing to validate
      e.validee = a.empreinte;
      e.direSmf = a.depuis !== 'smf';
      return;
    case 'retourner':
      e.retournee = true;
      noter(s, 'FICHE_RETOURNEE', { acteur: a.par, systeme: a.depuis });
      if (a.depuis !== 'smf') diffuser(s, a.id, [smf.retournerFiche({ fiche: s.sujet })]);
      return;
  }
};
