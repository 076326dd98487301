/**
 * What is kept while a jobseeker is struck off (S10): seen at once, reminded to nobody before the end of the radiation, urgent when a training
 * is about to begin, given up after the time that the policy says; the référent is told of it.
 */
import { ajouterDelai } from '../domain/ouvres.ts';
import { seuilDe } from '../domain/seuils.ts';
import { attendre } from './attendre.ts';
import { bloquer } from './blocages.ts';
import type { Differee, SuiviDemandeur } from './demandeur.ts';
import { noter } from './miroir.ts';
import { suivrePolitique } from './politique.ts';
import { echecDe, relancer } from './rappel.ts';
import { signaler } from './signaler.ts';
import { instant, jusquA } from './suivi.ts';

export const CAUSE = 'DEMANDEUR_RADIE';
const JOUR = 86_400_000;
const DOUZE_MOIS = { jours: 365 };

/** Until `fini`: réinscrit, or nothing kept any more. */
export const conserver = async (s: SuiviDemandeur, fini: () => boolean): Promise<void> => {
  const e = s.etat;
  const cas = { cause: CAUSE, acteurType: 'PRESCRIPTEUR' as const, acteur: null, sujet: () => sujet(s) };
  const blocage = bloquer(s, CAUSE, { ...cas, sujet: sujet(s) });
  const attente = attendre(s, fini, { ...cas, depuis: Math.max(instant(s), e.jusqua ?? 0) });
  const a = s.memoire.attentes[CAUSE];
  if (a) a.blocage ??= blocage;
  // An entry nearer than `proche` days cannot wait for the réinscription alone; null until the policy has said it.
  const reglage: Reglage = { proche: null };
  await Promise.all([attente, presser(s, fini, reglage), expirer(s, fini, reglage)]);
  await jusquA(s, fini);
};

type Reglage = { proche: number | null };

const sujet = ({ etat: { differees, expirees, avis }, memoire: { blocages } }: SuiviDemandeur) => ({
  nombre: differees.length,
  date: differees[0]?.depuis ?? null,
  ...(expirees > 0 && { expirees }),
  ...(avis?.recu && !blocages[echecDe(CAUSE)] && { informee: 1 }),
});

/** AUDE says, or says otherwise, until when: the ladder begins there. */
export const reporterEchelle = (s: SuiviDemandeur): void => {
  const a = s.memoire.attentes[CAUSE];
  if (!a || s.etat.jusqua === null) return;
  Object.assign(a, { depuis: s.etat.jusqua, niveau: -1, fait: null });
  s.battement++;
};

/** Level 2 at once, without waiting for the end of the radiation. */
const presser = async (s: SuiviDemandeur, fini: () => boolean, reglage: Reglage): Promise<void> => {
  const e = s.etat;
  const quand = (): number | null => {
    const entrees = e.differees.flatMap((d) => (d.entree !== null && d.entree > instant(s) ? [d.entree] : []));
    return e.presse || entrees.length === 0 || reglage.proche === null ? null : Math.min(...entrees) - reglage.proche * JOUR;
  };
  for (;;) {
    if (await jusquA(s, fini, quand)) return;
    e.presse = true;
    await prevenir(s);
  }
};

const expirer = async (s: SuiviDemandeur, fini: () => boolean, reglage: Reglage): Promise<void> => {
  const e = s.etat;
  const enVigueur = suivrePolitique(s, CAUSE);
  while (!fini()) {
    const { battement } = s;
    const { conservation = DOUZE_MOIS, seuils } = await enVigueur();
    reglage.proche = seuilDe(seuils, 'entreeProche');
    const expiration = (): number | null => (e.differees[0] ? ajouterDelai(Date.parse(e.differees[0].depuis), conservation) : null);
    if (await jusquA(s, () => fini() || s.battement !== battement, expiration)) continue; // the policy may have changed
    const d = e.differees[0] as Differee;
    e.expirees = 1;
    await prevenir(s); // while it is still up: nothing leaves once it has fallen
    e.expirees = 0;
    if (fini() || e.differees[0] !== d) continue; // réinscrit meanwhile
    e.differees.shift();
    noter(s, 'DIFFEREE_EXPIREE', { systeme: 'aude', detail: d.fait });
    await signaler(s, `expiree:${d.rang}`, [{ processus: 'parcours', sujet: d.parcours, acte: { type: 'expiree', fait: d.fait } }]);
  }
};

const prevenir = async (s: SuiviDemandeur): Promise<void> => {
  const a = s.memoire.attentes[CAUSE];
  if (a) await relancer(s, CAUSE, a, { niveau: 2, destinataire: 'PRESCRIPTEUR', canal: 'COURRIEL' });
};
