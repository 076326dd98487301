/**
 * The one validator of SMF's screens: every fault at once, each with its path, its value, its rule and a sentence (R4, R5, R10, R14, R19–R21).
 * What it accepts is a FicheSmf that the hub's own reading of LHEO accepts.
 */
import { contientNir, estFormacode, lireNda, lireSiret } from '../identifiants.ts';
import { lireCpVille } from './adresses.ts';
import { CHAMPS_FICHE, CHAMPS_ICO, CHAMPS_SESSION, type Champ } from './champs.ts';
import { type FauteSmf, faute } from './faute.ts';
import { FicheSmf } from './fiche.ts';
import { controlerSessions } from './sessions.ts';
import { lireCode } from './tables.ts';

export type Controle = { ok: true; fiche: FicheSmf } | { ok: false; fautes: FauteSmf[] };
/** `ebauche`: stars may still be missing (a fiche being typed, or one that came as LHEO, which knows fewer fields). */
type Options = { ebauche?: boolean };

/** Identifiers become workflow ids and addresses, as at the LHEO door. */
const NUMERO = /^[\w.-]{1,64}$/;

export const controlerFiche = (brute: unknown, { ebauche = false }: Options = {}): Controle => {
  const saisie = ebauche ? brute : sansBlancs(brute);
  if (!estObjet(saisie)) return { ok: false, fautes: [faute('', '', 'R4', 'Une fiche est attendue : ses écrans 1 à 7.')] };
  const sessions = listeDe(saisie['sessions']);
  const fautes = [
    ...numero(saisie['numero'], 'numero', 'La fiche'),
    ...groupe(saisie, CHAMPS_FICHE, '', ebauche),
    ...(sessions.length === 0 ? [faute('sessions', '', 'R4', 'Une fiche a au moins une session.')] : []),
    ...sessions.flatMap((s, i) => [
      ...numero(s['numero'], `sessions[${i}].numero`, 'La session'),
      ...groupe(s, CHAMPS_SESSION, `sessions[${i}].`, ebauche),
      ...listeDe(s['icos']).flatMap((ico, j) => groupe(ico, CHAMPS_ICO, `sessions[${i}].icos[${j}].`, ebauche)),
    ]),
    ...nir(brute, ''),
  ];
  // What holds a session together is looked at even when something else is missing: the OF corrects once.
  fautes.push(...controlerSessions(sessions, ebauche));
  const lue = FicheSmf.safeParse(saisie);
  // A value of the wrong kind has its own sentence above; what is left is the shape itself.
  if (!lue.success) fautes.push(...lue.error.issues.flatMap((i) => forme(chemin(i.path), fautes)));
  return lue.success && fautes.length === 0 ? { ok: true, fiche: lue.data } : { ok: false, fautes: uniques(fautes) };
};

/** Of what is begun and not finished: a contact without a name, a dispensateur without a SIRET. */
const forme = (ou: string, dites: readonly FauteSmf[]): FauteSmf[] => {
  const dedans = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || a.startsWith(`${b}[`);
  if (dites.some((f) => dedans(f.chemin, ou) || dedans(ou, f.chemin))) return [];
  const nu = ou.replace(/^sessions\[\d+\]\.(icos\[\d+\]\.)?/, '');
  const libelle = [...CHAMPS_FICHE, ...CHAMPS_SESSION, ...CHAMPS_ICO].find((c) => c.chemin === nu)?.libelle;
  return [faute(ou, '', 'R4', libelle ? `« ${libelle} » est attendu ici.` : 'Cette valeur n’a pas la forme attendue.')];
};

/** A field left blank, or emptied, says nothing. */
const sansBlancs = (v: unknown): unknown => {
  if (Array.isArray(v)) return v.map(sansBlancs).filter((x) => x !== undefined);
  if (!estObjet(v)) return v === null || estBlanc(v) ? undefined : v;
  const plein = Object.entries(v).flatMap(([cle, x]) => {
    const propre = sansBlancs(x);
    return propre === undefined ? [] : [[cle, propre] as const];
  });
  return plein.length === 0 ? undefined : Object.fromEntries(plein);
};

type Objet = Record<string, unknown>;
const estObjet = (v: unknown): v is Objet => typeof v === 'object' && v !== null && !Array.isArray(v);
const listeDe = (v: unknown): Objet[] => (Array.isArray(v) ? v.filter(estObjet) : []);
const chemin = (pas: readonly PropertyKey[]): string => pas.map((p, i) => (typeof p === 'number' ? `[${p}]` : `${i > 0 ? '.' : ''}${String(p)}`)).join('');
const uniques = (fautes: FauteSmf[]): FauteSmf[] => fautes.filter((f, i) => fautes.findIndex((g) => g.chemin === f.chemin && g.message === f.message) === i);

const numero = (v: unknown, ou: string, quoi: string): FauteSmf[] =>
  typeof v === 'string' && NUMERO.test(v)
    ? []
    : [faute(ou, v, 'R1', `${quoi} doit porter un numéro : 64 caractères au plus, lettres, chiffres, « . », « - » ou « _ ».`)];

