/** What a session of SMF must hold as a whole, and with the others of its fiche. Read as it was typed: what is missing has its own fault. */
import { type FauteSmf, faute } from './faute.ts';
import { lireCode } from './tables.ts';

type Objet = Record<string, unknown>;

/** `ebauche`: what is missing may still be. */
export const controlerSessions = (sessions: readonly Objet[], ebauche = false): FauteSmf[] => [
  ...sessions.flatMap((s, i) => [
    ...session(s, `sessions[${i}].`),
    ...(ebauche ? [] : manques(s, `sessions[${i}].`)),
    ...icosDe(s).flatMap((ico, j) => horaires(ico, `sessions[${i}].icos[${j}].`)),
  ]),
  ...sessions.flatMap((s, i) =>
    s['numero'] !== undefined && sessions.findIndex((autre) => autre['numero'] === s['numero']) < i
      ? [faute(`sessions[${i}].numero`, s['numero'], 'R1', 'Deux sessions portent le même numéro.')]
      : [],
  ),
  ...sessions.slice(1).flatMap((s, i) => communs(sessions[0] as Objet, s, `sessions[${i + 1}].`)),
];

const estObjet = (v: unknown): v is Objet => typeof v === 'object' && v !== null && !Array.isArray(v);
const icosDe = ({ icos }: Objet): Objet[] => (Array.isArray(icos) ? icos.filter(estObjet) : []);
const texte = (v: unknown): string | undefined => (typeof v === 'string' && v.trim() !== '' ? v : undefined);
const nombre = (v: unknown): number | undefined => (typeof v === 'number' ? v : undefined);

const session = (s: Objet, ou: string): FauteSmf[] => {
  const fautes: FauteSmf[] = [];
  const [debut, fin] = [texte(s['debut']), texte(s['fin'])];
  if (debut && fin && fin < debut) fautes.push(faute(`${ou}fin`, fin, 'R4', 'La date de fin précède la date de début.'));
  const [conventionnees, totales] = [nombre(s['placesConventionnees']), nombre(s['placesTotales'])];
  if (s['conventionnees'] === false && (conventionnees ?? 0) > 0)
    fautes.push(faute(`${ou}placesConventionnees`, conventionnees, 'R4', 'Des places sont comptées, alors que la session n’est pas conventionnée.'));
  if (totales !== undefined && (conventionnees ?? 0) > totales)
    fautes.push(faute(`${ou}placesConventionnees`, conventionnees, 'R4', 'Il y a plus de places conventionnées que de places en tout.'));
  return fautes;
};

/** Stars that depend on another answer: yes calls for a number, and a session takes place somewhere, but when it is wholly at a distance (§c.2). */
const manques = (s: Objet, ou: string): FauteSmf[] => [
  ...(s['conventionnees'] === true && (s['placesConventionnees'] ?? null) === null
    ? [faute(`${ou}placesConventionnees`, '', 'R4', 'Des places sont conventionnées : leur nombre est attendu (écran 6).')]
    : []),
  ...lieuDit(s, ou),
];

const lieuDit = (s: Objet, ou: string): FauteSmf[] => {
  const lieu = estObjet(s['lieu']) ? s['lieu'] : {};
  const manquent = LIEU.filter(([cle]) => texte(lieu[cle]) === undefined);
  if (manquent.length === LIEU.length)
    return aDistance(s) ? [] : [faute(`${ou}lieu`, '', 'R10', 'Le lieu de la formation est attendu, sauf quand elle a lieu entièrement à distance.')];
  return manquent.map(([cle, libelle]) => faute(`${ou}lieu.${cle}`, '', 'R4', `« ${libelle} » du lieu de la formation est attendu.`));
};
const LIEU = [
  ['nom', 'Nom'],
  ['voie', 'Numéro / voie'],
  ['cpVille', 'CP - ville'],
] as const;
const A_DISTANCE = '2';
const aDistance = (s: Objet): boolean => {
  const lu = lireCode('enseignement', String(s['enseignement'] ?? ''));
  return lu.ok && lu.entree.lheo === A_DISTANCE;
};

const horaires = (ico: Objet, ou: string): FauteSmf[] => {
  const [debut, fin] = [texte(ico['debut']), texte(ico['fin'])];
  return debut && fin && fin <= debut ? [faute(`${ou}fin`, `${debut} – ${fin}`, 'R21', 'L’heure de fin doit suivre l’heure de début.')] : [];
};

/** R10: one dispensateur, one place; LHEO says these once for all the sessions of an action. */
const COMMUNS = [
  'entreesSorties',
  'enseignement',
  'dispensateur',
  'lieu',
  'dureeTotale',
  'dureeCentre',
  'dureeEntreprise',
  'financements',
  'conventionnees',
  'placesConventionnees',
];
/** Their star says what is missing. */
const ETOILES = ['entreesSorties', 'enseignement', 'financements', 'conventionnees'];

const communs = (premiere: Objet, s: Objet, ou: string): FauteSmf[] =>
  COMMUNS.flatMap((cle) =>
    JSON.stringify(premiere[cle] ?? null) === JSON.stringify(s[cle] ?? null) || (ETOILES.includes(cle) && [premiere[cle], s[cle]].includes(undefined))
      ? []
      : [
          faute(
            ou + cle,
            s[cle],
            'R10',
            'Cette valeur n’est pas celle de la première session : faites autant de fiches que de lieux, de dispensateurs et d’organisations.',
          ),
        ],
  );
