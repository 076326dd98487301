/** Reads the form back: what each person's answer is, what is wrong with it, what changed. */
import { Presence, Suite } from '../../domain/codes.ts';
import { contientNir } from '../../domain/identifiants.ts';
import type { LigneRecue } from '../receptions/creneaux.ts';
import { etatDe, type PersonneVue } from './formulaire.ts';

export type Formulaire = Record<string, string | undefined>;
export type Saisie = {
  /** As the form must be shown again when something is wrong. */
  personnes: PersonneVue[];
  avant: string[];
  lignes: LigneRecue[];
  /** Names of those whose answer had changed meanwhile, and is replaced. */
  remplacees: string[];
  faites: number;
};

/** `connues`: the people as they are now; those that the form does not name are left as they are. */
export const lireSaisie = (corps: Formulaire, connues: readonly PersonneVue[], modalite: string): Saisie => {
  const ids = (corps['ids'] ?? '').split(',');
  const lues = connues.map((connue) => {
    const i = ids.indexOf(connue.positionnement);
    if (i < 0) return { connue, voulue: connue, avant: etatDe(connue) };
    return { connue, voulue: { ...connue, ...reponse(corps, i, modalite) }, avant: corps[`a${i}`] ?? etatDe(connue) };
  });
  const changees = lues.filter(({ connue, voulue }) => etatDe(connue) !== etatDe(voulue) || (voulue.motif ?? '') !== (connue.motif ?? ''));
  return {
    personnes: lues.map((l) => l.voulue),
    avant: lues.map((l) => l.avant),
    lignes: changees.map(({ voulue: { positionnement, presence, suite, motif } }) => ({
      positionnement,
      presence: Presence.nullable().catch(null).parse(presence),
      suite: Suite.nullable().catch(null).parse(suite),
      motif,
    })),
    // Last write wins, and says so.
    remplacees: changees.filter(({ connue, avant }) => etatDe(connue) !== avant).map(({ connue }) => connue.nom),
    faites: lues.filter(({ voulue }) => (modalite === 'CANDIDATURE' ? voulue.suite : voulue.presence)).length,
  };
};

const reponse = (corps: Formulaire, i: number, modalite: string): Pick<PersonneVue, 'presence' | 'suite' | 'motif' | 'erreur'> => {
  const presence = corps[`p${i}`] || (corps['tous'] === '1' && modalite !== 'CANDIDATURE' ? 'PRESENT' : null);
  const suite = corps[`s${i}`] || null;
  const motif = corps[`m${i}`]?.trim() || null;
  const erreur = fauteDe(presence, suite, motif, modalite);
  return { presence, suite, motif, ...(erreur && { erreur }) };
};

const fauteDe = (presence: string | null, suite: string | null, motif: string | null, modalite: string): string | undefined => {
  if (presence !== null && !Presence.safeParse(presence).success) return 'choisissez une présence dans la liste.';
  if (suite !== null && !Suite.safeParse(suite).success) return 'choisissez une suite dans la liste.';
  if (suite !== null && modalite !== 'CANDIDATURE' && presence !== 'PRESENT') return 'une suite ne se donne qu’à une personne présente.';
  if ((motif ?? '').length > 500) return 'le motif dépasse 500 caractères.';
  if (motif && contientNir(motif)) return 'le motif semble contenir un numéro de sécurité sociale : retirez-le.';
  return undefined;
};
