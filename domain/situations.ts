/** The Situation of anything: computed here alone, from plain rows, and shown alike in screens, API and mails. */
import type { ActeurType } from './codes.ts';
import { duree, jourCourt, typo } from './francais.ts';
import type { Situation } from './situation.ts';

export { BlocageLu, situationBlocage } from './situations/blocage.ts';
export { situationCreneau } from './situations/creneau.ts';
export { situationDemandeur } from './situations/demandeur.ts';
export { situationFiche } from './situations/fiche.ts';
export { type ParcoursLu, situationParcours } from './situations/parcours.ts';
export { type SessionLue, situationSession } from './situations/session.ts';

const A_QUI_D_AGIR: Record<ActeurType, string> = {
  OF: "C'est à l'organisme d'agir",
  PRESCRIPTEUR: "C'est au prescripteur d'agir",
  EQUIPE: "C'est à l'équipe d'agir",
  CARIF: "C'est au Carif-Oref d'agir",
  SYSTEME: "Personne n'a rien à faire",
};

/** « C'est au référent Kairos d'agir », « C'est au support technique de France Travail d'agir »: people behind a team or a system. */
const aQuiDAgir = ({ type, libelle }: Situation['acteur']): string =>
  (type === 'EQUIPE' || type === 'SYSTEME') && DES_GENS.test(libelle) ? `C'est au ${libelle.slice(3)} d'agir` : A_QUI_D_AGIR[type];
const DES_GENS = /^Le (référent|support) /;

/** The four pieces of the sentence, apart so that a screen may set some in bold; `recit` puts them together. */
export const recitEnPieces = (s: Situation, maintenantMs: number): { etat: string; phrase: string; acteur: string; suite: string } => {
  const depuis = `depuis ${duree(Date.parse(s.depuis), maintenantMs)}`;
  if (s.etat !== 'bloque') {
    const mots = { en_cours: 'En cours', en_attente: 'En attente', termine: 'Terminé', annule: 'Annulé' } as const;
    return { etat: typo(`${mots[s.etat]} ${depuis}`), phrase: s.phrase, acteur: '', suite: s.suite.quoi };
  }
  const parties = s.relances.filter((r) => r.etat === 'ENVOYEE');
  const derniere = parties.at(-1);
  const relance = derniere ? ` ; ${parties.length === 1 ? '1re' : `${parties.length}e`} relance partie le ${jourCourt(derniere.quand)}` : '';
  const quoi = s.suite.quoi.charAt(0).toLowerCase() + s.suite.quoi.slice(1);
  return {
    etat: typo(`Bloqué ${depuis}`),
    phrase: s.phrase,
    acteur: typo(`${aQuiDAgir(s.acteur)}${relance}.`),
    suite: s.suite.quand === null ? s.suite.quoi : typo(`Sans réponse le ${jourCourt(s.suite.quand)}, ${quoi}`),
  };
};

/** « Bloqué depuis 3 jours : AFPA Le Havre n'a pas saisi… C'est à l'organisme d'agir… Sans réponse le 25/11, … » */
export const recit = (s: Situation, maintenantMs: number): string => {
  const r = recitEnPieces(s, maintenantMs);
  return [`${r.etat}\u202f: ${r.phrase}`, r.acteur, r.suite].filter((x) => x !== '').join(' ');
};