/** §h: refused wherever it is, and never shown again. */
const nir = (v: unknown, ou: string): FauteSmf[] => {
  if (typeof v === 'string')
    return contientNir(v) ? [faute(ou, '', 'NIR', 'Ce champ contient un numéro de sécurité sociale : il ne peut être ni reçu ni conservé.')] : [];
  if (Array.isArray(v)) return v.flatMap((x, i) => nir(x, `${ou}[${i}]`));
  return estObjet(v) ? Object.entries(v).flatMap(([cle, x]) => nir(x, ou === '' ? cle : `${ou}.${cle}`)) : [];
};

const groupe = (objet: Objet, champs: readonly Champ[], prefixe: string, ebauche: boolean): FauteSmf[] =>
  champs.flatMap((c) => {
    const valeur = c.chemin.split('.').reduce<unknown>((v, cle) => (estObjet(v) ? v[cle] : undefined), objet);
    const vide = valeur === undefined || valeur === null || estBlanc(valeur) || (Array.isArray(valeur) && valeur.length === 0);
    if (vide) return c.obligatoire && !ebauche ? [faute(prefixe + c.chemin, '', 'R4', `« ${c.libelle} » est obligatoire (écran ${c.ecran}).`)] : [];
    return controler(c, valeur).map((message) => faute(prefixe + c.chemin, valeur, c.regle ?? REGLES[c.sorte] ?? 'R4', message));
  });

const REGLES: Partial<Record<Champ['sorte'], string>> = {
  siret: 'SIRET',
  nda: 'R2',
  formacode: 'Formacode',
  formacodes: 'Formacode',
  code: 'R14',
  codes: 'R14',
  courriel: 'R43',
};

/** The sentences of what is wrong with one value that is there. */
const controler = (c: Champ, v: unknown): string[] => {
  const max = c.max ?? Number.POSITIVE_INFINITY;
  switch (c.sorte) {
    case 'texte':
      return typeof v !== 'string' ? ['Un texte est attendu.'] : longueur(v) > max ? [`${max} caractères au plus, ${longueur(v)} saisis.`] : [];
    case 'textes':
    case 'formacodes': {
      if (!Array.isArray(v) || v.some((x) => typeof x !== 'string' || estBlanc(x))) return ['Une liste de textes est attendue.'];
      const faux = c.sorte === 'formacodes' ? v.filter((x) => !estFormacode(x)) : [];
      return [...(v.length > max ? [`${max} valeurs au plus, ${v.length} saisies.`] : []), ...(faux.length > 0 ? [`${PHRASES.formacode}`] : [])];
    }
    case 'code':
    case 'codes':
      return [v].flat().flatMap((x) => {
        const lu = c.table && lireCode(c.table, String(x));
        return lu?.ok === false ? [lu.message] : [];
      });
    case 'booleen':
      return typeof v === 'boolean' ? [] : ['Oui ou non est attendu.'];
    case 'entier':
      return Number.isInteger(v) && Number(v) >= (c.min ?? 0) && Number(v) <= max ? [] : [`Un nombre entier est attendu, de ${c.min ?? 0} à ${max}.`];
    case 'duree':
      return estObjet(v) && estEntier(v['h']) && estEntier(v['mn']) && Number(v['mn']) < 60
        ? []
        : ['Une durée se saisit en heures et minutes, moins de 60 minutes.'];
    default:
      return typeof v === 'string' && FORMES[c.sorte](v) ? [] : [PHRASES[c.sorte]];
  }
};
const estBlanc = (v: unknown): boolean => typeof v === 'string' && v.trim() === '';
const longueur = (t: string): number => [...t].length;
const estEntier = (v: unknown): boolean => Number.isInteger(v) && Number(v) >= 0;

type Forme = 'siret' | 'nda' | 'formacode' | 'date' | 'heure' | 'cpVille' | 'courriel';
const FORMES: Record<Forme, (v: string) => boolean> = {
  siret: (v) => lireSiret(v) !== null,
  nda: (v) => lireNda(v) !== null,
  formacode: estFormacode,
  date: (v) => /^\d{4}-\d{2}-\d{2}$/.test(v) && new Date(`${v}T00:00:00Z`).toJSON()?.slice(0, 10) === v,
  heure: (v) => /^([01]\d|2[0-3]):[0-5]\d$/.test(v),
  cpVille: (v) => lireCpVille(v) !== null,
  courriel: (v) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(v) && v.length <= 160,
};
const PHRASES: Record<Forme, string> = {
  siret: 'Ce SIRET est incorrect : 14 chiffres dont la clé est juste.',
  nda: 'Le numéro de déclaration d’activité compte 11 caractères, chiffres ou lettres.',
  formacode: 'Un formacode compte 5 chiffres.',
  date: 'Cette date n’existe pas : AAAA-MM-JJ est attendu.',
  heure: 'Une heure s’écrit HH:MM.',
  cpVille: 'Un code postal de 5 chiffres puis la ville sont attendus, Cedex compris : « 76600 LE HAVRE ».',
  courriel: 'Cette adresse de courriel est incorrecte.',
};
