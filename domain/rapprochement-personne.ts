/** A person beside what is held of her: the status that AUDE decides of, the dossier and the « situation » of i-Milo (§d.8, R31). Pure. */
import type { StatutDe } from './codes.ts';
import { divergence, type Ecart } from './rapprochement.ts';

export type SituationImilo = 'Formation' | 'Sortie';
export type PersonneConnue = {
  statutDe: StatutDe;
  synchronise: boolean;
  /** What i-Milo was last told of her, and of which path; null: nothing, and an adviser may write there what they like. */
  situation: { valeur: SituationImilo; parcours: string; positionnement: string; session: string } | null;
};
/** A system that did not answer is absent; null: it holds nothing of her. */
export type PersonneTenue = {
  aude?: { statut: StatutDe; depuis: string | null } | null;
  imilo?: { synchronise: boolean; situation: string | null } | null;
};

const vu = (statut: StatutDe): StatutDe => (statut === 'REINSCRIT' ? 'INSCRIT' : statut);
const dossierDit = (synchronise: boolean): string => (synchronise ? 'synchronisé' : 'non synchronisé');

export const ecartsPersonne = (p: PersonneConnue, { aude, imilo }: PersonneTenue): Ecart[] => {
  // A file that AUDE never opened by an event of its own says nothing.
  const ecarts = aude?.depuis && vu(aude.statut) !== vu(p.statutDe) ? [divergence('aude', 'STATUT_DE', p.statutDe, aude.statut)] : [];
  if (!imilo) return ecarts;
  if (imilo.synchronise !== p.synchronise) return [...ecarts, divergence('imilo', 'DOSSIER', dossierDit(p.synchronise), dossierDit(imilo.synchronise))];
  if (!p.synchronise || p.situation === null || imilo.situation === p.situation.valeur) return ecarts;
  const { valeur: situation, ...cible } = p.situation;
  const faux = divergence('imilo', 'SITUATION', situation, imilo.situation);
  // An adviser who wrote something else had a reason.
  const ecrite = imilo.situation !== null && imilo.situation !== 'Formation' && imilo.situation !== 'Sortie';
  return [...ecarts, ecrite ? faux : { ...faux, reparation: { operation: 'imilo.situer', arg: { ...cible, situation } } }];
};

type Passage = { parcours: string; positionnement: string; session: string; etapes: readonly { etape: string; date: string }[] };

/** Of the paths that i-Milo may see, the last that said something: retained, or out of training. */
export const situationDite = (passages: readonly Passage[]): PersonneConnue['situation'] => {
  const dites = passages.flatMap(({ etapes, ...cible }) =>
    etapes.flatMap(({ etape, date }) => {
      const valeur = SITUATIONS[etape];
      return valeur === undefined ? [] : [{ valeur, date, ...cible }];
    }),
  );
  const derniere = dites.sort((a, b) => Date.parse(a.date) - Date.parse(b.date)).at(-1);
  if (!derniere) return null;
  const { date: _, ...situation } = derniere;
  return situation;
};
const SITUATIONS: Record<string, SituationImilo> = { RETENU: 'Formation', INSCRIPTION_ANNULEE: 'Sortie', FIN: 'Sortie', ABANDON: 'Sortie' };
