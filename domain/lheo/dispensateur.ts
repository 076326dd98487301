/** Who delivers a session, who receives for it, and to which site its place belongs (R10, R11, R13b). */
import type { ActionLheo, Formation } from './modele.ts';

/** R11: for #Avenir alone, the mandataire receives the candidates of all its co-traitants. */
export const estGuichetUnique = (intitule: string): boolean => /^\s*#avenir\b/i.test(intitule);

/**
 * R13b: a place without SIRET belongs to the site of its dispensateur. Nobody is named as such when the offer says no dispensateur and the
 * place is not where the responsable is.
 */
export const estSansRattachement = (formation: Formation, action: ActionLheo): boolean => {
  const lieu = action.lieux[0];
  if (lieu === undefined || lieu.siret !== undefined || action.formateurs.length > 0) return false;
  const { coordonnees, contacts } = formation.organisme;
  const sites = [coordonnees, ...contacts.map((c) => c.coordonnees)].flatMap((c) => (c.adresse ? [c.adresse.codePostal] : []));
  const ou = lieu.coordonnees.adresse?.codePostal;
  return ou !== undefined && sites.length > 0 && !sites.includes(ou);
};
