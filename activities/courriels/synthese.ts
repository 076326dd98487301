/** Several reminders in one mail: what is waited for, line by line, one button that opens the list, one date. Counts only, no names. */

import { CAUSES } from '../../domain/causes.ts';
import { composer, type Gabarit } from '../../domain/courriel.ts';
import { compter, jourCourt, minuscule } from '../../domain/francais.ts';
import { type Demande, essais } from './relance.ts';

export type Synthese = { elements: readonly Omit<Demande, 'url'>[]; url: string };

/** What a mail of 120 words can hold. */
const LIGNES = 5;

export const composerSynthese = ({ elements, url }: Synthese): Gabarit => {
  const [premier] = elements;
  const montres = elements.slice(0, LIGNES);
  const autres = elements.length - montres.length;
  const dates = elements.flatMap((e) => e.avant ?? []);
  const conseillers = Math.max(0, ...elements.map((e) => e.sujet.conseillers ?? 0));
  return composer({
    objet: `Rappel : ${compter(elements.length, 'réponse attendue', 'réponses attendues')}, dont ${premier ? minuscule(CAUSES[premier.cause].objet(premier.sujet)) : ''}`,
    lignes: [
      premier?.destinataire === 'MANDATAIRE'
        ? 'Vous recevez ce message comme mandataire. Maillon attend ces réponses :'
        : 'Maillon attend ces réponses de votre part :',
      ...montres.map((e) => `– ${CAUSES[e.cause].objet(e.sujet)}`),
      ...(autres > 0 ? [`– et ${compter(autres, 'autre réponse', 'autres réponses')}.`] : []),
      ...(conseillers > 0 ? [essais(conseillers)] : []),
    ],
    bouton: { libelle: 'Tout voir et répondre', url },
    apres: [
      dates.length === 0 ? `Sans réponse, ${premier?.suite ?? ''}.` : `À faire avant le ${jourCourt(Math.min(...dates))}.`,
      'Pas de mot de passe à saisir. Vous pouvez transférer ce message.',
    ],
  });
};
