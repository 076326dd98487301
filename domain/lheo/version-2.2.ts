/**
 * Down to LHEO 2.2, which knows no `recrutement`: a meeting becomes a `date-information` of the action, and what has no place
 * (hours, seats, appointments, candidature windows) goes into `extras`. The rest of what is newer is left out, element by element.
 */
import type { Element } from './arbre.ts';
import { estJourEntier } from './dates.ts';
import type { Definition } from './definition.ts';
import type { ActionLheo, Formation, Recrutement } from './modele.ts';

/** Codes of 2.3 → the nearest of 2.2. */
const FINANCEURS: Record<string, string> = { 18: '13', 19: '13', 20: '13' };
const NIVEAUX: Record<string, string> = { 11: '2', 12: '3', 13: '4', 14: '5', 15: '6', 16: '7', 17: '8', 18: '8' };
const DATES_AU_PLUS = 3;

export const versLheo22 = (formation: Formation): Formation => ({
  ...formation,
  niveauEntree: NIVEAUX[formation.niveauEntree] ?? formation.niveauEntree,
  niveauSortie: formation.niveauSortie && (NIVEAUX[formation.niveauSortie] ?? formation.niveauSortie),
  actions: formation.actions.map(actionEn22),
});

const actionEn22 = (action: ActionLheo): ActionLheo => {
  const reunions = action.sessions.flatMap((s) => s.recrutements).filter((r) => r.modalite === '9' && r.debut && estJourEntier(r.debut));
  const dates = [...new Set([...action.datesInformation, ...reunions.flatMap((r) => (r.debut ? [r.debut] : []))])].toSorted();
  return {
    ...action,
    // 2.2 demands exactly one place: the first, else where people register.
    lieux: action.lieux.length > 0 ? action.lieux.slice(0, 1) : lieuxParDefaut(action),
    datesInformation: dates.slice(0, DATES_AU_PLUS),
    adresseInformation: action.adresseInformation ?? reunions.find((r) => r.adresse)?.adresse,
    financeurs: action.financeurs.map((f) => ({ ...f, code: FINANCEURS[f.code] ?? f.code })),
    sessions: action.sessions.map((s) => ({ ...s, autres: [...s.autres, ...s.recrutements.map(extrasRecrutement)] })),
  };
};

const lieuxParDefaut = (action: ActionLheo): ActionLheo['lieux'] => {
  const adresse = action.sessions[0]?.adresseInscription;
  if (!adresse) return [];
  const coordonnees = { attributs: {}, autres: [], lignes: [], adresse, telephones: [], portables: [], web: [] };
  return [{ attributs: {}, autres: [], coordonnees }];
};

const extrasRecrutement = (r: Recrutement): Element => {
  const champs = {
    numero: r.numero,
    'modalite-recrutement': r.modalite,
    'nb-places': r.places,
    debut: r.debut,
    fin: r.fin,
    'heure-debut': r.heureDebut,
    'heure-fin': r.heureFin,
    commentaire: r.commentaire,
  };
  const enfants = Object.entries(champs).flatMap(([info, v]) => (v === undefined || v === '' ? [] : [{ nom: 'extra', attributs: { info }, texte: String(v) }]));
  return { nom: 'extras', attributs: { info: 'recrutement' }, enfants };
};

/** Leaves out what the version does not know: elements, those beyond the cardinality, optional texts too long, codes of no table. */
export const elaguer = (element: Element, definition: Definition): Element => {
  const regle = definition.regles.get(element.nom);
  if (regle?.sorte !== 'sequence') return element;
  const gardes = regle.enfants.flatMap((enfant) => {
    const trouves = (element.enfants ?? []).filter((e) => e.nom === enfant.nom && (enfant.min > 0 || tient(e, definition)));
    return (enfant.max === null ? trouves : trouves.slice(0, enfant.max)).map((e) => elaguer(e, definition));
  });
  // An optional element of which nothing is left is left out above, by its own parent.
  return { ...element, enfants: gardes };
};

const tient = (element: Element, definition: Definition): boolean => {
  const regle = definition.regles.get(element.nom);
  const texte = element.texte ?? '';
  if (regle?.sorte === 'texte') return [...texte].length >= regle.min && [...texte].length <= regle.max;
  if (regle?.sorte === 'code') return Object.hasOwn(regle.codes, texte);
  if (regle?.sorte === 'sequence') return regle.enfants.every((e) => e.min === 0 || (element.enfants ?? []).some((n) => n.nom === e.nom));
  return regle !== undefined;
};
