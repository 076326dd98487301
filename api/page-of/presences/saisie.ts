/** Reads the form back: what each person's answer is, what is wrong with it, what somebody else changed meanwhile. */
import { Presence, Suite } from '../../../domain/codes.ts';
import { contientNir } from '../../../domain/identifiants.ts';
import type { LigneRecue } from '../../receptions/creneaux.ts';
import type { Corps } from '../socle/champs.ts';
import { codePresence, codeSuite, court } from './formulaire.ts';
import type { PersonneVue } from './lecture.ts';

export type Saisies = {
  /** As the form must be shown again. */
  personnes: PersonneVue[];
  /** The state each answer was first drawn from. */
  avant: string[];
  lignes: LigneRecue[];
  /** Those whose answer changed since the form was drawn, and that this form would overwrite: as they are now. */
  entreTemps: PersonneVue[];
  faites: number;
};

/** What an answer is drawn from, so that another given meanwhile is noticed. */
export const etatDe = (p: Pick<PersonneVue, 'presence' | 'suite'>): string => `${p.presence ?? ''}.${p.suite ?? ''}`;

/** `connues`: the people as they are now. Whoever the form does not name, or says nothing new of, is left as is. */
export const lireSaisie = (corps: Corps, connues: readonly PersonneVue[], modalite: string): Saisies => {
  const ids = (corps['ids'] ?? '').split(',');
  const avants = (corps['a'] ?? '').split('|');
  const lues = connues.map((connue) => {
    const i = ids.indexOf(court(connue.positionnement));
    const avant = avants[i] ?? etatDe(connue);
    if (i < 0) return { connue, voulue: connue, avant, changee: false };
    const voulue = { ...connue, ...reponse(corps, i, modalite, connue, avant) };
    const changee = etatDe(voulue) !== avant || (voulue.motif ?? '') !== (connue.motif ?? '');
    return changee ? { connue, voulue, avant, changee } : { connue, voulue: connue, avant: etatDe(connue), changee };
  });
  const changees = lues.filter((l) => l.changee && (etatDe(l.voulue) !== etatDe(l.connue) || l.voulue.motif !== l.connue.motif));
  return {
    personnes: lues.map((l) => l.voulue),
    avant: lues.map((l) => l.avant),
    lignes: changees.map(({ voulue: { positionnement, presence, suite, motif } }) => ({
      positionnement,
      presence: Presence.nullable().catch(null).parse(presence),
      suite: Suite.nullable().catch(null).parse(suite),
      motif,
    })),
    entreTemps: changees.filter(({ connue, avant }) => etatDe(connue) !== avant).map(({ connue }) => connue),
    faites: lues.filter(({ voulue }) => (modalite === 'CANDIDATURE' ? voulue.suite : voulue.presence)).length,
  };
};

type Reponse = Pick<PersonneVue, 'presence' | 'suite' | 'motif' | 'erreur'>;
const reponse = (corps: Corps, i: number, modalite: string, connue: PersonneVue, avant: string): Reponse => {
  const candidature = modalite === 'CANDIDATURE';
  const presence = codePresence(corps[`p${i}`] ?? '') || (corps['tous'] === '1' && !candidature ? 'PRESENT' : null);
  const choisie = codeSuite(corps[`s${i}`] ?? '') || null;
  // Somebody found absent after all loses the decision that the form still holds.
  const suite = !candidature && presence !== 'PRESENT' && choisie === (avant.split('.')[1] || null) ? null : choisie;
  const motif = (corps[`m${i}`]?.trim() ?? connue.motif) || null;
  const erreur =
    fauteDe(presence, suite, motif, candidature) ?? (sansMotif(suite, motif, connue) ? 'dites pourquoi la personne n’est pas retenue.' : undefined);
  return { presence, suite, motif, ...(erreur && { erreur }) };
};

/** R39: who is not retained leaves a trace, and it says why. One already known without a motive holds nobody up. */
const sansMotif = (suite: string | null, motif: string | null, connue: PersonneVue): boolean =>
  suite === 'NON_RETENU' && motif === null && connue.suite !== 'NON_RETENU';

const fauteDe = (presence: string | null, suite: string | null, motif: string | null, candidature: boolean): string | undefined => {
  if (presence !== null && !Presence.safeParse(presence).success) return 'choisissez une présence dans la liste.';
  if (suite !== null && !Suite.safeParse(suite).success) return 'choisissez une suite dans la liste.';
  if (suite !== null && !candidature && presence !== 'PRESENT') return 'une suite ne se donne qu’à une personne présente.';
  if ((motif ?? '').length > 500) return 'le motif dépasse 500 caractères.';
  if (motif && contientNir(motif)) return 'le motif semble contenir un numéro de sécurité sociale : retirez-le.';
  return undefined;
};
