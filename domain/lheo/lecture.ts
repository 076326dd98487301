/** From the XML of one formation to the model, or to the list of all that it breaks. */
import { lireNda, lireSiret } from '../identifiants.ts';
import { enElement, type Noeud, parcourir } from './arbre.ts';
import { type Champ, FORMES, type NomForme } from './correspondance.ts';
import { DEFINITIONS, type VersionLheo } from './definition.ts';
import type { Faute } from './faute.ts';
import { Formation } from './modele.ts';
import { controlerNir, controlerRegles } from './regles.ts';
import { controlerSchema } from './schema.ts';

export type Lecture = { ok: true; formation: Formation; avertissements: Faute[] } | { ok: false; erreurs: Faute[]; avertissements: Faute[] };

/** Attributes kept on the way in, by element; the others (xml ids, export times) mean nothing once here. */
const DATES = ['datecrea', 'datemaj'];
const ATTRIBUTS: Record<string, readonly string[]> = { formation: DATES, action: DATES, session: DATES };
const ATTRIBUTS_COMMUNS = ['info', 'tag'];

/** Reads and controls a `formation` element of the given version. Every fault is listed, in the order of the file. */
export const lireFormation = (noeud: Noeud, version: VersionLheo): Lecture => {
  const definition = DEFINITIONS[version];
  const erreurs: Faute[] = [];
  const avertissements: Faute[] = [];
  for (const { noeud: n, chemin } of parcourir(noeud)) {
    // What is under `extras` belongs to whoever wrote it: only the social security number is looked for.
    if (chemin.includes('/extras')) {
      erreurs.push(...controlerNir(n, chemin));
      continue;
    }
    const verdict = controlerRegles(n, chemin);
    erreurs.push(...controlerSchema(n, chemin, definition), ...verdict.erreurs);
    avertissements.push(...verdict.avertissements);
  }
  if (erreurs.length > 0) return { ok: false, erreurs: erreurs.sort((a, b) => a.ligne - b.ligne), avertissements };
  return { ok: true, formation: Formation.parse(numeroter(lireForme(noeud, 'formation'))), avertissements };
};

type Lu = Record<string, unknown>;

/** A session without a number takes its action's, and its rank. */
const numeroter = (formation: Lu): Lu => {
  for (const action of listeDe(formation['actions'])) {
    for (const [i, session] of listeDe(action['sessions']).entries()) session['numero'] ??= `${String(action['numero'])}-S${i + 1}`;
  }
  return formation;
};
const estLu = (v: unknown): v is Lu => typeof v === 'object' && v !== null;
const listeDe = (v: unknown): Lu[] => (Array.isArray(v) ? v.filter(estLu) : []);

const lireForme = (noeud: Noeud, nom: NomForme): Lu => {
  const champs = Object.entries(FORMES[nom]);
  const connus = new Set(champs.map(([, c]) => c.chemin.split('/')[0]));
  const lu: Lu = {};
  for (const [cle, champ] of champs) {
    const valeur = lireChamp(noeud, champ);
    if (valeur !== undefined) lu[cle] = valeur;
  }
  const gardes = [...ATTRIBUTS_COMMUNS, ...(ATTRIBUTS[noeud.nom] ?? [])];
  lu['attributs'] = Object.fromEntries(Object.entries(noeud.attributs).filter(([a]) => gardes.includes(a)));
  lu['autres'] = noeud.enfants.filter((e) => !connus.has(e.nom)).map((e) => enElement(nettoyer(e)));
  return lu;
};

const LIBRES = ['ref', 'numero', ...ATTRIBUTS_COMMUNS];
/** Elements of another namespace (`:name`, see the cutter) cannot be given back. */
const nettoyer = (noeud: Noeud): Noeud => ({
  ...noeud,
  attributs: Object.fromEntries(Object.entries(noeud.attributs).filter(([a]) => LIBRES.includes(a))),
  enfants: noeud.enfants.filter((e) => !e.nom.startsWith(':')).map(nettoyer),
});

const suivre = (noeud: Noeud, chemin: string): Noeud[] =>
  chemin.split('/').reduce<Noeud[]>((noeuds, nom) => noeuds.flatMap((n) => n.enfants.filter((e) => e.nom === nom)), [noeud]);

const lireChamp = (noeud: Noeud, champ: Champ): unknown => {
  if (champ.sorte === 'attribut') return noeud.attributs[champ.chemin] || undefined;
  const trouves = suivre(noeud, champ.chemin);
  const lu = trouves[0]?.texte.trim();
  switch (champ.sorte) {
    case 'texte':
      return lu;
    case 'entier':
      return lu === undefined ? undefined : Number(lu);
    case 'booleen':
      return lu === undefined ? undefined : lu === '1';
    case 'siret':
      return lu === undefined ? undefined : lireSiret(lu)?.siret;
    case 'nda':
      return lu === undefined ? undefined : lireNda(lu)?.nda;
    case 'textes':
      return trouves.map((n) => n.texte.trim());
    case 'codes':
      return trouves.map((n) => ({ code: n.texte.trim(), ref: n.attributs['ref'], tag: n.attributs['tag'] }));
    case 'forme':
      return trouves[0] && champ.forme ? lireForme(trouves[0], champ.forme) : undefined;
    case 'formes':
      return trouves.flatMap((n) => (champ.forme ? [lireForme(n, champ.forme)] : []));
  }
};
