/** §f.2, the default timers by their names, each with the place of the policies where it is kept and changed: there is one table of delays. The thresholds of §f come after them. */
import { CAUSES, type CodeCause } from './causes.ts';
import { delaiDit } from './delai-dit.ts';
import type { Delai } from './ouvres.ts';
import type { Destinataire, Politique } from './politiques.ts';
import { seuilDit } from './politiques-saisie.ts';
import { CodeSeuil, SEUILS, seuilDe } from './seuils.ts';

type Minuterie = { readonly cle: string; readonly cause: CodeCause; readonly lire: (p: Politique) => Delai | undefined };

const etape =
  (destinataire: Destinataire, rang = 0) =>
  (p: Politique) =>
    p.niveaux.filter((n) => n.destinataire === destinataire)[rang]?.apres;
const minuterie = (cle: string, cause: CodeCause, lire: Minuterie['lire']): Minuterie => ({ cle, cause, lire });

export const MINUTERIES: readonly Minuterie[] = [
  minuterie('publication.kairos.max', 'SESSION_NON_VISIBLE', (p) => p.niveaux[0]?.apres),
  minuterie('ico.presence.first', 'PRESENCE_NON_SAISIE', etape('OF')),
  minuterie('ico.presence.escalate', 'PRESENCE_NON_SAISIE', etape('MANDATAIRE')),
  minuterie('ico.presence.provisionalAbsence', 'PRESENCE_NON_SAISIE', (p) => p.absenceProvisoire),
  minuterie('ico.bilan.first', 'SUITE_NON_SAISIE', etape('OF')),
  minuterie('ico.bilan.escalate', 'SUITE_NON_SAISIE', etape('MANDATAIRE')),
  minuterie('entree.attestation.due', 'ENTREE_NON_ATTESTEE', etape('OF', 2)),
  minuterie('sortie.declaration.due', 'SORTIE_NON_SAISIE', etape('OF')),
  minuterie('slot.missing.first', 'MODALITE_NON_RENSEIGNEE', etape('OF')),
  minuterie('slot.missing.carif', 'MODALITE_NON_RENSEIGNEE', etape('CARIF')),
  minuterie('slot.missing.region', 'MODALITE_NON_RENSEIGNEE', etape('REGION')),
  minuterie('radie.ledger.expiry', 'DEMANDEUR_RADIE', (p) => p.conservation),
  minuterie('outage.queue.min', 'PARTENAIRE_FERME', (p) => p.conservation),
  minuterie('fiche.archive.afterEnd', 'FICHE_EN_ATTENTE', (p) => p.conservation),
  minuterie('session.export.cutoffAfterEnd', 'SESSION_NON_VISIBLE', (p) => p.conservation),
  minuterie('candidature.decision.first', 'CANDIDATURE_SANS_REPONSE', etape('OF')),
];

/** Each timer and each threshold with its value in force. */
export const minuteries = (politique: (cause: CodeCause) => Politique): { cle: string; cause: CodeCause; intitule: string; valeur: string | null }[] => [
  ...MINUTERIES.map(({ cle, cause, lire }) => {
    const delai = lire(politique(cause));
    return { cle, cause, intitule: CAUSES[cause].intitule, valeur: delai === undefined ? null : delaiDit(delai) };
  }),
  ...CodeSeuil.options.map((code) => {
    const { cle, cause, libelle, unite } = SEUILS[code];
    return { cle, cause, intitule: libelle, valeur: seuilDit(unite, seuilDe(politique(cause).seuils, code)) };
  }),
];
