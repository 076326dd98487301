/** What a session of SMF must hold as a whole, and with the others of its fiche. */
import { type FauteSmf, faute } from './faute.ts';
import type { FicheSmf, IcoSmf, SessionSmf } from './fiche.ts';

export const controlerSessions = ({ sessions }: FicheSmf): FauteSmf[] => [
  ...sessions.flatMap((s, i) => [...session(s, `sessions[${i}].`), ...s.icos.flatMap((ico, j) => horaires(ico, `sessions[${i}].icos[${j}].`))]),
  ...sessions.flatMap((s, i) =>
    sessions.findIndex((autre) => autre.numero === s.numero) < i
      ? [faute(`sessions[${i}].numero`, s.numero, 'R1', 'Deux sessions portent le même numéro.')]
      : [],
  ),
  ...sessions.slice(1).flatMap((s, i) => communs(sessions[0] as SessionSmf, s, `sessions[${i + 1}].`)),
];

const session = (s: SessionSmf, ou: string): FauteSmf[] => {
  const fautes: FauteSmf[] = [];
  if (s.fin !== undefined && s.fin < s.debut) fautes.push(faute(`${ou}fin`, s.fin, 'R4', 'La date de fin précède la date de début.'));
  if (s.conventionnees === false && (s.placesConventionnees ?? 0) > 0)
    fautes.push(faute(`${ou}placesConventionnees`, s.placesConventionnees, 'R4', 'Des places sont comptées, alors que la session n’est pas conventionnée.'));
  if (s.placesTotales !== undefined && (s.placesConventionnees ?? 0) > s.placesTotales)
    fautes.push(faute(`${ou}placesConventionnees`, s.placesConventionnees, 'R4', 'Il y a plus de places conventionnées que de places en tout.'));
  return fautes;
};

const horaires = (ico: IcoSmf, ou: string): FauteSmf[] =>
  ico.fin <= ico.debut ? [faute(`${ou}fin`, `${ico.debut} – ${ico.fin}`, 'R21', 'L’heure de fin doit suivre l’heure de début.')] : [];

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
] as const;

const communs = (premiere: SessionSmf, s: SessionSmf, ou: string): FauteSmf[] =>
  COMMUNS.flatMap((cle) =>
    JSON.stringify(premiere[cle]) === JSON.stringify(s[cle])
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
