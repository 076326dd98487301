/** What happens if nobody acts, and when: the steps that the ladder in force has still to take, in the words of the cause. */
import { CAUSES, type CodeCause } from '../causes.ts';
import type { ActeurType } from '../codes.ts';
import { delaiDit } from '../delai-dit.ts';
import type { Delai } from '../ouvres.ts';
import { type Destinataire, echeances, type Politique } from '../politiques.ts';

const VERS: Record<Destinataire, string> = {
  OF: "l'organisme est relancé",
  MANDATAIRE: "l'organisme mandataire est prévenu",
  PRESCRIPTEUR: 'le prescripteur est prévenu',
  CARIF: 'le dossier passe au Carif-Oref',
  REFERENT_KAIROS: 'le dossier passe au référent Kairos',
  REGION: 'la Région en est informée',
  EQUIPE: "l'équipe reprend le dossier",
};
const RIEN = 'le dossier reste ouvert';
/** From this level on, somebody else is turned to. */
const AUTRUI = 2;
/** Nobody is turned to who is waited for already. */
const estAutrui = ({ niveau, destinataire }: { niveau: number; destinataire: Destinataire }, acteur: ActeurType): boolean =>
  niveau >= AUTRUI && destinataire !== acteur;

const enchainer = (etapes: readonly { destinataire: Destinataire }[]): string =>
  [...new Set(etapes.map((e) => VERS[e.destinataire]))].join(', puis ').replace(/(le dossier passe au .*), puis le dossier passe (au )/, '$1, puis $2') || RIEN;
const conservationDite = (d: Delai | undefined): string => (d === undefined ? '' : 'jours' in d && d.jours === 365 ? 'un an' : delaiDit(d));

/** « l’organisme mandataire est prévenu, puis le dossier passe au référent Kairos »: of the cause, before anything has happened. */
export const suiteDeCause = (cause: CodeCause, politique: Politique): string => {
  const { acteur } = CAUSES[cause];
  const etapes = politique.niveaux.filter((n) => (n.acteur === undefined || n.acteur === acteur) && estAutrui(n, acteur));
  return CAUSES[cause].suite({ escalade: enchainer(etapes), conservation: conservationDite(politique.conservation) });
};

type Attente = { cause: CodeCause; depuis: Date; acteurType: ActeurType; niveau: number; prochaineRelance: Date | null };
/** `clause`: after « sans réponse, »; `passee`: to whom the case has gone, when there is nobody left to turn to. */
export type SuiteDite = { clause: string; passee: Destinataire | null; quand: number | null };

export const suiteDe = ({ cause, depuis, acteurType, niveau, prochaineRelance }: Attente, politique: Politique, maintenantMs: number): SuiteDite => {
  const marches = echeances(politique, depuis.getTime(), acteurType, maintenantMs);
  const autres = marches.filter((m) => estAutrui(m, acteurType));
  const aVenir = autres.filter((m) => m.niveau > niveau);
  const passee = aVenir.length > 0 ? undefined : marches.findLast((m) => m.niveau >= 3 && m.niveau <= niveau);
  const prevue = prochaineRelance !== null && prochaineRelance.getTime() > maintenantMs ? prochaineRelance.getTime() : null;
  const suivante = [...aVenir.slice(0, 1), ...marches].find((m) => m.echeance > maintenantMs);
  // Due already, it waits: for the rest of a mail, for the end of a snooze.
  const enRetenue = aVenir[0] !== undefined && aVenir[0].echeance <= maintenantMs;
  return {
    clause: CAUSES[cause].suite({ escalade: enchainer(aVenir), conservation: conservationDite(politique.conservation) }),
    passee: passee?.destinataire ?? null,
    quand: passee ? null : enRetenue ? prevue : (suivante?.echeance ?? prevue),
  };
};
