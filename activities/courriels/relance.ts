/** What an organisme or a prescriber reads when something waits for it: the ask, then the reminders. Counts only, no names. */

import { OUVRIR_TABLEAU } from '../../domain/causes/cause.ts';
import { ficheDite, sessionDite } from '../../domain/causes/sujet.ts';
import { CAUSES, type CodeCause, type Sujet } from '../../domain/causes.ts';
import type { Outil } from '../../domain/codes.ts';
import { composer, type Gabarit } from '../../domain/courriel.ts';
import { compter, heure, jourCourt, jourLong, majuscule, minuscule } from '../../domain/francais.ts';
import type { Destinataire } from '../../domain/politiques.ts';

export type Lieu = { nom?: string | undefined; lignes?: string[] | undefined; codePostal?: string | undefined; ville?: string | undefined };
export type Demande = {
  cause: CodeCause;
  sujet: Sujet;
  destinataire: Destinataire;
  /** First mail on this case, or one of the following. */
  rappel: boolean;
  url: string;
  creneau: { debut: Date; fin: Date; lieu: Lieu | null } | null;
  /** How many came from each tool: all that an OF may know of an origin (R29). */
  outils: Partial<Record<Outil, number>>;
  /** Epoch ms, null when nothing is dated. */
  avant: number | null;
  /** What happens without an answer, by the policy in force: a clause. */
  suite: string;
  /** The mandataire is written to because the organisme cannot be (S13). */
  injoignable?: boolean;
  /** Nobody was asked before. */
  premier?: boolean;
};

const OUTILS: Record<Outil, string> = { OUIFORM: 'OUIFORM', AUDEF: 'AUDEF', KAIROS: 'Kairos', PE_FR: 'pe.fr' };

/** « jeudi 12 novembre, de 10 h 30 à 12 h ». */
export const quandDit = (c: { debut: Date; fin: Date }): string => `${jourLong(c.debut.getTime())}, de ${heure(c.debut.getTime())} à ${heure(c.fin.getTime())}`;

export const composerRelance = (d: Demande): Gabarit => {
  const cause = CAUSES[d.cause];
  const outils = Object.entries(d.outils).map(([outil, n]) => `${OUTILS[outil as Outil]} (${n})`);
  const lieu = d.creneau?.lieu?.ville;
  const quoi = d.sujet.session !== undefined ? sessionDite(d.sujet) : d.sujet.fiche !== undefined ? ficheDite(d.sujet) : null;
  return composer({
    // From the second mail on a case, the subject says that it is a reminder.
    objet: d.rappel ? `Rappel : ${minuscule(cause.objet(d.sujet))}` : cause.objet(d.sujet),
    lignes: [
      ...(d.destinataire === 'MANDATAIRE' ? [`Vous recevez ce message comme mandataire${pourquoi(d)}.`] : []),
      d.destinataire === 'PRESCRIPTEUR' && cause.auxPrescripteurs ? cause.auxPrescripteurs(d.sujet) : cause.demande(d.sujet),
      ...(quoi === null ? [] : [`${majuscule(quoi)}${d.creneau ? `, ${quandDit(d.creneau)}${lieu ? `, ${lieu}` : ''}` : ''}.`]),
      ...(d.sujet.conseillers === undefined || d.sujet.conseillers < 1 || d.cause === 'INSCRIPTION_BLOQUEE' ? [] : [essais(d.sujet.conseillers)]),
      // S3 says it in its own words.
      ...(d.sujet.consultations === undefined || d.sujet.consultations < 1 || d.cause === 'AUCUN_RENDEZ_VOUS_DISPONIBLE'
        ? []
        : [recherches(d.sujet.consultations)]),
      ...(outils.length > 0 ? [`Positionnements reçus de : ${outils.join(', ')}.`] : []),
    ],
    bouton: { libelle: d.destinataire === 'PRESCRIPTEUR' && cause.lien !== 'PARCOURS' ? OUVRIR_TABLEAU : cause.bouton, url: d.url },
    apres: [
      d.avant === null ? `Sans réponse, ${d.suite}.` : `À faire avant le ${jourCourt(d.avant)} ; sans réponse, ${d.suite}.`,
      ...(d.destinataire === 'OF' || d.destinataire === 'MANDATAIRE' ? [TRANSFERABLE] : []),
    ],
  });
};

/** « 3 conseillers ont essayé de positionner quelqu’un. » (G5) */
export const essais = (conseillers: number): string => `${compter(conseillers, 'conseiller a essayé', 'conseillers ont essayé')} de positionner quelqu'un.`;
/** « 6 recherches de prescripteurs n’y ont trouvé aucun créneau. » (G5) */
const recherches = (n: number): string =>
  `${compter(n, "recherche de prescripteur n'y a trouvé aucun créneau", "recherches de prescripteurs n'y ont trouvé aucun créneau")}.`;

/** What is the mandataire's to correct is asked of it first (R13). */
const pourquoi = ({ sujet, injoignable, cause, premier }: Demande): string => {
  if (injoignable || cause === 'COURRIEL_OF_INVALIDE') return ` : ${sujet.organisme ?? "l'organisme dispensateur"} ne reçoit pas nos courriels`;
  return premier ? '' : ` : ${sujet.organisme ?? "l'organisme dispensateur"} n'a pas répondu`;
};

/** The link of an organisme's page opens it to whoever holds it; the dashboard asks who one is. */
const TRANSFERABLE = "Pas de mot de passe à saisir. Si une autre personne s'en occupe, transférez-lui ce message : le lien fonctionnera aussi.";
