/** What changed between two versions of a fiche, field by field, in the words of SMF's screens where it has them (validation queue). */
import { typo } from '../francais.ts';
import type { Element } from '../lheo/arbre.ts';
import { DEFINITIONS } from '../lheo/definition.ts';
import { elementFormation } from '../lheo/ecriture.ts';
import type { Formation } from '../lheo/modele.ts';
import { CHAMPS_FICHE, CHAMPS_ICO, CHAMPS_SESSION } from './champs.ts';

/** `chemin`: path in LHEO 2.3, sessions and slots by their number. `avant` or `apres` null: there was, or is, nothing. */
export type Difference = { ecran: number | null; champ: string; chemin: string; avant: string | null; apres: string | null };

export const differences = (avant: Formation, apres: Formation): Difference[] => {
  const [a, b] = [aplatir(elementFormation(avant, '2.3')), aplatir(elementFormation(apres, '2.3'))];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((chemin) => a.get(chemin) !== b.get(chemin))
    .map((chemin) => ({ ...champDe(chemin), chemin, avant: a.get(chemin) ?? null, apres: b.get(chemin) ?? null }))
    .sort((x, y) => (x.ecran ?? 9) - (y.ecran ?? 9));
};

/** Path → text. What bears a number goes by it, so that a session put before another is not another session. */
const aplatir = (racine: Element): Map<string, string> => {
  const valeurs = new Map<string, string>();
  const descendre = (e: Element, chemin: string): void => {
    if (e.texte !== undefined && e.texte !== '') valeurs.set(chemin, dire(e.nom, e.texte));
    const rangs = new Map<string, number>();
    for (const enfant of e.enfants ?? []) {
      const rang = (rangs.get(enfant.nom) ?? 0) + 1;
      rangs.set(enfant.nom, rang);
      const cle = enfant.attributs?.['numero'] ?? enfant.attributs?.['info'] ?? (rang > 1 ? String(rang) : '');
      descendre(enfant, `${chemin === '' ? '' : `${chemin}/`}${enfant.nom}${cle && `[${cle}]`}`);
    }
  };
  descendre(racine, '');
  return valeurs;
};

/** A code with its label. */
const dire = (nom: string, texte: string): string => {
  const regle = DEFINITIONS['2.3'].regles.get(nom);
  const libelle = regle?.sorte === 'code' && Object.hasOwn(regle.codes, texte) ? regle.codes[texte] : undefined;
  return libelle === undefined ? texte : typo(`${texte} - ${libelle}`);
};

const CHAMPS = [
  ...CHAMPS_FICHE.map((c) => ({ c, lheo: c.lheo })),
  ...CHAMPS_SESSION.map((c) => ({ c, lheo: c.lheo && (c.lheo.startsWith('action/') ? c.lheo : `action/session/${c.lheo}`) })),
  ...CHAMPS_ICO.map((c) => ({ c, lheo: c.lheo && `action/session/${c.lheo}` })),
];

const champDe = (chemin: string): { ecran: number | null; champ: string } => {
  const nu = chemin.replace(/\[[^\]]*\]/g, '');
  const trouve = CHAMPS.find(({ lheo }) => lheo === nu)?.c ?? EXTRAS.find(([info]) => chemin.includes(`extra[${info}]`))?.[1];
  return trouve ? { ecran: trouve.ecran, champ: trouve.libelle } : { ecran: null, champ: nu.split('/').at(-1) ?? nu };
};

/** Fields without an element of their own, by the name that they travel under (vers-lheo.ts). */
const parChemin = (chemin: string) => [...CHAMPS_FICHE, ...CHAMPS_SESSION].find((c) => c.chemin === chemin) as (typeof CHAMPS_FICHE)[number];
const EXTRAS = [
  ['mots-cles', parChemin('motsCles')],
  ['metiers', parChemin('metiers')],
  ['sigle', parChemin('responsable.sigle')],
  ['dispositif', parChemin('dispositifs')],
  ['places-totales', parChemin('placesTotales')],
  ['disponibilite', parChemin('disponibilite')],
  ['nombre-indicatif-parcours', parChemin('parcoursIndicatif')],
  ['commentaire-places', parChemin('commentairePlaces')],
  ...['dureeTotale', 'dureeCentre', 'dureeEntreprise', 'hebdoCentre', 'hebdoEntreprise'].map((d) => [d, parChemin(d)] as const),
] as const;
