/**
 * The quality of what an organisme types (G11, G14), as a note out of 100 and, for each thing that is missing, who is held up by it. The
 * formula is in docs/qualite.md: the weighted share of what is there, over the criteria that concern the organisme.
 */
import { compter, typo } from './francais.ts';

export const CRITERES = ['COURRIEL', 'TELEPHONE', 'COMPTE_KAIROS', 'ETAT_RECRUTEMENT', 'CRENEAU', 'PRESENCE', 'SUITE', 'ENTREE', 'BILAN'] as const;
export type CritereQualite = (typeof CRITERES)[number];

/** Of `total` things that should be there, `manque` are not; they hold up that many sessions and people. */
export type Compte = { total: number; manque: number; sessions: number; personnes: number };
export type FaitsQualite = { readonly [C in CritereQualite]: Compte };

type Definition = { libelle: string; poids: number; effet: (c: Compte) => string };

const sessions = (n: number, verbeUn: string, verbes: string): string => `${compter(n, 'session', 'sessions')} ${n < 2 ? verbeUn : verbes}`;
const personnes = (n: number, verbeUn: string, verbes: string): string => `${compter(n, 'personne', 'personnes')} ${n < 2 ? verbeUn : verbes}`;

/** Weights make 100. What stops people weighs more than what merely informs. */
const DEFINITIONS: { readonly [C in CritereQualite]: Definition } = {
  COURRIEL: {
    libelle: 'Adresse électronique valable',
    poids: 15,
    effet: (c) => `Ni listes d'inscrits ni relances ne partent : ${personnes(c.personnes, 'en dépend', 'en dépendent')}.`,
  },
  TELEPHONE: {
    libelle: 'Numéro de téléphone',
    poids: 5,
    effet: (c) => `Pas de second moyen de joindre l'organisme : ${personnes(c.personnes, 'convoquée', 'convoquées')}.`,
  },
  COMPTE_KAIROS: {
    libelle: 'Compte Kairos et convention valables',
    poids: 10,
    effet: (c) => `Rien ne peut être saisi dans Kairos : ${sessions(c.sessions, 'ne peut pas être suivie', 'ne peuvent pas être suivies')}.`,
  },
  ETAT_RECRUTEMENT: {
    libelle: 'État du recrutement renseigné',
    poids: 15,
    effet: (c) => `Les prescripteurs lisent « non renseigné » : ${sessions(c.sessions, "n'est pas proposée", 'ne sont pas proposées')}.`,
  },
  CRENEAU: {
    libelle: 'Un créneau à venir par session ouverte',
    poids: 20,
    effet: (c) =>
      `${sessions(c.sessions, 'ne peut recevoir personne', 'ne peuvent recevoir personne')}${c.personnes > 0 ? ` ; ${compter(c.personnes, 'conseiller a essayé', 'conseillers ont essayé')} en vain` : ''}.`,
  },
  PRESENCE: {
    libelle: 'Présences saisies',
    poids: 15,
    effet: (c) => `${personnes(c.personnes, 'ne peut pas être repositionnée', 'ne peuvent pas être repositionnées')} (R27).`,
  },
  SUITE: { libelle: 'Suites données', poids: 10, effet: (c) => `${personnes(c.personnes, 'attend une réponse', 'attendent une réponse')}.` },
  ENTREE: { libelle: 'Entrées attestées', poids: 5, effet: (c) => `La rémunération de ${compter(c.personnes, 'personne', 'personnes')} en dépend.` },
  BILAN: {
    libelle: 'Sorties et bilans saisis',
    poids: 5,
    effet: (c) => `${personnes(c.personnes, 'est sortie sans bilan', 'sont sorties sans bilan')} : les prescripteurs n'en connaissent pas l'issue.`,
  },
};

export type LigneQualite = Compte & { critere: CritereQualite; libelle: string; poids: number; note: number; effet: string | null };
export type Qualite = { score: number | null; criteres: LigneQualite[] };

/** `score` null: nothing to judge yet. Criteria in the order of what they cost. */
export const qualiteDe = (faits: FaitsQualite): Qualite => {
  const criteres = CRITERES.filter((c) => faits[c].total > 0).map((critere): LigneQualite => {
    const { libelle, poids, effet } = DEFINITIONS[critere];
    const compte = faits[critere];
    const part = 1 - Math.min(1, Math.max(0, compte.manque / compte.total));
    return { critere, libelle: typo(libelle), poids, note: Math.round(part * 100), ...compte, effet: compte.manque > 0 ? typo(effet(compte)) : null };
  });
  const poids = criteres.reduce((n, c) => n + c.poids, 0);
  const points = criteres.reduce((n, c) => n + c.poids * (1 - Math.min(1, c.manque / c.total)), 0);
  return {
    score: poids === 0 ? null : Math.round((points / poids) * 100),
    criteres: criteres.sort((a, b) => perte(b) - perte(a) || CRITERES.indexOf(a.critere) - CRITERES.indexOf(b.critere)),
  };
};

const perte = (c: LigneQualite): number => (c.poids * c.manque) / c.total;
