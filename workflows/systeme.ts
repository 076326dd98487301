/**
 * One partner's health, known once for all: when it fails, this flow cuts it, probes it, and when it answers again wakes the waiting
 * flows, oldest first and at the partner's rate (S20).
 */
import { proxyActivities } from '@temporalio/workflow';
import type { Interieur } from '../activities/index.ts';
import type { ActeSysteme } from '../domain/actes.ts';
import { Systeme } from '../domain/codes.ts';
import { filePartenaire } from '../domain/processus.ts';
import { attendre } from './attendre.ts';
import { bloquer } from './blocages.ts';
import { derouler } from './derouler.ts';
import type { Debut } from './messages.ts';
import { ecrire, joindre, noter } from './miroir.ts';
import { instant, iso, jusquA, type Memoire, pendant, type Suivi } from './suivi.ts';
import { suivre } from './suivre.ts';

export type EtatDuSysteme = { etat: 'OUVERT' | 'EN_PANNE' | 'SUSPENDU'; depuis: number };

const FERME = 'PARTENAIRE_FERME';
/** Real time between two probes: a repaired partner catches up within seconds. */
const SONDE_MS = 2000;

export async function systeme(debut: Debut<Memoire<EtatDuSysteme>>): Promise<void> {
  const code = Systeme.parse(debut.sujet);
  const s = suivre<EtatDuSysteme, ActeSysteme>('systeme', debut, {
    initial: { etat: 'OUVERT', depuis: 0 },
    recevoir,
    resume: ({ etat }) => ({ etape: etat, organisme: null }),
    miroir: ({ etat, depuis }) => (depuis === 0 ? {} : { systemes: [{ code, etat, depuis: iso(depuis), motif: null }] }),
  });
  await derouler(s, () => vivre(s, code));
}

const vivre = async (s: Suivi<EtatDuSysteme>, code: Systeme): Promise<never> => {
  const e = s.etat;
  // One probe at a time, retried by the server: a two-week outage (2025) is one line of history.
  const { sonder } = proxyActivities<Interieur>({
    taskQueue: filePartenaire(code),
    startToCloseTimeout: '10s',
    retry: { initialInterval: SONDE_MS, backoffCoefficient: 1, maximumInterval: SONDE_MS },
  });
  const { reveiller } = proxyActivities<Interieur>({ startToCloseTimeout: '10 minutes', heartbeatTimeout: '1 minute' });
  const cas = { cause: FERME, acteurType: 'SYSTEME' as const, acteur: code, systeme: code };
  const sujet = () => ({ systeme: code });
  /** Seen at once; told to who runs the platform when it lasts. */
  const couper = (): Promise<void> => {
    const blocage = bloquer(s, FERME, { ...cas, sujet: sujet() });
    const attente = attendre(s, () => e.etat === 'OUVERT', { ...cas, sujet, leveur: () => 'systeme' });
    const a = s.memoire.attentes[FERME];
    if (a) a.blocage ??= blocage;
    return attente;
  };
  for (;;) {
    await jusquA(s, () => e.etat !== 'OUVERT');
    const ferme = couper();
    await ecrire(s); // every worker reads it there
    // Suspended while it was probed: the answer opens nothing, the operator does.
    while (e.etat !== 'OUVERT') {
      await jusquA(s, () => e.etat !== 'SUSPENDU');
      await sonder(code);
      if (e.etat === 'EN_PANNE') changer(s, 'OUVERT');
    }
    await ferme;
    noter(s, 'SYSTEME_REPRIS', { systeme: code });
    await ecrire(s);
    await pendant(s, () => reveiller(code));
  }
};

const changer = (s: Suivi<EtatDuSysteme>, etat: EtatDuSysteme['etat']): void => {
  if (s.etat.etat === etat) return;
  Object.assign(s.etat, { etat, depuis: instant(s) });
  joindre(s, {});
};

const recevoir = (s: Suivi<EtatDuSysteme>, a: ActeSysteme): undefined => {
  switch (a.type) {
    case 'panne':
      if (s.etat.etat !== 'OUVERT') return;
      changer(s, 'EN_PANNE');
      noter(s, 'SYSTEME_EN_PANNE', { systeme: s.sujet, detail: a.erreur });
      return;
    case 'suspendre':
      changer(s, 'SUSPENDU');
      noter(s, 'SYSTEME_SUSPENDU', { acteur: a.par, systeme: s.sujet });
      return;
    case 'reprendre':
      if (s.etat.etat === 'SUSPENDU') changer(s, 'EN_PANNE'); // open again once it answers
      return;
  }
};
